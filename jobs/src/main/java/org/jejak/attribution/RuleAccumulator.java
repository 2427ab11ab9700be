package org.jejak.attribution;

/** Credit by channel: what a rule gives to each touch is added up. */
final class RuleAccumulator extends Accumulator {
    private final RuleModel rule;
    private int channels;

    RuleAccumulator(RuleModel rule) {
        this.rule = rule;
    }

    @Override
    void place(Path path, WeightedIndices places) {
        double[] weights = rule.weights(path);
        for (int i = 0; i < weights.length; i++) {
            int channel = path.channels()[i];
            channels = Math.max(channels, channel + 1);
            if (weights[i] != 0) places.add(channel, weights[i]);
        }
    }

    @Override
    int size() {
        return channels;
    }

    @Override
    int[] placesOf(Accumulator other, int[] channelsOfOther) {
        int[] places = java.util.Arrays.copyOf(channelsOfOther, other.size());
        for (int place : places) channels = Math.max(channels, place + 1);
        return places;
    }

    @Override
    AttributionFit fit(ChannelDictionary names, Sums sums) {
        int[] sorted = names.sorted();
        String[] channelNames = new String[sorted.length];
        double[] conversions = new double[sorted.length];
        double[] value = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            channelNames[i] = names.name(sorted[i]);
            if (sorted[i] >= sums.conversions().length) continue;
            conversions[i] = sums.conversions()[sorted[i]];
            value[i] = sums.value()[sorted[i]];
        }
        return AttributionFit.of(channelNames, conversions, value);
    }
}
