package org.jejak.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jejak.report.Block.Listing;
import org.jejak.report.Block.Message;
import org.jejak.table.AggCxAlert;
import org.jejak.table.AggCxIndex;
import org.jejak.table.CxCell;

/** What changed more than chance explains: the index in the newest month, and the alarms of the last weeks. */
final class ChangesSection {
    private static final int MOST = 12;
    private static final int ALARM_DAYS = 30;

    private ChangesSection() {}

    static Section of(Source source, IndexCells cx, Messages words) {
        List<Block> blocks = new ArrayList<>();
        LocalDate newest = newest(source, cx);
        List<Row> changes = newest == null ? List.of() : changes(cx, newest);
        String finding = "";
        if (newest == null) blocks.add(new Message(words.text("changes.noMonths")));
        else if (changes.isEmpty()) {
            finding = words.text("changes.finding.none", words.monthInFull(newest));
            blocks.add(new Message(
                    words.text("changes.none", words.monthInFull(newest), words.monthInFull(newest.minusMonths(1)))));
        } else {
            finding = words.text(
                            changes.size() == 1 ? "changes.finding.one" : "changes.finding",
                            words.count((double) changes.size()),
                            words.monthInFull(newest))
                    + " " + largest(changes.get(0), words);
            blocks.add(listing(changes.subList(0, Math.min(MOST, changes.size())), newest, words));
        }
        String alarms = alarms(source, words, blocks);
        return new Section(
                "changes",
                words.text("changes.title"),
                (finding + " " + alarms).strip(),
                blocks,
                List.of(words.text("changes.note")));
    }

    private static String largest(Row change, Messages words) {
        return words.text(
                "changes.finding.largest",
                IndexCells.about(change, words),
                words.name("dimension", Cells.text(change, AggCxIndex.DIMENSION)),
                words.signed(Cells.number(change, AggCxIndex.CHANGE), 1));
    }

    /** The last month that is over, else the running one; null without a comparison. */
    private static LocalDate newest(Source source, IndexCells cx) {
        LocalDate running = source.date().plusDays(1).getDayOfMonth() == 1
                ? null
                : source.date().withDayOfMonth(1);
        return cx.rows().stream()
                .filter(r -> Cells.number(r, AggCxIndex.CHANGE) != null)
                .map(r -> Cells.date(r, CxCell.MONTH))
                .filter(m -> m != null && !m.isAfter(source.date()) && !m.equals(running))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Row> changes(IndexCells cx, LocalDate month) {
        return cx.rows().stream()
                .filter(r -> month.equals(Cells.date(r, CxCell.MONTH))
                        && IndexCells.MIXED.equals(Cells.text(r, AggCxIndex.PART))
                        && Cells.flag(r, AggCxIndex.IS_CHANGE_SIGNIFICANT))
                .sorted(Comparator.comparing((Row r) -> -Math.abs(Cells.amount(r, AggCxIndex.CHANGE)))
                        .thenComparing(r -> Cells.text(r, CxCell.CELL))
                        .thenComparing(r -> Cells.text(r, AggCxIndex.DIMENSION)))
                .toList();
    }

    private static Listing listing(List<Row> changes, LocalDate month, Messages words) {
        TableBuilder table = TableBuilder.with(
                words.text("changes.who"),
                words.text("changes.what"),
                "#" + words.month(month.minusMonths(1)),
                "#" + words.month(month),
                "#" + words.text("cx.change"),
                "#" + words.text("word.interval"));
        for (Row row : changes) {
            Double now = Cells.number(row, AggCxIndex.VALUE);
            Double change = Cells.number(row, AggCxIndex.CHANGE);
            table.row(
                    IndexCells.about(row, words),
                    words.name("dimension", Cells.text(row, AggCxIndex.DIMENSION)),
                    words.number(now == null ? null : now - change, 1),
                    words.number(now, 1),
                    (change > 0 ? "\u25b2 " : "\u25bc ") + words.signed(change, 1),
                    words.text(
                            "number.between",
                            words.signed(Cells.number(row, AggCxIndex.CHANGE_LOW), 1),
                            words.signed(Cells.number(row, AggCxIndex.CHANGE_HIGH), 1)));
        }
        return new Listing("changes-list", words.text("changes.list", words.monthInFull(month)), "", table.table());
    }

    /** What alarms there are, in a sentence; empty for none. */
    private static String alarms(Source source, Messages words, List<Block> blocks) {
        LocalDate from = source.date().minusDays(ALARM_DAYS - 1);
        List<Row> alarms = source.rows(AggCxAlert.TABLE).stream()
                .filter(r -> !Cells.date(r, AggCxAlert.LAST_DATE).isBefore(from)
                        && !Cells.date(r, AggCxAlert.FIRST_DATE).isAfter(source.date()))
                .sorted(Comparator.comparing((Row r) -> Cells.date(r, AggCxAlert.FIRST_DATE))
                        .reversed()
                        .thenComparing(r -> Cells.text(r, AggCxAlert.ALERT_ID)))
                .limit(MOST)
                .toList();
        if (alarms.isEmpty()) {
            if (source.tables().apply(AggCxAlert.TABLE).isPresent())
                blocks.add(new Message(words.text("changes.noAlarms")));
            return "";
        }
        TableBuilder table = TableBuilder.with(
                words.text("changes.alarm"),
                words.text("changes.about"),
                words.text("changes.days"),
                "#" + words.text("changes.seen"),
                "#" + words.text("changes.expected"));
        for (Row alarm : alarms) {
            LocalDate first = Cells.date(alarm, AggCxAlert.FIRST_DATE);
            LocalDate last = Cells.date(alarm, AggCxAlert.LAST_DATE);
            table.row(
                    words.name("alarm", Cells.text(alarm, AggCxAlert.ALERT_TYPE)),
                    words.name("contact", Cells.text(alarm, AggCxAlert.SUBJECT)),
                    first.equals(last)
                            ? words.day(first)
                            : words.text("number.between", words.day(first), words.day(last)),
                    measured(alarm, Cells.number(alarm, AggCxAlert.OBSERVED), words),
                    measured(alarm, Cells.number(alarm, AggCxAlert.EXPECTED), words));
        }
        blocks.add(new Listing(
                "changes-alarms", words.text("changes.alarms"), words.text("changes.alarms.note"), table.table()));
        List<String> kinds = alarms.stream()
                .map(a -> words.name("alarm", Cells.text(a, AggCxAlert.ALERT_TYPE)))
                .distinct()
                .toList();
        return words.text("changes.finding.alarms", String.join(", ", kinds));
    }

    private static String measured(Row alarm, Double value, Messages words) {
        return switch (Cells.text(alarm, AggCxAlert.UNIT)) {
            case "share" -> words.percent(value, 1);
            case "hours" -> words.text("number.hours", words.number(value, 1));
            default -> words.number(value, value != null && value == Math.rint(value) ? 0 : 1);
        };
    }
}
