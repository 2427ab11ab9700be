package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jejak.config.ConversionType;
import org.jejak.config.JourneySettings;
import org.junit.jupiter.api.Test;

class CustomerHistoryTest {
    private static final int DAY = 24 * 60;

    static JourneySettings settings(int maxSessions) {
        ConversionType order = new ConversionType("order", List.of("order"), List.of(), Duration.ofDays(30), true);
        return new JourneySettings(
                Duration.ofDays(30),
                maxSessions,
                Duration.ofMinutes(30),
                List.of(order),
                List.of(),
                List.of(),
                null,
                List.of("web", "app"));
    }

    @Test
    void aConversionTypeThatIsNoLongerInTheSettingsIsNone() {
        ConversionType lead = new ConversionType("lead", List.of("lead"), List.of(), Duration.ofDays(30), true);
        JourneySettings leads = new JourneySettings(
                Duration.ofDays(30),
                10,
                Duration.ZERO,
                List.of(lead),
                List.of(),
                List.of(),
                null,
                List.of("web", "app"));
        List<CustomerSession> sessions =
                List.of(visit(1, 0, "email").session(), order(2, 1).session());
        assertEquals(List.of(), new CustomerHistory(sessions, leads, SomeSession.at(2)).conversions);
    }

    private static CustomerHistory history(List<SomeSession> sessions) {
        List<CustomerSession> shuffled =
                new ArrayList<>(sessions.stream().map(SomeSession::session).toList());
        Collections.shuffle(shuffled, new Random(5));
        return new CustomerHistory(shuffled, settings(1_000_000), SomeSession.at(1_000L * DAY));
    }

    private static SomeSession visit(int number, long minute, String channel) {
        return new SomeSession(number, minute, channel, "visit", null);
    }

    private static SomeSession click(int number, long minute, String channel) {
        return new SomeSession(number, minute, channel, "click", null);
    }

    private static SomeSession order(int number, long minute) {
        return new SomeSession(number, minute, "direct", "visit", "o" + number);
    }

    @Test
    void aDefaultCardWithVeryManyReceiptsIsToldInSeconds() {
        List<SomeSession> sessions = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            sessions.add(click(2 * i, i, "email"));
            sessions.add(order(2 * i + 1, i));
        }
        CustomerHistory told = assertTimeout(Duration.ofSeconds(20), () -> history(sessions));
        assertEquals(40_000, told.conversions.size());
        assertEquals("email", told.conversions.get(39_999).channel);
    }
}
