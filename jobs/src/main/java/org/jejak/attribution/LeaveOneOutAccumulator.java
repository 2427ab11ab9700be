package org.jejak.attribution;

import java.util.*;

/** Accumulator of {@link LeaveOneOut}: counts every different path, and compares each with itself less one touch. */
final class LeaveOneOutAccumulator extends SequenceAccumulator {
    /** By path: the path without its first touch, without its second touch, ...; -1 where that was never seen. */
    private int[][] without;
    /** By path: its channels as places among the sorted names. */
    private transient int[][] ranked;
    /** Paths sorted by the names of their channels: sums run in this order, so that appearance does not matter. */
    private transient int[] order;

    LeaveOneOutAccumulator(int maxPaths) {
        super(
                maxPaths,
                "leave_one_out needs every different path, and there are more than %d"
                        + "; shorten them (--transform exposure or trim(5)), or name other models with --models");
    }

    @Override
    int[] sequence(int[] channels) {
        return channels;
    }

    @Override
    AttributionFit fit(ChannelDictionary names, Sums sums) {
        prepare(names.ranks());
        double[] effects = new double[names.size()];
        double[] values = new double[names.size()];
        for (int i : order) {
            if (sums.conversions()[i] == 0) continue;
            double[] weights = weights(i, sums);
            for (int t = 0; t < weights.length; t++) {
                effects[ranked[i][t]] += weights[t] * sums.conversions()[i];
                values[ranked[i][t]] += weights[t] * sums.value()[i];
            }
        }
        int[] sorted = names.sorted();
        return new AttributionFit(names.sortedNames(), effects, values, null, Double.NaN, List.of(), path -> {
            int known = sequences.find(Arrays.stream(path).map(c -> sorted[c]).toArray());
            if (known >= 0) return weights(known, sums);
            double[] last = new double[path.length];
            last[last.length - 1] = 1;
            return last;
        });
    }

    /** Finds what does not depend on the counts, once for all repetitions of a bootstrap. */
    private void prepare(int[] ranks) {
        if (order != null && order.length == sequences.size()) return;
        ranked = sequences.translated(ranks);
        order = SequenceDictionary.order(ranked);
        without = new int[sequences.size()][];
        for (int i = 0; i < without.length; i++) without[i] = sequences.withoutEach(i);
    }

    private double[] weights(int path, Sums sums) {
        int length = without[path].length;
        double[] weights = new double[length];
        double sum = 0;
        if (length > 1) {
            double all = rate(path, sums);
            for (int t = 0; t < length; t++) {
                weights[t] = Math.max(0, all - rate(without[path][t], sums));
                sum += weights[t];
            }
        }
        if (sum > 0) for (int t = 0; t < length; t++) weights[t] /= sum;
        else weights[length - 1] = 1;
        return weights;
    }

    /** Share of the outcomes of exactly this path that are conversions; 0 for a path that was never seen. */
    private static double rate(int path, Sums sums) {
        if (path < 0) return 0;
        double conversions = sums.conversions()[path];
        double all = conversions + sums.nulls()[path];
        return all > 0 ? conversions / all : 0;
    }
}
