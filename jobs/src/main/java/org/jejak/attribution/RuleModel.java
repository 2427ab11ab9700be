package org.jejak.attribution;

/** A model whose credit depends on the touches of the path alone. */
public interface RuleModel extends AttributionModel {
    /** Weights of the touches before kinds of touches are looked at: one per touch, not negative, with a positive sum. */
    double[] rawWeights(Path path);

    /** Credit of the touches: {@link #rawWeights} by the kinds of touches, see {@link #byKind}. */
    default double[] weights(Path path) {
        return byKind(rawWeights(path), path);
    }

    /**
     * Weights times those of the kinds of touches, scaled to sum 1. If all credit would fall on touches whose kind counts
     * nothing, kinds are left aside.
     */
    static double[] byKind(double[] raw, Path path) {
        double[] weighted = raw.clone();
        if (path.weights() != null) for (int i = 0; i < weighted.length; i++) weighted[i] *= path.weights()[i];
        double sum = sum(weighted);
        if (!(sum > 0)) {
            weighted = raw;
            sum = sum(raw);
        }
        if (sum != 1) for (int i = 0; i < weighted.length; i++) weighted[i] /= sum;
        return weighted;
    }

    @Override
    default boolean isDataDriven() {
        return false;
    }

    @Override
    default Accumulator tally(ChannelDictionary channels) {
        return new RuleAccumulator(this);
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) sum += number;
        return sum;
    }
}
