package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * NBD, the null model: nobody leaves. Purchases are Poisson with a rate that is Gamma(r, alpha) over customers. Ehrenberg,
 * "The Pattern of Consumer Purchases", Applied Statistics 8 (1959); here as the likelihood of one history,
 * Gamma(r+x)/Gamma(r) alpha^r (alpha+T)^-(r+x).
 */
final class Nbd implements PurchaseModel {
    @Override
    public String name() {
        return "nbd";
    }

    @Override
    public List<String> parameters() {
        return List.of("r", "alpha");
    }

    @Override
    public boolean hasDropout() {
        return false;
    }

    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        double r = parameters[0];
        double alpha = parameters[1];
        LikelihoodDerivatives s = new LikelihoodDerivatives(2);
        addRates(s, h, r, alpha);
        double[] logs = h.logsOf(alpha);
        for (int i = 0; i < h.size(); i++) {
            double n = r + h.x[i];
            double inverse = 1 / (alpha + h.age[i]);
            long c = h.count[i];
            s.value -= c * n * logs[h.ageAt[i]];
            s.gradient[0] -= c * logs[h.ageAt[i]];
            s.gradient[1] -= c * n * inverse;
            s.hessian[0][1] -= c * inverse;
            s.hessian[1][1] += c * n * inverse * inverse;
        }
        return s.mirrored();
    }

    /** Adds log(Gamma(r+x)/Gamma(r) alpha^r) of all histories, which the models have in common; parameters 0 and 1. */
    static void addRates(LikelihoodDerivatives s, HistoryCounts h, double r, double alpha) {
        double[] rising = h.logRising(r, 0);
        double[] first = h.powerSums(r, 1, 0);
        double[] second = h.powerSums(r, 2, 0);
        for (int x = 0; x < h.countOfX.length; x++) {
            long c = h.countOfX[x];
            s.value += c * rising[x];
            s.gradient[0] += c * first[x];
            s.hessian[0][0] -= c * second[x];
        }
        s.value += h.customers * r * Math.log(alpha);
        s.gradient[0] += h.customers * Math.log(alpha);
        s.gradient[1] += h.customers * r / alpha;
        s.hessian[0][1] += h.customers / alpha;
        s.hessian[1][1] -= h.customers * r / (alpha * alpha);
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return List.of(new double[] {r, alpha});
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        return 1;
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        double n = parameters[0] + x;
        double a = parameters[1] + age;
        return new Future() {
            @Override
            public double purchases(double t) {
                return n / a * t;
            }

            @Override
            public double anyPurchase(double t) {
                return -Math.expm1(-n * Math.log1p(t / a));
            }

            @Override
            public double discounted(double delta, double from, double to) {
                return Math.exp(-delta * from) * -Math.expm1(-delta * (to - from)) / delta * n / a;
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {parameters[0] / parameters[1], 0};
    }
}
