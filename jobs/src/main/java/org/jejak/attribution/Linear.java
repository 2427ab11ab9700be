package org.jejak.attribution;

import java.util.Arrays;

/** The same credit to every touch. */
record Linear() implements RuleModel {
    @Override
    public String name() {
        return "linear";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        Arrays.fill(weights, 1.0 / path.length());
        return weights;
    }
}
