package org.jejak.value;

import java.util.List;

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
 * @param customers customers in the fit
 * @param patterns distinct histories they fall into
 * @param iterations iterations of the optimiser
 * @param method newton, bfgs, or (none)
 * @param gradient largest absolute derivative by a log parameter, per customer
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
        long customers,
        int patterns,
        int iterations,
        String method,
        double gradient)
        implements java.io.Serializable {

    /** How a fit ended. */
    enum Outcome {
        /** At a maximum inside, with standard errors. */
        FITTED,
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
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A fit that gave nothing. */
    static ModelFit none(
            String model, List<String> names, Outcome outcome, String reason, long customers, int patterns) {
        return new ModelFit(
                model,
                names,
                outcome,
                reason,
                new double[0],
                new double[0],
                null,
                Double.NaN,
                customers,
                patterns,
                0,
                "(none)",
                Double.NaN);
    }

    /** Parameters given from outside, without a fit, and the log-likelihood of histories under them. */
    static ModelFit given(
            String model, List<String> names, double[] parameters, double logLikelihood, long customers, int patterns) {
        double[] errors = new double[parameters.length];
        java.util.Arrays.fill(errors, Double.NaN);
        return new ModelFit(
                model,
                names,
                Outcome.GIVEN,
                "given, not fitted",
                parameters,
                errors,
                null,
                logLikelihood,
                customers,
                patterns,
                0,
                "(none)",
                Double.NaN);
    }

    /** Whether there is a maximum inside, or parameters that were given instead. */
    boolean isFitted() {
        return outcome == Outcome.FITTED || outcome == Outcome.GIVEN;
    }

    /** Whether there are estimates to predict with. */
    boolean hasParameters() {
        return parameters.length > 0;
    }

    /** Akaike's criterion. */
    double aic() {
        return 2.0 * names.size() - 2 * logLikelihood;
    }

    /** The same fit with another outcome. */
    ModelFit as(Outcome other, String why) {
        return new ModelFit(
                model,
                names,
                other,
                why,
                parameters,
                errors,
                covariance,
                logLikelihood,
                customers,
                patterns,
                iterations,
                method,
                gradient);
    }
}
