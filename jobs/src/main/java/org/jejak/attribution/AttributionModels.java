package org.jejak.attribution;

import java.util.*;
import org.jejak.config.ModelSettings;
import org.jejak.config.UsageException;

/** Every attribution model there is. */
public final class AttributionModels {
    /** Other names that people use. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("first_touch", "first"),
            Map.entry("first_click", "first"),
            Map.entry("last_touch", "last"),
            Map.entry("last_click", "last"),
            Map.entry("last_non_direct_click", "last_non_direct"),
            Map.entry("linear_touch", "linear"),
            Map.entry("u_shape", "position_based"),
            Map.entry("u_shaped", "position_based"),
            Map.entry("position", "position_based"),
            Map.entry("w_shape", "w_shaped"),
            Map.entry("half_life", "time_decay"),
            Map.entry("shapley_simplified", "shapley"),
            Map.entry("shapley_conversion_rate", "shapley_rate"),
            Map.entry("fractional", "leave_one_out"),
            Map.entry("fractribution", "leave_one_out"));

    private AttributionModels() {}

    /** All models with these parameters, simple ones first. */
    public static List<AttributionModel> all(ModelSettings s) {
        return List.of(
                new FirstTouch(),
                new LastTouch(),
                new LastNonDirect(),
                new Linear(),
                new PositionBased(s.positionFirst(), s.positionLast()),
                new WShaped(s.wFirst(), s.wLead(), s.wOpportunity(), s.wClose()),
                new TimeDecay(s.halfLife().toNanos() / 1e9),
                new PositionDecay(),
                new CustomCurve(s.custom()),
                new Shapley(),
                new Markov(s.markovOrder(), s.maxStates()),
                new ShapleyRate(s.exactChannels(), s.samples(), s.seed(), s.maxSets()),
                new LeaveOneOut(s.maxSets()));
    }

    /** Names of all models. */
    public static List<String> names() {
        return all(ModelSettings.USUAL).stream().map(AttributionModel::name).toList();
    }

    /**
     * Models by name, in the order of {@link #all}; {@code all} stands for all of them. Letter case, hyphens and spaces do not
     * matter.
     *
     * @throws UsageException if a name is unknown or none is given
     */
    public static List<AttributionModel> named(List<String> names, ModelSettings settings) {
        List<String> wanted = new ArrayList<>();
        for (String name : names) {
            String plain = name.trim().toLowerCase(Locale.ROOT).replaceAll("[- ]+", "_");
            plain = ALIASES.getOrDefault(plain, plain);
            if (plain.equals("all")) wanted.addAll(names());
            else if (names().contains(plain)) wanted.add(plain);
            else throw new UsageException("no model " + name + "; there are all, " + String.join(", ", names()));
        }
        if (wanted.isEmpty()) throw new UsageException("no model named; there are all, " + String.join(", ", names()));
        return all(settings).stream().filter(m -> wanted.contains(m.name())).toList();
    }

    /** As {@link #named(List, ModelSettings)}, names separated by commas. */
    public static List<AttributionModel> named(String names, ModelSettings settings) {
        return named(Arrays.stream(names.split(",")).filter(n -> !n.isBlank()).toList(), settings);
    }
}
