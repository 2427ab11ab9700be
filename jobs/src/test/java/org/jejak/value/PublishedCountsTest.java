package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

/**
 * A published fit of data without dropout: how often 250 people saw a billboard in a month (Greene 1982; fitted in Fader
 * and Hardie's tutorials on probability models: NBD r .969, alpha .218, LL -649.7; Poisson LL -929.0).
 */
class PublishedCountsTest {
    private static final int[] PEOPLE_BY_EXPOSURES = {
        48, 37, 30, 24, 20, 16, 13, 11, 9, 7, 6, 5, 5, 3, 3, 2, 2, 2, 1, 1, 2, 1, 1, 1
    };

    private static HistoryCounts exposures() {
        int[] x = new int[250];
        double[] recency = new double[250];
        double[] age = new double[250];
        int n = 0;
        for (int k = 0; k < PEOPLE_BY_EXPOSURES.length; k++) {
            for (int i = 0; i < PEOPLE_BY_EXPOSURES[k]; i++, n++) {
                x[n] = k;
                recency[n] = k / (k + 1.0);
                age[n] = 1;
            }
        }
        return HistoryCounts.of(x, recency, age);
    }

    @Test
    void nbdIsThatOfThePaper() {
        HistoryCounts patterns = exposures();
        ModelFit nbd = Fitter.fit(patterns, 1, Fitter.MODELS).get("nbd");
        assertEquals(.969, nbd.parameters()[0], 5e-4);
        assertEquals(.218, nbd.parameters()[1], 5e-4);
        double logFactorials = 0;
        for (int k = 0; k < PEOPLE_BY_EXPOSURES.length; k++)
            logFactorials += PEOPLE_BY_EXPOSURES[k] * Gamma.logGamma(k + 1.0);
        assertEquals(-649.7, nbd.logLikelihood() - logFactorials, 0.05);
    }

    @Test
    void evenlySpreadPurchasesHaveNoIdentifiableDropout() {
        Map<String, ModelFit> fits = Fitter.fit(exposures(), 1, Fitter.MODELS);
        for (String name : new String[] {"bg_nbd", "mbg_nbd", "pareto_nbd"}) {
            assertEquals(ModelFit.Outcome.BOUNDARY, fits.get(name).outcome(), name);
            assertTrue(fits.get(name).reason().contains("no identifiable dropout"), name);
        }
        ModelChoice choice = ModelChoice.of(fits, Map.of());
        assertEquals("nbd", choice.model());
        assertTrue(choice.reason().startsWith("no identifiable dropout"), choice.reason());
    }
}
