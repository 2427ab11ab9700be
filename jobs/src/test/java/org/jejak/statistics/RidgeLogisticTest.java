package org.jejak.statistics;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.jejak.statistics.RidgeLogistic.Cell;
import org.jejak.statistics.RidgeLogistic.Fit;
import org.junit.jupiter.api.Test;

class RidgeLogisticTest {
    /** Two columns of which one is 1 for everybody, such as two bins of one feature. */
    private static List<Cell> twoBins(Counts zero, Counts one) {
        return List.of(new Cell(new int[] {0}, zero), new Cell(new int[] {1}, one));
    }

    @Test
    void almostWithoutPenaltyEachBinGetsItsShare() {
        Fit fit = RidgeLogistic.fit(twoBins(new Counts(1000, 100), new Counts(3000, 900)), 2, 1e-9);
        assertTrue(fit.isConverged());
        assertEquals(0.1, RidgeLogistic.probability(fit.logOdds(new int[] {0})), 1e-9);
        assertEquals(0.3, RidgeLogistic.probability(fit.logOdds(new int[] {1})), 1e-9);
    }

    @Test
    void derivativesWithThePenaltyAreZeroAtTheEnd() {
        Random random = new Random(7);
        List<Cell> cells = new ArrayList<>();
        for (int a = 0; a < 3; a++)
            for (int b = 0; b < 4; b++) {
                int n = 20 + random.nextInt(200);
                cells.add(new Cell(new int[] {a, 3 + b}, new Counts(n, random.nextInt(n))));
            }
        Fit fit = RidgeLogistic.fit(cells, 7, 1);
        double[] share = new double[7];
        double[] slope = new double[7];
        double constant = 0;
        double all = 0;
        for (Cell cell : cells) {
            double residual = cell.counts().outcomes()
                    - cell.counts().customers() * RidgeLogistic.probability(fit.logOdds(cell.columns()));
            constant += residual;
            all += cell.counts().customers();
            for (int c : cell.columns()) {
                slope[c] += residual;
                share[c] += cell.counts().customers();
            }
        }
        assertEquals(0, constant, 1e-6);
        for (int c = 0; c < 7; c++) {
            double variance = share[c] / all * (1 - share[c] / all);
            assertEquals(0, slope[c] - variance * fit.coefficients()[c], 1e-6);
        }
    }

    @Test
    void columnThatTellsOutcomesApartCompletelyStaysFinite() {
        Fit fit = RidgeLogistic.fit(twoBins(new Counts(500, 0), new Counts(500, 500)), 2, 1);
        assertTrue(fit.isConverged());
        assertTrue(fit.coefficients()[1] > 1 && fit.coefficients()[1] < 20, "" + fit.coefficients()[1]);
    }

    @Test
    void columnThatIsTheSameForEverybodyAddsNothing() {
        Fit fit = RidgeLogistic.fit(List.of(new Cell(new int[] {1}, new Counts(10, 4))), 3, 1);
        assertArrayEquals(new double[3], fit.coefficients());
        assertEquals(Math.log(4 / 6.0), fit.constant(), 1e-9);
        assertTrue(Double.isNaN(fit.errors()[0]) && Double.isNaN(fit.errors()[1]));
    }

    @Test
    void standardErrorIsThatOfTwoShares() {
        Fit fit = RidgeLogistic.fit(
                List.of(new Cell(new int[] {}, new Counts(400, 100)), new Cell(new int[] {0}, new Counts(600, 300))),
                1,
                1e-9);
        assertEquals(Math.log(1) - Math.log(1 / 3.0), fit.coefficients()[0], 1e-9);
        assertEquals(Math.sqrt(1 / 100.0 + 1 / 300.0 + 1 / 300.0 + 1 / 300.0), fit.errors()[0], 1e-6);
    }
}
