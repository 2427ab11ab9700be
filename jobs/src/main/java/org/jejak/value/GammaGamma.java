package org.jejak.value;

import java.util.List;
import org.hipparchus.special.Gamma;
import org.jejak.statistics.LikelihoodDerivatives;
import org.jejak.value.ModelFit.Outcome;

/**
 * Gamma-Gamma: what customers spend on a purchase, taken as independent of how often they buy. A purchase is Gamma(p, nu),
 * nu is Gamma(q, v) over customers. Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025, eq. 1a and
 * 5; Fader, Hardie and Lee (2005), "RFM and CLV", JMR 42. The mean over all customers, p v / (q - 1), exists for q &gt; 1 only.
 */
final class GammaGamma {
    static final String NAME = "gamma_gamma";
    static final List<String> PARAMETERS = List.of("p", "q", "v");

    private static final List<double[]> STARTS =
            List.of(new double[] {4, 4, 0.75}, new double[] {1, 2, 1}, new double[] {20, 20, 0.95});

    private GammaGamma() {}

    /** Fits the model; needs at least two different customers. */
    static ModelFit fit(SpendCounts spends, long leastCustomers) {
        long least = Math.max(2, leastCustomers);
        if (spends.customers < least) {
            String reason = spends.customers + " repeat buyers with spend; at least " + least + " are needed";
            return ModelFit.none(NAME, PARAMETERS, Outcome.TOO_FEW, reason, spends.sample());
        }
        // fitted to spends with a mean of 1: v is in units of the currency, and their size says nothing about the fit
        double mean = spends.meanPerPurchase();
        SpendCounts scaled = spends.scaled(1 / mean);
        return inUnitsOf(mean, Fitter.best(NAME, PARAMETERS, p -> likelihood(scaled, p), STARTS, spends.sample()));
    }

    /** Given parameters p, q, v instead of a fit; null gives a fit without estimates. */
    static ModelFit given(SpendCounts spends, double[] parameters) {
        if (parameters == null)
            return ModelFit.none(NAME, PARAMETERS, Outcome.TOO_FEW, "no p, q, v given", new ModelFit.Sample(0, 0));
        return ModelFit.given(NAME, PARAMETERS, parameters, likelihood(spends, parameters).value, spends.sample());
    }

    private static ModelFit inUnitsOf(double unit, ModelFit fit) {
        double[] parameters = fit.parameters().clone();
        double[] errors = fit.errors().clone();
        parameters[2] *= unit;
        errors[2] *= unit;
        return new ModelFit(
                fit.model(),
                fit.names(),
                fit.outcome(),
                fit.reason(),
                parameters,
                errors,
                fit.covariance(),
                fit.logLikelihood() - fit.sample().customers() * Math.log(unit),
                fit.sample(),
                fit.search());
    }

    /** Log-likelihood with its derivatives by p, q, v. */
    static LikelihoodDerivatives likelihood(SpendCounts spends, double[] parameters) {
        double p = parameters[0];
        double q = parameters[1];
        double v = parameters[2];
        LikelihoodDerivatives s = new LikelihoodDerivatives(3);
        double logGammaQ = Gamma.logGamma(q);
        double digammaQ = Gamma.digamma(q);
        double trigammaQ = Gamma.trigamma(q);
        double logV = Math.log(v);
        int last = -1;
        double constant = 0;
        double digamma = 0;
        double digammaPx = 0;
        double trigamma = 0;
        double trigammaPx = 0;
        for (int i = 0; i < spends.size(); i++) {
            int x = spends.x[i];
            double px = p * x;
            if (x != last) {
                last = x;
                constant = Gamma.logGamma(px + q) - Gamma.logGamma(px) - logGammaQ + q * logV + px * Math.log(x);
                digamma = Gamma.digamma(px + q);
                digammaPx = Gamma.digamma(px);
                trigamma = Gamma.trigamma(px + q);
                trigammaPx = Gamma.trigamma(px);
            }
            long c = spends.count[i];
            double m = spends.mean[i];
            double total = x * m + v;
            double logM = Math.log(m);
            double logTotal = Math.log(total);
            s.value += c * (constant + (px - 1) * logM - (px + q) * logTotal);
            s.gradient[0] += c * x * (digamma - digammaPx + logM + Math.log(x) - logTotal);
            s.gradient[1] += c * (digamma - digammaQ + logV - logTotal);
            s.gradient[2] += c * (q / v - (px + q) / total);
            s.hessian[0][0] += c * (double) x * x * (trigamma - trigammaPx);
            s.hessian[0][1] += c * x * trigamma;
            s.hessian[0][2] -= c * x / total;
            s.hessian[1][1] += c * (trigamma - trigammaQ);
            s.hessian[1][2] += c * (1 / v - 1 / total);
            s.hessian[2][2] += c * ((px + q) / (total * total) - q / (v * v));
        }
        return s.mirrored();
    }

    /** Whether the mean over all customers exists: q &gt; 1. */
    static boolean hasMean(double[] parameters) {
        return parameters[1] > 1;
    }

    /**
     * Expected spend of a future purchase: a weighted mean of the customer's own mean and that of all; NaN where none
     * exists (p x + q at most 1).
     *
     * @param x repeat purchases that {@code mean} is the mean of; 0 gives the mean of all customers
     */
    static double expectedSpend(double[] parameters, int x, double mean) {
        double p = parameters[0];
        double q = parameters[1];
        double v = parameters[2];
        double weight = p * x + q - 1;
        return weight > 0 ? p * (v + x * mean) / weight : Double.NaN;
    }
}
