package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * How a rate per unit of time, of purchases or of leaving, differs between customers: Gamma(shape, scale) or, in the limit of
 * both to infinity at a fixed ratio, not at all. The models are made of E[rate^k exp(-rate t)], k events within t. It is
 * split into E[rate^k] and the decay from there, of which neither cancels for large or small parameters:
 *
 * <pre>  gamma  prod_{i<k} (shape + i) / scale    (1 + t / scale)^-(shape + k)
 *  equal  rate^k                            exp(-rate t)</pre>
 */
sealed interface Rates {
    /** The two kinds of {@link Rates}. */
    enum Kind {
        /** Parameters shape and scale. */
        GAMMA(2),
        /** Parameter rate. */
        EQUAL(1);

        private final int parameters;

        Kind(int parameters) {
            this.parameters = parameters;
        }

        int parameters() {
            return parameters;
        }

        /** Which of them a covariate of the rate shifts: the scale, or the rate itself. */
        int speedParameter() {
            return parameters - 1;
        }

        /** 1 if events come sooner when that parameter grows, -1 if later. */
        int speedSign() {
            return this == GAMMA ? -1 : 1;
        }

        /** The rates with the parameters from a place on. */
        Rates of(double[] parameters, int at) {
            return this == GAMMA ? new Gamma(parameters[at], parameters[at + 1]) : new Equal(parameters[at]);
        }

        /** Parameters of this kind from a shape and a scale. */
        List<Double> from(double shape, double scale) {
            return this == GAMMA ? List.of(shape, scale) : List.of(shape / scale);
        }
    }

    /** Mean over customers. */
    double mean();

    /** Shape of the distribution; infinite if it is the same for all. */
    double shape();

    /** The rates of customers of whom so many events are known within a time. */
    Rates after(int events, double time);

    /** Log of E[rate^events exp(-rate time)] / E[rate^events], 0 or less. */
    double logDecay(int events, double time);

    /**
     * The rho of {@link DiscountedIntegral} for the decay: how fast it falls at first, and 1 / scale more, with which the
     * branch point at -scale stays pi away from the panels for any shape.
     */
    double speed(int events);

    /** int_0^t E[exp(-rate u)] du. */
    double integral(double t);

    /**
     * {@link #logDecay} with its derivatives.
     *
     * @param slope receives the first ones from place {@code at} on
     * @param curve receives the second ones, upper half
     */
    double logDecay(int events, double time, double[] slope, double[][] curve, int at);

    /**
     * Adds log E[rate^k] of all customers, with derivatives.
     *
     * @param at place of the first parameter
     * @param customers by number of events k
     */
    void addEvents(LikelihoodDerivatives s, int at, long[] customers);

    /** Gamma(shape, scale), with mean shape / scale. */
    record Gamma(double shape, double scale) implements Rates {
        @Override
        public double mean() {
            return shape / scale;
        }

        @Override
        public Rates after(int events, double time) {
            return new Gamma(shape + events, scale + time);
        }

        @Override
        public double logDecay(int events, double time) {
            return -(shape + events) * Math.log1p(time / scale);
        }

        @Override
        public double speed(int events) {
            return (shape + events + 1) / scale;
        }

        /** In the form that holds at shape 1 as well. */
        @Override
        public double integral(double t) {
            double log = Math.log1p(t / scale);
            double less = 1 - shape;
            return scale * (Math.abs(less * log) < 1e-12 ? log : Math.expm1(less * log) / less);
        }

        @Override
        public double logDecay(int events, double time, double[] slope, double[][] curve, int at) {
            double log = Math.log1p(time / scale);
            double n = shape + events;
            double part = time / (scale + time);
            slope[at] = -log;
            slope[at + 1] = n * part / scale;
            curve[at][at] = 0;
            curve[at][at + 1] = part / scale;
            curve[at + 1][at + 1] = -n * part * (2 - part) / (scale * scale);
            return -n * log;
        }

        @Override
        public void addEvents(LikelihoodDerivatives s, int at, long[] customers) {
            double value = 0;
            double first = 0;
            double second = 0;
            for (int k = 0; k < customers.length; k++) {
                s.value += customers[k] * value;
                s.gradient[at] += customers[k] * first;
                s.gradient[at + 1] -= customers[k] * (k / scale);
                s.hessian[at][at] -= customers[k] * second;
                s.hessian[at + 1][at + 1] += customers[k] * (k / (scale * scale));
                double inverse = 1 / (shape + k);
                value += Math.log((shape + k) / scale);
                first += inverse;
                second += inverse * inverse;
            }
        }
    }

    /** One rate for all. */
    record Equal(double rate) implements Rates {
        @Override
        public double mean() {
            return rate;
        }

        @Override
        public double shape() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public Rates after(int events, double time) {
            return this;
        }

        @Override
        public double logDecay(int events, double time) {
            return -rate * time;
        }

        @Override
        public double speed(int events) {
            return rate;
        }

        @Override
        public double integral(double t) {
            return -Math.expm1(-rate * t) / rate;
        }

        @Override
        public double logDecay(int events, double time, double[] slope, double[][] curve, int at) {
            slope[at] = -time;
            curve[at][at] = 0;
            return -rate * time;
        }

        @Override
        public void addEvents(LikelihoodDerivatives s, int at, long[] customers) {
            double events = 0;
            for (int k = 0; k < customers.length; k++) events += (double) k * customers[k];
            s.value += events * Math.log(rate);
            s.gradient[at] += events / rate;
            s.hessian[at][at] -= events / (rate * rate);
        }
    }
}
