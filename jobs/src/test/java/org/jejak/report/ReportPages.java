package org.jejak.report;

import org.jejak.report.chart.SvgRenderer;

/** Reports that several tests look at, made once. */
final class ReportPages {
    static final SvgRenderer RENDERER = new SvgRenderer();
    static final Report ENGLISH = Report.of(new ReportWorld().source(), Messages.of("en", "USD"));
    static final Report INDONESIAN = Report.of(new ReportWorld().source(), Messages.of("id", "USD"));
    static final Report EMPTY = Report.of(new ReportWorld().emptied().source(), Messages.of("en", "USD"));
    static final Report DAY = Report.of(new ReportWorld().firstDay().source(), Messages.of("en", "USD"));
    static final String ENGLISH_PAGE = Page.of(ENGLISH, RENDERER);
    static final String INDONESIAN_PAGE = Page.of(INDONESIAN, RENDERER);
    static final String EMPTY_PAGE = Page.of(EMPTY, RENDERER);

    static final String DAY_PAGE = Page.of(DAY, RENDERER);

    private ReportPages() {}
}
