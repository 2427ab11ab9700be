package org.jejak.attribution;

/** All credit to the last touch whose channel is not direct; to the last one if all are direct. */
record LastNonDirect() implements RuleModel {
    @Override
    public String name() {
        return "last_non_direct";
    }

    @Override
    public double[] rawWeights(Path path) {
        double[] weights = new double[path.length()];
        int last = path.length() - 1;
        while (last >= 0 && path.channels()[last] == path.direct()) last--;
        weights[last < 0 ? path.length() - 1 : last] = 1;
        return weights;
    }
}
