package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    @ParameterizedTest
    @CsvSource({"27, 30, .744, .965", "3, 10, .108, .603", "0, 10, 0, .278", "10, 10, .722, 1"})
    void wilsonIntervalsAreThoseOfTheDefinitions(double yes, double n, double low, double high) {
        Intervals.Interval interval = Intervals.wilson(yes / n, n, 0.95);
        assertEquals(low, interval.low(), 5e-4);
        assertEquals(high, interval.high(), 5e-4);
    }

    /** The example of Benjamini and Hochberg 1995, section 3.2: 4 of 15 stand at 0.05. */
    @Test
    void falseDiscoveriesAreThoseOfThePaper() {
        double[] p = {
            .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0
        };
        double[] adjusted = FalseDiscovery.adjusted(p);
        assertEquals(.0015, adjusted[0], 1e-12);
        assertEquals(.0095 * 15 / 4, adjusted[3], 1e-12);
        int stand = 0;
        for (double q : adjusted) stand += q <= 0.05 ? 1 : 0;
        assertEquals(4, stand);
        for (int i = 1; i < p.length; i++) assertTrue(adjusted[i] >= adjusted[i - 1]);
        assertEquals(0, FalseDiscovery.adjusted(new double[0]).length);
    }

    @Test
    void poissonWeightsHaveMeanAndVarianceOneAndDependOnPersonReplicateAndSeed() {
        PoissonBootstrap bootstrap = new PoissonBootstrap(200, 7);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            int w = bootstrap.weight("customer" + i, i % 200);
            sum += w;
            squares += w * w;
        }
        assertEquals(1, sum / n, 0.015);
        assertEquals(1, squares / n - sum / n * sum / n, 0.03);
        int differ = 0;
        for (int r = 0; r < 200; r++) {
            assertEquals(bootstrap.weight("a", r), bootstrap.weight("a", r));
            if (bootstrap.weight("a", r) != new PoissonBootstrap(200, 8).weight("a", r)) differ++;
        }
        assertTrue(differ > 50);
    }

    /** Without correlation the shares are the squared coefficients; with two alike variables they share what they explain. */
    @Test
    void importanceSharesWhatCorrelatedVariablesExplain() {
        ShapleyRegression apart = ShapleyRegression.of(new double[][] {{1, 0, .6}, {0, 1, .3}, {.6, .3, 1}});
        assertArrayEquals(new double[] {.8, .2}, apart.importance(), 1e-12);
        assertEquals(.45, apart.rSquared(), 1e-12);
        assertArrayEquals(new double[] {1, 1}, apart.inflation(), 1e-12);

        // by hand: R2 alone .36 and .16, together .36 / .75; gains averaged over both orders
        ShapleyRegression joint = ShapleyRegression.of(new double[][] {{1, .5, .6}, {.5, 1, .4}, {.6, .4, 1}});
        double r2 = (.36 + .16 - 2 * .5 * .6 * .4) / .75;
        assertEquals(r2, joint.rSquared(), 1e-12);
        assertEquals((.36 + r2 - .16) / 2 / r2, joint.importance()[0], 1e-12);
        assertEquals(1, joint.importance()[0] + joint.importance()[1], 1e-12);
        assertEquals(1 / .75, joint.inflation()[0], 1e-12);
        assertEquals((.6 - .5 * .4) / .75, joint.coefficients()[0], 1e-12);
    }

    @Test
    void variableThatIsAnotherIsNoError() {
        ShapleyRegression twins = ShapleyRegression.of(new double[][] {{1, 1, .6}, {1, 1, .6}, {.6, .6, 1}});
        assertArrayEquals(new double[] {.5, .5}, twins.importance(), 1e-9);
        assertEquals(.36, twins.rSquared(), 1e-9);
        assertTrue(Double.isInfinite(twins.inflation()[0]));
        assertThrows(IllegalArgumentException.class, () -> ShapleyRegression.of(new double[14][14]));
    }
}
