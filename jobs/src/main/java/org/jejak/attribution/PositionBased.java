package org.jejak.attribution;

import java.util.Arrays;

/**
 * U-shaped: so much to the first touch, so much to the last, the rest evenly to those between. One touch gets all; two
 * share in proportion to first and last (half each by default).
 *
 * @param first share of the first touch, 0 to 1
 * @param last share of the last touch, 0 to 1; first + last at most 1
 */
record PositionBased(double first, double last) implements RuleModel {
    @Override
    public String name() {
        return "position_based";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        int end = weights.length - 1;
        if (end == 0) return new double[] {1};
        if (end == 1) {
            double sum = first + last;
            return sum > 0 ? new double[] {first / sum, last / sum} : new double[] {0.5, 0.5};
        }
        Arrays.fill(weights, Math.max(0, 1 - first - last) / (end - 1)); // 1 - 0.9 - 0.1 is below 0
        weights[0] = first;
        weights[end] = last;
        return weights;
    }
}
