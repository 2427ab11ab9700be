package org.jejak.attribution;

import java.util.List;

/**
 * Weights that the user chose, stretched over the path: the first weight holds at the first touch, the last at the last touch,
 * the others evenly between, and touches between two weights get what lies on the straight line between them. (2, 1, 3)
 * gives 2, 1.5, 1, 2, 3 to five touches, which is then scaled to sum 1. One touch gets all.
 *
 * @param points weights, not negative; at least one, one of them positive
 */
record CustomCurve(List<Double> points) implements RuleModel {
    @Override
    public String name() {
        return "custom";
    }

    @Override
    public double[] rawWeights(Path path) {
        int length = path.length();
        double[] weights = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double place = length == 1 ? 0 : i * (points.size() - 1.0) / (length - 1);
            int below = (int) Math.floor(place);
            int above = Math.min(below + 1, points.size() - 1);
            weights[i] = points.get(below) + (place - below) * (points.get(above) - points.get(below));
            sum += weights[i];
        }
        if (!(sum > 0)) java.util.Arrays.fill(weights, 1);
        return weights;
    }
}
