package org.jejak.value;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jejak.value.ModelFit.Outcome;

/**
 * Gamma-Gamma: what customers spend on a purchase, taken as independent of how often they buy. A purchase is Gamma(p, nu),
 * nu is Gamma(q, v) over customers. Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025, eq. 1a and
 * 5; Fader, Hardie and Lee (2005), "RFM and CLV", JMR 42. The mean over all customers, p v / (q - 1), exists for q &gt; 1 only.
 * Where the fit runs to a limit ({@link SpendModel}), it is that limit.
 */
final class GammaGamma {
    static final String NAME = "gamma_gamma";
    private static final List<String> PARAMETERS = SpendModel.GAMMA_GAMMA.parameters();

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
        ModelFit fit = Fitter.orLimit(Arrays.stream(SpendModel.values())
                .map(model -> new Fitter.Form(
                        model.limit(),
                        () -> Fitter.best(
                                NAME,
                                model.parameters(),
                                p -> model.likelihood(scaled, p),
                                STARTS.stream()
                                        .map(s -> model.from(s[0], s[1], s[2]))
                                        .toList(),
                                spends.sample()))));
        return inUnitsOf(mean, fit);
    }

    /** Given parameters by name, in their order, instead of a fit; null gives a fit without estimates. */
    static ModelFit given(SpendCounts spends, Map<String, Double> given) {
        if (given == null)
            return ModelFit.none(NAME, PARAMETERS, Outcome.TOO_FEW, "no p, q, v given", new ModelFit.Sample(0, 0));
        SpendModel model = SpendModel.of(List.copyOf(given.keySet()));
        double[] parameters = given.values().stream().mapToDouble(p -> p).toArray();
        double logLikelihood = model.likelihood(spends, parameters).value;
        return ModelFit.given(NAME, model.parameters(), parameters, logLikelihood, spends.sample());
    }

    private static ModelFit inUnitsOf(double unit, ModelFit fit) {
        SpendModel model = SpendModel.of(fit);
        double[] parameters = fit.parameters().clone();
        double[] errors = fit.errors().clone();
        for (int i = 0; i < parameters.length; i++) {
            double factor = Math.pow(unit, model.power(i));
            parameters[i] *= factor;
            errors[i] *= factor;
        }
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
}
