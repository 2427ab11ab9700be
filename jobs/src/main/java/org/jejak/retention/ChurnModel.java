package org.jejak.retention;

import org.hipparchus.special.Gamma;

/**
 * How customers are lost over whole periods, t = 1, 2, ...: the logarithm of the chance of staying through period t for
 * one who stayed until t - 1. Parameters are positive and given as logarithms.
 */
enum ChurnModel {
    /** One loss rate for everybody and always: log stay = -rate. The null model of {@link #SBG}. */
    GEOMETRIC(1) {
        @Override
        double logStay(int t, double[] p, double[] slope) {
            return slope[0] = -Math.exp(p[0]);
        }
    },
    /** One loss rate for everybody, rising or falling with time: S(t) = exp(-rate t^c). The null model of {@link #BDW}. */
    WEIBULL(2) {
        @Override
        double logStay(int t, double[] p, double[] slope) {
            double c = Math.exp(p[1]);
            double rate = Math.exp(p[0]);
            double log = -rate * (Math.pow(t, c) - Math.pow(t - 1, c));
            slope[0] = log;
            slope[1] = -rate * c * (powLog(t, c) - powLog(t - 1, c));
            return log;
        }
    },
    /**
     * Shifted beta-geometric: loss rates differ between customers as Beta(alpha, beta). S(t) = B(alpha, beta + t) / B(alpha,
     * beta), retention (beta + t - 1) / (alpha + beta + t - 1). Fader and Hardie (2007), Journal of Interactive Marketing
     * 21(1), equations 6 to 8. Retention can only rise with time: not for customers who grow tired.
     */
    SBG(2) {
        @Override
        double logStay(int t, double[] p, double[] slope) {
            double alpha = Math.exp(p[0]);
            double stayed = Math.exp(p[1]) + t - 1;
            slope[0] = -alpha / (alpha + stayed);
            slope[1] = Math.exp(p[1]) * alpha / (stayed * (alpha + stayed));
            return -Math.log1p(alpha / stayed);
        }
    },
    /**
     * Beta-discrete-Weibull: S(t) = B(gamma, delta + t^c) / B(gamma, delta); with c = 1 it is {@link #SBG}. Fader, Hardie, Liu,
     * Davin and Steenburgh (2018), Journal of Interactive Marketing 43.
     */
    BDW(3) {
        @Override
        double logStay(int t, double[] p, double[] slope) {
            double gamma = Math.exp(p[0]);
            double delta = Math.exp(p[1]);
            double c = Math.exp(p[2]);
            double now = Math.pow(t, c);
            double before = Math.pow(t - 1, c);
            // of two nearly equal numbers: rounding must not let customers come back
            double log = Math.min(0, logBeta(gamma, delta + now) - logBeta(gamma, delta + before));
            double slopeNow = Gamma.digamma(delta + now) - Gamma.digamma(gamma + delta + now);
            double slopeBefore = Gamma.digamma(delta + before) - Gamma.digamma(gamma + delta + before);
            slope[0] = gamma * (Gamma.digamma(gamma + delta + before) - Gamma.digamma(gamma + delta + now));
            slope[1] = delta * (slopeNow - slopeBefore);
            slope[2] = c * (slopeNow * powLog(t, c) - slopeBefore * powLog(t - 1, c));
            return log;
        }

        /** log B(a, b) less log Gamma(a). */
        private double logBeta(double a, double b) {
            return Gamma.logGamma(b) - Gamma.logGamma(a + b);
        }
    };

    private final int parameters;

    ChurnModel(int parameters) {
        this.parameters = parameters;
    }

    /** Number of parameters. */
    int parameters() {
        return parameters;
    }

    /**
     * log P(still a customer after period t | after t - 1), 0 or less.
     *
     * @param t period, from 1
     * @param p logarithms of the parameters
     * @param slope receives the derivatives by them
     */
    abstract double logStay(int t, double[] p, double[] slope);

    /** Share still there after each of the periods 0 to {@code last}; starts with 1. */
    double[] survival(double[] p, int last) {
        double[] share = new double[last + 1];
        double[] slope = new double[parameters];
        double log = 0;
        share[0] = 1;
        for (int t = 1; t <= last; t++) share[t] = Math.exp(log += logStay(t, p, slope));
        return share;
    }

    /**
     * Expected periods of a new customer, the first included, discounted: the sum of S(t) / (1 + rate)^t from t = 0. For sBG
     * it is 2F1(1, beta; alpha + beta; 1 / (1 + rate)).
     *
     * @param rate discount per period, more than 0: without it the sum may have no end
     */
    double discountedLifetime(double[] p, double rate) {
        double[] slope = new double[parameters];
        double term = 1;
        double sum = 1;
        for (int t = 1; term > 1e-15 * rate * sum; t++) sum += term *= Math.exp(logStay(t, p, slope)) / (1 + rate);
        return sum;
    }

    private static double powLog(double t, double c) {
        return t <= 1 ? 0 : Math.pow(t, c) * Math.log(t);
    }
}
