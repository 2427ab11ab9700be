package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jejak.value.ModelFit.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits whose parameters run to a limit are that limit, and customers are scored by it. */
class LimitsTest {
    private static final Map<String, Double> VALUES = Map.of(
            "r", 0.6, "alpha", 8.0, "a", 0.7, "b", 3.0, "s", 0.9, "beta", 20.0, "lambda", 0.3, "theta", 0.2, "mu", 0.05,
            "pi", 0.4);

    private static double[] parameters(List<String> names) {
        return names.stream().mapToDouble(VALUES::get).toArray();
    }

    /**
     * Figures of mpmath with 25 digits: likelihood, P(alive), and of those alive expected purchases in 39, probability of one,
     * and discounted purchases ever after (delta .0027), each as the mean over customers of what holds for a known rate and
     * dropout (alive lambda^x e^(-lambda T) (1-p)^k, purchases (1 - e^(-lambda p t)) / p and so on), by adaptive quadrature over
     * the gamma and beta densities.
     */
    @ParameterizedTest
    @CsvSource({
        "bg_nbd, r alpha theta, 0 0 30, -0.93488677082793, 1.0, 0.52986256786084, 0.345400419180387, 1.93844753133628",
        "bg_nbd, r alpha theta, 4 20 30, -13.4797619235464, 0.495384824372855, 2.88167130147002, 0.961171804409414,"
                + " 4.39794860198694",
        "bg_nbd, r alpha pi, 0 0 30, -0.93488677082793, 1.0, 0.507633851882681, 0.345400419180387, 3.76843843028283",
        "bg_nbd, r alpha pi, 4 20 30, -13.8004337375302, 1.0, 4.72105263157895, 0.961171804409414, 44.8343079922027",
        "bg_nbd, lambda a b, 0 0 30, -9.0, 1.0, 6.26136869139563, 0.999991706180839, 16.9903034228001",
        "bg_nbd, lambda a b, 4 20 30, -13.2212940912917, 0.299104543118457, 8.09672129269082, 0.999991706180839,"
                + " 26.6682273703038",
        "bg_nbd, lambda theta, 0 0 30, -9.0, 1.0, 4.51836180884753, 0.999991706180839, 4.78468899521531",
        "bg_nbd, lambda theta, 4 20 30, -12.9131482510011, 0.166074769798846, 4.51836180884753, 0.999991706180839,"
                + " 4.78468899521531",
        "bg_nbd, lambda pi, 0 0 30, -9.0, 1.0, 7.41999668247234, 0.999991706180839, 67.0630987776677",
        "bg_nbd, lambda pi, 4 20 30, -14.3267168410697, 1.0, 11.7, 0.999991706180839, 111.111111111111",
        "mbg_nbd, r alpha theta, 0 0 30, -0.665329201066365, 0.610973848986595, 0.52986256786084, 0.345400419180387,"
                + " 1.93844753133628",
        "mbg_nbd, r alpha theta, 4 20 30, -13.7029054748606, 0.495384824372855, 2.88167130147002, 0.961171804409414,"
                + " 4.39794860198694",
        "mbg_nbd, r alpha pi, 0 0 30, -0.453220155587142, 0.370651786119444, 0.615789473684211, 0.345400419180387,"
                + " 5.84795321637427",
        "mbg_nbd, r alpha pi, 4 20 30, -13.8004337375302, 1.0, 4.72105263157895, 0.961171804409414, 44.8343079922027",
        "mbg_nbd, lambda a b, 0 0 30, -1.6644790042464, 0.00052861957392268, 6.89775761712654, 0.999991706180839,"
                + " 19.9099665894465",
        "mbg_nbd, lambda a b, 4 20 30, -13.4221069328691, 0.332385625210257, 8.36572511881993, 0.999991706180839,"
                + " 28.4990655583002",
        "mbg_nbd, lambda theta, 0 0 30, -1.60894439501751, 0.000493395656901297, 4.51836180884753, 0.999991706180839,"
                + " 4.78468899521531",
        "mbg_nbd, lambda theta, 4 20 30, -13.1362918023153, 0.166074769798846, 4.51836180884753, 0.999991706180839,"
                + " 4.78468899521531",
        "mbg_nbd, lambda pi, 0 0 30, -0.916105634299638, 0.000185080445017829, 11.7, 0.999991706180839,"
                + " 111.111111111111",
        "mbg_nbd, lambda pi, 4 20 30, -14.3267168410697, 1.0, 11.7, 0.999991706180839, 111.111111111111",
        "pareto_nbd, r alpha mu, 0 0 30, -0.533082227573567, 0.149298959559192, 0.270860819498996, 0.179456001232887,"
                + " 0.299610506341756",
        "pareto_nbd, r alpha mu, 4 20 30, -13.8933440429351, 0.408091416009274, 2.07659961615897, 0.67286301487641,"
                + " 2.29701388195346",
        "pareto_nbd, lambda s beta, 0 0 30, -2.14578539355854, 0.000462494327880945, 8.90342544167615,"
                + " 0.946417199837963, 29.8934265170005",
        "pareto_nbd, lambda s beta, 4 20 30, -13.7043566965152, 0.392116543129745, 8.90342544167615,"
                + " 0.946417199837963, 29.8934265170005",
        "pareto_nbd, lambda mu, 0 0 30, -1.94574494400632, 0.000192723303955243, 5.14635557048092, 0.857141845718211,"
                + " 5.69259962049336",
        "pareto_nbd, lambda mu, 4 20 30, -13.5952837866756, 0.178957410677303, 5.14635557048092, 0.857141845718211,"
                + " 5.69259962049336"
    })
    void figuresOfEveryLimit(
            String name,
            String names,
            String history,
            double logLikelihood,
            double alive,
            double purchases,
            double any,
            double residual) {
        PurchaseModel model = Fitter.model(name, List.of(names.split(" ")));
        double[] p = parameters(model.parameters());
        double[] h = Arrays.stream(history.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        int x = (int) h[0];
        HistoryCounts one = HistoryCounts.of(new int[] {x}, new double[] {h[1]}, new double[] {h[2]});
        Future future = model.future(p, x, h[2]);
        assertEquals(logLikelihood, model.likelihood(one, p).value, 1e-11);
        assertEquals(1, model.pAlive(p, x, h[1], h[2]) / alive, 1e-11);
        assertEquals(1, future.purchases(39) / purchases, 1e-11);
        assertEquals(1, future.anyPurchase(39) / any, 1e-11);
        assertEquals(1, future.discounted(0.0027, 0, Double.POSITIVE_INFINITY) / residual, 1e-11);
    }

    /** A limit is the model far out: with r, alpha, and what else runs off, at ten million the likelihood differs in the sixth digit. */
    @Test
    void limitsAreWhereTheModelsRunTo() {
        HistoryCounts h = HistoryCounts.of(
                new int[] {0, 1, 2, 7}, new double[] {0, 1.7, 30.4, 29.4}, new double[] {38.9, 38.9, 38.9, 31});
        double far = 1e7;
        for (PurchaseModel model : Fitter.MODELS) {
            for (PurchaseModel limit : model.limits()) {
                List<String> names = limit.parameters();
                // leaving at once or never rules these histories out or needs a rate without end
                if (names.contains("pi")) continue;
                double[] p = parameters(model.parameters());
                if (names.contains("lambda")) {
                    p[0] = far;
                    p[1] = far / VALUES.get("lambda");
                }
                if (names.contains("mu")) {
                    p[2] = far;
                    p[3] = far / VALUES.get("mu");
                } else if (names.contains("theta")) {
                    p[2] = far * VALUES.get("theta");
                    p[3] = far - p[2];
                }
                double there = limit.likelihood(h, parameters(names)).value;
                assertEquals(model.likelihood(h, p).value, there, 1e-4, model.name() + " " + names);
            }
        }
    }

    @Test
    void regularBuyersWhoLeaveAreOneRateAndOneDropout() {
        Random random = new Random(3);
        int customers = 400;
        int[] x = new int[customers];
        double[] recency = new double[customers];
        double[] age = new double[customers];
        for (int i = 0; i < customers; i++) {
            age[i] = 50 - random.nextInt(9);
            while (recency[i] + 4 <= age[i] && (x[i] == 0 || random.nextDouble() > 0.15)) {
                x[i]++;
                recency[i] += 4;
            }
        }
        Map<String, ModelFit> fits = Fitter.fit(HistoryCounts.of(x, recency, age), 1, Fitter.MODELS);
        for (String name : List.of("bg_nbd", "mbg_nbd", "pareto_nbd")) {
            ModelFit fit = fits.get(name);
            assertEquals(Outcome.LIMIT, fit.outcome(), name + " " + fit.reason());
            assertTrue(fit.reason().startsWith("limit: one purchase rate for all"), fit.reason());
            assertEquals("lambda", fit.names().get(0));
            assertTrue(fit.logLikelihood() > fits.get("nbd").logLikelihood() + 100);
            PurchaseModel model = Fitter.model(fit);
            assertTrue(model.pAlive(fit.parameters(), 5, 20, 48) < 0.1, name);
            assertTrue(model.pAlive(fit.parameters(), 11, 44, 48) > 0.6, name);
        }
        ModelChoice choice = ModelChoice.of(fits, Map.of());
        assertFalse(choice.model().equals("nbd"), choice.reason());
    }

    /** More one-time buyers than NBD has, and nobody else leaves: Pareto/NBD and MBG/NBD run to a share that leaves at once. */
    @Test
    void oneTimeBuyersBesideCustomersForLifeLeaveAtOnceOrNever() {
        Random random = new Random(11);
        int customers = 1_000;
        int[] x = new int[customers];
        double[] recency = new double[customers];
        double[] age = new double[customers];
        for (int i = 0; i < customers; i++) {
            age[i] = 60 + random.nextInt(20);
            double rate = Simulated.gamma(random, 3, 12);
            if (i < 300) continue;
            x[i] = (int) (rate * age[i]);
            recency[i] = x[i] == 0 ? 0 : x[i] / rate;
        }
        Map<String, ModelFit> fits = Fitter.fit(HistoryCounts.of(x, recency, age), 1, Fitter.MODELS);
        for (String name : List.of("mbg_nbd", "pareto_nbd")) {
            ModelFit fit = fits.get(name);
            assertEquals(List.of("r", "alpha", "pi"), fit.names(), name + " " + fit.reason());
            assertEquals(0.3, fit.parameters()[2], 2 * fit.errors()[2], name);
            assertEquals(1, Fitter.model(fit).pAlive(fit.parameters(), 1, 2, 70));
            assertTrue(Fitter.model(fit).pAlive(fit.parameters(), 0, 0, 70) < 0.05, name);
        }
        assertTrue(fits.get("bg_nbd").logLikelihood() < fits.get("mbg_nbd").logLikelihood() - 100);
    }

    @Test
    void withoutDifferencesAndWithoutDropoutNbdIsPoisson() {
        int[] x = new int[200];
        double[] recency = new double[200];
        double[] age = new double[200];
        for (int i = 0; i < x.length; i++) {
            age[i] = 40 + i % 10;
            x[i] = (int) (age[i] / 4);
            recency[i] = 4 * x[i];
        }
        HistoryCounts h = HistoryCounts.of(x, recency, age);
        Map<String, ModelFit> fits = Fitter.fit(h, 1, Fitter.MODELS);
        ModelFit nbd = fits.get("nbd");
        assertEquals(List.of("lambda"), nbd.names(), nbd.reason());
        assertEquals(h.purchases() / h.exposure(), nbd.parameters()[0], 1e-12);
        assertEquals("nbd", ModelChoice.of(fits, Map.of()).model());
    }

    @Test
    void customersWithAPriceOfTheirOwnAreExpectedToPayIt() {
        int[] x = new int[300];
        double[] mean = new double[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + i % 7;
            mean[i] = new double[] {8, 20, 65}[i % 3];
        }
        ModelFit fit = GammaGamma.fit(SpendCounts.of(x, mean), 2);
        assertEquals(Outcome.LIMIT, fit.outcome(), fit.reason());
        assertTrue(fit.reason().contains("always pays the same"), fit.reason());
        SpendModel model = SpendModel.of(fit);
        for (double price : new double[] {8, 20, 65, 500})
            assertEquals(price, model.expectedSpend(fit.parameters(), 3, price));
        // inverse gamma: 1 / m is Gamma(q, c), so that the mean of 1 / m is q / c
        assertEquals((1 / 8.0 + 1 / 20.0 + 1 / 65.0) / 3, fit.parameters()[0] / fit.parameters()[1], 1e-12);
        assertEquals(
                fit.parameters()[1] / (fit.parameters()[0] - 1), model.expectedSpend(fit.parameters(), 0, 0), 1e-12);
    }

    @Test
    void customersWhoDoNotDifferAreExpectedToPayTheMeanOfAll() {
        Random random = new Random(4);
        int[] x = new int[500];
        double[] mean = new double[500];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + i % 7;
            // means of more purchases are more alike than chance allows
            mean[i] = 30 + 4 * random.nextGaussian() / x[i];
        }
        SpendCounts spends = SpendCounts.of(x, mean);
        ModelFit fit = GammaGamma.fit(spends, 2);
        assertEquals(List.of("p", "nu"), fit.names(), fit.reason());
        assertEquals(spends.meanPerPurchase(), SpendModel.of(fit).expectedSpend(fit.parameters(), 5, 80), 1e-9);
    }
}
