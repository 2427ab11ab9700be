package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import java.util.stream.Collectors;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.TagSettings;

/**
 * How strong a tag is: the share of its value in what a customer does of the activity, where an event counts half after each
 * half-life. Shares of customers who did little are drawn to the share of all customers.
 */
final class TagShares implements Serializable {
    /** Weight of the share of all customers, in events. */
    static final double PRIOR = 5;

    /** Share of a value of the activity of a tag over all customers, by tag and value. */
    private final Map<String, Map<String, Double>> shares = new HashMap<>();

    /**
     * Shares of all customers at a date.
     *
     * @param days all events of all customers by activity, value and day; the order does not matter
     */
    TagShares(Collection<TagSettings> tags, Map<String, List<Day>> days, int date) {
        for (TagSettings tag : tags) {
            Map<String, Double> weights = weights(days.getOrDefault(tag.of(), List.of()), date, halfLife(tag));
            double sum = sum(weights);
            if (sum > 0) weights.replaceAll((value, weight) -> weight / sum);
            shares.put(tag.name(), weights);
        }
    }

    private static int halfLife(TagSettings tag) {
        return (int) tag.halfLife().toDays();
    }

    /** Events by value, each halved for each half-life that it is old; summed in order of days, so that it is always the same sum. */
    private static Map<String, Double> weights(List<Day> days, int date, int halfLife) {
        Map<String, Double> weights = new TreeMap<>();
        days.stream()
                .filter(d -> d.day() <= date)
                .sorted(Comparator.comparingInt(Day::day).thenComparing(Day::value))
                .forEach(d -> weights.merge(d.value(), d.count() * weight(date - d.day(), halfLife), Double::sum));
        return weights;
    }

    private static double weight(int age, int halfLife) {
        return Math.pow(2, -(double) age / halfLife);
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(w -> w).reduce(0, Double::sum);
    }

    /**
     * Strengths of the values of a tag's activity for one customer, by value.
     *
     * @param days the customer's events of the activity
     */
    Map<String, Double> strengths(TagSettings tag, List<Day> days, int date) {
        Map<String, Double> weights = weights(days, date, halfLife(tag));
        double sum = sum(weights);
        return weights.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> strength(e.getValue(), sum, share(tag, e.getKey()))));
    }

    /** Share of a value over all customers; 0 if nobody ever did it. */
    double share(TagSettings tag, String value) {
        return shares.get(tag.name()).getOrDefault(value, 0.0);
    }

    /**
     * A share drawn to that of all customers.
     *
     * @param own weighted events with the value
     * @param all weighted events with any value
     * @param share share of the value over all customers
     */
    static double strength(double own, double all, double share) {
        return Math.min(1, (own + PRIOR * share) / (all + PRIOR));
    }
}
