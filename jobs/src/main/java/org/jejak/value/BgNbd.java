package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * BG/NBD and its variant MBG/NBD: purchases as in NBD; after each repeat purchase (MBG: after each purchase, the first one
 * too) a customer leaves with a probability that is Beta(a, b) over customers.
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2), eq. 6; in the stable form
 * of Hardie's note 027. Batislam, Denizel and Filiztekin (2007), IJRM 24(3), with the erratum of Wagner and Hoppe (2008).
 * Expectations are mixtures over the dropout probability ({@link BetaMixture}), which holds for every a, b &gt; 0.
 *
 * <p>Do not read P(alive) of BG/NBD as a churn score: it is 1 for everyone who bought once.
 */
final class BgNbd implements PurchaseModel {
    /** 0 for BG: no chance to leave at the first purchase. 1 for MBG. */
    private final int first;

    private BgNbd(int first) {
        this.first = first;
    }

    static BgNbd bg() {
        return new BgNbd(0);
    }

    static BgNbd modified() {
        return new BgNbd(1);
    }

    @Override
    public String name() {
        return first == 0 ? "bg_nbd" : "mbg_nbd";
    }

    @Override
    public List<String> parameters() {
        return List.of("r", "alpha", "a", "b");
    }

    @Override
    public LikelihoodDerivatives likelihood(HistoryCounts h, double[] parameters) {
        double r = parameters[0];
        double alpha = parameters[1];
        double a = parameters[2];
        double b = parameters[3];
        LikelihoodDerivatives s = new LikelihoodDerivatives(4);
        Nbd.addRates(s, h, r, alpha);
        addDropout(s, h, a, b);
        Terms terms = new Terms(r, alpha, a, b);
        double[] logs = h.logsOf(alpha);
        for (int i = 0; i < h.size(); i++) {
            boolean mayBeGone = h.x[i] + first > 0;
            terms.alive(h.x[i], h.age[i], logs[h.ageAt[i]]);
            if (mayBeGone) terms.gone(h.x[i], h.recency[i], logs[h.recencyAt[i]]);
            terms.addTo(s, h.count[i], mayBeGone);
        }
        return s.mirrored();
    }

    /**
     * The two terms that add up to the likelihood of a history: still alive at T, (alpha + T)^-(r + x), and gone after
     * the last purchase, a / (b + x - 1) (alpha + t_x)^-(r + x). Kept as logs, with their derivatives by r, alpha, a, b.
     */
    private final class Terms {
        private final double r;
        private final double alpha;
        private final double a;
        private final double b;
        private double n;
        private double aliveLog;
        private double inverseAge;
        private final double[] alive = new double[4];
        private double goneLog;
        private double inverseRecency;
        private double left;
        private final double[] gone = new double[4];

        Terms(double r, double alpha, double a, double b) {
            this.r = r;
            this.alpha = alpha;
            this.a = a;
            this.b = b;
        }

        void alive(int x, double age, double logAge) {
            n = r + x;
            inverseAge = 1 / (alpha + age);
            aliveLog = -n * logAge;
            alive[0] = -logAge;
            alive[1] = -n * inverseAge;
        }

        void gone(int x, double recency, double logRecency) {
            inverseRecency = 1 / (alpha + recency);
            left = b + x - 1 + first;
            goneLog = Math.log(a / left) - n * logRecency;
            gone[0] = -logRecency;
            gone[1] = -n * inverseRecency;
            gone[2] = 1 / a;
            gone[3] = -1 / left;
        }

        /** Adds the log of the sum: derivatives are means over both terms, second ones with the variance between them. */
        void addTo(LikelihoodDerivatives s, long c, boolean mayBeGone) {
            double share = 1;
            double value = aliveLog;
            if (mayBeGone) {
                double gap = goneLog - aliveLog;
                share = gap > 0 ? Math.exp(-gap) / (1 + Math.exp(-gap)) : 1 / (1 + Math.exp(gap));
                value = Math.max(aliveLog, goneLog) + Math.log1p(Math.exp(-Math.abs(gap)));
                double goneShare = gap > 0 ? 1 / (1 + Math.exp(-gap)) : Math.exp(gap) / (1 + Math.exp(gap));
                double mixed = c * share * goneShare;
                for (int j = 0; j < 4; j++) {
                    s.gradient[j] += c * goneShare * gone[j];
                    double apart = gone[j] - alive[j];
                    for (int k = j; k < 4; k++) s.hessian[j][k] += mixed * apart * (gone[k] - alive[k]);
                }
                s.hessian[0][1] -= c * goneShare * inverseRecency;
                s.hessian[1][1] += c * goneShare * n * inverseRecency * inverseRecency;
                s.hessian[2][2] -= c * goneShare / (a * a);
                s.hessian[3][3] += c * goneShare / (left * left);
            }
            s.value += c * value;
            s.gradient[0] += c * share * alive[0];
            s.gradient[1] += c * share * alive[1];
            s.hessian[0][1] -= c * share * inverseAge;
            s.hessian[1][1] += c * share * n * inverseAge * inverseAge;
        }
    }

    /** Adds log(B(a, b + k) / B(a, b)) with k = x chances to leave (MBG: x + 1). */
    private void addDropout(LikelihoodDerivatives s, HistoryCounts h, double a, double b) {
        double[] stay = h.logRising(b, first);
        double[] all = h.logRising(a + b, first);
        double[] stay1 = h.powerSums(b, 1, first);
        double[] all1 = h.powerSums(a + b, 1, first);
        double[] stay2 = h.powerSums(b, 2, first);
        double[] all2 = h.powerSums(a + b, 2, first);
        for (int x = 0; x < h.countOfX.length; x++) {
            long c = h.countOfX[x];
            int k = x + first;
            s.value += c * (stay[k] - all[k]);
            s.gradient[2] -= c * all1[k];
            s.gradient[3] += c * (stay1[k] - all1[k]);
            s.hessian[2][2] += c * all2[k];
            s.hessian[2][3] += c * all2[k];
            s.hessian[3][3] += c * (all2[k] - stay2[k]);
        }
    }

    @Override
    public List<double[]> starts(double r, double alpha, double meanAge) {
        return List.of(
                new double[] {0.8 * r, 0.7 * alpha, 0.6, 2.5},
                new double[] {1.5 * r, 0.7 * alpha, 1.5, 3},
                new double[] {r, alpha, 0.1, 5});
    }

    @Override
    public double pAlive(double[] parameters, int x, double recency, double age) {
        if (x + first == 0) return 1;
        double n = parameters[0] + x;
        double left = parameters[3] + x - 1 + first;
        double gap = Math.log(parameters[2] / left) + n * Math.log1p((age - recency) / (parameters[1] + recency));
        return 1 / (1 + Math.exp(gap));
    }

    @Override
    public Future future(double[] parameters, int x, double age) {
        double n = parameters[0] + x;
        double alpha = parameters[1] + age;
        BetaMixture dropout = new BetaMixture(parameters[2], parameters[3] + x + first);
        return new Future() {
            /** Given p: int_0^t E[rate e^(-rate p u)] du = (1 - (1 + p t / alpha)^-n) / p. */
            @Override
            public double purchases(double t) {
                return dropout.mean(n * t / alpha, p -> -Math.expm1(-n * Math.log1p(p * t / alpha)) / p);
            }

            @Override
            public double anyPurchase(double t) {
                return -Math.expm1(-n * Math.log1p(t / alpha));
            }

            /** Given p the rate of purchases at u is n/alpha (1 + p u / alpha)^-(n+1). */
            @Override
            public double discounted(double delta, double from, double to) {
                double fastest = (n + 1) / alpha;
                return n
                        / alpha
                        * DiscountedIntegral.integral(
                                delta + fastest,
                                from,
                                to,
                                u -> Math.exp(-delta * u)
                                        * dropout.mean(
                                                fastest * u, p -> Math.exp(-(n + 1) * Math.log1p(p * u / alpha))));
            }
        };
    }

    @Override
    public double[] rates(double[] parameters) {
        return new double[] {parameters[0] / parameters[1], parameters[2] / (parameters[2] + parameters[3])};
    }
}
