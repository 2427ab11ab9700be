package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jejak.statistics.LikelihoodDerivatives;
import org.junit.jupiter.api.Test;

/** Histories and parameters at the edges: nothing is NaN, infinite or negative, and numbers agree with slow, plain sums. */
class ExtremeHistoriesTest {
    private static final double[][] HISTORIES = {
        {0, 0, 0},
        {0, 0, 1000},
        {0, 0, 1e-3},
        {1, 0.01, 1000},
        {1, 1000, 1000},
        {2, 30.43, 38.86},
        {26, 30.86, 31},
        {2000, 999.9, 1000},
        {2000, 10, 1000},
        {2000, 1000, 1000},
        {300, 250, 260},
        {1, 0.1428, 0.1428}
    };

    private static final double[][] PARAMETERS = {
        {0.243, 4.414, 0.793, 2.426},
        {0.55, 10.6, 0.606, 11.67},
        {0.25, 4, 1, 2.4},
        {0.25, 4, 1 + 1e-9, 2.4},
        {0.25, 4, 1 - 1e-9, 2.4},
        {1, 10, 1, 10},
        {0.5, 7, 0.1, 0.3},
        {0.5, 7, 0.01, 0.01},
        {0.5, 7, 1e-6, 1e5},
        {40, 300, 60, 90},
        {1000, 2000, 800, 900},
        {0.01, 0.1, 0.02, 500},
        {3, 0.05, 2, 0.03},
        {0.05, 500, 3, 1e-3}
    };

    @Test
    void everythingIsANumberInItsRange() {
        for (PurchaseModel model : Fitter.MODELS) {
            for (double[] p : PARAMETERS) {
                for (double[] h : HISTORIES) {
                    String what =
                            model.name() + " " + List.of(p[0], p[1], p[2], p[3]) + " " + List.of(h[0], h[1], h[2]);
                    double alive = model.pAlive(p, (int) h[0], h[1], h[2]);
                    assertTrue(alive >= 0 && alive <= 1, what + " P(alive) " + alive);
                    Future f = model.future(p, (int) h[0], h[2]);
                    double before = 0;
                    for (double t : new double[] {0, 1e-3, 1, 52, 1000, 1e5}) {
                        double expected = f.purchases(t);
                        assertTrue(expected >= before && expected < 1e12, what + " E " + t + " " + expected);
                        double any = f.anyPurchase(t);
                        assertTrue(any >= 0 && any <= 1 && any <= expected * (1 + 1e-9) + 1e-15, what + " P " + any);
                        double discounted = f.discounted(0.0027, 0, t);
                        assertTrue(discounted <= expected * (1 + 1e-9), what + " DET " + discounted + " " + expected);
                        before = expected * (1 - 1e-12);
                    }
                    double all = f.discounted(0.0027, 0, Double.POSITIVE_INFINITY);
                    assertTrue(all >= f.discounted(0.0027, 0, 1e5) * (1 - 1e-9) && all < 1e12, what + " DERT " + all);
                    double[] logs =
                            java.util.Arrays.copyOf(p, model.parameters().size());
                    LikelihoodDerivatives slope = model.likelihood(
                            HistoryCounts.of(new int[] {(int) h[0]}, new double[] {h[1]}, new double[] {h[2]}), logs);
                    assertTrue(Double.isFinite(slope.value), what + " LL " + slope.value);
                    for (double g : slope.gradient) assertTrue(Double.isFinite(g), what + " gradient");
                }
            }
        }
    }

    /** Midpoint rule on a fine grid of log(u): slow, with no cleverness to get wrong. */
    private static double plain(DoubleUnaryOperator f, double to) {
        double from = Math.log(to) - 34;
        int nodes = 400_000;
        double step = (Math.log(to) - from) / nodes;
        double sum = 0;
        for (int i = 0; i < nodes; i++) {
            double u = Math.exp(from + (i + 0.5) * step);
            sum += f.applyAsDouble(u) * u;
        }
        return sum * step;
    }

    @Test
    void decayIntegralsAgreeWithAFineGrid() {
        double[][] cases = {
            // delta, a, m, b, k, horizon
            {0, 10, 0.5, 12, 1.6, 38},
            {0, 10, 2000.5, 12, 1.6, 900},
            {0, 1e-3, 0.05, 500, 1.02, 1000},
            {0.0027, 50, 1, Double.POSITIVE_INFINITY, 0, 52},
            {0.0027, 1e6, 1.2, Double.POSITIVE_INFINITY, 0, 520},
            {0.0027, 0.5, 0.3, 700, 4, 20_000},
            {3, 40, 30, 2, 1, 10}
        };
        for (double[] c : cases) {
            DoubleUnaryOperator f =
                    u -> Math.exp(-c[0] * u - c[2] * Math.log1p(u / c[1]) - c[4] * Math.log1p(u / c[3]));
            double slow = plain(f, c[5]);
            double rho = c[0] + (c[2] + 1) / c[1] + (c[4] + 1) / c[3];
            double fast = DiscountedIntegral.integral(rho, 0, c[5], f);
            assertEquals(1, fast / slow, 2e-9, java.util.Arrays.toString(c));
        }
    }

    /** The negative-binomial series of the definitions: sum over k of P(N &gt; k) (b')_k / (a + b')_k, positive terms only. */
    private static double series(double n, double q, double a, double b) {
        double[] pmf = new double[5_000];
        pmf[0] = Math.exp(n * Math.log(q));
        for (int k = 1; k < pmf.length; k++) pmf[k] = pmf[k - 1] * (n + k - 1) / k * (1 - q);
        double[] ratios = new double[pmf.length];
        ratios[0] = 1;
        for (int k = 1; k < pmf.length; k++) ratios[k] = ratios[k - 1] * (b + k - 1) / (a + b + k - 1);
        double beyond = 0;
        double sum = 0;
        for (int k = pmf.length - 2; k >= 0; k--) {
            beyond += pmf[k + 1];
            sum += beyond * ratios[k];
        }
        return sum;
    }

    @Test
    void expectationsOfBgNbdAgreeWithTheSeries() {
        for (double[] p : new double[][] {
            {0.243, 4.414, 0.793, 2.426},
            {0.25, 4, 1, 2.4},
            {0.25, 4, 1 + 1e-9, 2.4},
            {0.5, 7, 0.1, 0.3},
            {0.5, 7, 3, 0.02},
            {8, 20, 40, 60}
        }) {
            for (int x : new int[] {0, 1, 5, 40}) {
                for (double t : new double[] {1, 39}) {
                    double a = p[1] + 50;
                    double expected = series(p[0] + x, a / (a + t), p[2], p[3] + x);
                    assertEquals(
                            1,
                            BgNbd.bg().future(p, x, 50).purchases(t) / expected,
                            1e-11,
                            p[2] + " " + p[3] + " " + x + " " + t);
                }
            }
        }
    }

    @Test
    void derivativesAgreeWithDifferences() {
        HistoryCounts h = HistoryCounts.of(
                new int[] {0, 0, 1, 2, 7, 26},
                new double[] {0, 0, 1.7, 30.4, 29.4, 30.9},
                new double[] {38.9, 0, 38.9, 38.9, 31, 31});
        SpendCounts s = SpendCounts.of(new int[] {1, 2, 7, 26}, new double[] {11.77, 22.3, 73.7, 40});
        for (PurchaseModel model :
                Fitter.MODELS.stream().flatMap(Fitter::withLimits).toList()) {
            double[] p = model.starts(0.6, 8, 20).get(0);
            compare(model.name() + model.limit(), q -> model.likelihood(h, q), p);
        }
        for (SpendModel model : SpendModel.values())
            compare("gamma_gamma" + model.limit(), q -> model.likelihood(s, q), model.from(6, 4, 15));
    }

    private static void compare(
            String what, java.util.function.Function<double[], LikelihoodDerivatives> f, double[] p) {
        LikelihoodDerivatives at = f.apply(p);
        for (int i = 0; i < p.length; i++) {
            double step = 1e-4 * p[i];
            double[] up = p.clone();
            double[] down = p.clone();
            up[i] += step;
            down[i] -= step;
            LikelihoodDerivatives above = f.apply(up);
            LikelihoodDerivatives below = f.apply(down);
            double allowed = 1e-5 * Math.max(1, Math.abs(at.gradient[i]));
            assertEquals((above.value - below.value) / (2 * step), at.gradient[i], allowed, what);
            for (int j = 0; j < p.length; j++)
                assertEquals(
                        (above.gradient[j] - below.gradient[j]) / (2 * step),
                        at.hessian[i][j],
                        1e-5 * Math.max(1, Math.abs(at.hessian[i][j])),
                        what + i + j);
        }
    }

    private static ModelSelection study(List<History> histories, int end) {
        return ModelSelection.of(histories, end, end, end, HoldoutTest.WEEKLY);
    }

    private static List<History> many(int customers, int... days) {
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            long[] amounts = new long[days.length];
            java.util.Arrays.fill(amounts, 100_000);
            histories.add(new History("c" + i, null, days, amounts));
        }
        return histories;
    }

    @Test
    void degenerateFilesHaveDefinedResults() {
        for (List<History> histories : List.of(
                many(1, 0), many(1, 0, 7), many(500, 0), many(500, 0, 7, 14, 21), many(500, 100), many(500, 0, 100))) {
            ModelSelection study = study(histories, 100);
            for (ModelFit fit : study.fits.values()) {
                assertTrue(fit.isFitted() || !fit.reason().isEmpty());
                for (double p : fit.parameters()) assertTrue(p > 0 && p < 1e300, fit.model());
            }
            CustomerRows rows = new CustomerRows(study, 1);
            for (long customer = 0; customer < rows.size(); customer++) {
                org.apache.spark.sql.Row row = rows.call(customer);
                for (int i = 1; i < 19; i++) {
                    Object value = row.get(i);
                    if (value instanceof Double d) assertTrue(d >= 0 && d < 1e15, row + " column " + i);
                }
            }
        }
        assertEquals("(none), no model: nobody bought again", ModelSelectionText.choice(study(many(500, 0), 100)));
    }

    @Test
    void withoutDropoutItIsNbdAndThatIsSaid() {
        Random random = new Random(5);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            double rate = Simulated.gamma(random, 0.8, 10) / 7;
            List<Integer> days = new ArrayList<>(List.of(random.nextInt(60)));
            for (double at = days.get(0) + 0.5; ; ) {
                at += -Math.log(random.nextDouble()) / rate;
                if (at >= 400) break;
                if ((int) at > days.get(days.size() - 1)) days.add((int) at);
            }
            histories.add(
                    new History("c" + i, null, days.stream().mapToInt(d -> d).toArray(), new long[days.size()]));
        }
        ModelSelection study = study(histories, 399);
        for (Map.Entry<String, ModelFit> e : study.fits.entrySet()) {
            if (e.getKey().equals("nbd")) continue;
            assertEquals(ModelFit.Outcome.BOUNDARY, e.getValue().outcome(), e.getKey());
            assertTrue(
                    e.getValue().reason().contains("no identifiable dropout"),
                    e.getValue().reason());
        }
        assertEquals("nbd", study.choice.model());
        assertTrue(study.choice.reason().contains("no dropout model"), study.choice.reason());
    }

    @Test
    void parametersOfASimulationComeBackWithinTheirErrors() {
        double[] truth = {1.3, 40 / 7.0, 1.2, 6};
        List<History> histories = Simulated.bgNbd(20_000, truth, 200, 700, 3);
        ModelSelection study = study(histories, 699);
        ModelFit fit = study.fits.get("bg_nbd");
        for (int i = 0; i < 4; i++) {
            double off = Math.abs(fit.parameters()[i] - truth[i]) / fit.errors()[i];
            // purchases of one day are one: a bias of its own, small beside three errors
            assertTrue(off < 3, fit.names().get(i) + " " + fit.parameters()[i] + " off by " + off + " errors");
        }
        double[] spend = {6, 4, 25};
        for (int i = 0; i < 3; i++) {
            double off = Math.abs(study.spend.parameters()[i] - spend[i])
                    / study.spend.errors()[i];
            assertTrue(off < 3, "spend " + i + " off by " + off + " errors");
        }
    }

    @Test
    void groupsShiftRates() {
        List<History> histories = new ArrayList<>();
        double[][] truths = {{1.3, 6, 1.2, 6}, {1.3, 3, 1.2, 6}};
        for (int g = 0; g < 2; g++) {
            String group = g == 0 ? "email" : "social";
            for (History h : Simulated.bgNbd(g == 0 ? 4_000 : 3_000, truths[g], 100, 500, 11 + g))
                histories.add(new History(h.customer() + group, group, h.days(), h.amounts()));
        }
        ModelSelectionOptions terms =
                new ModelSelectionOptions(7, 52, 0.002, List.of("bg_nbd"), 100, Long.MAX_VALUE, true, 0, 0, 0.25);
        ModelSelection study = ModelSelection.of(histories, 499, 499, 499, terms);
        ModelSelection.Trial trial = study.trials.stream()
                .filter(t -> t.fit().model().equals("bg_nbd_covariates"))
                .findFirst()
                .orElseThrow();
        assertTrue(trial.isChosen(), trial.reason());
        int at = trial.fit().names().indexOf("rate:social");
        assertEquals(
                Math.log(2), trial.fit().parameters()[at], 3.5 * trial.fit().errors()[at]);
        double slow = study.scorer.predict("email", 2, 295, 300, 50).purchases();
        double fast = study.scorer.predict("social", 2, 295, 300, 50).purchases();
        assertTrue(fast > slow, fast + " > " + slow);
    }

    /** 25 segments: the last five are beyond the twenty told apart, one of them is large enough for a fit of its own. */
    @Test
    void smallGroupsArePredictedTogetherAndLargeOnesByTheirOwnFit() {
        List<History> histories = new ArrayList<>();
        for (int g = 0; g < 25; g++) {
            String group = "g%02d".formatted(g);
            double alpha = g < 20 ? 6 : 2;
            for (History h : Simulated.bgNbd(200 - g, new double[] {1.3, alpha, 1.2, 6}, 100, 500, g))
                histories.add(new History(h.customer() + group, group, h.days(), h.amounts()));
        }
        ModelSelectionOptions terms =
                new ModelSelectionOptions(7, 52, 0.002, List.of("bg_nbd"), 100, 180, true, 0, 0, 0.25);
        Scorer scorer = ModelSelection.of(histories, 499, 499, 499, terms).scorer;
        assertEquals("g20", scorer.groupOf("g20"), "large enough, though not one of the twenty largest");
        assertEquals("(other)", scorer.groupOf("g21"));
        assertEquals("(all)", scorer.groupOf("never seen"));
        assertEquals("(all)", scorer.groupOf(null));
        Prediction small = scorer.predict("g24", 2, 295, 300, 50);
        assertEquals("(other)", small.group());
        assertTrue(small.purchases()
                > scorer.predict("never seen", 2, 295, 300, 50).purchases());
    }

    @Test
    void whereSomeHaveNoGroupLargeGroupsStillHaveTheirFit() {
        List<History> histories = new ArrayList<>(Simulated.bgNbd(300, new double[] {1.3, 6, 1.2, 6}, 100, 500, 1));
        for (History h : Simulated.bgNbd(300, new double[] {1.3, 2, 1.2, 6}, 100, 500, 2))
            histories.add(new History(h.customer() + "s", "social", h.days(), h.amounts()));
        ModelSelectionOptions terms =
                new ModelSelectionOptions(7, 52, 0.002, List.of("bg_nbd"), 100, 300, true, 0, 0, 0.25);
        ModelSelection study = ModelSelection.of(histories, 499, 499, 499, terms);
        assertTrue(study.trials.stream().noneMatch(t -> t.fit().model().contains("covariates")));
        assertEquals("social", study.scorer.groupOf("social"));
        assertEquals("(all)", study.scorer.groupOf(null));
    }
}
