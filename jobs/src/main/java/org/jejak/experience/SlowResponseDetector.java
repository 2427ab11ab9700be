package org.jejak.experience;

import java.time.LocalDate;
import java.util.*;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jejak.config.ExperienceSettings;

/**
 * Finds weeks (Monday to Sunday) whose replies took unusually long: a t test of the logarithm of hours against the weeks
 * before, earlier alarms left out. Hours are skewed, their logarithms hardly.
 */
final class SlowResponseDetector {
    private static final double LEAST_HOURS = 1 / 60.0;
    private static final double LEAST_SPREAD = 0.1;
    private static final int LEAST_BASELINE = 10;

    /** Weeks in a row; hours are geometric means. */
    record Alarm(LocalDate first, LocalDate last, long contacts, double logHours, double usualLogHours, double pValue) {
        double hours() {
            return Math.exp(logHours / contacts);
        }

        double usualHours() {
            return Math.exp(usualLogHours);
        }
    }

    private final ExperienceSettings.Alerts settings;
    private final TreeMap<LocalDate, List<Double>> weeks = new TreeMap<>();

    SlowResponseDetector(ExperienceSettings.Alerts settings) {
        this.settings = settings;
    }

    /** Adds how long the reply to a contact took, or for how long there was none. */
    void add(LocalDate opened, double hours) {
        weeks.computeIfAbsent(DailyAnomalyDetector.monday(opened), w -> new ArrayList<>())
                .add(Math.log(Math.max(LEAST_HOURS, hours)));
    }

    /** All alarms, in order. */
    List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        TreeSet<LocalDate> unusual = new TreeSet<>();
        weeks.forEach((week, logs) -> {
            List<Double> before = new ArrayList<>();
            weeks.subMap(week.minusDays(settings.baseline().toDays()), week).forEach((w, l) -> {
                if (!unusual.contains(w)) before.addAll(l);
            });
            if (logs.size() < settings.leastCount() || before.size() < LEAST_BASELINE) return;
            if (week.minusDays(settings.baseline().toDays() / 2).isBefore(weeks.firstKey())) return;
            double usual = mean(before);
            double lift = mean(logs) - usual;
            double error =
                    Math.max(LEAST_SPREAD, spread(before, usual)) * Math.sqrt(1.0 / logs.size() + 1.0 / before.size());
            double p = 1 - new TDistribution(before.size() - 1).cumulativeProbability(lift / error);
            if (lift < Math.log(settings.leastLift()) || p > settings.pValue()) return;
            unusual.add(week);
            join(alarms, new Alarm(week, week.plusDays(6), logs.size(), sum(logs), usual, p));
        });
        return alarms;
    }

    private static void join(List<Alarm> alarms, Alarm week) {
        Alarm last = alarms.isEmpty() ? null : alarms.get(alarms.size() - 1);
        if (last == null || week.first.isAfter(last.last.plusDays(8))) {
            alarms.add(week);
            return;
        }
        alarms.set(
                alarms.size() - 1,
                new Alarm(
                        last.first,
                        week.last,
                        last.contacts + week.contacts,
                        last.logHours + week.logHours,
                        last.usualLogHours,
                        Math.min(last.pValue, week.pValue)));
    }

    private static double sum(List<Double> values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum;
    }

    private static double mean(List<Double> values) {
        return sum(values) / values.size();
    }

    private static double spread(List<Double> values, double mean) {
        double sum = 0;
        for (double v : values) sum += (v - mean) * (v - mean);
        return Math.sqrt(sum / (values.size() - 1));
    }
}
