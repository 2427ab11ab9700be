package org.jejak.attribution;

/**
 * Simplified Shapley value (Zhao, Mahboobi and Bagheri 2018, "Shapley value methods for attribution modeling in online
 * advertising"): the game v(S) = conversions of paths whose channels all lie in S. Closed form: each conversion is split
 * equally over the distinct channels of its path; here, within a channel, equally over its touches. Exact for any number of
 * channels. It learns nothing from paths without conversion.
 */
record Shapley() implements RuleModel {
    @Override
    public String name() {
        return "shapley";
    }

    @Override
    public boolean isDataDriven() {
        return true;
    }

    @Override
    public double[] rawWeights(Path path) {
        int[] channels = path.channels();
        double[] weights = new double[channels.length];
        java.util.Arrays.fill(weights, 1);
        return overChannels(channels, weights);
    }

    /**
     * Splits 1 over the distinct channels of a path in proportion to the weight of each (that of its first touch), and
     * within a channel equally over its touches.
     */
    static double[] overChannels(int[] channels, double[] weights) {
        double[] split = new double[channels.length];
        double sum = 0;
        int[] times = new int[channels.length];
        int[] firsts = new int[channels.length];
        for (int i = 0; i < channels.length; i++) {
            int first = 0;
            while (channels[first] != channels[i]) first++;
            firsts[i] = first;
            if (times[first]++ == 0) sum += weights[first];
        }
        for (int i = 0; i < channels.length; i++) {
            int first = firsts[i];
            split[i] = weights[first] / sum / times[first];
        }
        return split;
    }
}
