package org.jejak.value;

import java.util.List;
import org.jejak.statistics.LikelihoodDerivatives;

/** A model of when customers buy and when they leave: a likelihood to fit it by, and what it expects of a history. */
interface PurchaseModel {
    /** Name in tables and on the command line. */
    String name();

    /** Names of the parameters, all positive, in order. The first two are r and alpha. */
    List<String> parameters();

    /** Whether customers can leave for good in this model. */
    default boolean hasDropout() {
        return true;
    }

    /**
     * Which parameter a covariate of dropout shifts, by index; a covariate of the purchase rate shifts alpha. Fader and Hardie
     * (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models", note 019, with their gamma_3 = 0.
     */
    default int dropoutParameter() {
        return 2;
    }

    /** 1 if customers leave sooner when that parameter grows, -1 if later. */
    default int dropoutSign() {
        return 1;
    }

    /** Log-likelihood of all histories with its derivatives by the parameters. */
    LikelihoodDerivatives likelihood(HistoryCounts histories, double[] parameters);

    /** Where to start, given the fit of NBD and the mean age: a few places, tried in turn until one leads to a maximum inside. */
    List<double[]> starts(double r, double alpha, double meanAge);

    /** Probability that a customer with this history has not left, 0 to 1. */
    double pAlive(double[] parameters, int x, double recency, double age);

    /** What to expect of a customer with this history who is alive. */
    Future future(double[] parameters, int x, double age);

    /** Mean rate of purchases per unit of time and mean of what governs dropout: what drift is measured by. */
    double[] rates(double[] parameters);
}
