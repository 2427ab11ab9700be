package org.jejak.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessHoursTest {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessHours WEEK =
            BusinessHours.of("Mon-Fri 09:00-17:00", JAKARTA).orElseThrow();

    /** 2026-06-05 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-05T16:00, 2026-06-08T10:00, 2",
        "2026-06-05T10:00, 2026-06-05T12:30, 2.5",
        "2026-06-05T20:00, 2026-06-08T08:00, 0",
        "2026-06-06T10:00, 2026-06-07T10:00, 0",
        "2026-06-01T00:00, 2026-06-15T00:00, 80",
        "2026-06-04T16:30, 2026-06-05T09:15, 0.75"
    })
    void onlyOpenTimeCounts(LocalDateTime from, LocalDateTime to, double hours) {
        assertEquals(hours, WEEK.between(at(from), at(to)).toMinutes() / 60.0, 1e-9);
    }

    @Test
    void beforeIsTheOtherWayRound() {
        Random chance = new Random(4);
        for (BusinessHours hours : Set.of(
                WEEK,
                BusinessHours.of("Sat-Mon 22:00-24:00", BERLIN).orElseThrow(),
                BusinessHours.of("Mon-Sun 00:00-24:00", BERLIN).orElseThrow())) {
            for (int i = 0; i < 500; i++) {
                Instant end = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(chance.nextInt(30_000_000));
                Duration open = Duration.ofMinutes(1 + chance.nextInt(10_000));
                Instant start = hours.before(end, open);
                assertEquals(open, hours.between(start, end));
                assertTrue(hours.between(start.plusSeconds(1), end).compareTo(open) < 0, "the last such moment");
            }
        }
    }

    @Test
    void daysMayGoOverTheEndOfTheWeek() {
        assertEquals(
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                BusinessHours.of("sat - mon 8:00-12:00", BERLIN).orElseThrow().days());
        assertEquals(
                Set.of(DayOfWeek.SUNDAY),
                BusinessHours.of("Sun 08:00-12:00", BERLIN).orElseThrow().days());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "always", "Mon-Fri", "Mon-Fri 17:00-09:00", "Mon-Fri 09:00-25:00", "Foo-Fri 09:00-17:00"})
    void anythingElseIsNone(String text) {
        assertTrue(BusinessHours.of(text, BERLIN).isEmpty());
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(JAKARTA).toInstant();
    }
}
