package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.FigureBuilder;
import org.jejak.table.*;

/** What changed more than chance explains: the index in the newest month, and the alarms of the last weeks. */
final class ChangesSection extends SectionBuilder {
    private static final int MOST = 12;
    private static final int ALARM_DAYS = 30;

    private final IndexCells cx;

    ChangesSection(Source source, IndexCells cx, Messages words) {
        super("changes", source, words);
        this.cx = cx;
    }

    @Override
    String build() {
        return (changes() + " " + alarms()).strip();
    }

    private String changes() {
        LocalDate month = newest();
        if (month == null) {
            message("changes.noMonths");
            return "";
        }
        List<Row> changes = significant(month);
        if (changes.isEmpty()) {
            message("changes.none", words.monthInFull(month), words.monthInFull(month.minusMonths(1)));
            return text("changes.finding.none", words.monthInFull(month));
        }
        list(changes.subList(0, Math.min(MOST, changes.size())), month);
        Row largest = changes.get(0);
        return text(
                        changes.size() == 1 ? "changes.finding.one" : "changes.finding",
                        words.count((double) changes.size()),
                        words.monthInFull(month))
                + " "
                + text(
                        "changes.finding.largest",
                        IndexCells.about(largest, words),
                        name("dimension", Cells.text(largest, AggCxIndex.DIMENSION)),
                        words.signed(Cells.number(largest, AggCxIndex.CHANGE), 1));
    }

    /** The last month that is over, else the running one; null without a comparison. */
    private LocalDate newest() {
        LocalDate running = source.date().plusDays(1).getDayOfMonth() == 1
                ? null
                : source.date().withDayOfMonth(1);
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

    /** What alarms there are, in a sentence; empty for none. */
    private String alarms() {
        LocalDate from = source.date().minusDays(ALARM_DAYS - 1);
        List<Row> alarms = source.rows(AggCxAlert.TABLE).stream()
                .filter(r -> !Cells.date(r, AggCxAlert.LAST_DATE).isBefore(from)
                        && !Cells.date(r, AggCxAlert.FIRST_DATE).isAfter(source.date()))
                .sorted(Comparator.comparing((Row r) -> Cells.date(r, AggCxAlert.FIRST_DATE))
                        .reversed()
                        .thenComparing(Cells.text(AggCxAlert.ALERT_ID)))
                .limit(MOST)
                .toList();
        if (alarms.isEmpty()) {
            if (source.has(AggCxAlert.TABLE)) message("changes.noAlarms");
            return "";
        }
        block("changes.alarms")
                .list(FigureBuilder.of(alarms)
                        .text(text("changes.alarm"), name("alarm", AggCxAlert.ALERT_TYPE))
                        .text(text("changes.about"), name("contact", AggCxAlert.SUBJECT))
                        .text(text("changes.days"), this::days)
                        .number(text("changes.seen"), r -> measured(r, AggCxAlert.OBSERVED))
                        .number(text("changes.expected"), r -> measured(r, AggCxAlert.EXPECTED)));
        return text(
                "changes.finding.alarms",
                alarms.stream()
                        .map(name("alarm", AggCxAlert.ALERT_TYPE))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private String days(Row alarm) {
        LocalDate first = Cells.date(alarm, AggCxAlert.FIRST_DATE);
        LocalDate last = Cells.date(alarm, AggCxAlert.LAST_DATE);
        return first.equals(last) ? words.day(first) : text("number.between", words.day(first), words.day(last));
    }

    private String measured(Row alarm, Field field) {
        Double value = Cells.number(alarm, field);
        return switch (Cells.text(alarm, AggCxAlert.UNIT)) {
            case "share" -> words.percent(value, 1);
            case "hours" -> text("number.hours", words.number(value, 1));
            default -> words.number(value, value != null && value == Math.rint(value) ? 0 : 1);
        };
    }
}
