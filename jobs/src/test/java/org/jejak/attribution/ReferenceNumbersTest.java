package org.jejak.attribution;

import static org.jejak.attribution.PathFiles.credit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jejak.attribution.AttributionFit.Transition;
import org.jejak.config.ModelSettings;
import org.junit.jupiter.api.Test;

/** Open reference numbers of the public sample, to 1e-9 relative. */
class ReferenceNumbersTest {
    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-9 * Math.abs(expected) + 1e-15, what);
    }

    private static ModelSettings halfLife(Duration halfLife) {
        ModelSettings u = ModelSettings.USUAL;
        return new ModelSettings(
                0.4, 0.4, 0.225, 0.225, 0.225, 0.225, halfLife, u.custom(), 1, u.maxStates(), 15, 100, u.maxSets(), 1);
    }

    @Test
    void rulesGiveTheNumbersOfTheOriginalPrograms() {
        Map<String, String> names = Map.of(
                "first", "first",
                "last", "last",
                "last_non_alpha", "last_non_direct",
                "linear", "linear",
                "u_shape_40_20_40", "position_based",
                "position_decay_dp6_1_to_n", "position_decay",
                "time_decay_halflife1d_1day_steps", "time_decay",
                "time_decay_halflife7d_1day_steps", "time_decay");
        List<PathFiles.Line> sample = PathFiles.sample();
        Map<Integer, ModelAccumulator.Results> results = new HashMap<>();
        for (int days : new int[] {1, 7})
            results.put(
                    days,
                    PathFiles.study(sample, "all", halfLife(Duration.ofDays(days)), "alpha", Transforms.NONE)
                            .results());
        int compared = 0;
        for (String[] row : PathFiles.csv("reference/attribution/heuristics_exact.csv")) {
            if (!names.containsKey(row[1])) continue;
            ModelAccumulator.Credit credit =
                    credit(results.get(row[1].contains("halflife1d") ? 1 : 7), names.get(row[1]), row[2]);
            assertClose(Double.parseDouble(row[3]), credit.conversions(), row[1] + " " + row[2]);
            assertClose(Double.parseDouble(row[4]), credit.value(), row[1] + " value " + row[2]);
            compared++;
        }
        assertEquals(8 * 12, compared);
    }

    @Test
    void markovGivesRemovalEffectsConversionsAndValue() {
        ModelAccumulator.Results results =
                PathFiles.study(PathFiles.sample(), "markov").results();
        assertClose(0.22384513559686386, results.probability("markov"), "P");
        for (String[] row : PathFiles.csv("reference/attribution/markov_order1_with_null_exact.csv")) {
            ModelAccumulator.Credit credit = credit(results, "markov", row[2]);
            assertClose(Double.parseDouble(row[3]), credit.effect(), "effect " + row[2]);
            assertClose(Double.parseDouble(row[4]), credit.conversions(), "conversions " + row[2]);
            assertClose(Double.parseDouble(row[5]), credit.valueEffect(), "value effect " + row[2]);
            assertClose(Double.parseDouble(row[6]), credit.value(), "value " + row[2]);
        }
    }

    @Test
    void transitionsAreThoseOfTheMatrix() {
        Map<String, Transition> found = new HashMap<>();
        for (Transition t :
                PathFiles.study(PathFiles.sample(), "markov").results().transitions())
            found.put(t.from() + "|" + t.to(), t);
        List<String[]> rows = PathFiles.csv("reference/attribution/transition_matrix_order1_with_null.csv");
        for (String[] row : rows) {
            Transition t = found.get(row[0] + "|" + row[1]);
            assertTrue(t != null, () -> "no transition " + row[0] + " to " + row[1]);
            assertEquals(Double.parseDouble(row[2]), t.count(), row[0] + " to " + row[1]);
            assertClose(Double.parseDouble(row[3]), t.probability(), row[0] + " to " + row[1]);
        }
        assertEquals(rows.size(), found.size());
    }

    @Test
    void shapleyValuesOfTheConversionRateGameShowNegatives() {
        ModelAccumulator.Results results =
                PathFiles.study(PathFiles.sample(), "shapley_rate").results();
        assertEquals(-89.8, credit(results, "shapley_rate", "zeta").conversions(), 0.05);
        assertEquals(-0.9, credit(results, "shapley_rate", "delta").conversions(), 0.05);
        assertEquals(2203, credit(results, "shapley_rate", "mi").conversions(), 0.5);
    }
}
