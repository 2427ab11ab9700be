package org.jejak.report;

import java.util.List;
import java.util.Map;
import org.jejak.table.Field;

/**
 * Everything that the report says, before it is drawn.
 *
 * @param source what it was read from
 * @param words its language
 * @param delivery until when there are data, and how many sources are silent, in a line
 * @param front page one
 * @param sections the appendix, in reading order
 */
public record Report(Source source, Messages words, String delivery, FrontPage front, List<Section> sections) {

    /** Reads the tables of one publication and puts their numbers into words and figures. */
    public static Report of(Source source, Messages words) {
        IndexCells cx = IndexCells.of(source);
        YearEvents events = YearEvents.of(source, cx, words);
        Map<Field, DailyTotals> days = DailyTotals.of(source);
        PaidSpend paid = PaidSpend.of(source);
        SourceHealth health = SourceHealth.of(source);
        List<SectionBuilder> builders = List.of(
                new CxIndexSection(source, cx, events, words),
                new ChangesSection(source, cx, events, words),
                new StageChannelSection(source, cx, words),
                new RepliesSection(source, events, words),
                new DriversSection(source, words),
                new ImpactSection(source, words),
                new JourneySection(source, words),
                new AttributionSection(source, words),
                new ChannelSection(source, paid, words),
                new RetentionSection(source, words),
                new ValueSection(source, days, words),
                new AudienceSection(source, words),
                new QualitySection(source, health, words),
                new SmallPrintSection(source, words));
        List<Section> sections = builders.stream().map(SectionBuilder::section).toList();
        return new Report(
                source,
                words,
                delivery(source, health, words),
                FrontPage.of(source, cx, days, events, paid, sections, words),
                sections);
    }

    private static String delivery(Source source, SourceHealth health, Messages words) {
        String zone = source.settings().zone().getId().replaceFirst(".*/", "").replace('_', ' ');
        return words.text(
                "report.delivery",
                words.date(source.date()),
                zone,
                words.count((double) health.silent().size()),
                words.count((double) health.all().size()));
    }

    /** Sections with something to say. */
    public List<Section> told() {
        return sections.stream().filter(s -> !s.finding().isEmpty()).toList();
    }

    /** Name of the company. */
    public String brand() {
        return source.settings().report().brand();
    }
}
