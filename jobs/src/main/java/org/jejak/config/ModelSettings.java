package org.jejak.config;

import java.time.Duration;
import java.util.List;

/**
 * Parameters of the attribution models.
 *
 * @param positionFirst position based: share of the first touch, 0 to 1
 * @param positionLast position based: share of the last touch, 0 to 1
 * @param wFirst W-shaped: share of the first touch
 * @param wLead W-shaped: share of the touch at which the customer became a lead
 * @param wOpportunity W-shaped: share of the touch at which a cart or deal was opened
 * @param wClose W-shaped: share of the last touch
 * @param halfLife time decay: credit halves with every such time, positive
 * @param custom custom: weights stretched over the path, not negative, not all 0
 * @param markovOrder Markov: channels in a state, 1 to 20
 * @param maxStates Markov: more states are refused
 * @param exactChannels Shapley of the conversion-rate game: up to how many channels it is exact
 * @param samples Shapley of the conversion-rate game: orders of channels sampled beyond
 * @param maxSets Shapley and leave-one-out: more different sets of channels, or paths, are refused
 * @param seed of samples
 */
public record ModelSettings(
        double positionFirst,
        double positionLast,
        double wFirst,
        double wLead,
        double wOpportunity,
        double wClose,
        Duration halfLife,
        List<Double> custom,
        int markovOrder,
        int maxStates,
        int exactChannels,
        int samples,
        int maxSets,
        long seed)
        implements java.io.Serializable {

    private static final String PATH = "jejak.attribution.parameters";

    /** The values of reference.conf, for tools that read a local file. */
    public static final ModelSettings USUAL = SettingsSection.usual(PATH, ModelSettings::read);

    /** These settings with another order of the Markov chain. */
    public ModelSettings withMarkovOrder(int order) {
        return new ModelSettings(
                positionFirst,
                positionLast,
                wFirst,
                wLead,
                wOpportunity,
                wClose,
                halfLife,
                custom,
                order,
                maxStates,
                exactChannels,
                samples,
                maxSets,
                seed);
    }

    public ModelSettings {
        custom = List.copyOf(custom);
        inShares("position-based first and last", positionFirst, positionLast);
        inShares("w-shaped first, lead, opportunity and close", wFirst, wLead, wOpportunity, wClose);
        if (halfLife.isZero() || halfLife.isNegative())
            throw new UsageException("half-life " + halfLife + " must be longer than nothing");
        boolean usable = custom.stream().allMatch(w -> w >= 0 && w <= 1e9)
                && custom.stream().anyMatch(w -> w > 0);
        if (!usable)
            throw new UsageException(
                    "custom weights " + custom + " must be numbers from 0 to 1e9, at least one of them above 0");
        if (markovOrder < 1 || markovOrder > 100)
            throw new UsageException("Markov order " + markovOrder + " must be between 1 and 100");
        if (maxStates < 1) throw new UsageException("the cap of Markov states must be at least 1");
        if (exactChannels < 1 || exactChannels > 20)
            throw new UsageException("exact Shapley channels " + exactChannels + " must be between 1 and 20");
        if (samples < 2) throw new UsageException("Shapley samples " + samples + " must be at least 2");
    }

    private static void inShares(String what, double... shares) {
        double sum = 0;
        for (double share : shares) {
            if (!(share >= 0 && share <= 1)) throw new UsageException(what + " must each be between 0 and 1");
            sum += share;
        }
        if (sum > 1 + 1e-12) throw new UsageException(what + " must be at most 1 together");
    }

    static ModelSettings read(SettingsSection s) {
        ModelSettings settings = s.build(() -> new ModelSettings(
                        percent(s, "position-first-percent"),
                        percent(s, "position-last-percent"),
                        s.number("w-first-permille", 0, 1000) / 1000.0,
                        s.number("w-lead-permille", 0, 1000) / 1000.0,
                        s.number("w-opportunity-permille", 0, 1000) / 1000.0,
                        s.number("w-close-permille", 0, 1000) / 1000.0,
                        s.duration("half-life", Duration.ofSeconds(1), Duration.ofDays(3650)),
                        s.texts("custom").stream().map(ModelSettings::weight).toList(),
                        s.integer("markov-order", 1, 20),
                        s.integer("max-states", 1, 10_000_000),
                        s.integer("exact-channels", 1, 20),
                        s.integer("samples", 2, 1_000_000),
                        s.integer("max-sets", 1, 100_000_000),
                        s.number("seed", Long.MIN_VALUE, Long.MAX_VALUE)))
                .orElse(USUAL);
        return s.done(settings);
    }

    private static double percent(SettingsSection s, String key) {
        return s.number(key, 0, 100) / 100.0;
    }

    private static double weight(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException("custom: " + text + " is not a number");
        }
    }
}
