package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.*;

import java.math.BigDecimal;
import java.time.Duration;
import org.jejak.config.Measure;
import org.jejak.config.TraitSettings;
import org.junit.jupiter.api.Test;

class TraitMeasureTest {
    private static final int TODAY = 20_000;

    private static TraitSettings trait(Measure measure, int within) {
        return new TraitSettings("x", null, "buy", measure, Duration.ofDays(within), false);
    }

    private static ActivityHistory history() {
        return new ActivityHistory()
                .add("buy", day(TODAY + 1, "tea", 9, "900", 5))
                .add("buy", day(TODAY, "tea", 1, "3.50", 40))
                .add("buy", day(TODAY, "cup", 2, "20", 30))
                .add("buy", day(TODAY - 6, "tea", 1, "3.50", 20))
                .add("buy", day(TODAY - 7, "(none)", 4, "1", 10));
    }

    private static ActivityHistory.Day day(int day, String value, long count, String amount, long at) {
        return new ActivityHistory.Day(day, value, count, new BigDecimal(amount), at, at);
    }

    private static Object of(Measure measure, int within, int until) {
        return TraitMeasure.of(trait(measure, within), history(), until);
    }

    @Test
    void windowHoldsWholeDaysUpToTheDayAndNoLaterOnes() {
        assertEquals(4.0, of(Measure.COUNT, 7, TODAY));
        assertEquals(8.0, of(Measure.COUNT, 8, TODAY));
        assertEquals(5.0, of(Measure.COUNT, 7, TODAY - 1));
        assertEquals(2.0, of(Measure.DAYS, 7, TODAY));
        assertEquals(27.0, of(Measure.SUM, 7, TODAY));
        assertEquals(6.75, of(Measure.MEAN, 7, TODAY));
        assertEquals(6.0, of(Measure.DAYS_SINCE_FIRST, 7, TODAY));
        assertEquals(0.0, of(Measure.DAYS_SINCE_LAST, 7, TODAY));
    }

    @Test
    void valuesAndTheirTies() {
        assertEquals("tea", of(Measure.FIRST, 30, TODAY));
        assertEquals("tea", of(Measure.LAST, 30, TODAY));
        assertEquals("tea", of(Measure.MOST_FREQUENT, 30, TODAY), "two each, tea the latest");
        assertEquals("cup", of(Measure.FIRST, 1, TODAY));
        assertEquals(2.0, of(Measure.DISTINCT, 30, TODAY), "(none) is no value");
    }

    @Test
    void withoutEventsNumbersThatCountAreZeroAndOthersMissing() {
        int before = TODAY - 100;
        for (Measure measure : Measure.values()) {
            boolean counts = measure == Measure.COUNT
                    || measure == Measure.DAYS
                    || measure == Measure.SUM
                    || measure == Measure.DISTINCT;
            assertEquals(counts ? 0.0 : null, of(measure, 30, before), measure.word());
        }
    }
}
