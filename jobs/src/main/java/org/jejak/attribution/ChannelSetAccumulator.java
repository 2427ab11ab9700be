package org.jejak.attribution;

import java.util.*;
import java.util.stream.IntStream;

/** Accumulator of {@link ShapleyRate}: counts paths by their set of channels, and computes Shapley values from that. */
final class ChannelSetAccumulator extends SequenceAccumulator {
    private final ShapleyRate model;

    ChannelSetAccumulator(ShapleyRate model) {
        super(
                model.maxSets(),
                "shapley_rate needs every different set of channels, and there are more than %d"
                        + "; leave this model out, or name other models with --models");
        this.model = model;
    }

    @Override
    int[] sequence(int[] channels) {
        return channels.length == 1
                ? channels
                : Arrays.stream(channels).sorted().distinct().toArray();
    }

    @Override
    AttributionFit fit(ChannelDictionary names, Sums sums) {
        int[][] members = sequences.translated(names.ranks());
        for (int[] set : members) Arrays.sort(set);
        int[] order = SequenceDictionary.order(members);
        int count = names.size();
        double journeys = 0;
        double conversions = 0;
        for (int i : order) {
            journeys += sums.conversions()[i] + sums.nulls()[i];
            conversions += sums.conversions()[i];
        }
        double[] effects = new double[count];
        double[] values = new double[count];
        double[] errors = null;
        if (count <= model.exactChannels()) exact(members, order, sums, effects, values);
        else errors = sampled(members, order, sums, effects, values);
        for (int c = 0; c < count; c++) {
            effects[c] *= journeys;
            values[c] *= journeys;
            if (errors != null) errors[c] *= journeys;
        }
        return new AttributionFit(
                names.sortedNames(),
                effects,
                values,
                errors,
                journeys > 0 ? conversions / journeys : Double.NaN,
                List.of(),
                path -> Shapley.overChannels(path, MarkovChain.positive(path, effects)));
    }

    /** All coalitions: sums over subsets, then the Shapley formula. */
    private static void exact(int[][] members, int[] order, Sums sums, double[] effects, double[] values) {
        int n = effects.length;
        double[] paths = new double[1 << n];
        double[] conversions = new double[1 << n];
        double[] value = new double[1 << n];
        for (int i : order) {
            int mask = 0;
            for (int c : members[i]) mask |= 1 << c;
            paths[mask] += sums.conversions()[i] + sums.nulls()[i];
            conversions[mask] += sums.conversions()[i];
            value[mask] += sums.value()[i];
        }
        for (int c = 0; c < n; c++) {
            for (int mask = 0; mask < 1 << n; mask++) {
                if ((mask & 1 << c) == 0) continue;
                paths[mask] += paths[mask ^ 1 << c];
                conversions[mask] += conversions[mask ^ 1 << c];
                value[mask] += value[mask ^ 1 << c];
            }
        }
        double[] weight = new double[n];
        for (int size = 0; size < n; size++) weight[size] = 1 / (n * binomial(n - 1, size));
        for (int mask = 0; mask < 1 << n; mask++) {
            double rate = rate(conversions[mask], paths[mask]);
            double valueRate = rate(value[mask], paths[mask]);
            int size = Integer.bitCount(mask);
            for (int c = 0; c < n; c++) {
                // v(S) counts for the channels in S, against those outside
                boolean in = (mask & 1 << c) != 0;
                double w = in ? weight[size - 1] : -weight[size];
                effects[c] += w * rate;
                values[c] += w * valueRate;
            }
        }
    }

    /**
     * Random orders of the channels: what each adds to those before it. Every second order is the one before in reverse,
     * which removes much of the noise, so the error is that of the means of such pairs. Returns standard errors.
     */
    private double[] sampled(int[][] members, int[] order, Sums sums, double[] effects, double[] values) {
        int n = effects.length;
        int pairs = Math.max(2, model.samples() / 2);
        double[] squares = new double[n];
        int[] permutation = IntStream.range(0, n).toArray();
        SplittableRandom random = new SplittableRandom(model.seed());
        for (int pair = 0; pair < pairs; pair++) {
            for (int i = n - 1; i > 0; i--) swap(permutation, i, random.nextInt(i + 1));
            double[] added = new double[n];
            addMarginals(permutation, members, order, sums, added, values);
            for (int i = 0; i < n / 2; i++) swap(permutation, i, n - 1 - i);
            addMarginals(permutation, members, order, sums, added, values);
            for (int c = 0; c < n; c++) {
                effects[c] += added[c] / 2;
                squares[c] += added[c] / 2 * (added[c] / 2);
            }
        }
        double[] errors = new double[n];
        for (int c = 0; c < n; c++) {
            effects[c] /= pairs;
            values[c] /= 2.0 * pairs;
            double variance = Math.max(0, squares[c] / pairs - effects[c] * effects[c]) * pairs / (pairs - 1);
            errors[c] = Math.sqrt(variance / pairs);
        }
        return errors;
    }

    /** Adds what each channel adds to the conversion rate (and value per path) of those before it. */
    private static void addMarginals(
            int[] permutation, int[][] members, int[] order, Sums sums, double[] effects, double[] values) {
        int n = permutation.length;
        int[] place = new int[n];
        for (int i = 0; i < n; i++) place[permutation[i]] = i;
        double[] paths = new double[n];
        double[] conversions = new double[n];
        double[] value = new double[n];
        for (int i : order) {
            int last = 0;
            for (int c : members[i]) last = Math.max(last, place[c]);
            paths[last] += sums.conversions()[i] + sums.nulls()[i];
            conversions[last] += sums.conversions()[i];
            value[last] += sums.value()[i];
        }
        double p = 0;
        double c = 0;
        double v = 0;
        double before = 0;
        double valueBefore = 0;
        for (int i = 0; i < n; i++) {
            p += paths[i];
            c += conversions[i];
            v += value[i];
            effects[permutation[i]] += rate(c, p) - before;
            values[permutation[i]] += rate(v, p) - valueBefore;
            before = rate(c, p);
            valueBefore = rate(v, p);
        }
    }

    private static void swap(int[] numbers, int i, int j) {
        int number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }

    private static double rate(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    private static double binomial(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) result = result * (n - k + i) / i;
        return result;
    }
}
