package org.jejak.value;

import java.util.*;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jejak.statistics.LikelihoodDerivatives;
import org.jejak.statistics.NewtonOptimizer;
import org.jejak.statistics.NewtonOptimizer.Optimum;
import org.jejak.value.ModelFit.Outcome;
import org.jejak.value.ModelFit.Sample;
import org.jejak.value.ModelFit.Search;

/**
 * Fits models of purchases by maximum likelihood, in log parameters. NBD is fitted first: it always has a maximum, and gives
 * the others a start. It is also what they must beat. A dropout model whose log-likelihood is less than {@link #LEAST_GAIN}
 * above that of NBD, or a limit of it with an AIC not below, has no identifiable dropout: outcome BOUNDARY, and its numbers are not used to predict.
 *
 * <p>A search may find no maximum inside: a parameter leaves the box of {@link NewtonOptimizer#LIMIT}, or its standard error is
 * wider than that box. Then the limits of the model ({@link PurchaseModel#limits}) are fitted. The best of them is the fit, with
 * outcome LIMIT, if its likelihood is not below what the search reached; of equally good ones, that with the fewest parameters.
 * If it is below, the outcome is BOUNDARY.
 *
 * <p>Invariants: at a fitted maximum no derivative exceeds 1e-9 per customer, and the same histories in any order give the
 * same bits. Not for fewer customers than a few dozen: the likelihood is flat there, and most fits end as BOUNDARY or LIMIT.
 */
final class Fitter {
    /** Models in the order in which they are shown. */
    static final List<PurchaseModel> MODELS = List.of(new Nbd(), BgNbd.bg(), BgNbd.modified(), new ParetoNbd());

    /** A dropout model with a smaller gain over NBD has not found any dropout; likelihoods this near are equal. */
    static final double LEAST_GAIN = 1e-3;

    /** A search does not start from less difference between customers than this shape of their purchase rates. */
    private static final double MOST_START_SHAPE = 100;

    private Fitter() {}

    /** The model of this name. */
    static PurchaseModel model(String name) {
        return MODELS.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }

    /** The model of a fit, or the limit of it that was fitted. */
    static PurchaseModel model(ModelFit fit) {
        return model(fit.model(), fit.names());
    }

    /** The model of this name, or the limit of it, with these parameters. */
    static PurchaseModel model(String name, List<String> parameters) {
        return withLimits(model(name))
                .filter(m -> m.parameters().equals(parameters))
                .findFirst()
                .orElseThrow();
    }

    /** A model, then its limits. */
    static Stream<PurchaseModel> withLimits(PurchaseModel model) {
        return Stream.concat(Stream.of(model), model.limits().stream());
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

    /** Fits NBD; without estimates if there are too few customers or nobody bought again. */
    static ModelFit nbd(HistoryCounts h, long leastCustomers) {
        PurchaseModel model = MODELS.get(0);
        long least = Math.max(1, leastCustomers);
        String missing = h.customers < least
                ? h.customers + " customers with a purchase; at least " + least + " are needed"
                : h.exposure() <= 0
                        ? "no time has passed since the first purchases"
                        : h.repeaters == 0 ? "nobody bought again" : null;
        if (missing != null)
            return ModelFit.none(model.name(), model.parameters(), Outcome.TOO_FEW, missing, h.sample());
        double rate = h.purchases() / h.exposure();
        ModelFit fit = best(model, h, 0.5, 0.5 / rate);
        return fit.outcome() == Outcome.FITTED ? fit : best(model, h, 5, 5 / rate);
    }

    /** Fits a model with dropout, starting from NBD; a boundary if it finds no dropout, or a limit that AIC puts behind NBD. */
    static ModelFit dropout(PurchaseModel model, HistoryCounts h, ModelFit nbd) {
        if (!nbd.hasParameters())
            return ModelFit.none(model.name(), model.parameters(), nbd.outcome(), nbd.reason(), h.sample());
        double r = Math.min(MOST_START_SHAPE, model(nbd).shape(nbd.parameters()));
        double mean = model(nbd).rates(nbd.parameters())[0];
        ModelFit fit = best(model, h, r, r / mean);
        double gain = fit.logLikelihood() - nbd.logLikelihood();
        boolean pays = fit.outcome() != Outcome.LIMIT || fit.aic() < nbd.aic();
        if (gain >= LEAST_GAIN && pays) return fit;
        String text = "no identifiable dropout: log-likelihood only %.6f above nbd; nbd is used instead";
        return fit.as(Outcome.BOUNDARY, String.format(Locale.ROOT, text, Math.max(0, gain)));
    }

    /** The fit; a boundary if the standard error of a parameter is wider than the box of the search. */
    static ModelFit identified(ModelFit fit) {
        for (int i = 0; fit.isFitted() && i < fit.names().size(); i++) {
            double error = Math.sqrt(fit.covariance()[i][i]);
            if (error > NewtonOptimizer.LIMIT)
                return fit.as(
                        Outcome.BOUNDARY,
                        "no maximum inside: " + fit.names().get(i)
                                + " may be anything (standard error on the log scale " + Math.round(error) + ")");
        }
        return fit;
    }

    /** The fit of a model, or of that of its limits to which it runs; r and alpha are those of NBD. */
    private static ModelFit best(PurchaseModel model, HistoryCounts h, double r, double alpha) {
        double meanAge = h.exposure() / h.customers;
        return orLimit(withLimits(model)
                .map(form -> new Form(
                        form.limit(),
                        () -> best(
                                form.name(),
                                form.parameters(),
                                p -> form.likelihood(h, p),
                                form.starts(r, alpha, meanAge),
                                h.sample()))));
    }

    /**
     * A model or a limit of it.
     *
     * @param limit of what it is the limit, in words; empty for the model
     * @param fit fits it
     */
    record Form(List<String> limit, Supplier<ModelFit> fit) {}

    /**
     * The fit of a model; where it has no maximum inside, that of the limit to which it runs, if there is one.
     *
     * @param forms the model, then its limits
     */
    static ModelFit orLimit(Stream<Form> forms) {
        List<Form> all = forms.toList();
        ModelFit inside = all.get(0).fit.get();
        if (inside.isFitted()) return inside;
        List<ModelFit> limits = all.stream()
                .skip(1)
                .map(form -> {
                    ModelFit fit = form.fit.get();
                    return fit.isFitted() ? fit.as(Outcome.LIMIT, "limit: " + String.join("; ", form.limit)) : fit;
                })
                .filter(ModelFit::isFitted)
                .toList();
        double best = limits.stream().mapToDouble(ModelFit::logLikelihood).max().orElse(Double.NEGATIVE_INFINITY);
        if (limits.isEmpty() || best < inside.logLikelihood() - LEAST_GAIN) return inside;
        return limits.stream()
                .filter(fit -> fit.logLikelihood() >= best - LEAST_GAIN)
                .min(Comparator.comparingInt((ModelFit fit) -> fit.names().size())
                        .thenComparingDouble(fit -> -fit.logLikelihood()))
                .orElseThrow();
    }

    /**
     * The fit from the first start that leads to a maximum inside; else the highest point found, marked as boundary or failed.
     *
     * @param likelihood by the parameters, which are all positive
     */
    static ModelFit best(
            String model,
            List<String> names,
            Function<double[], LikelihoodDerivatives> likelihood,
            List<double[]> starts,
            Sample sample) {
        Function<double[], LikelihoodDerivatives> onLogs = logs -> {
            double[] parameters = exp(logs);
            return likelihood.apply(parameters).onLogs(parameters);
        };
        ModelFit best = null;
        for (double[] start : starts) {
            Optimum optimum = NewtonOptimizer.maximize(onLogs, within(start), sample.customers());
            ModelFit fit = identified(of(model, names, optimum, sample, names.size()));
            if (fit.isFitted()) return fit;
            if (best == null || fit.logLikelihood() > best.logLikelihood()) best = fit;
        }
        return best;
    }

    /** Logs of a start, kept away from the boundary. */
    static double[] within(double[] start) {
        double most = NewtonOptimizer.LIMIT - 2;
        return Arrays.stream(start)
                .map(p -> Math.max(-most, Math.min(most, Math.log(p))))
                .toArray();
    }

    /**
     * Turns the end of a search into a fit.
     *
     * @param logs how many of the arguments, from the first, are logs of parameters; the others are parameters
     */
    static ModelFit of(String model, List<String> names, Optimum optimum, Sample sample, int logs) {
        double[][] covariance = optimum.converged() && !optimum.outOfBox() ? optimum.covariance() : null;
        double[] parameters = new double[names.size()];
        double[] errors = new double[names.size()];
        List<String> beyond = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i < logs ? Math.exp(optimum.at()[i]) : optimum.at()[i];
            double scale = i < logs ? parameters[i] : 1;
            errors[i] = covariance == null ? Double.NaN : scale * Math.sqrt(covariance[i][i]);
            if (Math.abs(optimum.at()[i]) > NewtonOptimizer.LIMIT) beyond.add(names.get(i));
        }
        boolean inside = optimum.converged() && covariance != null;
        Outcome outcome = inside ? Outcome.FITTED : optimum.outOfBox() ? Outcome.BOUNDARY : Outcome.FAILED;
        String reason = inside
                ? "maximum found"
                : optimum.outOfBox()
                        ? "no maximum inside: " + String.join(" and ", beyond) + " ran off"
                        : "no maximum found in " + optimum.iterations() + " iterations";
        LikelihoodDerivatives derivatives = optimum.derivatives();
        Search search = new Search(optimum.iterations(), optimum.method(), derivatives.steepest() / sample.customers());
        return new ModelFit(
                model, names, outcome, reason, parameters, errors, covariance, derivatives.value, sample, search);
    }

    static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).toArray();
    }
}
