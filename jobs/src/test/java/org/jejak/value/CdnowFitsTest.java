package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fits on the CDNOW sample against the reference values, and predictions given the parameters. */
class CdnowFitsTest {
    private static final Map<String, String> NAMES =
            Map.of("nbd", "nbd", "bgnbd", "bg_nbd", "mbgnbd", "mbg_nbd", "pnbd", "pareto_nbd", "gg", "gamma_gamma");

    private static Map<String, Map<String, ModelFit>> fits;

    @BeforeAll
    static void fit() {
        Summaries exact = Summaries.at(Cdnow.CALIBRATION_END, Cdnow.sample());
        fits = Map.of(
                "cdnow_sample_exact", fitted(exact.patterns(7), exact.spends()),
                "cdnow_sample_published_rounded", published());
    }

    private static Map<String, ModelFit> fitted(HistoryCounts patterns, SpendCounts spends) {
        Map<String, ModelFit> all = new LinkedHashMap<>(Fitter.fit(patterns, 1, Fitter.MODELS));
        all.put(GammaGamma.NAME, GammaGamma.fit(spends, 1));
        return all;
    }

    private static Map<String, ModelFit> published() {
        List<Map<String, String>> rows = Cdnow.csv("data/cdnow/cdnow_sample_summary_39w_published.csv");
        int[] x = rows.stream().mapToInt(r -> Integer.parseInt(r.get("x"))).toArray();
        double[] recency = column(rows, "t_x");
        double[] age = column(rows, "T");
        return fitted(HistoryCounts.of(x, recency, age), SpendCounts.of(x, column(rows, "zbar")));
    }

    private static double[] column(List<Map<String, String>> rows, String name) {
        return rows.stream().mapToDouble(r -> Double.parseDouble(r.get(name))).toArray();
    }

    @Test
    void parametersErrorsAndLikelihoodsAreThoseOfTheReference() {
        int compared = 0;
        for (Map<String, String> row : Cdnow.csv("reference/clv/fits.csv")) {
            ModelFit fit = fits.get(row.get("dataset")).get(NAMES.get(row.get("model")));
            int at = fit.names().indexOf(row.get("param"));
            String what = row.get("dataset") + " " + row.get("model") + " " + row.get("param");
            assertTrue(fit.isFitted(), () -> what + ": " + fit.reason());
            double value = Double.parseDouble(row.get("value"));
            assertEquals(1, fit.parameters()[at] / value, 1e-6, what);
            assertEquals(Double.parseDouble(row.get("log_likelihood")), fit.logLikelihood(), 2e-6, what);
            assertEquals(1, fit.errors()[at] / Double.parseDouble(row.get("std_err")), 1e-5, what);
            assertTrue(fit.search().gradient() < 1e-9, what);
            compared++;
        }
        assertEquals(32, compared);
    }

    @Test
    void predictionsGivenTheParametersAreThoseOfTheReference() {
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (Map<String, String> row : Cdnow.csv("reference/clv/fits.csv")) {
            if (!row.get("dataset").equals("cdnow_sample_exact")) continue;
            String name = NAMES.get(row.get("model"));
            int at = fits.get("cdnow_sample_exact").get(name).names().indexOf(row.get("param"));
            parameters.computeIfAbsent(name, n -> new double[4])[at] = Double.parseDouble(row.get("value"));
        }
        double[] spend = parameters.get(GammaGamma.NAME);
        for (Map<String, String> row : Cdnow.csv("reference/clv/cdnow_sample_named_customers.csv")) {
            PurchaseModel model = Fitter.model(NAMES.get(row.get("model")));
            double[] p = parameters.get(model.name());
            int x = Integer.parseInt(row.get("x"));
            double recency = Double.parseDouble(row.get("t_x_days")) / 7;
            double age = Double.parseDouble(row.get("T_days")) / 7;
            double alive = model.pAlive(p, x, recency, age);
            Future future = model.future(p, x, age);
            String who = row.get("sample_customer_id") + " " + model.name() + " ";
            near(row, "p_alive", alive, who);
            for (int weeks : new int[] {1, 4, 13, 26, 39, 52, 104, 520})
                near(row, "ey_" + weeks + "w", alive * future.purchases(weeks), who);
            double det = alive * future.discounted(0.0027, 0, 52);
            double dert = alive * future.discounted(0.0027, 0, Double.POSITIVE_INFINITY);
            double mean = SpendModel.GAMMA_GAMMA.expectedSpend(spend, x, Double.parseDouble(row.get("m_x")));
            near(row, "det_52w_delta0.0027", det, who);
            near(row, "dert_inf_delta0.0027", dert, who);
            near(row, "gg_expected_value", mean, who);
            near(row, "residual_clv_inf", dert * mean, who);
            near(row, "clv_52w", det * mean, who);
        }
    }

    private static void near(Map<String, String> row, String column, double value, String who) {
        assertEquals(1, value / Double.parseDouble(row.get(column)), 1e-8, who + column);
    }
}
