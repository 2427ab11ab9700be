package org.jejak.experience;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.*;
import org.hipparchus.special.Beta;
import org.jejak.config.ExperienceSettings;

/**
 * Finds days with unusually many events. What is usual comes from the days before, earlier alarms left out: their level,
 * and how weekdays differ from it, drawn towards no difference while little is known. How far chance reaches is negative
 * binomial, as wide as the days before were, and wider while the level itself is not well known.
 */
final class DailyAnomalyDetector {
    /** Weeks' worth of no difference between weekdays that are mixed in. */
    private static final double CALM_WEEKS = 8;

    /** Alarm days no further apart are one alarm. */
    private static final int LONGEST_GAP = 2;

    /**
     * Unusual days in a row, or nearly so.
     *
     * @param events events on these days
     * @param exposure number of days, or of cases that could have been events
     * @param expected events that were to be expected
     * @param pValue the smallest of any of the days
     */
    record Alarm(LocalDate first, LocalDate last, long events, double exposure, double expected, double pValue) {}

    private final ExperienceSettings.Alerts settings;
    private final TreeMap<LocalDate, double[]> days = new TreeMap<>();
    private final boolean byWeekday;

    /**
     * Days without events.
     *
     * @param from first day
     * @param to last day
     * @param byWeekday whether events depend on the day alone; else they are some of a number of cases
     */
    DailyAnomalyDetector(LocalDate from, LocalDate to, ExperienceSettings.Alerts settings, boolean byWeekday) {
        this.settings = settings;
        this.byWeekday = byWeekday;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1))
            days.put(day, new double[] {0, byWeekday ? 1 : 0});
    }

    /** Adds an event, or a case without one. Days outside are skipped. */
    void add(LocalDate day, boolean isEvent) {
        double[] known = days.get(day);
        if (known == null) return;
        if (isEvent) known[0]++;
        if (!byWeekday) known[1]++;
    }

    /** All alarms, in order. */
    List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        TreeSet<LocalDate> unusual = new TreeSet<>();
        long baseline = settings.baseline().toDays();
        for (var day : days.entrySet()) {
            LocalDate date = day.getKey();
            List<LocalDate> before = new ArrayList<>();
            for (LocalDate d : days.subMap(date.minusDays(baseline), date).keySet())
                if (!unusual.contains(d)) before.add(d);
            if (before.size() < baseline / 2) continue;
            double[] usual = usual(before, date, day.getValue()[1]);
            double events = day.getValue()[0];
            if (events < settings.leastCount() || events < settings.leastLift() * usual[0]) continue;
            double p = atLeast(events, usual[0], usual[1]);
            if (p > settings.pValue()) continue;
            unusual.add(date);
            join(alarms, new Alarm(date, date, (long) events, day.getValue()[1], usual[0], p));
        }
        return alarms;
    }

    /** Expected events of a day, and their variance. */
    private double[] usual(List<LocalDate> before, LocalDate date, double exposure) {
        // half an event more than there were: a level of 0 would make every event unusual
        double events = 0.5;
        double exposures = byWeekday ? 0 : 1;
        double squares = 0;
        double sameDays = 0;
        double sameEvents = 0;
        for (LocalDate d : before) {
            double[] known = days.get(d);
            events += known[0];
            exposures += known[1];
            squares += known[0] * known[0];
            if (d.getDayOfWeek() == date.getDayOfWeek()) {
                sameDays++;
                sameEvents += known[0];
            }
        }
        // the weekday's share of the level, drawn towards 1 by weeks without a difference
        double level = events / exposures;
        double factor = byWeekday ? (sameEvents + CALM_WEEKS * level) / ((sameDays + CALM_WEEKS) * level) : 1;
        double expected = level * exposure * factor;
        // variance: of the counts, as wide as they were (at least Poisson), and of the level that was estimated from
        // them
        double n = before.size();
        double mean = events / n;
        double dispersion = byWeekday ? Math.max(1, (squares / n - mean * mean) / mean) : 1;
        return new double[] {expected, expected * dispersion + expected * expected / events};
    }

    /** Probability of this many or more under the negative binomial with a mean and variance. */
    private static double atLeast(double events, double mean, double variance) {
        double size = mean * mean / Math.max(1e-12, variance - mean);
        return Beta.regularizedBeta(mean / (mean + size), events, size);
    }

    /** Adds a day to the last alarm if it follows closely, else as another alarm. */
    private static void join(List<Alarm> alarms, Alarm day) {
        Alarm last = alarms.isEmpty() ? null : alarms.get(alarms.size() - 1);
        if (last == null || day.first.isAfter(last.last.plusDays(LONGEST_GAP))) {
            alarms.add(day);
            return;
        }
        alarms.set(
                alarms.size() - 1,
                new Alarm(
                        last.first,
                        day.last,
                        last.events + day.events,
                        last.exposure + day.exposure,
                        last.expected + day.expected,
                        Math.min(last.pValue, day.pValue)));
    }

    /** Monday of a day's week. */
    static LocalDate monday(LocalDate day) {
        return day.with(DayOfWeek.MONDAY);
    }
}
