package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * NBD, the null model: nobody leaves. Purchases are Poisson with a rate that is Gamma(r, alpha) over customers. Ehrenberg,
 * "The Pattern of Consumer Purchases", Applied Statistics 8 (1959); here as the likelihood of one history,
 * Gamma(r+x)/Gamma(r) alpha^r (alpha+T)^-(r+x).
 */
final class Nbd implements PurchaseModel {
    private final Rates.Kind rates;

    Nbd() {
        this(Rates.Kind.GAMMA);
    }

    private Nbd(Rates.Kind rates) {
        this.rates = rates;
    }

    /** Names of the parameters of purchase rates, which all models have first. */
    static List<String> names(Rates.Kind rates) {
        return rates == Rates.Kind.GAMMA ? List.of("r", "alpha") : List.of("lambda");
    }

    /** What a kind of purchase rates is the limit of, in words; empty for the gamma distribution. */
    static List<String> limit(Rates.Kind rates) {
        return rates == Rates.Kind.GAMMA
                ? List.of()
                : List.of("one purchase rate for all (r and alpha to infinity, lambda = r / alpha)");
    }

    @Override
    public String name() {
        return "nbd";
    }

    @Override
    public List<String> parameters() {
        return names(rates);
    }

    @Override
    public List<PurchaseModel> limits() {
        return List.of(new Nbd(Rates.Kind.EQUAL));
    }

    @Override
    public List<String> limit() {
        return limit(rates);
    }

    @Override
    public boolean hasDropout() {
        return false;
    }

    @Override
    public Rates.Kind purchaseRates() {
        return rates;
    }

    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        Rates purchases = rates.of(parameters, 0);
        LikelihoodDerivatives s = new LikelihoodDerivatives(parameters.length);
        purchases.addEvents(s, 0, h.countOfX);
        LogSum sum = new LogSum(parameters.length);
        for (int i = 0; i < h.size(); i++) {
            sum.clear();
            sum.add(purchases.logDecay(h.x[i], h.age[i], sum.slope, sum.curve, 0));
            sum.addTo(s, h.count[i]);
        }
        return s.mirrored();
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return List.of(PurchaseModel.joined(rates.from(r, alpha), List.of()));
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        return 1;
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        Rates rate = rates.of(parameters, 0).after(x, age);
        return new Future() {
            @Override
            public double purchases(double t) {
                return rate.mean() * t;
            }

            @Override
            public double anyPurchase(double t) {
                return -Math.expm1(rate.logDecay(0, t));
            }

            @Override
            public double discounted(double delta, double from, double to) {
                return Math.exp(-delta * from) * -Math.expm1(-delta * (to - from)) / delta * rate.mean();
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {rates.of(parameters, 0).mean(), 0};
    }
}
