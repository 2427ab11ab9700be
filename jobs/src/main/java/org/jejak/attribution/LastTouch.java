package org.jejak.attribution;

/** All credit to the last touch. */
record LastTouch() implements RuleModel {
    @Override
    public String name() {
        return "last";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        weights[weights.length - 1] = 1;
        return weights;
    }
}
