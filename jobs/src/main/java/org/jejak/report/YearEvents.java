package org.jejak.report;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jejak.report.chart.Annotated.Mark;
import org.jejak.table.*;

/**
 * The events of the last twelve months: alarms, and changes of the CX index from month to month that are more than
 * chance.
 *
 * @param all in the order of time
 */
record YearEvents(List<YearEvent> all, Messages words) {
    static final String INDEX = "index";

    static YearEvents of(Source source, IndexCells cx, Messages words) {
        List<YearEvent> found = new ArrayList<>();
        for (Row alarm : source.rows(AggCxAlert.TABLE)) {
            LocalDate first = Cells.date(alarm, AggCxAlert.FIRST_DATE);
            LocalDate last = Cells.date(alarm, AggCxAlert.LAST_DATE);
            if (first.isAfter(source.date()) || last.isBefore(source.yearStart())) continue;
            found.add(alarm(alarm, first, last, words));
        }
        cx.months(source.date(), source.yearMonths().size()).stream()
                .filter(r -> Cells.flag(r, AggCxIndex.IS_CHANGE_SIGNIFICANT))
                .forEach(r -> found.add(change(r, source.date(), words)));
        found.sort(Comparator.comparing(YearEvent::from)
                .thenComparing(YearEvent::kind)
                .thenComparing(YearEvent::to)
                .thenComparing(YearEvent::text));
        return new YearEvents(
                IntStream.range(0, found.size())
                        .mapToObj(i -> numbered(i + 1, found.get(i)))
                        .toList(),
                words);
    }

    private static YearEvent numbered(int number, YearEvent e) {
        return new YearEvent(number, e.kind(), e.subject(), e.from(), e.to(), e.text(), e.isBad(), e.size());
    }

    private static YearEvent alarm(Row alarm, LocalDate first, LocalDate last, Messages words) {
        String type = Cells.text(alarm, AggCxAlert.ALERT_TYPE);
        String text = words.text(
                "event." + Cells.text(alarm, AggCxAlert.UNIT),
                words.name("alarm", type),
                measured(alarm, AggCxAlert.OBSERVED, words),
                measured(alarm, AggCxAlert.EXPECTED, words),
                words.name("contact", Cells.text(alarm, AggCxAlert.SUBJECT)));
        return new YearEvent(0, type, Cells.text(alarm, AggCxAlert.SUBJECT), first, last, text, true, null);
    }

    /** A number of an alarm in its unit. */
    private static String measured(Row alarm, Field field, Messages words) {
        Double value = Cells.number(alarm, field);
        return switch (Cells.text(alarm, AggCxAlert.UNIT)) {
            case "share" -> words.percent(value, value != null && value < 0.1 ? 1 : 0);
            case "hours" -> words.text("number.hours", words.number(value, value != null && value < 10 ? 1 : 0));
            default -> words.number(value, 0);
        };
    }

    private static YearEvent change(Row row, LocalDate end, Messages words) {
        LocalDate month = Cells.date(row, CxCell.MONTH);
        double change = Cells.number(row, AggCxIndex.CHANGE);
        LocalDate last = month.plusMonths(1).minusDays(1);
        String text = words.text(
                change < 0 ? "event.index.fell" : "event.index.rose",
                words.number(Math.abs(change), 1),
                words.number(Cells.number(row, AggCxIndex.VALUE), 1));
        return new YearEvent(0, INDEX, CxCell.ALL, month, last.isAfter(end) ? end : last, text, change < 0, change);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Marks of those that lie in some months. */
    List<Mark> marks(List<LocalDate> months) {
        return marks(months, e -> true);
    }

    /** Marks of some of those that lie in some months. */
    List<Mark> marks(List<LocalDate> months, Predicate<YearEvent> which) {
        return all.stream()
                .filter(e -> months.contains(e.month()))
                .filter(which)
                .map(e -> new Mark(months.indexOf(e.month()), e.number(), e.isBad()))
                .toList();
    }

    /** When an event was: a month for changes of the index, else its days. */
    String when(YearEvent event) {
        if (event.kind().equals(INDEX)) return words.monthInFull(event.from());
        return event.from().equals(event.to()) ? words.date(event.from()) : words.period(event.from(), event.to());
    }

    /** The largest fall of the index; without one the largest rise; without one the longest alarm, the newest of equal ones. */
    Optional<YearEvent> largest() {
        Comparator<YearEvent> bySize = Comparator.comparing((YearEvent e) -> Math.abs(e.size()));
        Optional<YearEvent> change = all.stream()
                .filter(e -> e.size() != null)
                .max(Comparator.comparing(YearEvent::isBad)
                        .thenComparing(bySize)
                        .thenComparing(YearEvent::number));
        return change.or(() -> all.stream()
                .max(Comparator.comparing(
                                (YearEvent e) -> e.to().toEpochDay() - e.from().toEpochDay())
                        .thenComparing(YearEvent::number)));
    }

    /** Alarms whose days touch those of an event. */
    List<YearEvent> alarmsDuring(YearEvent event) {
        return all.stream()
                .filter(e -> e.size() == null && e != event)
                .filter(e -> !e.to().isBefore(event.from()) && !e.from().isAfter(event.to()))
                .toList();
    }

    /** The next rise of the index after a fall. */
    Optional<YearEvent> riseAfter(YearEvent event) {
        return all.stream()
                .filter(e -> e.size() != null && e.size() > 0 && e.from().isAfter(event.from()))
                .findFirst();
    }
}
