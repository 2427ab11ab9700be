package org.jejak.audience;

import java.util.List;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.PointRule;
import org.jejak.config.ScoreSettings;

/** The points of a customer by the rules of a score, as they were at the end of a day. Ages are in whole days. */
final class LeadPoints {
    private LeadPoints() {}

    /** The points of all rules together, between the fewest and the most that the score allows. */
    static double of(ScoreSettings score, ActivityHistory history, int until) {
        double sum = 0;
        for (PointRule rule : score.points()) sum += of(rule, history, until);
        return Math.max(score.least(), Math.min(score.most(), sum));
    }

    /** The points of one rule, at most so many as it allows; below 0 for rules that take points off. */
    static double of(PointRule rule, ActivityHistory history, int until) {
        int start = rule.expires() == null
                ? Integer.MIN_VALUE
                : until - (int) rule.expires().toDays();
        List<Day> days = history.between(rule.did(), start, until);
        double sum = 0;
        for (int i = days.size() - 1; i >= 0; i--) {
            Day day = days.get(i);
            if (rule.value() != null && !rule.value().equals(day.value())) continue;
            double each = rule.points() * left(rule, until - day.day());
            if (rule.once()) return capped(rule, each);
            sum += day.count() * each;
        }
        return capped(rule, sum);
    }

    private static double capped(PointRule rule, double points) {
        return rule.most() == null ? points : Math.min(rule.most(), points);
    }

    /** The share of the points that is left at an age. */
    private static double left(PointRule rule, int age) {
        return rule.halfLife() == null
                ? 1
                : Math.pow(2, -age / (double) rule.halfLife().toDays());
    }
}
