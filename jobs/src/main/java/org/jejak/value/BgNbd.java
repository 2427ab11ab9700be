package org.jejak.value;

import java.util.*;
import java.util.stream.Stream;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * BG/NBD and its variant MBG/NBD: purchases as in NBD; after each repeat purchase (MBG: after each purchase, the first one
 * too) a customer leaves with a probability that is Beta(a, b) over customers.
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2), eq. 6; in the stable form
 * of Hardie's note 027. Batislam, Denizel and Filiztekin (2007), IJRM 24(3), with the erratum of Wagner and Hoppe (2008).
 * Expectations are mixtures over the dropout probability ({@link Leaving}), which holds for every a, b &gt; 0 and in the limits.
 *
 * <p>Do not read P(alive) of BG/NBD as a churn score: it is 1 for everyone who bought once.
 */
final class BgNbd implements PurchaseModel {
    private final String name;
    /** 0 for BG: no chance to leave at the first purchase. 1 for MBG. */
    private final int first;

    private final Rates.Kind rates;
    private final Leaving.Kind leaving;

    private BgNbd(String name, int first, Rates.Kind rates, Leaving.Kind leaving) {
        this.name = name;
        this.first = first;
        this.rates = rates;
        this.leaving = leaving;
    }

    static BgNbd bg() {
        return new BgNbd("bg_nbd", 0, Rates.Kind.GAMMA, Leaving.Kind.BETA);
    }

    static BgNbd modified() {
        return new BgNbd("mbg_nbd", 1, Rates.Kind.GAMMA, Leaving.Kind.BETA);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> parameters() {
        return Stream.concat(Nbd.names(rates).stream(), leaving.names().stream())
                .toList();
    }

    @Override
    public List<PurchaseModel> limits() {
        List<PurchaseModel> limits = new ArrayList<>();
        for (Rates.Kind r : Rates.Kind.values())
            for (Leaving.Kind l : Leaving.Kind.values())
                if (r != Rates.Kind.GAMMA || l != Leaving.Kind.BETA) limits.add(new BgNbd(name, first, r, l));
        return limits;
    }

    @Override
    public List<String> limit() {
        List<String> texts = new ArrayList<>(Nbd.limit(rates));
        if (leaving == Leaving.Kind.EQUAL)
            texts.add("one dropout probability for all (a and b to infinity, theta = a / (a + b))");
        if (leaving == Leaving.Kind.AT_ONCE_OR_NEVER)
            texts.add("customers leave at the first chance or never (a and b to 0, pi = a / (a + b))");
        return texts;
    }

    @Override
    public Rates.Kind purchaseRates() {
        return rates;
    }

    @Override
    public int dropoutParameter() {
        return rates.parameters();
    }

    @Override
    public int dropoutSign() {
        return 1;
    }

    private Leaving leaving(double[] parameters) {
        return leaving.of(parameters, rates.parameters());
    }

    /**
     * Two terms add up to the likelihood of a history: still there at T, and gone after the last purchase. Apart from common
     * factors they are (alpha + T)^-(r + x) and a / (b + x - 1) (alpha + t_x)^-(r + x).
     */
    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        Rates purchases = rates.of(parameters, 0);
        Leaving leaves = leaving(parameters);
        int at = rates.parameters();
        LikelihoodDerivatives s = new LikelihoodDerivatives(parameters.length);
        purchases.addEvents(s, 0, h.countOfX);
        leaves.addStays(s, at, h.countOfX, first);
        LogSum sum = new LogSum(parameters.length);
        for (int i = 0; i < h.size(); i++) {
            int chances = h.x[i] + first;
            sum.clear();
            sum.add(purchases.logDecay(h.x[i], h.age[i], sum.slope, sum.curve, 0));
            if (chances > 0) {
                leaves.derive(chances, sum.slope, sum.curve, at);
                double decay = purchases.logDecay(h.x[i], h.recency[i], sum.slope, sum.curve, 0);
                sum.add(leaves.logOdds(chances) + decay);
            }
            sum.addTo(s, h.count[i]);
        }
        return s.mirrored();
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return Stream.of(
                        new double[] {0.8 * r, 0.7 * alpha, 0.6, 2.5},
                        new double[] {1.5 * r, 0.7 * alpha, 1.5, 3},
                        new double[] {r, alpha, 0.1, 5})
                .map(p -> PurchaseModel.joined(rates.from(p[0], p[1]), leaving.from(p[2], p[3])))
                .toList();
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        int chances = x + first;
        if (chances == 0) return 1;
        double since = rates.of(parameters, 0).after(x, recency).logDecay(0, age - recency);
        return 1 / (1 + Math.exp(leaving(parameters).logOdds(chances) - since));
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        Rates rate = rates.of(parameters, 0).after(x, age);
        Leaving.Mean dropout = leaving(parameters).after(x + first);
        return new Future() {
            /** Given p: int_0^t E[rate e^(-rate p u)] du = (1 - E[e^(-rate p t)]) / p. */
            @Override
            public double purchases(double t) {
                return dropout.of(rate.mean() * t, p -> -Math.expm1(rate.logDecay(0, p * t)) / p);
            }

            @Override
            public double anyPurchase(double t) {
                return -Math.expm1(rate.logDecay(0, t));
            }

            /** Given p the rate of purchases at u is E[rate e^(-rate p u)]. */
            @Override
            public double discounted(double delta, double from, double to) {
                double fastest = rate.speed(1);
                return rate.mean()
                        * DiscountedIntegral.integral(
                                delta + fastest,
                                from,
                                to,
                                u -> Math.exp(-delta * u)
                                        * dropout.of(fastest * u, p -> Math.exp(rate.logDecay(1, p * u))));
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {rates.of(parameters, 0).mean(), leaving(parameters).probability()};
    }

    /** The limit of {@link ParetoNbd} in which a share of the customers leaves with the first purchase: that of MBG/NBD. */
    static BgNbd paretoAtOnceOrNever(Rates.Kind rates) {
        return new BgNbd("pareto_nbd", 1, rates, Leaving.Kind.AT_ONCE_OR_NEVER);
    }
}
