package org.jejak.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnFitTest {
    private static final int YEARS = 7;

    /** Of 1,000 customers, how many were left after each year (Fader and Hardie 2007). */
    private static long[] survivors(String segment, int years) {
        return CdnowTransactions.reference("sbg_retention_table.csv").stream()
                .limit(years + 1L)
                .mapToLong(r -> Math.round(Double.parseDouble(r.get(segment + "_pct")) * 10))
                .toArray();
    }

    private static ChurnFit fit(ChurnModel model, long[]... curves) {
        return ChurnFit.of(model, ChurnFit.Counts.of(List.of(curves)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"highend", "regular"})
    void fitsOfThePublishedRetentionTable(String segment) {
        long[] curve = survivors(segment, YEARS);
        Map<String, Integer> places = Map.of("alpha", 0, "beta", 1, "gamma", 0, "delta", 1, "c", 2);
        for (Map<String, String> row : CdnowTransactions.reference("sbg_fits.csv")) {
            if (!row.get("segment").equals(segment)) continue;
            ChurnFit fit = fit(row.get("model").equals("sbg") ? ChurnModel.SBG : ChurnModel.BDW, curve);
            String where = row.get("model") + " " + row.get("param");
            assertEquals(ChurnFit.FITTED, fit.status(), where);
            assertEquals(Double.parseDouble(row.get("log_likelihood")), fit.logLikelihood(), 1e-5, where);
            double expected = Double.parseDouble(row.get("value"));
            Integer place = places.get(row.get("param"));
            if (place == null) {
                assertEquals(expected, fit.discountedLifetime(0.10), 1e-6 * expected, where);
                continue;
            }
            assertEquals(expected, fit.parameters()[place], 1e-5 * expected, where);
            double error = Double.parseDouble(row.get("std_err"));
            assertEquals(error, fit.errors()[place], 1e-4 * error, where);
        }
    }

    @Test
    void yearTwelveIsExpectedAsPublished() {
        assertEquals(.3780, fit(ChurnModel.SBG, survivors("highend", YEARS)).survival(12)[12], 5e-5);
        assertEquals(.4039, fit(ChurnModel.BDW, survivors("highend", YEARS)).survival(12)[12], 5e-5);
        assertEquals(.1700, fit(ChurnModel.SBG, survivors("regular", YEARS)).survival(12)[12], 5e-5);
        assertEquals(.1773, fit(ChurnModel.BDW, survivors("regular", YEARS)).survival(12)[12], 5e-5);
    }

    @Test
    void aCohortCutInTwoIsFittedAsOne() {
        long[] curve = survivors("regular", YEARS);
        long[] half = java.util.Arrays.stream(curve).map(n -> n / 2).toArray();
        long[] rest = new long[curve.length];
        for (int i = 0; i < rest.length; i++) rest[i] = curve[i] - half[i];
        for (ChurnModel model : List.of(ChurnModel.SBG, ChurnModel.BDW)) {
            assertEquals(
                    fit(model, curve).logLikelihood(), fit(model, half, rest).logLikelihood());
        }
    }

    @Test
    void oneLossRateForEverybodyIsSaidToBeHomogeneous() {
        long[] curve = {1_000_000, 800_000, 640_000, 512_000, 409_600, 327_680};
        for (ChurnModel model : List.of(ChurnModel.SBG, ChurnModel.BDW)) {
            ChurnFit fit = fit(model, curve);
            assertEquals(ChurnFit.HOMOGENEOUS, fit.status(), model + " " + java.util.Arrays.toString(fit.parameters()));
            assertEquals(Math.pow(.8, 10), fit.survival(10)[10], 1e-6, model.toString());
        }
    }

    /** Of customers who leave at once or never no curve of one loss rate is true. */
    @ParameterizedTest
    @ValueSource(ints = {100, 20, 2_000_000})
    void halfThatLeaveAtOnceAndHalfThatStayArePolarised(int customers) {
        int half = customers / 2;
        ChurnFit fit = fit(ChurnModel.SBG, new long[] {customers, half, half, half, half});
        assertEquals(ChurnFit.POLARISED, fit.status());
        assertNull(fit.errors());
        assertEquals(customers * Math.log(.5), fit.logLikelihood(), 1e-4 * customers);
        assertEquals(.5, fit.survival(1)[1], 1e-4);
        assertEquals(.5, fit.survival(8)[8], 1e-4);
    }

    @Test
    void risingLossIsBeyondSbgButNotBeyondBdw() {
        long[] curve = {10_000, 9_800, 9_200, 8_000, 6_300, 4_300, 2_500};
        assertEquals(ChurnFit.HOMOGENEOUS, fit(ChurnModel.SBG, curve).status());
        ChurnFit bdw = fit(ChurnModel.BDW, curve);
        double[] survival = bdw.survival(6);
        for (int t = 0; t <= 6; t++) assertEquals(curve[t] / 10_000.0, survival[t], 0.02, "year " + t);
    }

    @Test
    void curvesWithoutAnAnswerSaySo() {
        assertEquals(
                "too_few_periods", fit(ChurnModel.SBG, new long[] {100, 50}).status());
        assertEquals(
                "too_few_periods", fit(ChurnModel.BDW, new long[] {100, 50, 30}).status());
        assertEquals("too_few_periods", fit(ChurnModel.SBG, new long[] {100}).status());
        assertEquals(
                "nobody_lost", fit(ChurnModel.SBG, new long[] {100, 100, 100}).status());
        assertEquals(
                "everybody_lost",
                fit(ChurnModel.SBG, new long[] {100, 0, 0, 0}, new long[] {7, 0, 0})
                        .status());
        assertFalse(fit(ChurnModel.SBG, new long[] {100, 100, 100}).usable());
    }

    /** Any curve gives either a reason or numbers that can be used; the model is at least as likely as its null model. */
    @Test
    void anyCurveGivesAReasonOrNumbers() {
        Random random = new Random(5);
        for (int round = 0; round < 400; round++) {
            long[] curve = new long[2 + random.nextInt(20)];
            curve[0] = 1 + random.nextInt(round % 2 == 0 ? 10 : 100_000);
            for (int t = 1; t < curve.length; t++) {
                curve[t] = (long) (curve[t - 1] * (random.nextInt(4) == 0 ? 1 : random.nextDouble()));
            }
            for (ChurnModel model : List.of(ChurnModel.SBG, ChurnModel.BDW)) {
                ChurnFit fit = fit(model, curve);
                String where = model + " " + fit.status() + " " + java.util.Arrays.toString(curve);
                if (!fit.usable()) continue;
                assertTrue(fit.logLikelihood() >= oneLossRate(curve) - 1e-9, where);
                double before = 1;
                for (double s : fit.survival(60)) {
                    assertTrue(s >= 0 && s <= before, where + " survival " + s);
                    before = s;
                }
                assertTrue(Double.isFinite(fit.discountedLifetime(0.01)), where);
                if (fit.errors() != null)
                    for (double e : fit.errors()) assertTrue(Double.isFinite(e) && e > 0, where + " error " + e);
            }
        }
    }

    /** The log-likelihood of the best loss rate that is the same for all and always. */
    private static double oneLossRate(long[] curve) {
        double lost = curve[0] - curve[curve.length - 1];
        double stayed = 0;
        for (int t = 1; t < curve.length; t++) stayed += curve[t];
        double entropy = stayed * Math.log(stayed / (stayed + lost));
        return lost == 0 ? entropy : entropy + lost * Math.log(lost / (stayed + lost));
    }

    @Test
    void theParametersOfASimulatedWorldAreFoundAgain() {
        Random random = new Random(17);
        double alpha = 0.8;
        double beta = 2.5;
        long[] curve = new long[13];
        for (int customer = 0; customer < 50_000; customer++) {
            double a = gamma(random, alpha);
            double p = a / (a + gamma(random, beta));
            int t = 0;
            while (t < curve.length) {
                curve[t++]++;
                if (random.nextDouble() < p) break;
            }
        }
        ChurnFit fit = fit(ChurnModel.SBG, curve);
        assertEquals(alpha, fit.parameters()[0], 3 * fit.errors()[0]);
        assertEquals(beta, fit.parameters()[1], 3 * fit.errors()[1]);
    }

    /** Marsaglia and Tsang (2000), with the boost for shapes under 1. */
    private static double gamma(Random random, double shape) {
        if (shape < 1) return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        double d = shape - 1.0 / 3;
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
        }
    }
}
