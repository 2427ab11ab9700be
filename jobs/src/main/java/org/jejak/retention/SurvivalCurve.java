package org.jejak.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;

/**
 * Kaplan-Meier estimate (Kaplan and Meier 1958, JASA 53) from counts by day, with Greenwood's standard error, log-log limits
 * (Kalbfleisch and Prentice) and the Nelson-Aalen hazard. Events come before censorings of the same day.
 */
final class SurvivalCurve {
    private static final double NORMAL_975 = 1.959963984540054;

    /**
     * The curve at one day on which something happened.
     *
     * @param lower lower 95 % limit; null where survival is 0 or 1
     * @param upper upper 95 % limit; null likewise
     */
    record Point(
            int day,
            long atRisk,
            long events,
            long censored,
            double survival,
            double standardError,
            Double lower,
            Double upper,
            double hazard) {}

    private final List<Point> points = new ArrayList<>();
    private final int last;

    /** @param counts by day: events and censorings; negative days do not occur */
    SurvivalCurve(NavigableMap<Integer, long[]> counts) {
        long atRisk = counts.values().stream().mapToLong(c -> c[0] + c[1]).sum();
        double survival = 1;
        double variance = 0;
        double hazard = 0;
        for (Map.Entry<Integer, long[]> e : counts.entrySet()) {
            long events = e.getValue()[0];
            long censored = e.getValue()[1];
            survival *= (double) (atRisk - events) / atRisk;
            hazard += (double) events / atRisk;
            if (events < atRisk) variance += (double) events / ((double) atRisk * (atRisk - events));
            double error = survival * Math.sqrt(variance);
            Double lower = null;
            Double upper = null;
            if (survival > 0 && survival < 1) {
                double width = Math.exp(NORMAL_975 * Math.sqrt(variance) / Math.abs(Math.log(survival)));
                lower = Math.pow(survival, width);
                upper = Math.pow(survival, 1 / width);
            }
            points.add(new Point(e.getKey(), atRisk, events, censored, survival, error, lower, upper, hazard));
            atRisk -= events + censored;
        }
        last = counts.isEmpty() ? -1 : counts.lastKey();
    }

    /** One point per day with an event or a censoring, ascending. */
    List<Point> points() {
        return points;
    }

    /** Survival after a day; null if everybody had left, by censoring, before it. */
    Double at(int day) {
        double survival = 1;
        for (Point p : points) {
            if (p.day > day) return survival;
            survival = p.survival;
        }
        return day <= last || survival == 0 ? (Double) survival : null;
    }

    /** The first day with survival of at most one half. */
    OptionalInt median() {
        return points.stream()
                .filter(p -> p.survival <= 0.5)
                .mapToInt(Point::day)
                .findFirst();
    }
}
