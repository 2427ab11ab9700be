package org.jejak.attribution;

/**
 * What a path loses when one touch is left out (as in google/fractribution): with p = conversions / (conversions + nulls)
 * of exactly this path, 0 if it was never seen, touch i gets max(0, p(path) - p(path without i)), scaled to sum 1. One
 * touch gets all; if no touch makes a difference, the last one does. Long paths that are seen once or twice make it
 * noisy: transform them first.
 *
 * @param maxPaths more different paths than this are refused
 */
record LeaveOneOut(int maxPaths) implements AttributionModel {
    @Override
    public String name() {
        return "leave_one_out";
    }

    @Override
    public Accumulator accumulator(ChannelDictionary channels) {
        return new LeaveOneOutAccumulator(maxPaths);
    }
}
