package org.jejak.statistics;

import java.util.Arrays;

/**
 * A log-likelihood with its first and second derivatives at one point. Models fill it by their natural parameters;
 * {@link #onLogs} turns it to the logs of the parameters, in which all fits work: positive parameters need no bounds there.
 */
public final class LikelihoodDerivatives {
    /** The log-likelihood. */
    public double value;
    /** First derivatives, by parameter. */
    public final double[] gradient;
    /** Second derivatives, by pairs of parameters. */
    public final double[][] hessian;

    /** All zeros, for a number of parameters. */
    public LikelihoodDerivatives(int parameters) {
        gradient = new double[parameters];
        hessian = new double[parameters][parameters];
    }

    /** The largest absolute first derivative: 0 at a maximum. */
    public double steepest() {
        return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    }

    /** Copies the upper half of the second derivatives, which is the one that models fill, to the lower one. */
    public LikelihoodDerivatives mirrored() {
        for (int i = 0; i < gradient.length; i++) for (int j = 0; j < i; j++) hessian[i][j] = hessian[j][i];
        return this;
    }

    /** The same by log parameters: d/dlog(t) = t d/dt. */
    public LikelihoodDerivatives onLogs(double[] parameters) {
        LikelihoodDerivatives logs = new LikelihoodDerivatives(parameters.length);
        logs.value = value;
        for (int i = 0; i < parameters.length; i++) {
            logs.gradient[i] = parameters[i] * gradient[i];
            for (int j = 0; j < parameters.length; j++)
                logs.hessian[i][j] = parameters[i] * parameters[j] * hessian[i][j];
            logs.hessian[i][i] += logs.gradient[i];
        }
        return logs;
    }

    /**
     * Adds a function of linear combinations by the chain rule: argument i of {@code inner} is the sum of
     * {@code design[i][j]} times argument j of this function.
     */
    public void add(LikelihoodDerivatives inner, double[][] design) {
        value += inner.value;
        for (int i = 0; i < inner.gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                if (design[i][j] == 0) continue;
                gradient[j] += design[i][j] * inner.gradient[i];
                for (int k = 0; k < inner.gradient.length; k++) {
                    for (int l = 0; l < gradient.length; l++)
                        hessian[j][l] += design[i][j] * inner.hessian[i][k] * design[k][l];
                }
            }
        }
    }
}
