package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.jejak.statistics.ForecastCheck.Bin;
import org.jejak.statistics.ForecastCheck.Group;
import org.junit.jupiter.api.Test;

class ForecastCheckTest {
    /** (100,2) (100,5) (100,3) (100,9) (100,8) (100,20) by rising score; definitions/audience.md, section 12, 3. */
    private static SortedMap<Double, Counts> published() {
        SortedMap<Double, Counts> scores = new TreeMap<>();
        int[] outcomes = {2, 5, 3, 9, 8, 20};
        for (int i = 0; i < outcomes.length; i++) scores.put((double) i, new Counts(100, outcomes[i]));
        return scores;
    }

    private static List<Group> calibrated(SortedMap<Double, Counts> scores) {
        IsotonicCalibration calibration = IsotonicCalibration.of(scores);
        return scores.entrySet().stream()
                .map(s -> new Group(s.getKey(), calibration.probabilityOf(s.getKey()), s.getValue()))
                .toList();
    }

    @Test
    void poolsNeighboursThatFall() {
        IsotonicCalibration calibration = IsotonicCalibration.of(published());
        assertArrayEquals(new double[] {0, 1, 3, 5}, calibration.from());
        assertArrayEquals(new long[] {100, 200, 200, 100}, calibration.customers());
        assertArrayEquals(new double[] {1 / 50.0, 1 / 25.0, 17 / 200.0, 1 / 5.0}, new double[] {
            calibration.probability(0),
            calibration.probability(1),
            calibration.probability(2),
            calibration.probability(3)
        });
        assertEquals(1 / 50.0, calibration.probabilityOf(-7));
        assertEquals(1 / 25.0, calibration.probabilityOf(2.5));
        assertEquals(1 / 5.0, calibration.probabilityOf(99));
    }

    @Test
    void blocksHaveFiftyCustomersAtLeast() {
        SortedMap<Double, Counts> scores = new TreeMap<>();
        for (int i = 0; i < 123; i++) scores.put((double) i, new Counts(1, i % 2));
        IsotonicCalibration calibration = IsotonicCalibration.of(scores);
        assertEquals(123, Arrays.stream(calibration.customers()).sum());
        assertTrue(Arrays.stream(calibration.customers()).allMatch(n -> n >= 50));
        assertEquals(1, IsotonicCalibration.of(scores.headMap(10.0)).size());
    }

    @Test
    void figuresOfThePublishedExample() {
        ForecastCheck base = ForecastCheck.of(published().entrySet().stream()
                .map(s -> new Group(s.getKey(), 47 / 600.0, s.getValue()))
                .toList());
        assertEquals(25991 / 360000.0, base.brier(), 1e-15);
        assertEquals(0, base.skill(), 1e-12);
        assertTrue(Double.isNaN(base.slope()));
        ForecastCheck check = ForecastCheck.of(calibrated(published()));
        assertEquals(47 / 600.0, check.expected(), 1e-15);
        assertEquals(8239 / 120000.0, check.brier(), 1e-15);
        assertEquals(182 / 3713.0, check.skill(), 1e-12);
        assertEquals(5213 / 7426.0, check.auc(), 1e-15);
        assertEquals(1, check.slope(), 1e-8);
    }

    @Test
    void logLossIsThatOfTheProbabilityGivenToWhatCame() {
        ForecastCheck check =
                ForecastCheck.of(List.of(new Group(0, 0.25, new Counts(4, 1)), new Group(1, 0.5, new Counts(2, 1))));
        assertEquals(-(Math.log(0.25) + 3 * Math.log(0.75) + 2 * Math.log(0.5)) / 6, check.logLoss(), 1e-15);
        assertTrue(Double.isFinite(
                ForecastCheck.of(List.of(new Group(0, 0, new Counts(4, 1)))).logLoss()));
    }

    @Test
    void withoutBothOutcomesThereIsNoSkill() {
        ForecastCheck check = ForecastCheck.of(List.of(new Group(0, 0.1, new Counts(10, 0))));
        assertTrue(Double.isNaN(check.skill()) && Double.isNaN(check.auc()) && Double.isNaN(check.slope()));
    }

    @Test
    void binsKeepEqualForecastsTogether() {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(0, 0.01, new Counts(900, 9)));
        for (int i = 1; i <= 100; i++) groups.add(new Group(i, 0.01 + i / 1000.0, new Counts(1, i % 2)));
        List<Bin> bins = ForecastCheck.bins(groups, 10);
        assertEquals(10, bins.size());
        assertEquals(new Counts(900, 9), bins.get(0).counts());
        assertEquals(1000, bins.stream().mapToLong(b -> b.counts().customers()).sum());
        for (int i = 1; i < bins.size(); i++)
            assertTrue(bins.get(i).expected() > bins.get(i - 1).expected());
        assertTrue(bins.get(0).interval(0.95).holds(0.01));
    }
}
