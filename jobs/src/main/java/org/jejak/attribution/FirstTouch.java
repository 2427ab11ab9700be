package org.jejak.attribution;

/** All credit to the first touch. */
record FirstTouch() implements RuleModel {
    @Override
    public String name() {
        return "first";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        weights[0] = 1;
        return weights;
    }
}
