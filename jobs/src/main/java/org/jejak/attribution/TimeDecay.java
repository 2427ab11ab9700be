package org.jejak.attribution;

/**
 * Credit halves with every half-life between touch and conversion: weight 2^(-seconds / half-life), in real time, not in
 * whole days.
 *
 * @param halfLifeSeconds half-life in seconds, positive
 */
record TimeDecay(double halfLifeSeconds) implements RuleModel {
    @Override
    public String name() {
        return "time_decay";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        // counted from the touch nearest to the conversion, so that old paths do not sink below what a double holds
        long nearest = Long.MAX_VALUE;
        for (long seconds : path.secondsBefore()) nearest = Math.min(nearest, seconds);
        for (int i = 0; i < weights.length; i++)
            weights[i] = Math.pow(2, -(path.secondsBefore()[i] - nearest) / halfLifeSeconds);
        return weights;
    }
}
