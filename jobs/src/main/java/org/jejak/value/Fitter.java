package org.jejak.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jejak.statistics.LikelihoodDerivatives;
import org.jejak.statistics.Maximizer;
import org.jejak.value.ModelFit.Outcome;

/**
 * Fits models of purchases by maximum likelihood, in log parameters. NBD comes first: it is always well behaved, gives the
 * others a start, and is what they must beat: a dropout model whose log-likelihood is not at least {@link #LEAST_GAIN} above
 * that of NBD, whose parameters run off, or may be anything by their standard errors, has no identifiable dropout, and that is said instead of numbers that mean
 * nothing.
 */
final class Fitter {
    /** Models in the order in which they are shown. */
    static final List<PurchaseModel> MODELS = List.of(new Nbd(), BgNbd.bg(), BgNbd.modified(), new ParetoNbd());

    /** A dropout model with a smaller gain over NBD has not found any dropout. */
    static final double LEAST_GAIN = 1e-3;

    private Fitter() {}

    /** The model of this name. */
    static PurchaseModel model(String name) {
        return MODELS.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }

    /** Fits all models, in the order of {@link #MODELS}. */
    static Map<String, ModelFit> fitAll(HistoryCounts histories, long leastCustomers) {
        return fit(histories, leastCustomers, MODELS);
    }

    /** Fits some models, and NBD in any case. */
    static Map<String, ModelFit> fit(HistoryCounts histories, long leastCustomers, List<PurchaseModel> models) {
        Map<String, ModelFit> fits = new LinkedHashMap<>();
        ModelFit nbd = nbd(histories, leastCustomers);
        fits.put(nbd.model(), nbd);
        for (PurchaseModel model : models)
            if (model.hasDropout()) fits.put(model.name(), dropout(model, histories, nbd));
        return fits;
    }

    static ModelFit nbd(HistoryCounts h, long leastCustomers) {
        PurchaseModel model = MODELS.get(0);
        if (h.customers < Math.max(1, leastCustomers))
            return ModelFit.none(
                    model.name(),
                    model.parameters(),
                    Outcome.TOO_FEW,
                    h.customers + " customers with a purchase; at least " + Math.max(1, leastCustomers) + " are needed",
                    h.customers,
                    h.size());
        if (h.repeaters == 0 || h.exposure() <= 0)
            return ModelFit.none(
                    model.name(),
                    model.parameters(),
                    Outcome.TOO_FEW,
                    h.exposure() <= 0 ? "no time has passed since the first purchases" : "nobody bought again",
                    h.customers,
                    h.size());
        double rate = h.purchases() / h.exposure();
        return best(model, h, List.of(new double[] {0.5, 0.5 / rate}, new double[] {5, 5 / rate}));
    }

    static ModelFit dropout(PurchaseModel model, HistoryCounts h, ModelFit nbd) {
        if (!nbd.hasParameters())
            return ModelFit.none(model.name(), model.parameters(), nbd.outcome(), nbd.reason(), h.customers, h.size());
        double r = nbd.parameters()[0];
        double alpha = nbd.parameters()[1];
        ModelFit fit = best(model, h, model.starts(r, alpha, h.exposure() / h.customers));
        double gain = fit.logLikelihood() - nbd.logLikelihood();
        if (gain < LEAST_GAIN)
            return fit.as(
                    Outcome.BOUNDARY,
                    String.format(
                            Locale.ROOT,
                            "no identifiable dropout: log-likelihood only %.6f above nbd; nbd is used instead",
                            Math.max(0, gain)));
        return identified(fit, "no identifiable dropout: ", "; nbd is used instead");
    }

    /** The fit; a boundary if a parameter may be anything by its standard error. */
    static ModelFit identified(ModelFit fit, String before, String after) {
        for (int i = 0; fit.isFitted() && i < fit.names().size(); i++) {
            double error = Math.sqrt(fit.covariance()[i][i]);
            if (error > Maximizer.FURTHEST)
                return fit.as(
                        Outcome.BOUNDARY,
                        before + fit.names().get(i) + " may be anything (standard error on the log scale "
                                + Math.round(error) + ")" + after);
        }
        return fit;
    }

    /** The first start that leads to a maximum inside; else the highest point found, marked as boundary or failed. */
    private static ModelFit best(PurchaseModel model, HistoryCounts h, List<double[]> starts) {
        Function<double[], LikelihoodDerivatives> function = logs -> {
            double[] parameters = exp(logs);
            return model.likelihood(h, parameters).onLogs(parameters);
        };
        ModelFit best = null;
        for (double[] start : starts) {
            ModelFit fit = of(
                    model.name(),
                    model.parameters(),
                    Maximizer.climb(function, within(start), h.customers),
                    h.customers,
                    h.size(),
                    model.parameters().size());
            if (fit.isFitted()) return fit;
            if (best == null || fit.logLikelihood() > best.logLikelihood()) best = fit;
        }
        return best;
    }

    /** Logs of a start, kept away from the boundary. */
    static double[] within(double[] start) {
        double most = Maximizer.FURTHEST - 2;
        return Arrays.stream(start)
                .map(p -> Math.max(-most, Math.min(most, Math.log(p))))
                .toArray();
    }

    /**
     * Reads a peak as a fit.
     *
     * @param logs how many of the arguments, from the first, are logs of parameters; the others are parameters
     */
    static ModelFit of(String model, List<String> names, Maximizer.Peak peak, long customers, int patterns, int logs) {
        double[][] covariance = peak.converged() && !peak.ranOff() ? Maximizer.covariance(peak.slope()) : null;
        double[] parameters = new double[names.size()];
        double[] errors = new double[names.size()];
        List<String> beyond = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i < logs ? Math.exp(peak.at()[i]) : peak.at()[i];
            double scale = i < logs ? parameters[i] : 1;
            errors[i] = covariance == null ? Double.NaN : scale * Math.sqrt(covariance[i][i]);
            if (Math.abs(peak.at()[i]) > Maximizer.FURTHEST) beyond.add(names.get(i));
        }
        boolean inside = peak.converged() && covariance != null;
        Outcome outcome = inside ? Outcome.FITTED : peak.ranOff() ? Outcome.BOUNDARY : Outcome.FAILED;
        String reason = inside
                ? "maximum found"
                : peak.ranOff()
                        ? "no maximum inside: " + String.join(" and ", beyond) + " ran off"
                        : "no maximum found in " + peak.iterations() + " iterations";
        double steepest =
                Arrays.stream(peak.slope().gradient).map(Math::abs).max().orElse(0) / customers;
        return new ModelFit(
                model,
                names,
                outcome,
                reason,
                parameters,
                errors,
                covariance,
                peak.slope().value,
                customers,
                patterns,
                peak.iterations(),
                peak.method(),
                steepest);
    }

    static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).toArray();
    }
}
