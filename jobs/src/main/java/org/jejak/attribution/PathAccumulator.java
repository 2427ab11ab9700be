package org.jejak.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jejak.config.UsageException;

/** Counts different paths, and compares each with itself less one touch. */
final class PathAccumulator extends Accumulator {
    private final int maxPaths;
    private final Sequences paths = new Sequences();
    private transient int[] order;
    private int[][] without;
    private transient int[][] sequences;

    PathAccumulator(int maxPaths) {
        this.maxPaths = maxPaths;
    }

    @Override
    void place(Path path, WeightedIndices places) {
        places.add(number(path.channels()), 1);
    }

    private int number(int[] channels) {
        int number = paths.number(channels, 0, channels.length);
        if (number >= maxPaths)
            throw new UsageException("leave_one_out needs every different path, and there are more than " + maxPaths
                    + "; shorten them (--transform exposure or trim(5)), or name other models with --models");
        return number;
    }

    @Override
    int size() {
        return paths.size();
    }

    @Override
    int[] placesOf(Accumulator other, int[] channelsOfOther) {
        PathAccumulator tally = (PathAccumulator) other;
        int[] places = new int[tally.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = number(Arrays.stream(tally.paths.get(i))
                    .map(c -> channelsOfOther[c])
                    .toArray());
        }
        return places;
    }

    @Override
    AttributionFit fit(ChannelDictionary names, Sums sums) {
        int[] ranks = names.ranks();
        prepare(ranks);
        double[] effects = new double[names.size()];
        double[] values = new double[names.size()];
        for (int i : order) {
            if (sums.conversions()[i] == 0) continue;
            double[] weights = weights(i, sums);
            for (int t = 0; t < weights.length; t++) {
                effects[sequences[i][t]] += weights[t] * sums.conversions()[i];
                values[sequences[i][t]] += weights[t] * sums.value()[i];
            }
        }
        int[] sortedNumbers = names.sorted();
        String[] sorted = Arrays.stream(sortedNumbers).mapToObj(names::name).toArray(String[]::new);
        return new AttributionFit(sorted, effects, values, null, Double.NaN, List.of(), path -> {
            int known =
                    paths.find(Arrays.stream(path).map(c -> sortedNumbers[c]).toArray());
            if (known >= 0) return weights(known, sums);
            double[] last = new double[path.length];
            last[last.length - 1] = 1;
            return last;
        });
    }

    /** Order of the paths by names, and which path each is without one of its touches: the same for any counts. */
    private void prepare(int[] ranks) {
        if (order != null && order.length == paths.size()) return;
        sequences = new int[paths.size()][];
        without = new int[paths.size()][];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = Arrays.stream(paths.get(i)).map(c -> ranks[c]).toArray();
            without[i] = paths.withoutEach(i);
        }
        order = IntStream.range(0, sequences.length)
                .boxed()
                .sorted((a, b) -> Arrays.compare(sequences[a], sequences[b]))
                .mapToInt(Integer::intValue)
                .toArray();
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

    private static double rate(int path, Sums sums) {
        if (path < 0) return 0;
        double conversions = sums.conversions()[path];
        double all = conversions + sums.nulls()[path];
        return all > 0 ? conversions / all : 0;
    }
}
