package org.jejak.value;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Gamma;
import org.jejak.statistics.LikelihoodDerivatives;

/** What customers spend on a purchase: {@link GammaGamma} and the limits of it. */
enum SpendModel {
    /** A purchase is Gamma(p, nu), and nu is Gamma(q, v) over customers: eq. 1a and 5 of note 025. */
    GAMMA_GAMMA(List.of(), List.of("p", "q", "v"), 0, 0, 1) {
        @Override
        LikelihoodDerivatives likelihood(SpendCounts spends, double[] parameters) {
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

        @Override
        double expectedSpend(double[] parameters, int x, double mean) {
            double p = parameters[0];
            double q = parameters[1];
            double v = parameters[2];
            if (x == 0 && q <= 1) return Double.NaN;
            double weight = p * x + q - 1;
            return weight > 0 ? p * (v + (x == 0 ? 0 : x * mean)) / weight : Double.NaN;
        }

        @Override
        double squaredVariation(double[] parameters) {
            return 1 / parameters[0];
        }
    },

    /** A customer always pays the same; over customers that is inverse gamma, c / Gamma(q, 1). */
    OWN_PRICE(List.of("every customer always pays the same (p to infinity, c = p v)"), List.of("q", "c"), 0, 1) {
        @Override
        LikelihoodDerivatives likelihood(SpendCounts spends, double[] parameters) {
            double q = parameters[0];
            double c = parameters[1];
            double sumLog = 0;
            double sumInverse = 0;
            for (int i = 0; i < spends.size(); i++) {
                sumLog += spends.count[i] * Math.log(spends.mean[i]);
                sumInverse += spends.count[i] / spends.mean[i];
            }
            double n = spends.customers;
            LikelihoodDerivatives s = new LikelihoodDerivatives(2);
            s.value = n * (q * Math.log(c) - Gamma.logGamma(q)) - (q + 1) * sumLog - c * sumInverse;
            s.gradient[0] = n * (Math.log(c) - Gamma.digamma(q)) - sumLog;
            s.gradient[1] = n * q / c - sumInverse;
            s.hessian[0][0] = -n * Gamma.trigamma(q);
            s.hessian[0][1] = n / c;
            s.hessian[1][1] = -n * q / (c * c);
            return s.mirrored();
        }

        @Override
        double expectedSpend(double[] parameters, int x, double mean) {
            if (x > 0) return mean;
            return parameters[0] > 1 ? parameters[1] / (parameters[0] - 1) : Double.NaN;
        }

        @Override
        double squaredVariation(double[] parameters) {
            return 0;
        }
    },

    /** Purchases of all customers are Gamma(p, nu) alike. */
    ALIKE(List.of("customers do not differ (q and v to infinity, nu = q / v)"), List.of("p", "nu"), 0, -1) {
        @Override
        LikelihoodDerivatives likelihood(SpendCounts spends, double[] parameters) {
            double p = parameters[0];
            double nu = parameters[1];
            LikelihoodDerivatives s = new LikelihoodDerivatives(2);
            for (int i = 0; i < spends.size(); i++) {
                double x = spends.x[i];
                double px = p * x;
                long c = spends.count[i];
                double m = spends.mean[i];
                double logSum = Math.log(nu * x * m);
                s.value += c * (px * logSum - Gamma.logGamma(px) - Math.log(m) - nu * x * m);
                s.gradient[0] += c * x * (logSum - Gamma.digamma(px));
                s.gradient[1] += c * (px / nu - x * m);
                s.hessian[0][0] -= c * x * x * Gamma.trigamma(px);
                s.hessian[0][1] += c * x / nu;
                s.hessian[1][1] -= c * px / (nu * nu);
            }
            return s.mirrored();
        }

        @Override
        double expectedSpend(double[] parameters, int x, double mean) {
            return parameters[0] / parameters[1];
        }

        @Override
        double squaredVariation(double[] parameters) {
            return 1 / parameters[0];
        }
    };

    private final List<String> limit;
    private final List<String> parameters;
    private final int[] powers;

    SpendModel(List<String> limit, List<String> parameters, int... powers) {
        this.limit = limit;
        this.parameters = parameters;
        this.powers = powers;
    }

    /** The model of a fit. */
    static SpendModel of(ModelFit fit) {
        return of(fit.names());
    }

    /** The model with these parameters. */
    static SpendModel of(List<String> parameters) {
        return Arrays.stream(values())
                .filter(model -> model.parameters.equals(parameters))
                .findFirst()
                .orElseThrow();
    }

    /** Of what this is the limit, in words; empty for Gamma-Gamma itself. */
    List<String> limit() {
        return limit;
    }

    /** Names of the parameters, all positive. */
    List<String> parameters() {
        return parameters;
    }

    /** What a parameter is multiplied by when amounts are, as a power of that: 1 for an amount. */
    int power(int parameter) {
        return powers[parameter];
    }

    /** Parameters of this model from those of Gamma-Gamma. */
    double[] from(double p, double q, double v) {
        return switch (this) {
            case GAMMA_GAMMA -> new double[] {p, q, v};
            case OWN_PRICE -> new double[] {q, p * v};
            case ALIKE -> new double[] {p, q / v};
        };
    }

    /** Log-likelihood with its derivatives by the parameters. */
    abstract LikelihoodDerivatives likelihood(SpendCounts spends, double[] parameters);

    /**
     * Expected spend of a future purchase, at least 0: with Gamma-Gamma a weighted mean of the customer's own mean and that of
     * all. NaN where none exists (q at most 1 for x = 0, p x + q at most 1).
     *
     * @param x repeat purchases that {@code mean} is the mean of; 0 gives the mean of all customers
     * @param mean at least 0; without meaning if x is 0
     */
    abstract double expectedSpend(double[] parameters, int x, double mean);

    /** Variance of a customer's purchases over the square of their mean. */
    abstract double squaredVariation(double[] parameters);
}
