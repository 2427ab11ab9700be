package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What changed more than chance explains: the events of twelve months, and the cells of the index in the newest month. */
final class ChangesSection extends SectionBuilder {
    private static final int MOST = 12;

    private final IndexCells cx;
    private final YearEvents events;

    ChangesSection(Source source, IndexCells cx, YearEvents events, Messages words) {
        super("changes", source, words);
        this.cx = cx;
        this.events = events;
    }

    @Override
    String build() {
        events();
        changes();
        if (!source.has(AggCxAlert.TABLE) && cx.rows().isEmpty()) return "";
        return events.largest().map(this::finding).orElse(text("changes.finding.none"));
    }

    /** The largest event, what happened in the same weeks, and whether it is over. */
    private String finding(YearEvent event) {
        if (!event.kind().equals(YearEvents.INDEX))
            return text("changes.finding.alarm", events.when(event), event.text());
        String finding = text("changes.finding.index", words.monthInFull(event.from()), event.text());
        List<YearEvent> alarms = events.alarmsDuring(event);
        if (!alarms.isEmpty()) {
            YearEvent alarm = alarms.get(0);
            finding += " " + text("changes.finding.with", events.when(alarm), alarm.text());
        }
        return events.riseAfter(event)
                .filter(e -> event.isBad())
                .map(e -> text("changes.finding.over", words.monthInFull(e.from()), e.text()))
                .map((finding + " ")::concat)
                .orElse(finding);
    }

    private void events() {
        if (events.isEmpty()) {
            if (source.has(AggCxAlert.TABLE)) message("changes.noEvents");
            return;
        }
        block("changes.events")
                .list(FigureBuilder.of(events.all())
                        .number(text("changes.number"), e -> String.valueOf(e.number()))
                        .text(text("changes.when"), events::when)
                        .text(text("changes.event"), e -> (e.isBad() ? "\u25bc " : "\u25b2 ") + e.text()));
    }

    private void changes() {
        LocalDate month = newest();
        if (month == null) {
            message("changes.noMonths");
            return;
        }
        List<Row> changes = significant(month);
        if (changes.isEmpty())
            message("changes.none", words.monthInFull(month), words.monthInFull(month.minusMonths(1)));
        else list(changes.subList(0, Math.min(MOST, changes.size())), month);
    }

    /** The last month that is over, else the running one; null without a comparison. */
    private LocalDate newest() {
        LocalDate running = source.isMonthOver() ? null : source.date().withDayOfMonth(1);
        return cx.rows().stream()
                .filter(r -> Cells.number(r, AggCxIndex.CHANGE) != null && !IndexCells.isWindow(r))
                .map(r -> Cells.date(r, CxCell.MONTH))
                .filter(m -> m != null && !m.isAfter(source.date()) && !m.equals(running))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The largest first. */
    private List<Row> significant(LocalDate month) {
        return cx.rows().stream()
                .filter(r -> month.equals(Cells.date(r, CxCell.MONTH))
                        && !IndexCells.isWindow(r)
                        && IndexCells.MIXED.equals(Cells.text(r, AggCxIndex.PART))
                        && Cells.flag(r, AggCxIndex.IS_CHANGE_SIGNIFICANT))
                .sorted(Comparator.comparing((Row r) -> -Math.abs(Cells.amount(r, AggCxIndex.CHANGE)))
                        .thenComparing(Cells.text(CxCell.CELL))
                        .thenComparing(Cells.text(AggCxIndex.DIMENSION)))
                .toList();
    }

    private void list(List<Row> changes, LocalDate month) {
        block("changes.list", words.monthInFull(month))
                .list(FigureBuilder.of(changes)
                        .text(text("changes.who"), r -> IndexCells.about(r, words))
                        .text(text("changes.what"), name("dimension", AggCxIndex.DIMENSION))
                        .number(words.month(month.minusMonths(1)), this::before, v -> words.number(v, 1))
                        .number(words.month(month), Cells.number(AggCxIndex.VALUE), v -> words.number(v, 1))
                        .number(
                                text("cx.change"),
                                Cells.number(AggCxIndex.CHANGE),
                                v -> (v > 0 ? "\u25b2 " : "\u25bc ") + words.signed(v, 1))
                        .number(
                                text("word.interval"),
                                r -> text(
                                        "number.between",
                                        words.signed(Cells.number(r, AggCxIndex.CHANGE_LOW), 1),
                                        words.signed(Cells.number(r, AggCxIndex.CHANGE_HIGH), 1))));
    }

    private Double before(Row row) {
        Double now = Cells.number(row, AggCxIndex.VALUE);
        return now == null ? null : (Double) (now - Cells.number(row, AggCxIndex.CHANGE));
    }
}
