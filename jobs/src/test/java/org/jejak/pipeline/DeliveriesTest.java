package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jejak.pipeline.Deliveries.Looked;
import org.jejak.pipeline.Deliveries.Span;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static LocalDate day(int day) {
        return LocalDate.of(2026, 3, day);
    }

    private static Looked looked(int from, int to, boolean done) {
        return new Looked(Optional.of(day(from)), day(to), done);
    }

    private static Span span(int from, int to) {
        return new Span(day(from), day(to));
    }

    @Test
    void missingDatesAreThoseThatNoRunLookedAt() {
        List<Looked> runs = List.of(looked(3, 5, true), looked(8, 8, false), looked(12, 20, true));
        assertEquals(List.of(span(1, 2), span(6, 7), span(9, 11)), Deliveries.missing(runs, day(1), day(14)));
        assertEquals(List.of(span(1, 4)), Deliveries.missing(List.of(), day(1), day(4)));
        assertEquals(
                List.of(span(6, 6)),
                Deliveries.missing(List.of(new Looked(Optional.empty(), day(5), true)), day(1), day(6)),
                "a first run looks at everything before it");
    }

    @Test
    void failedDatesAreThoseWhoseLastRunFailed() {
        List<Looked> runs = List.of(looked(1, 4, true), looked(3, 6, false), looked(5, 5, true), looked(9, 9, false));
        assertEquals(List.of(span(3, 4), span(6, 6), span(9, 9)), Deliveries.failed(runs, day(1), day(10)));
        assertEquals(List.of(), Deliveries.failed(runs, day(1), day(2)));
    }
}
