package org.jejak.pipeline;

import java.time.LocalDate;
import java.util.*;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which delivery dates runs have looked at, by the run ledger. */
public final class Deliveries {
    /**
     * Delivery dates in a row, both ends included.
     *
     * @param from first
     * @param to last
     */
    public record Span(LocalDate from, LocalDate to) {}

    /**
     * What one run of all jobs looked at.
     *
     * @param from first delivery date; empty when it looked at all up to {@code to}
     * @param to last delivery date
     * @param done whether the run finished well
     */
    public record Range(Optional<LocalDate> from, LocalDate to, boolean done) {
        boolean covers(LocalDate date) {
            return !date.isAfter(to) && from.map(f -> !date.isBefore(f)).orElse(true);
        }
    }

    private Deliveries() {}

    /**
     * The first delivery date that a night looks at: some days back, and further if there are dates since the first run that no
     * run which finished well has looked at.
     *
     * @param days how far a night looks back anyway
     */
    public static LocalDate lookBack(List<Range> runs, LocalDate night, int days) {
        LocalDate usual = night.minusDays(days);
        List<Range> done = runs.stream().filter(Range::done).toList();
        return done.stream()
                .map(run -> run.from.orElse(run.to))
                .min(Comparator.naturalOrder())
                .flatMap(first -> missing(done, first, usual).stream().findFirst())
                .map(Span::from)
                .orElse(usual);
    }

    /** Dates that no run has looked at, as spans, oldest first. */
    public static List<Span> missing(List<Range> runs, LocalDate from, LocalDate to) {
        return spans(from, to, date -> last(runs, date).isEmpty());
    }

    /** Dates of which the last run that looked at them failed, as spans, oldest first. */
    public static List<Span> failed(List<Range> runs, LocalDate from, LocalDate to) {
        return spans(from, to, date -> last(runs, date).filter(run -> !run.done).isPresent());
    }

    private static Optional<Range> last(List<Range> runs, LocalDate date) {
        return runs.stream().filter(run -> run.covers(date)).reduce((earlier, later) -> later);
    }

    private static List<Span> spans(LocalDate from, LocalDate to, Predicate<LocalDate> wanted) {
        List<Span> spans = new ArrayList<>();
        for (LocalDate date : Stream.iterate(from, d -> !d.isAfter(to), d -> d.plusDays(1))
                .filter(wanted)
                .toList()) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to.plusDays(1).equals(date))
                spans.set(spans.size() - 1, new Span(last.from, date));
            else spans.add(new Span(date, date));
        }
        return spans;
    }
}
