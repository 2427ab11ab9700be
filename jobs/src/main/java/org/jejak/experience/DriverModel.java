package org.jejak.experience;

import java.util.*;
import org.jejak.config.CxIndexSettings;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.PoissonBootstrap;
import org.jejak.statistics.ShapleyRegression;

/**
 * Splits the explained variance of an outcome among drivers (LMG), after controls are taken out; intervals by a bootstrap over
 * customers. Drivers that the controls explain wholly are left out.
 */
final class DriverModel {
    private static final double NO_VARIANCE = 1e-10;

    private final int[] places;
    private final ShapleyRegression fit;
    private final double[] slopes;
    private final Spread spread;

    /** Importance and effect of each driver that varies, over resampled customers. */
    private record Spread(Interval[] importance, Interval[] effect) {}

    private DriverModel(int[] places, ShapleyRegression fit, double[] slopes, Spread spread) {
        this.places = places;
        this.fit = fit;
        this.slopes = slopes;
        this.spread = spread;
    }

    /**
     * Fits.
     *
     * @param customers whose each observation is
     * @param controls one row per observation
     * @param drivers one row per observation
     * @param outcome one value per observation
     * @param how how customers are resampled
     */
    static DriverModel of(
            List<String> customers,
            List<double[]> controls,
            List<double[]> drivers,
            double[] outcome,
            CxIndexSettings.Interval how) {
        Residuals residuals = new Residuals(controls);
        int count = drivers.get(0).length;
        int[] places = new int[count];
        Arrays.fill(places, -1);
        List<double[]> columns = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            int driver = d;
            double[] left =
                    residuals.of(drivers.stream().mapToDouble(v -> v[driver]).toArray());
            if (variance(left) < NO_VARIANCE) continue;
            places[d] = columns.size();
            columns.add(left);
        }
        columns.add(residuals.of(outcome));
        double[] once = new double[outcome.length];
        Arrays.fill(once, 1);
        ShapleyRegression fit = ShapleyRegression.of(correlation(columns, once));
        double[] slopes = new double[columns.size() - 1];
        double deviation = Math.sqrt(variance(columns.get(slopes.length)));
        for (int i = 0; i < slopes.length; i++)
            slopes[i] = fit.coefficients()[i] * deviation / Math.sqrt(variance(columns.get(i)));
        return new DriverModel(places, fit, slopes, spread(customers, columns, how));
    }

    private static Spread spread(List<String> customers, List<double[]> columns, CxIndexSettings.Interval how) {
        PoissonBootstrap bootstrap = new PoissonBootstrap(how.replicates(), how.seed());
        long[] hashes = customers.stream().mapToLong(PoissonBootstrap::hash).toArray();
        double[][] importance = new double[how.replicates()][];
        double[][] effect = new double[how.replicates()][];
        double[] weights = new double[hashes.length];
        for (int r = 0; r < how.replicates(); r++) {
            for (int i = 0; i < weights.length; i++) weights[i] = bootstrap.weight(hashes[i], r);
            ShapleyRegression drawn = ShapleyRegression.of(correlation(columns, weights));
            importance[r] = drawn.importance();
            effect[r] = drawn.coefficients();
        }
        return new Spread(percentiles(importance, how.level()), percentiles(effect, how.level()));
    }

    /** The middle of what was drawn, for each driver; one row per draw. */
    private static Interval[] percentiles(double[][] drawn, double level) {
        int cut = (int) Math.floor((1 - level) / 2 * drawn.length);
        Interval[] intervals = new Interval[drawn[0].length];
        for (int d = 0; d < intervals.length; d++) {
            int driver = d;
            double[] sorted =
                    Arrays.stream(drawn).mapToDouble(v -> v[driver]).sorted().toArray();
            intervals[d] = new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
        }
        return intervals;
    }

    /** Weighted correlations; 0 with a column that does not vary. */
    private static double[][] correlation(List<double[]> columns, double[] weights) {
        int k = columns.size();
        double[] means = new double[k];
        double total = Math.max(1e-300, Arrays.stream(weights).sum());
        for (int j = 0; j < k; j++)
            for (int i = 0; i < weights.length; i++) means[j] += weights[i] * columns.get(j)[i] / total;
        double[][] products = new double[k][k];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) continue;
            for (int j = 0; j < k; j++) {
                double left = weights[i] * (columns.get(j)[i] - means[j]);
                for (int l = 0; l <= j; l++) products[j][l] += left * (columns.get(l)[i] - means[l]);
            }
        }
        double[][] correlation = new double[k][k];
        for (int j = 0; j < k; j++) {
            for (int l = 0; l < j; l++) {
                double scale = Math.sqrt(products[j][j] * products[l][l]);
                double r = scale > NO_VARIANCE ? Math.max(-1, Math.min(1, products[j][l] / scale)) : 0;
                correlation[j][l] = r;
                correlation[l][j] = r;
            }
            correlation[j][j] = 1;
        }
        return correlation;
    }

    /** Mean square of residuals, whose mean is 0. */
    private static double variance(double[] residuals) {
        return Arrays.stream(residuals).map(v -> v * v).sum() / residuals.length;
    }

    /** Whether a driver varies. */
    boolean has(int driver) {
        return places[driver] >= 0;
    }

    /** Drivers that vary. */
    int count() {
        return slopes.length;
    }

    double importance(int driver) {
        return fit.importance()[places[driver]];
    }

    Interval importanceInterval(int driver) {
        return spread.importance[places[driver]];
    }

    /** Standardised coefficient. */
    double effect(int driver) {
        return fit.coefficients()[places[driver]];
    }

    Interval effectInterval(int driver) {
        return spread.effect[places[driver]];
    }

    /** Outcome per unit of the driver. */
    double slope(int driver) {
        return slopes[places[driver]];
    }

    double inflation(int driver) {
        return fit.inflation()[places[driver]];
    }

    double rSquared() {
        return fit.rSquared();
    }
}
