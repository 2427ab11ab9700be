package org.jejak.config;

import java.util.*;

/**
 * How budgets are advised.
 *
 * @param model attribution model whose conversions and revenue are used
 * @param weeks complete weeks, the latest, that response curves are fitted to
 * @param leastWeeks a channel with spend in fewer of them gets no advice
 * @param currentWeeks weeks, the latest, whose mean is taken as the current spend
 * @param leastShare least share of the total that a channel may get, 0 to 1
 * @param mostShare most share of the total that a channel may get, 0 to 1
 * @param leastShares least share of some channels
 * @param mostShares most share of some channels
 * @param maxChange most by which a channel's spend may change in a month, as a share of what it is
 * @param draws repetitions for the interval of the gain
 * @param seed of these
 */
public record AdviceSettings(
        String model,
        int weeks,
        int leastWeeks,
        int currentWeeks,
        double leastShare,
        double mostShare,
        Map<String, Double> leastShares,
        Map<String, Double> mostShares,
        double maxChange,
        int draws,
        long seed)
        implements java.io.Serializable {

    static AdviceSettings read(SettingsSection s) {
        AdviceSettings settings = new AdviceSettings(
                s.text("model"),
                s.integer("weeks", 4, 520),
                s.integer("least-weeks", 4, 520),
                s.integer("current-weeks", 1, 52),
                s.number("least-share-percent", 0, 100) / 100.0,
                s.number("most-share-percent", 0, 100) / 100.0,
                shares(s, "least-share-percent-of"),
                shares(s, "most-share-percent-of"),
                s.number("max-change-percent", 0, 1000) / 100.0,
                s.integer("draws", 10, 100_000),
                s.number("seed", Long.MIN_VALUE, Long.MAX_VALUE));
        if (settings.leastShare > settings.mostShare)
            s.problem("least-share-percent", "must not be above most-share-percent");
        return s.done(settings);
    }

    private static Map<String, Double> shares(SettingsSection s, String key) {
        SettingsSection section = s.section(key);
        Map<String, Double> shares = new LinkedHashMap<>();
        s.textMap(key).keySet().forEach(channel -> shares.put(channel, section.number(channel, 0, 100) / 100.0));
        return shares;
    }
}
