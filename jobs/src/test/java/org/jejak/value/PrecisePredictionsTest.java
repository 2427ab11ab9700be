package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions of extreme histories under extreme parameters against arithmetic of forty digits. */
class PrecisePredictionsTest {
    private static final double TOLERANCE = 1e-10;
    private static final double DELTA = 0.0027;

    /** x, t_x, T in weeks. */
    private static final double[][] HISTORIES = {
        {0, 0, 0},
        {0, 0, 38.86},
        {0, 0, 1000},
        {1, 30, 38},
        {1, 1000, 1000},
        {2, 0.3, 999},
        {26, 30.86, 31},
        {300, 250, 260},
        {2000, 999.9, 1000},
        {2000, 990, 1000},
        {2000, 10, 1000},
        {2000, 1000, 1000}
    };

    /** The first two are r and alpha; then a and b, or s and beta. */
    private static final double[][] PARAMETERS = {
        {0.243, 4.414, 0.793, 2.426},
        {0.25, 4, 1, 2.4},
        {0.25, 4, 1 + 1e-9, 2.4},
        {0.25, 4, 1 - 1e-13, 2.4},
        {0.553, 10.578, 0.606, 11.669},
        {1, 10, 1, 10},
        {0.5, 7, 0.1, 0.3},
        {0.5, 7, 0.01, 0.01},
        {0.5, 7, 1e-6, 1e5},
        {40, 300, 60, 90},
        {1000, 2000, 800, 900},
        {3, 1.5, 2, 0.03},
        {0.05, 500, 3, 1e-3}
    };

    /** Every history meets some parameters and all parameters meet some history; which, the seed decides. */
    private interface Case {
        void check(double[] p, int x, double recency, double age, String what);
    }

    private static void eachOf(PurchaseModel model, int times, Case check) {
        Random random = new Random(7);
        for (int i = 0; i < times; i++) {
            double[] p = Arrays.copyOf(
                    PARAMETERS[i % PARAMETERS.length], model.parameters().size());
            double[] h = HISTORIES[random.nextInt(HISTORIES.length)];
            check.check(p, (int) h[0], h[1], h[2], model.name() + " " + Arrays.toString(p) + " " + Arrays.toString(h));
        }
    }

    private static void near(double expected, double actual, String what) {
        double allowed = TOLERANCE * Math.abs(expected) + 1e-300;
        assertTrue(Math.abs(expected - actual) <= allowed, () -> what + ": " + actual + " instead of " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd", "bg_nbd", "mbg_nbd", "pareto_nbd"})
    void probabilitiesAndLikelihoods(String name) {
        PurchaseModel model = Fitter.model(name);
        eachOf(model, 13, (p, x, recency, age, what) -> {
            if (model.hasDropout())
                near(Precise.alive(name, p, x, recency, age), model.pAlive(p, x, recency, age), what + " P(alive)");
            HistoryCounts one = HistoryCounts.of(new int[] {x}, new double[] {recency}, new double[] {age});
            double expected = Precise.likelihood(name, p, x, recency, age);
            assertEquals(
                    expected, model.likelihood(one, p).value, 1e-9 * Math.max(1, Math.abs(expected)), what + " LL");
            Future future = model.future(p, x, age);
            for (double t : new double[] {1e-6, 1000})
                near(Precise.anyPurchase(name, p, x, age, t), future.anyPurchase(t), what + " P(any) " + t);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd", "bg_nbd", "mbg_nbd", "pareto_nbd"})
    void expectedPurchases(String name) {
        PurchaseModel model = Fitter.model(name);
        eachOf(model, 26, (p, x, recency, age, what) -> {
            Future future = model.future(p, x, age);
            for (double t : new double[] {1e-6, 1, 39})
                near(Precise.purchases(name, p, x, age, t), future.purchases(t), what + " E " + t);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbd", "pareto_nbd"})
    void discountedPurchases(String name) {
        PurchaseModel model = Fitter.model(name);
        eachOf(model, 26, (p, x, recency, age, what) -> {
            Future future = model.future(p, x, age);
            for (double t : new double[] {1e-6, 52, Double.POSITIVE_INFINITY})
                near(Precise.discounted(p, x, age, DELTA, t), future.discounted(DELTA, 0, t), what + " D " + t);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg_nbd", "mbg_nbd"})
    void discountedPurchasesByParts(String name) {
        PurchaseModel model = Fitter.model(name);
        eachOf(model, 26, (p, x, recency, age, what) -> {
            Future future = model.future(p, x, age);
            // expectations themselves agree with forty digits, above
            for (double t : new double[] {1e-6, 52, Double.POSITIVE_INFINITY})
                near(
                        Precise.discounted(u -> future.purchases(u), DELTA, t),
                        future.discounted(DELTA, 0, t),
                        what + " D " + t);
        });
    }

    /**
     * Pareto/NBD with a shape next to 0, where the branch point of the integrand comes near the first panel. Figures by adaptive
     * quadrature of mpmath with 40 digits; the residual of the second also by (r+x)/(alpha+T) (beta+T) U(1, 2-s, delta (beta+T)).
     */
    @Test
    void paretoNextToTheBoundary() {
        PurchaseModel model = new ParetoNbd();
        double[] p = {0.005, 0.1, 0.6, 100};
        HistoryCounts one = HistoryCounts.of(new int[] {0}, new double[] {0}, new double[] {52});
        near(0.77683871141837382897, model.pAlive(p, 0, 0, 52), "P(alive)");
        near(-0.029982422349634726512, model.likelihood(one, p).value, "LL");
        double[] often = {0.158, 5.26, 0.00099, 0.000275};
        Future future = model.future(often, 3000, 0.01337);
        near(11258.116316222829936, future.discounted(0.0502, 0, Double.POSITIVE_INFINITY), "residual");
    }

    @Test
    void expectedSpend() {
        for (double[] p : new double[][] {
            {6.25, 3.74, 15.44}, {6.25, 1 + 1e-12, 15.44}, {1e-3, 0.5, 1e6}, {400, 900, 1e-3}, {6, 1, 15}, {2, 0.3, 8}
        }) {
            for (int x : new int[] {0, 1, 7, 2000}) {
                for (double m : new double[] {0.01, 39.97, 1e7}) {
                    BigDecimal weight =
                            big(p[0]).multiply(big(x)).add(big(p[1])).subtract(BigDecimal.ONE);
                    double spend = SpendModel.GAMMA_GAMMA.expectedSpend(p, x, m);
                    if (weight.signum() <= 0) {
                        assertTrue(Double.isNaN(spend), Arrays.toString(p) + " " + x);
                        continue;
                    }
                    BigDecimal expected = big(p[0])
                            .multiply(big(p[2]).add(big(x).multiply(big(m))))
                            .divide(weight, MathContext.DECIMAL128);
                    near(expected.doubleValue(), spend, Arrays.toString(p) + " " + x + " " + m);
                }
            }
        }
    }

    private static BigDecimal big(double value) {
        return new BigDecimal(value);
    }
}
