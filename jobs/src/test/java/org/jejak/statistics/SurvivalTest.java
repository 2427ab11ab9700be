package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/** Weeks of remission under 6-MP and placebo (Freireich et al. 1963), the textbook example; a negative number is censored. */
class SurvivalTest {
    private static final double[] TREATED = {
        6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35
    };
    private static final double[] PLACEBO = {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

    @Test
    void survivalIsThatOfTheTextbook() {
        KaplanMeier treated = KaplanMeier.of(times(TREATED), ended(TREATED));
        assertEquals(0.8571, treated.survival(6), 5e-5);
        assertEquals(0.8067, treated.survival(9.9), 5e-5);
        assertEquals(0.6275, treated.survival(16), 5e-5);
        assertEquals(0.4482, treated.survival(40), 5e-5);
        assertEquals(23, treated.quantile(0.5).orElseThrow());
        assertEquals(
                8, KaplanMeier.of(times(PLACEBO), ended(PLACEBO)).quantile(0.5).orElseThrow());
        assertTrue(treated.quantile(0.9).isEmpty(), "nine of ten never end within the time seen");
    }

    @Test
    void intervalIsGreenwoodsAndStaysWithinBounds() {
        KaplanMeier treated = KaplanMeier.of(times(TREATED), ended(TREATED));
        KaplanMeier.Share share = treated.survival(6, 0.95);
        assertEquals(0.620, share.low(), 5e-4);
        assertEquals(0.952, share.high(), 5e-4);
        assertEquals(new KaplanMeier.Share(1, 1, 1), treated.survival(1, 0.95));
        assertEquals(
                new KaplanMeier.Share(0, 0, 0),
                KaplanMeier.of(times(PLACEBO), ended(PLACEBO)).survival(30, 0.95));
    }

    @Test
    void logRankIsThatOfTheTextbook() {
        double[] all = DoubleStream.concat(Arrays.stream(TREATED), Arrays.stream(PLACEBO))
                .toArray();
        int[] groups = new int[all.length];
        Arrays.fill(groups, TREATED.length, all.length, 1);
        LogRank test = LogRank.of(times(all), ended(all), groups);
        assertEquals(16.79, test.chiSquare(), 5e-3);
        assertEquals(1, test.degrees());
        assertEquals(4.17e-5, test.pValue(), 1e-7);
    }

    /** A chance of 1e-40 is told as such and not as 0: with one degree it is erfc(sqrt(chi-squared / 2)). */
    @Test
    void smallChancesAreNotZero() {
        double[] times = new double[300];
        boolean[] ended = new boolean[300];
        int[] groups = new int[300];
        for (int i = 0; i < times.length; i++) {
            groups[i] = i % 2;
            times[i] = groups[i] * 200 + i / 2;
            ended[i] = true;
        }
        LogRank test = LogRank.of(times, ended, groups);
        assertEquals(1, test.degrees());
        assertEquals(1, test.pValue() / Erf.erfc(Math.sqrt(test.chiSquare() / 2)), 1e-9);
        assertTrue(test.pValue() > 0 && test.pValue() < 1e-20, () -> "p " + test.pValue());
    }

    @Test
    void nothingToCompareIsNoDifference() {
        assertEquals(new LogRank(0, 0, 1), LogRank.of(new double[0], new boolean[0], new int[0]));
        assertEquals(new LogRank(0, 0, 1), LogRank.of(new double[] {1, 2}, new boolean[2], new int[] {0, 1}));
        assertEquals(1, KaplanMeier.of(new double[0], new boolean[0]).survival(5));
        assertThrows(
                IllegalArgumentException.class, () -> KaplanMeier.of(new double[] {Double.NaN}, new boolean[] {true}));
    }

    private static double[] times(double[] signed) {
        return Arrays.stream(signed).map(Math::abs).toArray();
    }

    private static boolean[] ended(double[] signed) {
        boolean[] ended = new boolean[signed.length];
        for (int i = 0; i < signed.length; i++) ended[i] = signed[i] > 0;
        return ended;
    }

    /** With treatment the median is 23 weeks, 13 to unknown; without it 8 weeks, 4 to 11. */
    @Test
    void medianHasAnInterval() {
        KaplanMeier.TimeInterval treated = median(TREATED);
        assertEquals(13, treated.low().getAsDouble());
        assertTrue(treated.high().isEmpty());
        KaplanMeier.TimeInterval placebo = median(PLACEBO);
        assertEquals(4, placebo.low().getAsDouble());
        assertEquals(11, placebo.high().getAsDouble());
        assertTrue(median(new double[0]).low().isEmpty());
    }

    private static KaplanMeier.TimeInterval median(double[] weeks) {
        boolean[] ended = new boolean[weeks.length];
        for (int i = 0; i < weeks.length; i++) ended[i] = weeks[i] > 0;
        return KaplanMeier.of(Arrays.stream(weeks).map(Math::abs).toArray(), ended)
                .quantileInterval(0.5, 0.95);
    }
}
