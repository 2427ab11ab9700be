package org.jejak.attribution;

/**
 * Shapley value of the conversion-rate game: v(S) = conversions / (conversions + nulls) over the paths whose channels all
 * lie in S, 0 without any; results are scaled to all conversions. Uses paths without conversion. Channels whose paths
 * convert worse than the others get negative credit, which is shown and not clipped, and rare channels may get much: read it
 * next to the number of paths. Exact up to {@code exactChannels} channels, beyond by seeded sampling of orders of channels
 * (Castro, Gomez and Tejada 2009) with a standard error.
 *
 * @param exactChannels up to how many channels all 2^n coalitions are evaluated, 1 to 20
 * @param samples orders sampled beyond
 * @param seed of the sampling
 * @param maxSets more different sets of channels than this are refused
 */
record ShapleyRate(int exactChannels, int samples, long seed, int maxSets) implements AttributionModel {
    @Override
    public String name() {
        return "shapley_rate";
    }

    @Override
    public Accumulator accumulator(ChannelDictionary channels) {
        return new ChannelSetAccumulator(this);
    }
}
