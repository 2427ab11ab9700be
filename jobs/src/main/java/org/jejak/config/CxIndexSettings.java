package org.jejak.config;

import java.util.*;

/**
 * How the CX index is put together.
 *
 * @param version name of this set of weights in the tables; give another weighting another version
 * @param perceptionShare share of what people say against what happened to them, 0 to 1
 * @param weights dimension to its weight; they sum to 1
 * @param behaviours dimension to (behaviour to its weight inside the dimension)
 * @param geometric whether dimensions are averaged geometrically, so that one weak dimension is made up for less
 * @param show fewer effective customers hide a value
 * @param compare from as many on values may be compared and ranked
 * @param leastCoverage smaller share of the weights with data gives no index
 * @param shrinkage as many customers' worth of the overall value are mixed into a cell before ranking
 * @param leastWeight smallest post-stratification weight
 * @param mostWeight largest post-stratification weight
 * @param interval how intervals are computed
 * @param bands house bands from low to high
 * @param crosses cells of several parts, each a list of them
 */
public record CxIndexSettings(
        String version,
        double perceptionShare,
        Map<String, Double> weights,
        Map<String, Map<String, Double>> behaviours,
        boolean geometric,
        int show,
        int compare,
        double leastCoverage,
        double shrinkage,
        double leastWeight,
        double mostWeight,
        Interval interval,
        List<Band> bands,
        List<List<String>> crosses)
        implements java.io.Serializable {

    /** The three dimensions of quality. */
    public static final List<String> DIMENSIONS = List.of("effectiveness", "ease", "emotion");

    /** What a cell can be narrowed down by, beside a period. */
    public static final List<String> PARTS = List.of("channel", "contact_channel", "stage", "segment");

    /** Periods that a cell can be narrowed down to, with their number of calendar months. */
    public static final Map<String, Integer> PERIODS = periods();

    private static final Map<String, List<String>> BEHAVIOURS = Map.of(
            "effectiveness", List.of("goal_completion", "first_contact_resolution", "completeness"),
            "ease", List.of("timeliness", "effort", "error_free"),
            "emotion", List.of("complaint_free", "sentiment", "refund_free"));

    /**
     * How intervals are computed.
     *
     * @param bootstrap whether by drawing customers again, instead of the closed form
     * @param level share of the intervals that hold the truth, such as 0.95
     * @param replicates how often customers are resampled
     * @param seed of the draws
     */
    public record Interval(boolean bootstrap, double level, int replicates, long seed) implements java.io.Serializable {
        static Interval read(SettingsSection s) {
            return s.done(new Interval(
                    s.choice("method", "delta", "bootstrap").equals("bootstrap"),
                    s.decimal("level", 0.5, 0.999),
                    s.integer("bootstrap-replicates", 50, 10_000),
                    s.number("seed", 0, Long.MAX_VALUE)));
        }
    }

    /**
     * A house band.
     *
     * @param to the band ends below this; the last one holds its end
     * @param name what it is called
     */
    public record Band(double to, String name) implements java.io.Serializable {
        static Band read(SettingsSection s) {
            return s.done(new Band(s.decimal("to", 0, 100), s.text("name")));
        }
    }

    static CxIndexSettings read(SettingsSection s) {
        SettingsSection minimum = s.section("min-n");
        SettingsSection trimmed = s.section("survey-weights");
        CxIndexSettings settings = new CxIndexSettings(
                s.text("version"),
                s.decimal("perception-share", 0, 1),
                weights(s.section("weights"), DIMENSIONS),
                behaviours(s.section("behaviours")),
                s.choice("aggregation", "arithmetic", "geometric").equals("geometric"),
                minimum.integer("show", 2, 10_000),
                minimum.integer("compare", 2, 100_000),
                s.decimal("least-coverage", 0, 1),
                s.decimal("shrinkage", 0, 100_000),
                trimmed.decimal("least", 0.01, 1),
                trimmed.decimal("most", 1, 100),
                Interval.read(s.section("interval")),
                s.list("bands").stream().map(Band::read).toList(),
                crosses(s));
        minimum.done();
        trimmed.done();
        double sum = settings.weights.values().stream().mapToDouble(w -> w).sum();
        if (Math.abs(sum - 1) > 1e-9) s.problem("weights", "must sum to 1, and sum to " + sum);
        if (settings.compare < settings.show) s.problem("min-n", "compare must not be less than show");
        double last = 0;
        for (Band band : settings.bands) {
            if (band.to <= last) s.problem("bands", band.name + ": each band must end above the one before");
            last = band.to;
        }
        if (last != 100) s.problem("bands", "the last band must end at 100");
        return s.done(settings);
    }

    private static Map<String, Map<String, Double>> behaviours(SettingsSection s) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        for (String dimension : DIMENSIONS) {
            SettingsSection own = s.section(dimension);
            Map<String, Double> weights = weights(own, BEHAVIOURS.get(dimension));
            if (weights.values().stream().allMatch(w -> w == 0)) s.problem(dimension, "one weight must be above 0");
            all.put(dimension, weights);
        }
        return s.done(all);
    }

    private static Map<String, Double> weights(SettingsSection s, List<String> names) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String name : names) weights.put(name, s.decimal(name, 0, 100));
        return s.done(weights);
    }

    private static Map<String, Integer> periods() {
        Map<String, Integer> periods = new LinkedHashMap<>();
        periods.put("month", 1);
        periods.put("rolling_3_months", 3);
        periods.put("rolling_12_months", 12);
        return Collections.unmodifiableMap(periods);
    }

    private static List<List<String>> crosses(SettingsSection s) {
        List<List<String>> crosses = new ArrayList<>();
        for (String cross : s.texts("crosses")) {
            List<String> parts = List.of(cross.split("\\s*\\*\\s*"));
            List<String> known = new ArrayList<>(PARTS);
            known.addAll(PERIODS.keySet());
            if (parts.size() < 2
                    || !known.containsAll(parts)
                    || parts.stream().distinct().count() < parts.size()
                    || parts.stream().filter(PERIODS::containsKey).count() > 1) {
                s.problem(
                        "crosses",
                        "'" + cross + "' must join at least two of " + String.join(", ", known)
                                + " by *, at most one of them a period");
            }
            crosses.add(parts);
        }
        return List.copyOf(crosses);
    }
}
