package org.jejak.audience;

import java.math.BigDecimal;
import java.util.*;
import java.util.stream.Stream;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.TraitSettings;

/**
 * The value of a trait that measures an activity, as it was at the end of a day. The one function for today's traits and for the
 * features that scores learn from: only events in (day - within, day] count, so what came later cannot reach it.
 */
public final class TraitMeasure {
    private TraitMeasure() {}

    /**
     * The value at the end of a day.
     *
     * @param trait a measure, no column
     * @param until days since 1970
     * @return a Double or a String by the kind of the measure; null where it has no value
     */
    public static Object of(TraitSettings trait, ActivityHistory history, int until) {
        int within = (int) trait.within().toDays();
        List<Day> days = history.between(trait.of(), ActivityHistory.start(within, until), until);
        return switch (trait.measure()) {
            case COUNT -> (double) count(days);
            case DAYS -> (double) days.stream().mapToInt(Day::day).distinct().count();
            case SUM -> amount(days).doubleValue();
            case MEAN -> days.isEmpty() ? null : amount(days).doubleValue() / count(days);
            case DISTINCT -> (double) valued(days).map(Day::value).distinct().count();
            case FIRST -> firstValue(days);
            case LAST -> lastValue(days);
            case MOST_FREQUENT -> mostFrequent(days);
            case DAYS_SINCE_FIRST ->
                days.isEmpty() ? null : (double) (until - days.get(0).day());
            case DAYS_SINCE_LAST ->
                days.isEmpty()
                        ? null
                        : (double) (until - days.get(days.size() - 1).day());
        };
    }

    private static long count(List<Day> days) {
        long count = 0;
        for (Day day : days) count += day.count();
        return count;
    }

    /** Exact, so that the order of the days does not matter. */
    private static BigDecimal amount(List<Day> days) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Day day : days) if (day.amount() != null) sum = sum.add(day.amount());
        return sum;
    }

    private static Stream<Day> valued(List<Day> days) {
        return days.stream().filter(Day::hasValue);
    }

    private static String firstValue(List<Day> days) {
        return valued(days)
                .min(Comparator.comparingLong(Day::firstAt).thenComparing(Day::value))
                .map(Day::value)
                .orElse(null);
    }

    private static String lastValue(List<Day> days) {
        return valued(days)
                .max(Comparator.comparingLong(Day::lastAt).thenComparing(Day::value, Comparator.reverseOrder()))
                .map(Day::value)
                .orElse(null);
    }

    private static String mostFrequent(List<Day> days) {
        Map<String, Day> byValue = new HashMap<>();
        valued(days).forEach(day -> byValue.merge(day.value(), day, TraitMeasure::together));
        return byValue.values().stream()
                .max(Comparator.comparingLong(Day::count)
                        .thenComparingLong(Day::lastAt)
                        .thenComparing(Day::value, Comparator.reverseOrder()))
                .map(Day::value)
                .orElse(null);
    }

    private static Day together(Day a, Day b) {
        long first = Math.min(a.firstAt(), b.firstAt());
        long last = Math.max(a.lastAt(), b.lastAt());
        return new Day(a.day(), a.value(), a.count() + b.count(), null, first, last);
    }
}
