package org.jejak.value;

import java.util.*;
import java.util.stream.Stream;
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
    private final Rates.Kind rates;
    private final Rates.Kind leaving;

    ParetoNbd() {
        this(Rates.Kind.GAMMA, Rates.Kind.GAMMA);
    }

    private ParetoNbd(Rates.Kind rates, Rates.Kind leaving) {
        this.rates = rates;
        this.leaving = leaving;
    }

    @Override
    public String name() {
        return "pareto_nbd";
    }

    @Override
    public List<String> parameters() {
        List<String> leave = leaving == Rates.Kind.GAMMA ? List.of("s", "beta") : List.of("mu");
        return Stream.concat(Nbd.names(rates).stream(), leave.stream()).toList();
    }

    @Override
    public List<PurchaseModel> limits() {
        return List.of(
                new ParetoNbd(Rates.Kind.GAMMA, Rates.Kind.EQUAL),
                BgNbd.paretoAtOnceOrNever(Rates.Kind.GAMMA),
                new ParetoNbd(Rates.Kind.EQUAL, Rates.Kind.GAMMA),
                new ParetoNbd(Rates.Kind.EQUAL, Rates.Kind.EQUAL),
                BgNbd.paretoAtOnceOrNever(Rates.Kind.EQUAL));
    }

    @Override
    public List<String> limit() {
        List<String> texts = new ArrayList<>(Nbd.limit(rates));
        if (leaving == Rates.Kind.EQUAL) texts.add("one dropout rate for all (s and beta to infinity, mu = s / beta)");
        return texts;
    }

    @Override
    public Rates.Kind purchaseRates() {
        return rates;
    }

    @Override
    public int dropoutParameter() {
        return rates.parameters() + leaving.speedParameter();
    }

    @Override
    public int dropoutSign() {
        return leaving.speedSign();
    }

    private Rates leaving(double[] parameters) {
        return leaving.of(parameters, rates.parameters());
    }

    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        Rates purchases = rates.of(parameters, 0);
        Rates leaves = leaving(parameters);
        int at = rates.parameters();
        LikelihoodDerivatives slope = new LikelihoodDerivatives(parameters.length);
        purchases.addEvents(slope, 0, h.countOfX);
        // the log of the mean rate of leaving: of one customer with one event
        LikelihoodDerivatives leave = new LikelihoodDerivatives(parameters.length);
        leaves.addEvents(leave, at, new long[] {0, 1});
        LogSum sum = new LogSum(parameters.length);
        for (int i = 0; i < h.size(); i++) {
            sum.clear();
            sum.add(purchases.logDecay(h.x[i], h.age[i], sum.slope, sum.curve, 0)
                    + leaves.logDecay(0, h.age[i], sum.slope, sum.curve, at));
            addGone(sum, purchases, leaves, leave, h.x[i], h.recency[i], h.age[i] - h.recency[i]);
            sum.addTo(slope, h.count[i]);
        }
        return slope.mirrored();
    }

    /** Adds the terms of the integral over the time of leaving. */
    private void addGone(
            LogSum sum,
            Rates purchases,
            Rates leaves,
            LikelihoodDerivatives leave,
            int x,
            double recency,
            double span) {
        if (span <= 0) return;
        int at = rates.parameters();
        double rho = speed(purchases.after(x, recency), leaves.after(0, recency));
        double end = Math.log1p(rho * span);
        for (double v = 0; v < end; v += DiscountedIntegral.WIDTH) {
            double width = Math.min(DiscountedIntegral.WIDTH, end - v);
            double outer = leave.value + Math.log(width / rho);
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < DiscountedIntegral.NODES; i++) {
                double node = v + width * DiscountedIntegral.point(i);
                double y = recency + Math.expm1(node) / rho;
                double term = outer
                        + LOG_WEIGHTS[i]
                        + node
                        + purchases.logDecay(x, y, sum.slope, sum.curve, 0)
                        + leaves.logDecay(1, y, sum.slope, sum.curve, at);
                for (int j = at; j < sum.slope.length; j++) {
                    sum.slope[j] += leave.gradient[j];
                    for (int k = j; k < sum.slope.length; k++) sum.curve[j][k] += leave.hessian[j][k];
                }
                largest = Math.max(largest, term);
                sum.add(term);
            }
            if (sum.isNegligible(largest)) break;
        }
    }

    /** How fast purchases of a customer who leaves fall, for {@link DiscountedIntegral}. */
    private static double speed(Rates purchases, Rates leaves) {
        return purchases.speed(0) + leaves.speed(1);
    }

    private static final double[] LOG_WEIGHTS = new double[DiscountedIntegral.NODES];

    static {
        for (int i = 0; i < DiscountedIntegral.NODES; i++) LOG_WEIGHTS[i] = Math.log(DiscountedIntegral.weight(i));
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return Stream.of(
                        new double[] {1.3 * r, 0.9 * alpha, 0.6, 0.4 * meanAge},
                        new double[] {1.3 * r, 0.9 * alpha, 1.5, 3 * meanAge},
                        new double[] {r, alpha, 0.3, 5 * meanAge})
                .map(p -> PurchaseModel.joined(rates.from(p[0], p[1]), leaving.from(p[2], p[3])))
                .toList();
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        double span = age - recency;
        if (span <= 0) return 1;
        Rates purchases = rates.of(parameters, 0).after(x, recency);
        Rates leaves = leaving(parameters).after(0, recency);
        double gone = DiscountedIntegral.integral(
                speed(purchases, leaves), 0, span, u -> Math.exp(purchases.logDecay(0, u) + leaves.logDecay(1, u)));
        double odds = Math.log(leaves.mean() * gone) - purchases.logDecay(0, span) - leaves.logDecay(0, span);
        return 1 / (1 + Math.exp(odds));
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        Rates purchases = rates.of(parameters, 0).after(x, age);
        Rates leaves = leaving(parameters).after(0, age);
        return new Future() {
            @Override
            public double purchases(double t) {
                return purchases.mean() * leaves.integral(t);
            }

            @Override
            public double anyPurchase(double t) {
                double rho = purchases.speed(1) + leaves.speed(0);
                return Math.min(
                        1,
                        purchases.mean()
                                * DiscountedIntegral.integral(
                                        rho, 0, t, u -> Math.exp(purchases.logDecay(1, u) + leaves.logDecay(0, u))));
            }

            @Override
            public double discounted(double delta, double from, double to) {
                return purchases.mean()
                        * DiscountedIntegral.integral(
                                delta + leaves.speed(0), from, to, u -> Math.exp(-delta * u + leaves.logDecay(0, u)));
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {rates.of(parameters, 0).mean(), leaving(parameters).mean()};
    }
}
