package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.jejak.config.PointRule;
import org.junit.jupiter.api.Test;

class LeadPointsTest {
    private static final int TODAY = 20_000;

    private static PointRule rule(double points, Integer halfLife, Integer expires, boolean once, Double most) {
        return new PointRule("visit", null, points, days(halfLife), days(expires), once, most);
    }

    private static Duration days(Integer days) {
        return days == null ? null : Duration.ofDays(days);
    }

    private static ActivityHistory visits(int... ages) {
        ActivityHistory history = new ActivityHistory();
        for (int age : ages) history.add("visit", new ActivityHistory.Day(TODAY - age, "(none)", 1, null, 0, 0));
        return history;
    }

    @Test
    void pointsHalve() {
        double ten = LeadPoints.of(rule(10, 14, null, false, null), visits(7), TODAY);
        double five = LeadPoints.of(rule(5, 14, null, false, null), visits(28), TODAY);
        assertEquals(8.3210678, ten + five, 5e-8);
    }

    @Test
    void pointsExpireAtTheirAge() {
        assertEquals(20, LeadPoints.of(rule(10, null, 7, false, null), visits(0, 6, 7), TODAY));
        assertEquals(30, LeadPoints.of(rule(10, null, null, false, null), visits(0, 6, 4000), TODAY));
    }

    @Test
    void onceCountsTheLatestEventAndMostCaps() {
        assertEquals(5, LeadPoints.of(rule(10, 14, null, true, null), visits(14, 28), TODAY));
        assertEquals(15, LeadPoints.of(rule(10, null, null, false, 15.0), visits(0, 1, 2), TODAY));
        assertEquals(-30, LeadPoints.of(rule(-10, null, null, false, 15.0), visits(0, 1, 2), TODAY));
    }

    @Test
    void laterDaysAreNotKnown() {
        assertEquals(0, LeadPoints.of(rule(10, null, null, false, null), visits(-1), TODAY));
    }
}
