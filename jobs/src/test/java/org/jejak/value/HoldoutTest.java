package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weeks 40 to 78 of the CDNOW sample, foretold from weeks 1 to 39. */
class HoldoutTest {
    static final ModelSelectionOptions WEEKLY = new ModelSelectionOptions(
            7, 39, 0.0027, ModelSelectionOptions.ALL_MODELS, 1, Long.MAX_VALUE, true, 0, 0, 0.25);

    private static ModelSelection study(List<History> histories) {
        return ModelSelection.of(histories, Cdnow.CALIBRATION_END, Cdnow.CALIBRATION_END, Cdnow.END, WEEKLY);
    }

    @Test
    void errorsAreThoseOfTheDefinitions() {
        ModelSelection study = study(Cdnow.sample());
        check(study.holdouts.get("bg_nbd"), .78545, 1.60798, -.121, .757, .26);
        check(study.holdouts.get("mbg_nbd"), .76478, 1.60718, -.162, .760, .24);
        check(study.holdouts.get("pareto_nbd"), .75452, 1.60285, -.115, .771, .22);
        assertEquals("pareto_nbd", study.choice.model());
        assertTrue(study.choice.reason().contains("smallest holdout error 0.754"), study.choice.reason());
        double[] actual = new double[8];
        double[] expected = new double[8];
        for (Holdout.Bucket b : study.holdouts.get("pareto_nbd").buckets()) {
            if (!b.aspect().equals("frequency")) continue;
            actual[b.number()] = b.actual() / b.customers();
            expected[b.number()] = b.expected() / b.customers();
        }
        assertArrayEquals(new double[] {.237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359}, actual, 5e-4);
        assertArrayEquals(new double[] {.138, .599, 1.196, 1.714, 2.398, 2.907, 3.819, 6.403}, expected, 5e-4);
    }

    private static void check(Holdout h, double mae, double rmse, double bias, double auc, double activity) {
        assertEquals(1882, h.all().actual(), h.model());
        assertEquals(mae, h.all().mae(), 1e-4, h.model());
        assertEquals(rmse, h.all().rmse(), 1e-4, h.model());
        assertEquals(bias, h.all().bias(), 1e-3, h.model());
        assertEquals(auc, h.auc(), 1e-3, h.model());
        for (String aspect : List.of("decile", "activity", "frequency")) {
            List<Holdout.Bucket> parts =
                    h.buckets().stream().filter(b -> b.aspect().equals(aspect)).toList();
            assertEquals(
                    2357, parts.stream().mapToLong(Holdout.Bucket::customers).sum());
            double expected =
                    parts.stream().mapToDouble(Holdout.Bucket::expected).sum();
            double actual = parts.stream().mapToDouble(Holdout.Bucket::actual).sum();
            if (aspect.equals("activity")) assertEquals(activity, expected / 2357, 6e-3, h.model());
            else assertEquals(h.all().expected(), expected, 1e-9 * expected, aspect);
            if (!aspect.equals("activity")) assertEquals(1882, actual, 1e-9, aspect);
        }
    }

    @Test
    void theOrderOfCustomersChangesNoBit() {
        List<History> shuffled = new ArrayList<>(Cdnow.sample());
        ModelSelection one = study(shuffled);
        Collections.shuffle(shuffled, new Random(7));
        ModelSelection other = study(shuffled);
        for (String model : one.fits.keySet()) {
            assertArrayEquals(
                    one.fits.get(model).parameters(), other.fits.get(model).parameters(), model);
            assertArrayEquals(
                    one.fits.get(model).errors(), other.fits.get(model).errors(), model);
            assertEquals(
                    one.holdouts.get(model).all(), other.holdouts.get(model).all());
            assertEquals(
                    one.holdouts.get(model).buckets(), other.holdouts.get(model).buckets());
            assertEquals(
                    one.holdouts.get(model).auc(), other.holdouts.get(model).auc());
        }
        assertArrayEquals(one.spend.parameters(), other.spend.parameters());
    }

    @Test
    void weeklyTrackingEndsWithAllRepeatPurchases() {
        ModelSelection study = study(Cdnow.sample());
        List<Holdout.Bucket> weeks = Holdout.weekly(
                new ParetoNbd(), study.chosen().parameters(), study.histories, Cdnow.CALIBRATION_END, Cdnow.END, 7);
        assertEquals(78, weeks.size());
        Holdout.Bucket last = weeks.get(77);
        assertEquals(6696 - 2357, last.actual());
        assertEquals(2357, last.customers());
        assertEquals(last.actual(), last.expected(), 0.08 * last.actual());
    }
}
