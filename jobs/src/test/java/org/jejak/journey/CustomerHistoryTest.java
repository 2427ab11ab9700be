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
                Duration.ofDays(30), maxSessions, Duration.ofMinutes(30), List.of(order), List.of(), List.of(), null);
    }

    @Test
    void aConversionTypeThatIsNoLongerInTheSettingsIsNone() {
        ConversionType lead = new ConversionType("lead", List.of("lead"), List.of(), Duration.ofDays(30), true);
        JourneySettings leads =
                new JourneySettings(Duration.ofDays(30), 10, Duration.ZERO, List.of(lead), List.of(), List.of(), null);
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

    private static List<String> credits(SomeSession... sessions) {
        return history(List.of(sessions)).conversions.stream()
                .map(c -> c.channel + " " + c.campaignId + " of " + c.touches)
                .toList();
    }

    @Test
    void aConversionIsCreditedToItsLastTouchWithinTheLookBackThatIsNotDirect() {
        assertEquals(
                List.of("email campaign 2 of 4"),
                credits(visit(1, 0, "paid_search"), visit(2, 5, "email"), visit(3, 9, "direct"), order(4, 10)));
        assertEquals(
                List.of("direct campaign 4 of 1", "direct campaign 5 of 2"),
                credits(order(4, 30 * DAY + 1), visit(1, 0, "email"), order(5, 30 * DAY + 2)),
                "the e-mail is a minute too old, only direct is left");
        assertEquals(
                List.of("email campaign 1 of 2"),
                credits(visit(1, 0, "email"), order(2, 30 * DAY)),
                "exactly the look-back still counts");
    }

    @Test
    void aClickThatLeadsToAVisitOfItsChannelAtOnceIsThatVisit() {
        List<SomeSession> sessions = List.of(
                click(1, 0, "paid_social"),
                click(2, 5, "paid_search"),
                click(3, 6, "paid_search"),
                visit(4, 36, "paid_search"),
                click(5, 40, "paid_search"));
        assertEquals(
                List.of("campaign 1", "campaign 2", "campaign 4", "campaign 5"),
                history(sessions).touches().stream().map(c -> c.campaignId).toList(),
                "30 minutes and less are at once");
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
