package org.jejak.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;

/**
 * The formulas of the models once more, in decimals of forty digits and in other forms than the code under test: integrals
 * by the double exponential rule, expectations of BG/NBD by the series of negative binomial tails.
 */
final class Precise {
    private static final DfpField FIELD = new DfpField(40);
    private static final Dfp ONE = FIELD.getOne();

    /** A node of the rule on 0 to 1. */
    private record Node(Dfp at, Dfp weight) {}

    private static final List<Node> NODES = nodes();

    private Precise() {}

    static Dfp of(double value) {
        return FIELD.newDfp(value);
    }

    private static List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        Dfp pi = FIELD.getPi();
        int perUnit = 56;
        for (int k = -7 * perUnit / 2; k <= 7 * perUnit / 2; k++) {
            Dfp up = of(k).divide(perUnit).exp();
            Dfp down = ONE.divide(up);
            Dfp sinh = up.subtract(down).divide(2);
            Dfp cosh = up.add(down).divide(2);
            Dfp e = pi.multiply(sinh).negate().exp();
            Dfp whole = ONE.add(e);
            Dfp weight = pi.multiply(cosh).multiply(e).divide(whole.multiply(whole));
            nodes.add(new Node(ONE.divide(whole), weight.divide(perUnit)));
        }
        return nodes;
    }

    /** int_0^length f(u) du. */
    static Dfp integral(UnaryOperator<Dfp> f, Dfp length) {
        Dfp sum = FIELD.getZero();
        for (Node node : NODES) sum = sum.add(f.apply(node.at.multiply(length)).multiply(node.weight));
        return sum.multiply(length);
    }

    /** (1 + u/a)^-m. */
    private static Dfp fall(Dfp u, Dfp a, Dfp m) {
        return power(ONE.add(u.divide(a)), m.negate());
    }

    private static Dfp power(Dfp base, Dfp exponent) {
        return base.log().multiply(exponent).exp();
    }

    /** Gamma(shift + x) / Gamma(shift). */
    private static Dfp rising(Dfp shift, int x) {
        Dfp product = ONE;
        for (int i = 0; i < x; i++) product = product.multiply(shift.add(i));
        return product;
    }

    /** Probability that a customer of the model has not left. */
    static double alive(String model, double[] p, int x, double recency, double age) {
        return aliveTerms(model, p, x, recency, age)[2].toDouble();
    }

    /** Log-likelihood of one history. */
    static double likelihood(String model, double[] p, int x, double recency, double age) {
        Dfp n = of(p[0]).add(x);
        Dfp purchases = rising(of(p[0]), x).multiply(power(of(p[1]), of(p[0])));
        if (model.equals("nbd"))
            return purchases
                    .log()
                    .subtract(n.multiply(of(p[1]).add(of(age)).log()))
                    .toDouble();
        Dfp[] terms = aliveTerms(model, p, x, recency, age);
        return purchases.multiply(terms[0].add(terms[1])).log().toDouble();
    }

    /** Terms of the likelihood for those who are there and those who left, up to a common factor, and the share of the first. */
    private static Dfp[] aliveTerms(String model, double[] p, int x, double recency, double age) {
        Dfp n = of(p[0]).add(x);
        Dfp alpha = of(p[1]);
        Dfp here = power(alpha.add(of(age)), n.negate());
        Dfp gone;
        if (model.equals("pareto_nbd")) {
            Dfp s = of(p[2]);
            Dfp beta = of(p[3]);
            Dfp a = alpha.add(of(recency));
            Dfp b = beta.add(of(recency));
            Dfp integral = recency == age
                    ? FIELD.getZero()
                    : integral(u -> fall(u, a, n).multiply(fall(u, b, s.add(1))), of(age).subtract(of(recency)));
            Dfp factor = power(beta, s);
            gone = s.multiply(power(a, n.negate()))
                    .multiply(power(b, s.add(1).negate()))
                    .multiply(integral)
                    .multiply(factor);
            here = here.multiply(power(beta.add(of(age)), s.negate())).multiply(factor);
        } else {
            int chances = model.equals("bg_nbd") ? x : x + 1;
            Dfp a = of(p[2]);
            Dfp b = of(p[3]);
            Dfp stays = rising(b, chances).divide(rising(a.add(b), chances));
            gone = chances == 0
                    ? FIELD.getZero()
                    : a.divide(b.add(chances - 1))
                            .multiply(power(alpha.add(of(recency)), n.negate()))
                            .multiply(stays);
            here = here.multiply(stays);
        }
        return new Dfp[] {here, gone, here.divide(here.add(gone))};
    }

    /** Expected purchases within t of a customer who is there. */
    static double purchases(String model, double[] p, int x, double age, double t) {
        Dfp n = of(p[0]).add(x);
        Dfp alpha = of(p[1]).add(of(age));
        if (model.equals("nbd")) return n.divide(alpha).multiply(of(t)).toDouble();
        if (model.equals("pareto_nbd")) {
            Dfp s = of(p[2]);
            Dfp b = of(p[3]).add(of(age));
            Dfp less = s.subtract(ONE);
            Dfp log = of(t).divide(b).add(ONE).log();
            Dfp h = less.isZero()
                    ? log
                    : ONE.subtract(less.negate().multiply(log).exp()).divide(less);
            return n.divide(alpha).multiply(b).multiply(h).toDouble();
        }
        return series(n, alpha.divide(alpha.add(of(t))), of(p[2]), of(p[3]).add(x + (model.equals("bg_nbd") ? 0 : 1)))
                .toDouble();
    }

    /** sum over k of P(N &gt; k) (b)_k / (a + b)_k for negative binomial N: purchases that a dropout after each may cut short. */
    private static Dfp series(Dfp n, Dfp q, Dfp a, Dfp b) {
        Dfp missed = ONE.subtract(q);
        Dfp pmf = power(q, n);
        Dfp beyond = ONE.subtract(pmf);
        Dfp ratio = ONE;
        Dfp sum = FIELD.getZero();
        Dfp least = of(1e-22);
        for (int k = 0; ; k++) {
            Dfp term = beyond.multiply(ratio);
            sum = sum.add(term);
            if (beyond.lessThan(least)) return sum;
            pmf = pmf.multiply(n.add(k)).multiply(missed).divide(k + 1);
            beyond = beyond.subtract(pmf);
            ratio = ratio.multiply(b.add(k)).divide(a.add(b).add(k));
        }
    }

    /** Probability of a purchase within t of a customer who is there. */
    static double anyPurchase(String model, double[] p, int x, double age, double t) {
        Dfp n = of(p[0]).add(x);
        Dfp alpha = of(p[1]).add(of(age));
        if (!model.equals("pareto_nbd"))
            return ONE.subtract(fall(of(t), alpha, n)).toDouble();
        Dfp b = of(p[3]).add(of(age));
        return integral(u -> fall(u, alpha, n.add(1)).multiply(fall(u, b, of(p[2]))), of(t))
                .multiply(n)
                .divide(alpha)
                .toDouble();
    }

    /** Discounted purchases within t, for NBD and Pareto/NBD. */
    static double discounted(double[] p, int x, double age, double delta, double t) {
        Dfp rate = of(p[0]).add(x).divide(of(p[1]).add(of(age)));
        Dfp horizon = Double.isInfinite(t) ? of(110).divide(of(delta)) : of(t);
        Dfp discount = of(delta).negate();
        boolean stays = p.length == 2;
        Dfp b = stays ? ONE : of(p[3]).add(of(age));
        Dfp s = stays ? FIELD.getZero() : of(p[2]);
        return integral(u -> discount.multiply(u).exp().multiply(fall(u, b, s)), horizon)
                .multiply(rate)
                .toDouble();
    }

    /** Discounted purchases within t for BG/NBD and MBG/NBD: by parts from expected ones, e^(-delta t) G(t) + delta int e^(-delta u) G. */
    static double discounted(UnaryOperator<Double> purchases, double delta, double t) {
        double horizon = Double.isInfinite(t) ? 110 / delta : t;
        double sum = 0;
        for (Node node : NODES) {
            double u = horizon * node.at.toDouble();
            double weight = node.weight.toDouble() * Math.exp(-delta * u);
            if (weight * horizon > 1e-30 && u > 0) sum += weight * purchases.apply(u);
        }
        return Math.exp(-delta * horizon) * purchases.apply(horizon) + delta * horizon * sum;
    }
}
