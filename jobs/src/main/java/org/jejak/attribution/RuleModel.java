package org.jejak.attribution;

/** A model that splits credit by a fixed rule over the touches of the path; it learns nothing from other paths. */
public interface RuleModel extends AttributionModel {
    /** Weights of the touches, whatever their kinds: one per touch, not negative, with a positive sum. */
    double[] rawWeights(Path path);

    /** Credit of the touches: {@link #rawWeights} by the kinds of touches, see {@link #byKind}. */
    default double[] weights(Path path) {
        return byKind(rawWeights(path), path);
    }

    /**
     * Weights times those of the kinds of touches, scaled to sum 1. If that leaves no weight at all, because every credited
     * touch is of a kind with weight 0, the raw weights are used.
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
    default Accumulator accumulator(ChannelDictionary channels) {
        return new RuleAccumulator(this);
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) sum += number;
        return sum;
    }
}
