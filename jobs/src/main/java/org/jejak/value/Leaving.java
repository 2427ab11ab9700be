package org.jejak.value;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jejak.statistics.LikelihoodDerivatives;

/**
 * How the probability p to leave at a chance (a purchase, in BG/NBD and MBG/NBD) differs between customers: Beta(a, b) or one
 * of its limits at a fixed a / (a + b).
 */
sealed interface Leaving {
    /** The three kinds of {@link Leaving}. */
    enum Kind {
        /** Beta(a, b). */
        BETA("a", "b"),
        /** a and b to infinity: p is theta for all. */
        EQUAL("theta"),
        /** a and b to 0: a share pi of the customers leaves at the first chance, the others stay for good. */
        AT_ONCE_OR_NEVER("pi");

        private final List<String> names;

        Kind(String... names) {
            this.names = List.of(names);
        }

        List<String> names() {
            return names;
        }

        /** Leaving with the parameters from a place on. */
        Leaving of(double[] parameters, int at) {
            return switch (this) {
                case BETA -> new Beta(parameters[at], parameters[at + 1]);
                case EQUAL -> new Equal(parameters[at]);
                case AT_ONCE_OR_NEVER -> new AtOnceOrNever(parameters[at]);
            };
        }

        /** Parameters of this kind from a and b. */
        List<Double> from(double a, double b) {
            return this == BETA ? List.of(a, b) : List.of(a / (a + b));
        }
    }

    /** The mean over customers of a function of p. */
    interface Mean {
        /**
         * The mean.
         *
         * @param scale {@code f(p)} differs from a straight line through small p by at most about (scale p)^2, relatively
         * @param f defined for 0 &lt; p &lt;= 1, with a limit at 0
         */
        double of(double scale, DoubleUnaryOperator f);
    }

    /** Mean of p over customers. */
    double probability();

    /** Mean over the customers who have stayed at so many chances. */
    Mean after(int chances);

    /** Log of E[p (1-p)^(chances-1)] / E[(1-p)^chances]: the odds that the last chance, from 1, was taken. */
    double logOdds(int chances);

    /**
     * Sets the derivatives of {@link #logOdds}.
     *
     * @param slope receives the first ones from place {@code at} on
     * @param curve receives the second ones, upper half
     */
    void derive(int chances, double[] slope, double[][] curve, int at);

    /**
     * Adds log E[(1-p)^chances] of all customers, with derivatives.
     *
     * @param at place of the first parameter
     * @param customers by number of chances less {@code first}
     */
    void addStays(LikelihoodDerivatives s, int at, long[] customers, int first);

    /** p ~ Beta(a, b). */
    record Beta(double a, double b) implements Leaving {
        @Override
        public double probability() {
            return a / (a + b);
        }

        @Override
        public Mean after(int chances) {
            return new BetaMixture(a, b + chances)::mean;
        }

        @Override
        public double logOdds(int chances) {
            return Math.log(a / (b + chances - 1));
        }

        @Override
        public void derive(int chances, double[] slope, double[][] curve, int at) {
            double left = b + chances - 1;
            slope[at] = 1 / a;
            slope[at + 1] = -1 / left;
            curve[at][at] = -1 / (a * a);
            curve[at + 1][at + 1] = 1 / (left * left);
        }

        /** The product of (b + i) / (a + b + i) over the chances i. */
        @Override
        public void addStays(LikelihoodDerivatives s, int at, long[] customers, int first) {
            double value = 0;
            double byA = 0;
            double byB = 0;
            double byAA = 0;
            double byBB = 0;
            for (int k = 0; k < customers.length + first; k++) {
                long c = k < first ? 0 : customers[k - first];
                s.value += c * value;
                s.gradient[at] += c * byA;
                s.gradient[at + 1] += c * byB;
                s.hessian[at][at] += c * byAA;
                s.hessian[at][at + 1] += c * byAA;
                s.hessian[at + 1][at + 1] += c * byBB;
                double stay = 1 / (b + k);
                double all = 1 / (a + b + k);
                value -= Math.log1p(a * stay);
                byA -= all;
                byB += a * stay * all;
                byAA += all * all;
                byBB -= a * stay * all * (stay + all);
            }
        }
    }

    /** p is the same for all. */
    record Equal(double theta) implements Leaving {
        @Override
        public double probability() {
            return theta;
        }

        @Override
        public Mean after(int chances) {
            return (scale, f) -> f.applyAsDouble(theta);
        }

        @Override
        public double logOdds(int chances) {
            return Math.log(theta) - Math.log(Math.max(0, 1 - theta));
        }

        @Override
        public void derive(int chances, double[] slope, double[][] curve, int at) {
            double stay = 1 - theta;
            slope[at] = 1 / (theta * stay);
            curve[at][at] = 1 / (stay * stay) - 1 / (theta * theta);
        }

        /** Not a number for theta of more than 1: a search then shortens its step. */
        @Override
        public void addStays(LikelihoodDerivatives s, int at, long[] customers, int first) {
            double stay = 1 - theta;
            double chances = 0;
            for (int x = 0; x < customers.length; x++) chances += (double) (x + first) * customers[x];
            s.value += chances * Math.log1p(-theta);
            s.gradient[at] -= chances / stay;
            s.hessian[at][at] -= chances / (stay * stay);
        }
    }

    /** p is 1 for a share pi of the customers and 0 for the others. */
    record AtOnceOrNever(double pi) implements Leaving {
        /** Stands for a p of 0, where functions of p have a limit but may divide by it. */
        private static final double NEVER = 1e-200;

        @Override
        public double probability() {
            return pi;
        }

        @Override
        public Mean after(int chances) {
            return (scale, f) ->
                    chances > 0 ? f.applyAsDouble(NEVER) : pi * f.applyAsDouble(1) + (1 - pi) * f.applyAsDouble(NEVER);
        }

        @Override
        public double logOdds(int chances) {
            return chances > 1 ? Double.NEGATIVE_INFINITY : Math.log(pi) - Math.log(Math.max(0, 1 - pi));
        }

        @Override
        public void derive(int chances, double[] slope, double[][] curve, int at) {
            new Equal(pi).derive(chances, slope, curve, at);
        }

        @Override
        public void addStays(LikelihoodDerivatives s, int at, long[] customers, int first) {
            long exposed = 0;
            for (int x = 1 - first; x < customers.length; x++) exposed += customers[x];
            new Equal(pi).addStays(s, at, new long[] {0, exposed}, 0);
        }
    }
}
