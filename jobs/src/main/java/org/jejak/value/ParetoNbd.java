package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * Pareto/NBD: purchases as in NBD; a customer leaves after an exponential time whose rate is Gamma(s, beta) over customers.
 * Schmittlein, Morrison and Colombo (1987), "Counting Your Customers", Management Science 33(1); the likelihood as the
 * integral over the time of leaving,
 *
 * <pre>  Gamma(r+x)/Gamma(r) alpha^r beta^s [ (alpha+T)^-(r+x) (beta+T)^-s
 *       + s int_{t_x}^{T} (alpha+y)^-(r+x) (beta+y)^-(s+1) dy ]</pre>
 *
 * by the quadrature of {@link DiscountedIntegral}: all terms are positive, so that derivatives follow by differentiating them.
 */
final class ParetoNbd implements PurchaseModel {
    /** Terms this much smaller (in logs) than the largest no longer count. */
    private static final double NEGLIGIBLE = 41;

    @Override
    public String name() {
        return "pareto_nbd";
    }

    @Override
    public List<String> parameters() {
        return List.of("r", "alpha", "s", "beta");
    }

    @Override
    public int dropoutParameter() {
        return 3;
    }

    @Override
    public int dropoutSign() {
        return -1;
    }

    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        double r = parameters[0];
        double alpha = parameters[1];
        double s = parameters[2];
        double beta = parameters[3];
        LikelihoodDerivatives slope = new LikelihoodDerivatives(4);
        Nbd.addRates(slope, h, r, alpha);
        slope.value += h.customers * s * Math.log(beta);
        slope.gradient[2] += h.customers * Math.log(beta);
        slope.gradient[3] += h.customers * s / beta;
        slope.hessian[2][3] += h.customers / beta;
        slope.hessian[3][3] -= h.customers * s / (beta * beta);
        double[] logsAlpha = h.logsOf(alpha);
        double[] logsBeta = h.logsOf(beta);
        Mixture mixture = new Mixture(s);
        for (int i = 0; i < h.size(); i++) {
            double n = r + h.x[i];
            mixture.clear();
            int at = h.ageAt[i];
            // still there at T: exponent s, not s + 1, and no factor s
            mixture.add(
                    -n * logsAlpha[at] - s * logsBeta[at],
                    n,
                    alpha + h.age[i],
                    logsAlpha[at],
                    s,
                    beta + h.age[i],
                    logsBeta[at],
                    0);
            leave(mixture, n, alpha + h.recency[i], s, beta + h.recency[i], h.age[i] - h.recency[i]);
            mixture.addTo(slope, h.count[i]);
        }
        return slope.mirrored();
    }

    /** Adds the terms of the integral over the time of leaving. */
    private static void leave(Mixture mixture, double n, double a, double s, double b, double span) {
        if (span <= 0) return;
        double rho = n / a + (s + 1) / b;
        double end = Math.log1p(rho * span);
        double outer = Math.log(s / rho);
        for (double v = 0; v < end; v += DiscountedIntegral.WIDTH) {
            double width = Math.min(DiscountedIntegral.WIDTH, end - v);
            double outerHere = outer + Math.log(width);
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < DiscountedIntegral.NODES; i++) {
                double at = v + width * DiscountedIntegral.point(i);
                double y = Math.expm1(at) / rho;
                double logA = Math.log(a + y);
                double logB = Math.log(b + y);
                double term = outerHere + LOG_WEIGHTS[i] + at - n * logA - (s + 1) * logB;
                largest = Math.max(largest, term);
                mixture.add(term, n, a + y, logA, s + 1, b + y, logB, 1 / s);
            }
            if (largest < mixture.top - NEGLIGIBLE) break;
        }
    }

    private static final double[] LOG_WEIGHTS = new double[DiscountedIntegral.NODES];

    static {
        for (int i = 0; i < DiscountedIntegral.NODES; i++) LOG_WEIGHTS[i] = Math.log(DiscountedIntegral.weight(i));
    }

    /** The log of a sum of terms exp(E) with the derivatives of the E: means and products, weighted by exp(E - top). */
    private static final class Mixture {
        private final double s;
        private double top;
        private double sum;
        private final double[] means = new double[4];
        private final double[][] products = new double[4][4];
        private final double[] slope = new double[4];

        Mixture(double s) {
            this.s = s;
        }

        void clear() {
            top = Double.NEGATIVE_INFINITY;
            sum = 0;
            java.util.Arrays.fill(means, 0);
            for (double[] row : products) java.util.Arrays.fill(row, 0);
        }

        void add(double term, double n, double a, double logA, double k, double b, double logB, double perS) {
            if (term > top) rescale(term);
            if (term < top - NEGLIGIBLE) return;
            double w = Math.exp(term - top);
            double inverseA = 1 / a;
            double inverseB = 1 / b;
            slope[0] = -logA;
            slope[1] = -n * inverseA;
            slope[2] = perS - logB;
            slope[3] = -k * inverseB;
            sum += w;
            for (int i = 0; i < 4; i++) {
                double weighted = w * slope[i];
                means[i] += weighted;
                for (int j = i; j < 4; j++) products[i][j] += weighted * slope[j];
            }
            products[0][1] -= w * inverseA;
            products[1][1] += w * n * inverseA * inverseA;
            products[2][2] -= w * perS * perS;
            products[2][3] -= w * inverseB;
            products[3][3] += w * k * inverseB * inverseB;
        }

        private void rescale(double term) {
            double factor = Math.exp(top - term);
            top = term;
            sum *= factor;
            for (int i = 0; i < 4; i++) {
                means[i] *= factor;
                for (int j = i; j < 4; j++) products[i][j] *= factor;
            }
        }

        void addTo(LikelihoodDerivatives total, long count) {
            total.value += count * (top + Math.log(sum));
            for (int i = 0; i < 4; i++) {
                double mean = means[i] / sum;
                total.gradient[i] += count * mean;
                for (int j = i; j < 4; j++)
                    total.hessian[i][j] += count * (products[i][j] / sum - mean * (means[j] / sum));
            }
        }
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return List.of(
                new double[] {1.3 * r, 0.9 * alpha, 0.6, 0.4 * meanAge},
                new double[] {1.3 * r, 0.9 * alpha, 1.5, 3 * meanAge},
                new double[] {r, alpha, 0.3, 5 * meanAge});
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        double span = age - recency;
        if (span <= 0) return 1;
        double n = parameters[0] + x;
        double s = parameters[2];
        double a = parameters[1] + recency;
        double b = parameters[3] + recency;
        double gone = Math.log(s / b)
                + Math.log(DiscountedIntegral.integral(0, a, n, b, s + 1, span))
                + n * Math.log1p(span / a)
                + s * Math.log1p(span / b);
        return 1 / (1 + Math.exp(gone));
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        double n = parameters[0] + x;
        double a = parameters[1] + age;
        double s = parameters[2];
        double b = parameters[3] + age;
        return new Future() {
            /** n/a int_0^t (b/(b+u))^s du, in the form that holds at s = 1 as well. */
            @Override
            public double purchases(double t) {
                double log = Math.log1p(t / b);
                double h = Math.abs((1 - s) * log) < 1e-12 ? log : Math.expm1((1 - s) * log) / (1 - s);
                return n / a * b * h;
            }

            @Override
            public double anyPurchase(double t) {
                return Math.min(1, n / a * DiscountedIntegral.integral(0, a, n + 1, b, s, t));
            }

            @Override
            public double discounted(double delta, double from, double to) {
                return n
                        / a
                        * DiscountedIntegral.integral(
                                delta + s / b, from, to, u -> Math.exp(-delta * u - s * Math.log1p(u / b)));
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {parameters[0] / parameters[1], parameters[2] / parameters[3]};
    }
}
