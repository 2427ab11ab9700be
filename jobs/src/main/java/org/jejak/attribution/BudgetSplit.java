package org.jejak.attribution;

import java.util.List;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The best split of a total over channels with diminishing returns, within limits. The problem is concave, so
 * at the best split the last unit brings the same in every channel that is not at a limit (Kuhn and Tucker 1951); that
 * common marginal result is found by Brent's method (hipparchus).
 */
final class BudgetSplit {
    private BudgetSplit() {}

    /**
     * The best split.
     *
     * @param curves curves with elasticities between 0 and 1
     * @param least least spend by channel
     * @param most most spend by channel, not below least
     * @param total what is split; between the sums of least and most
     */
    static double[] best(List<ResponseCurve> curves, double[] least, double[] most, double total) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < curves.size(); i++) {
            low = Math.min(low, Math.log(curves.get(i).marginal(Math.max(most[i], 1e-9))));
            high = Math.max(high, Math.log(curves.get(i).marginal(Math.max(least[i], 1e-9))));
        }
        double logMarginal = high - low < 1e-12
                ? low
                : new BrentSolver(1e-13, 1e-13)
                        .solve(1_000, x -> sum(at(curves, least, most, x)) - total, low - 1, high + 1);
        double[] split = at(curves, least, most, logMarginal);
        // what rounding of the marginal leaves goes where there is room
        double left = total - sum(split);
        for (int i = 0; i < split.length && left != 0; i++) {
            double moved = Math.max(least[i] - split[i], Math.min(most[i] - split[i], left));
            split[i] += moved;
            left -= moved;
        }
        return split;
    }

    private static double[] at(List<ResponseCurve> curves, double[] least, double[] most, double logMarginal) {
        double[] split = new double[curves.size()];
        for (int i = 0; i < split.length; i++)
            split[i] = Math.max(least[i], Math.min(most[i], curves.get(i).spendAt(Math.exp(logMarginal))));
        return split;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) sum += number;
        return sum;
    }
}
