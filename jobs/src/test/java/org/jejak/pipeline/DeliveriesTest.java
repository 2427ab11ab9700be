package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jejak.pipeline.Deliveries.Range;
import org.jejak.pipeline.Deliveries.Span;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static LocalDate day(int day) {
        return LocalDate.of(2026, 3, day);
    }

    private static Range range(int from, int to, boolean done) {
        return new Range(Optional.of(day(from)), day(to), done);
    }

    private static Span span(int from, int to) {
        return new Span(day(from), day(to));
    }

    @Test
    void missingDatesAreThoseThatNoRunLookedAt() {
        List<Range> runs = List.of(range(3, 5, true), range(8, 8, false), range(12, 20, true));
        assertEquals(List.of(span(1, 2), span(6, 7), span(9, 11)), Deliveries.missing(runs, day(1), day(14)));
        assertEquals(List.of(span(1, 4)), Deliveries.missing(List.of(), day(1), day(4)));
        assertEquals(
                List.of(span(6, 6)),
                Deliveries.missing(List.of(new Range(Optional.empty(), day(5), true)), day(1), day(6)),
                "a first run looks at everything before it");
    }

    @Test
    void failedDatesAreThoseWhoseLastRunFailed() {
        List<Range> runs = List.of(range(1, 4, true), range(3, 6, false), range(5, 5, true), range(9, 9, false));
        assertEquals(List.of(span(3, 4), span(6, 6), span(9, 9)), Deliveries.failed(runs, day(1), day(10)));
        assertEquals(List.of(), Deliveries.failed(runs, day(1), day(2)));
    }

    @Test
    void aNightLooksBackToTheFirstDateThatNobodyLookedAt() {
        LocalDate night = day(30);
        assertEquals(day(25), Deliveries.lookBack(List.of(range(1, 29, true)), night, 5), "nothing was left out");
        assertEquals(day(11), Deliveries.lookBack(List.of(range(1, 10, true)), night, 5), "nights were missed");
        assertEquals(
                day(11),
                Deliveries.lookBack(List.of(new Range(Optional.empty(), day(10), true), range(20, 29, true)), night, 5),
                "a later run looked at its own dates only");
        assertEquals(
                day(11),
                Deliveries.lookBack(List.of(range(1, 10, true), range(11, 29, false)), night, 5),
                "a run that failed has looked at nothing");
        assertEquals(day(25), Deliveries.lookBack(List.of(range(28, 29, true)), night, 5), "the first run began later");
    }
}
