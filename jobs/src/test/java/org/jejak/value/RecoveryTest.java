package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits find the parameters that customers were simulated with, as nearly as their standard errors and covariances say. */
class RecoveryTest {
    private static final int CUSTOMERS = 6_000;
    private static final double WEEKS = 80;

    /** Customers that behave as the model says, with exact times, first seen within the first 20 of 80 weeks. */
    private static HistoryCounts simulated(String model, double[] p, int customers, Random random) {
        int[] x = new int[customers];
        double[] recency = new double[customers];
        double[] age = new double[customers];
        for (int i = 0; i < customers; i++) {
            age[i] = WEEKS - 20 * random.nextDouble();
            double rate = Simulated.gamma(random, p[0], p[1]);
            double leaves = model.endsWith("bg_nbd") ? Simulated.beta(random, p[2], p[3]) : 0;
            double end = model.equals("pareto_nbd")
                    ? Math.min(age[i], -Math.log(random.nextDouble()) / Simulated.gamma(random, p[2], p[3]))
                    : age[i];
            boolean gone = model.equals("mbg_nbd") && random.nextDouble() < leaves;
            for (double at = 0; !gone; gone = random.nextDouble() < leaves) {
                at += -Math.log(random.nextDouble()) / rate;
                if (at > end) break;
                x[i]++;
                recency[i] = at;
            }
        }
        return HistoryCounts.of(x, recency, age);
    }

    /** Every parameter within 3.3 errors, and all together within their covariance (chi-squared, 1 in 1000). */
    private static void near(double[] truth, ModelFit fit, int logs, double mostTogether) {
        assertTrue(fit.isFitted(), fit.reason());
        int n = truth.length;
        DMatrixRMaj off = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            boolean isLog = i < logs;
            off.set(i, 0, isLog ? Math.log(fit.parameters()[i] / truth[i]) : fit.parameters()[i] - truth[i]);
            double error = Math.sqrt(fit.covariance()[i][i]);
            assertTrue(
                    Math.abs(off.get(i)) < 3.3 * error,
                    fit.model() + " " + fit.names().get(i) + " is " + fit.parameters()[i] + ", truth " + truth[i]
                            + ", log error " + error);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(fit.covariance());
        assertTrue(CommonOps_DDRM.invert(inverse));
        DMatrixRMaj product = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.mult(inverse, off, product);
        double together = CommonOps_DDRM.dot(off, product);
        assertTrue(together < mostTogether, fit.model() + " is off by " + together + " together");
    }

    @ParameterizedTest
    @CsvSource({
        "nbd, 0.8 12 0 0, 13.8",
        "bg_nbd, 0.6 6 0.8 2.5, 18.5",
        "mbg_nbd, 0.9 6 0.9 1.8, 18.5",
        "pareto_nbd, 0.7 9 0.7 14, 18.5",
        "pareto_nbd, 1.6 20 1.4 30, 18.5"
    })
    void parameters(String name, String parameters, double mostTogether) {
        PurchaseModel model = Fitter.model(name);
        double[] truth = Arrays.stream(parameters.split(" "))
                .mapToDouble(Double::parseDouble)
                .limit(model.parameters().size())
                .toArray();
        for (int seed = 1; seed <= 3; seed++) {
            HistoryCounts patterns = simulated(name, truth, CUSTOMERS, new Random(seed));
            near(truth, Fitter.fit(patterns, 1, Fitter.MODELS).get(name), truth.length, mostTogether);
        }
    }

    @ParameterizedTest
    @CsvSource({"bg_nbd, 0.6 6 0.8 2.5", "pareto_nbd, 0.7 9 0.7 14"})
    void covariates(String name, String parameters) {
        PurchaseModel model = Fitter.model(name);
        double[] truth = Arrays.stream(parameters.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double rate = 0.5;
        double dropout = -0.6;
        double[] other = truth.clone();
        other[1] *= Math.exp(-rate);
        other[model.dropoutParameter()] *= Math.exp(model.dropoutSign() * dropout);
        Random random = new Random(4);
        Map<String, HistoryCounts> groups = new LinkedHashMap<>();
        groups.put("email", simulated(name, truth, CUSTOMERS, random));
        groups.put("social", simulated(name, other, CUSTOMERS, random));
        Covariates covariates = new Covariates(model, groups);
        ModelFit plain = Fitter.fit(groups.get("email"), 1, Fitter.MODELS).get(name);
        ModelFit fit = covariates.fit(plain);
        double[] all = Arrays.copyOf(truth, 6);
        all[4] = rate;
        all[5] = dropout;
        near(all, fit, 4, 22.5);
        assertEquals(
                java.util.List.of(
                        "r",
                        "alpha",
                        model.parameters().get(2),
                        model.parameters().get(3),
                        "rate:social",
                        "dropout:social"),
                fit.names());
    }

    @Test
    void spendInAnotherCurrencyIsTheSameFit() {
        Random random = new Random(9);
        int[] x = new int[2_000];
        double[] dollars = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + random.nextInt(6);
            dollars[i] = Simulated.gamma(random, 5.0 * x[i], Simulated.gamma(random, 3.5, 18)) / x[i];
        }
        ModelFit fit = GammaGamma.fit(SpendCounts.of(x, dollars), 2);
        for (double rate : new double[] {1e-6, 16_250, 1e9}) {
            ModelFit other = GammaGamma.fit(
                    SpendCounts.of(x, Arrays.stream(dollars).map(d -> d * rate).toArray()), 2);
            assertTrue(other.isFitted(), other.reason());
            assertEquals(fit.parameters()[0], other.parameters()[0], 1e-6);
            assertEquals(fit.parameters()[1], other.parameters()[1], 1e-6);
            assertEquals(1, other.parameters()[2] / rate / fit.parameters()[2], 1e-6);
            assertEquals(fit.logLikelihood() - x.length * Math.log(rate), other.logLikelihood(), 1e-4);
        }
    }

    @Test
    void spend() {
        double[] truth = {5, 3.5, 18};
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            int[] x = new int[CUSTOMERS];
            double[] mean = new double[CUSTOMERS];
            for (int i = 0; i < CUSTOMERS; i++) {
                x[i] = 1 + random.nextInt(6);
                double nu = Simulated.gamma(random, truth[1], truth[2]);
                mean[i] = Simulated.gamma(random, truth[0] * x[i], nu) / x[i];
            }
            near(truth, GammaGamma.fit(SpendCounts.of(x, mean), 2), 3, 16.3);
        }
    }
}
