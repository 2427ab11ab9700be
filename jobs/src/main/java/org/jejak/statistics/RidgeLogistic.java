package org.jejak.statistics;

import java.io.Serializable;
import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Logistic regression on columns that are 0 or 1, such as bins, with a penalty on large coefficients (ridge; le Cessie and van
 * Houwelingen 1992): it maximises the log-likelihood minus lambda / 2 times the sum of squares of the coefficients of the
 * columns as they are when standardised. So columns that add up to one need no reference column, and one that tells outcomes
 * apart completely gets no endless coefficient. Newton steps, halved until the function rises; the function is concave, so
 * where they end is the maximum. Cells are counted and read in their order: the same cells give the same bits.
 */
public final class RidgeLogistic {
    /** Converged when no derivative is larger than this per customer. */
    private static final double TOLERANCE = 1e-10;

    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_HALVINGS = 40;

    /**
     * Customers of whom the same columns are 1.
     *
     * @param columns their numbers, rising
     */
    public record Cell(int[] columns, Counts counts) {}

    /**
     * The fit.
     *
     * @param constant log-odds of somebody of whom no column is 1
     * @param coefficients by column: what the column adds to the log-odds; 0 for a column that is the same for everybody
     * @param errors their standard errors, from the curvature with the penalty; NaN where the coefficient is 0 for that reason
     * @param logLikelihood without the penalty
     * @param iterations Newton steps
     * @param isConverged whether the maximum was found
     */
    public record Fit(
            double constant,
            double[] coefficients,
            double[] errors,
            double logLikelihood,
            int iterations,
            boolean isConverged)
            implements Serializable {
        /** The log-odds of somebody of whom these columns are 1. */
        public double logOdds(int[] columns) {
            double sum = constant;
            for (int column : columns) sum += coefficients[column];
            return sum;
        }
    }

    private final List<Cell> cells;
    /** By place: 0 is the constant, then the columns. Variance of the column, 0 if it does not vary. */
    private final double[] penalty;

    private final boolean[] isFixed;
    private final double customers;

    private RidgeLogistic(List<Cell> cells, int columns, double lambda) {
        this.cells = cells;
        penalty = new double[columns + 1];
        isFixed = new boolean[columns + 1];
        long all = 0;
        long[] inColumn = new long[columns];
        for (Cell cell : cells) {
            all += cell.counts.customers();
            for (int column : cell.columns) inColumn[column] += cell.counts.customers();
        }
        customers = all;
        for (int c = 0; c < columns; c++) {
            double share = inColumn[c] / customers;
            penalty[c + 1] = lambda * share * (1 - share);
            isFixed[c + 1] = inColumn[c] == 0 || inColumn[c] == all;
        }
    }

    /**
     * Fits the share of customers with the outcome.
     *
     * @param cells at least one customer
     * @param columns how many there are
     * @param lambda weight of the penalty, above 0
     */
    public static Fit fit(List<Cell> cells, int columns, double lambda) {
        return new RidgeLogistic(cells, columns, lambda).fit();
    }

    private Fit fit() {
        int size = penalty.length;
        Counts all = cells.stream().map(Cell::counts).reduce(Counts.NONE, Counts::plus);
        double[] at = new double[size];
        // half a customer more of each kind keeps the start finite
        at[0] = Math.log((all.outcomes() + 0.5) / (all.customers() - all.outcomes() + 0.5));
        double value = value(at);
        for (int iteration = 0; ; iteration++) {
            double[] gradient = new double[size];
            DMatrixRMaj curvature = derivatives(at, gradient);
            boolean isConverged = steepest(gradient) / customers < TOLERANCE;
            double[] next = isConverged || iteration == MAX_ITERATIONS ? null : step(at, value, gradient, curvature);
            if (next == null) return result(at, curvature, iteration, isConverged);
            at = next;
            value = value(at);
        }
    }

    private Fit result(double[] at, DMatrixRMaj curvature, int iterations, boolean isConverged) {
        double logLikelihood = value(at);
        for (int i = 1; i < at.length; i++) logLikelihood += penalty[i] * at[i] * at[i] / 2;
        DMatrixRMaj inverse = new DMatrixRMaj(at.length, at.length);
        boolean isInverted = CommonOps_DDRM.invertSPD(curvature, inverse);
        double[] errors = new double[at.length - 1];
        for (int c = 0; c < errors.length; c++)
            errors[c] = !isInverted || isFixed[c + 1] ? Double.NaN : Math.sqrt(inverse.get(c + 1, c + 1));
        return new Fit(at[0], Arrays.copyOfRange(at, 1, at.length), errors, logLikelihood, iterations, isConverged);
    }

    /** The next point uphill; null if there is none, within rounding. */
    private double[] step(double[] at, double value, double[] gradient, DMatrixRMaj curvature) {
        DMatrixRMaj direction = new DMatrixRMaj(at.length, 1);
        if (!CommonOps_DDRM.solveSPD(curvature, DMatrixRMaj.wrap(at.length, 1, gradient), direction)) return null;
        double rounding = 1e-13 * Math.abs(value);
        double size = 1;
        for (int halving = 0; halving < MAX_HALVINGS; halving++, size /= 2) {
            double[] next = at.clone();
            for (int i = 0; i < next.length; i++) next[i] += size * direction.get(i);
            if (value(next) >= value - rounding) return next;
        }
        return null;
    }

    /** Log-likelihood minus the penalty. */
    private double value(double[] at) {
        double sum = 0;
        for (Cell cell : cells) {
            double logit = logit(at, cell);
            sum += cell.counts.outcomes() * logit - cell.counts.customers() * softplus(logit);
        }
        for (int i = 1; i < at.length; i++) sum -= penalty[i] * at[i] * at[i] / 2;
        return sum;
    }

    private static double logit(double[] at, Cell cell) {
        double logit = at[0];
        for (int column : cell.columns) logit += at[column + 1];
        return logit;
    }

    /** Fills the first derivatives and returns the negative second ones. Fixed columns stay where they are. */
    private DMatrixRMaj derivatives(double[] at, double[] gradient) {
        int size = at.length;
        double[][] curvature = new double[size][size];
        for (Cell cell : cells) {
            double fitted = probability(logit(at, cell));
            double n = cell.counts.customers();
            double residual = cell.counts.outcomes() - n * fitted;
            double weight = n * fitted * (1 - fitted);
            gradient[0] += residual;
            curvature[0][0] += weight;
            int[] columns = cell.columns;
            for (int i = 0; i < columns.length; i++) {
                int column = columns[i] + 1;
                gradient[column] += residual;
                double[] row = curvature[column];
                row[0] += weight;
                for (int j = 0; j <= i; j++) row[columns[j] + 1] += weight;
            }
        }
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            gradient[i] = isFixed[i] ? 0 : gradient[i] - penalty[i] * at[i];
            for (int j = 0; j <= i; j++) {
                boolean isFree = !isFixed[i] && !isFixed[j];
                double value = isFree ? curvature[i][j] + (i == j ? penalty[i] : 0) : i == j ? 1 : 0;
                matrix.set(i, j, value);
                matrix.set(j, i, value);
            }
        }
        return matrix;
    }

    private static double steepest(double[] gradient) {
        double steepest = 0;
        for (double g : gradient) steepest = Math.max(steepest, Math.abs(g));
        return steepest;
    }

    /** The probability that goes with log-odds. */
    public static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** log(1 + exp(x)) without overflow. */
    static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }
}
