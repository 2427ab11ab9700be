package org.jejak.value;

import java.util.List;
import java.util.stream.Stream;
import org.jejak.statistics.LikelihoodDerivatives;

/** A model of when customers buy and when they leave: a likelihood to fit it by, and what it expects of a history. */
interface PurchaseModel {
    /** Name in tables and on the command line. */
    String name();

    /** Names of the parameters, all positive, in order: those of purchase rates, then those of dropout. */
    List<String> parameters();

    /**
     * The models that this one turns into where parameters run to infinity or to 0 and customers no longer differ, or differ
     * as much as they can. They have its name and fewer parameters.
     */
    List<PurchaseModel> limits();

    /** Of what this is the limit, in words; empty for the model itself. */
    List<String> limit();

    /** Whether customers can leave for good in this model. */
    default boolean hasDropout() {
        return true;
    }

    /** How purchase rates differ between customers. */
    Rates.Kind purchaseRates();

    /**
     * Which parameter a covariate of dropout shifts, by index; a covariate of the purchase rate shifts {@link
     * Rates.Kind#speedParameter}. Fader and Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
     * Models", note 019, with their gamma_3 = 0.
     */
    default int dropoutParameter() {
        throw new UnsupportedOperationException(name() + " has no dropout");
    }

    /** 1 if customers leave sooner when that parameter grows, -1 if later. */
    default int dropoutSign() {
        throw new UnsupportedOperationException(name() + " has no dropout");
    }

    /** Log-likelihood of all histories with its derivatives by the parameters. */
    LikelihoodDerivatives likelihood(HistoryCounts histories, double[] parameters);

    /** Where to start, given the fit of NBD and the mean age: a few places, tried in turn until one leads to a maximum inside. */
    List<double[]> starts(double r, double alpha, double meanAge);

    /** Probability that a customer with this history has not left, 0 to 1. */
    double pAlive(double[] parameters, int x, double recency, double age);

    /** Shape of the gamma distribution of purchase rates, r; infinite if the rate is one for all. */
    default double shape(double[] parameters) {
        return purchaseRates().of(parameters, 0).shape();
    }

    /** What to expect of a customer with this history who is alive. */
    Future future(double[] parameters, int x, double age);

    /** Mean rate of purchases per unit of time and mean of what governs dropout: what drift is measured by. */
    double[] rates(double[] parameters);

    /** Parameters of purchase rates, then those of dropout. */
    static double[] joined(List<Double> rates, List<Double> dropout) {
        return Stream.concat(rates.stream(), dropout.stream())
                .mapToDouble(p -> p)
                .toArray();
    }
}
