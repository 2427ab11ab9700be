package org.jejak.attribution;

import java.util.List;

/**
 * A fitted model: its effects by channel, over all paths together.
 *
 * @param channels channels by name, sorted
 * @param effects what channels are weighed by, over conversions: credited conversions for rules, removal effects, Shapley
 *     values; NaN-free; empty sum means that nothing converted
 * @param valueEffects the same over value
 * @param standardErrors error of effects from sampling; null if they are exact
 * @param probability P(conversion) of the fitted model; NaN if it has none
 * @param transitions transitions of a Markov chain, sorted by name; empty for other models
 * @param weigher weights of the touches of one path by this fit; null for rules, which need none
 */
public record AttributionFit(
        String[] channels,
        double[] effects,
        double[] valueEffects,
        double[] standardErrors,
        double probability,
        List<Transition> transitions,
        Weigher weigher) {

    /** A transition between states of a Markov chain. */
    public record Transition(String from, String to, double count, double probability) {}

    /** Splits the credit of one conversion over the touches of its path, by a fit. */
    public interface Weigher extends java.io.Serializable {
        /** Weights of the touches, not negative, with sum 1. Channels are places in {@link AttributionFit#channels}. */
        double[] weights(int[] channels);
    }

    /** A fit that is only effects. */
    static AttributionFit of(String[] channels, double[] effects, double[] valueEffects) {
        return new AttributionFit(channels, effects, valueEffects, null, Double.NaN, List.of(), null);
    }

    /** Sum of the effects. */
    double effectSum() {
        return sum(effects);
    }

    /** Effects as shares of their sum; all 0 if there is nothing to share. */
    double[] shares() {
        return shares(effects);
    }

    /** Value effects as shares of their sum; all 0 if there is nothing to share. */
    double[] valueShares() {
        return shares(valueEffects);
    }

    private static double[] shares(double[] effects) {
        double sum = sum(effects);
        double[] shares = new double[effects.length];
        if (sum != 0) for (int i = 0; i < shares.length; i++) shares[i] = effects[i] / sum;
        return shares;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) sum += number;
        return sum;
    }
}
