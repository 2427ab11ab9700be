package org.jejak.value;

import java.io.Serializable;
import java.util.*;

/**
 * What came of fitting a model.
 *
 * @param model name of the model
 * @param names names of the parameters
 * @param outcome how it ended
 * @param reason the outcome in words
 * @param parameters estimates; empty if there are none
 * @param errors standard errors; NaN where they do not exist, empty without estimates
 * @param covariance of the logs of the parameters (covariates as they are); null where it does not exist
 * @param logLikelihood of the individual histories; NaN without estimates
 * @param sample what it was fitted to
 * @param search how the maximum was found
 */
record ModelFit(
        String model,
        List<String> names,
        Outcome outcome,
        String reason,
        double[] parameters,
        double[] errors,
        double[][] covariance,
        double logLikelihood,
        Sample sample,
        Search search)
        implements Serializable {

    /**
     * The customers of a fit.
     *
     * @param customers customers
     * @param patterns distinct histories they fall into
     */
    record Sample(long customers, int patterns) implements Serializable {}

    /**
     * The work of the optimiser.
     *
     * @param iterations steps taken
     * @param method newton, bfgs, or (none)
     * @param gradient largest absolute derivative by a log parameter, per customer, at the end; NaN without a search
     */
    record Search(int iterations, String method, double gradient) implements Serializable {
        private static final Search NONE = new Search(0, "(none)", Double.NaN);
    }

    /** How a fit ended. */
    enum Outcome {
        /** At a maximum inside, with standard errors. */
        FITTED,
        /** At a limit of the model, which customers are scored by: the likelihood has its maximum there. */
        LIMIT,
        /** The likelihood has no maximum inside: a parameter ran off, or dropout adds nothing to NBD. */
        BOUNDARY,
        /** Parameters were given. */
        GIVEN,
        /** Not enough customers. */
        TOO_FEW,
        /** No maximum was found. */
        FAILED;

        /** As in the tables. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A fit without estimates. */
    static ModelFit none(String model, List<String> names, Outcome outcome, String reason, Sample sample) {
        double[] none = {};
        return new ModelFit(model, names, outcome, reason, none, none, null, Double.NaN, sample, Search.NONE);
    }

    /** Parameters given from outside, without a fit, and the log-likelihood of histories under them. */
    static ModelFit given(String model, List<String> names, double[] parameters, double logLikelihood, Sample sample) {
        double[] errors = new double[parameters.length];
        Arrays.fill(errors, Double.NaN);
        String reason = "given, not fitted";
        return new ModelFit(
                model, names, Outcome.GIVEN, reason, parameters, errors, null, logLikelihood, sample, Search.NONE);
    }

    /** Whether there is a maximum, inside or at a limit, or parameters that were given instead. */
    boolean isFitted() {
        return outcome == Outcome.FITTED || outcome == Outcome.LIMIT || outcome == Outcome.GIVEN;
    }

    /** Whether there are estimates to predict with. */
    boolean hasParameters() {
        return parameters.length > 0;
    }

    /** What is to be known of these parameters before they are used, then what else there is to say. */
    String withReason(String more) {
        return outcome == Outcome.FITTED || outcome == Outcome.GIVEN ? more : reason + "; " + more;
    }

    /** Akaike's criterion. */
    double aic() {
        return 2.0 * names.size() - 2 * logLikelihood;
    }

    /** The same fit with another outcome. */
    ModelFit as(Outcome other, String why) {
        return new ModelFit(model, names, other, why, parameters, errors, covariance, logLikelihood, sample, search);
    }
}
