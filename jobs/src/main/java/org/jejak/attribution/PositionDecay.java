package org.jejak.attribution;

/** Credit in proportion to the place of the touch: i / (L (L + 1) / 2) for touch i of L. */
record PositionDecay() implements RuleModel {
    @Override
    public String name() {
        return "position_decay";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        double sum = weights.length * (weights.length + 1.0) / 2;
        for (int i = 0; i < weights.length; i++) weights[i] = (i + 1) / sum;
        return weights;
    }
}
