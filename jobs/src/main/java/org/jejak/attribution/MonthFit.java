package org.jejak.attribution;

import java.util.*;
import org.jejak.attribution.Accumulator.Sums;
import org.jejak.attribution.CompactPaths.PathCounts;
import org.jejak.statistics.Quantiles;

/**
 * The data-driven models of one month and conversion type, fitted with bootstrap intervals.
 *
 * @param fits model name to fit; values are in ten-thousandths
 * @param low model name to lower ends of the 90 % intervals of the shares, by channel; absent without bootstrap
 * @param high the upper ends
 * @param convertedPaths paths with touches that converted
 * @param nullPaths paths that did not
 */
record MonthFit(
        Map<String, AttributionFit> fits,
        Map<String, double[]> low,
        Map<String, double[]> high,
        long convertedPaths,
        long nullPaths) {

    /** Fits models, and again for every repetition of a bootstrap by customer. */
    static MonthFit of(PathCounts counts, List<AttributionModel> models, int repetitions, long seed) {
        Map<String, AttributionFit> fits = new LinkedHashMap<>();
        Map<String, double[]> low = new LinkedHashMap<>();
        Map<String, double[]> high = new LinkedHashMap<>();
        List<PlacedModel> placed =
                models.stream().map(m -> new PlacedModel(m, counts)).toList();
        for (PlacedModel p : placed) fits.put(p.model.name(), p.fit(counts));
        long converted = Math.round(Arrays.stream(counts.conversions).sum());
        long failed = Math.round(Arrays.stream(counts.nulls).sum());
        if (repetitions > 0 && converted > 0) {
            double[][][] shares = new double[placed.size()][counts.names.size()][repetitions];
            for (int r = 0; r < repetitions; r++) {
                counts.draw(r, seed);
                for (int m = 0; m < placed.size(); m++) {
                    double[] drawn = placed.get(m).fit(counts).shares();
                    for (int c = 0; c < drawn.length; c++) shares[m][c][r] = drawn[c];
                }
            }
            for (int m = 0; m < placed.size(); m++) {
                String name = placed.get(m).model.name();
                low.put(name, quantiles(shares[m], 0.05));
                high.put(name, quantiles(shares[m], 0.95));
            }
        }
        return new MonthFit(fits, low, high, converted, failed);
    }

    private static double[] quantiles(double[][] samples, double share) {
        double[] quantiles = new double[samples.length];
        for (int c = 0; c < samples.length; c++) {
            double[] sorted = samples[c].clone();
            Arrays.sort(sorted);
            quantiles[c] = Quantiles.at(sorted, share * (sorted.length - 1));
        }
        return quantiles;
    }

    /** A model with the places at which each path counts: found once, for all replicates of the bootstrap. */
    private static final class PlacedModel {
        private final AttributionModel model;
        private final Accumulator accumulator;
        private final int[][] places;
        private final double[][] weights;

        PlacedModel(AttributionModel model, PathCounts counts) {
            this.model = model;
            this.accumulator = model.accumulator(counts.names);
            this.places = new int[counts.steps.length][];
            this.weights = new double[counts.steps.length][];
            WeightedIndices scratch = new WeightedIndices();
            for (int p = 0; p < places.length; p++) {
                scratch.clear();
                accumulator.place(Path.evenly(counts.steps[p], 86_400, -1), scratch);
                places[p] = Arrays.copyOf(scratch.places, scratch.count);
                weights[p] = Arrays.copyOf(scratch.weights, scratch.count);
            }
        }

        AttributionFit fit(PathCounts counts) {
            Sums sums = new Sums(
                    new double[accumulator.size()], new double[accumulator.size()], new double[accumulator.size()]);
            for (int p = 0; p < places.length; p++) {
                if (counts.conversions[p] + counts.nulls[p] == 0) continue;
                for (int i = 0; i < places[p].length; i++) {
                    int place = places[p][i];
                    double weight = weights[p][i];
                    sums.conversions()[place] += weight * counts.conversions[p];
                    sums.value()[place] += weight * counts.value[p];
                    sums.nulls()[place] += weight * counts.nulls[p];
                }
            }
            return accumulator.fit(counts.names, sums);
        }
    }
}
