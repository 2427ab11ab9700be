package org.jejak.value;

import java.util.*;

/**
 * Fits all models to a set of purchase histories, validates them, chooses one, and makes a scorer for customers. A pure
 * function of the histories; their order does not matter.
 *
 * <p>Steps: (1) fit every model to the histories up to {@link #fitEnd}; (2) fit them again to what was known at {@link #origin}
 * and compare with the purchases until {@link #end} ({@link Holdout}), and so at earlier origins (backtests); (3) choose
 * ({@link ModelChoice}: smallest holdout error, of near-equal ones the smallest AIC); (4) let groups of customers shift the
 * rates where AIC falls, and give large groups a fit of their own; (5) compare the chosen fit with one of some time ago
 * (drift). Every fit is kept in {@link #trials} with the reason why it is used or not.
 *
 * <p>Not for data with less than about a year of purchases: the holdout is then a few weeks, and the choice is noise.
 */
public final class ModelSelection {
    /**
     * A fit that was tried, for all customers or for a group.
     *
     * @param group (all) or the group
     * @param fit the fit
     * @param isChosen whether predictions use it
     * @param reason why, in words
     */
    record Trial(String group, ModelFit fit, boolean isChosen, String reason) {}

    /**
     * A rate then and now.
     *
     * @param name purchase_rate or dropout
     * @param before in the earlier fit
     * @param now in the current one
     */
    record Drift(String name, double before, double now) {
        boolean isBeyond(double limit) {
            return Math.abs(now - before) > limit * Math.abs(before);
        }
    }

    /**
     * Parameters from outside, to predict with instead of fitting.
     *
     * @param model name of the model of purchases
     * @param parameters parameters of it or of a limit of it, by name, in their order
     * @param spend parameters of Gamma-Gamma or of a limit of it, likewise; null if they are not known
     */
    public record Given(String model, Map<String, Double> parameters, Map<String, Double> spend) {
        private ModelFit fit(HistoryCounts histories) {
            PurchaseModel known = Fitter.model(model, List.copyOf(parameters.keySet()));
            double[] p = values(parameters);
            double logLikelihood = known.likelihood(histories, p).value;
            return ModelFit.given(model, known.parameters(), p, logLikelihood, histories.sample());
        }

        private static double[] values(Map<String, Double> parameters) {
            return parameters.values().stream().mapToDouble(p -> p).toArray();
        }
    }

    final List<History> histories;
    final ModelSelectionOptions options;
    final int origin;
    final int fitEnd;
    final int end;
    final Summaries summaries;
    private final CustomerGroups groups;
    final Map<String, ModelFit> fits;
    final ModelFit spend;
    final SpendCounts spends;
    final Map<String, ModelFit> fitsAtOrigin;
    final Map<String, Holdout> holdouts;
    final List<Holdout> backtests = new ArrayList<>();
    final ModelChoice choice;
    final List<Trial> trials = new ArrayList<>();
    final List<Drift> drifts;
    /** Null if there is no model. */
    final Scorer scorer;

    /**
     * Fits and validates on histories.
     *
     * @param origin last day of the histories that validation fits, days since 1970
     * @param fitEnd last day of the histories that predictions build on: the origin, or later
     * @param end last day of what validation compares with; equal to the origin if there is no holdout
     */
    public static ModelSelection of(
            List<History> histories, int origin, int fitEnd, int end, ModelSelectionOptions options) {
        return new ModelSelection(histories, Summaries.at(fitEnd, histories), origin, end, options, null);
    }

    /** As above, up to the origin, with given parameters instead of fits; fits if {@code given} is null. */
    public static ModelSelection of(
            List<History> histories, int origin, int end, ModelSelectionOptions options, Given given) {
        return new ModelSelection(histories, Summaries.at(origin, histories), origin, end, options, given);
    }

    /**
     * Fits on histories that were summed up elsewhere: without dates, so without validation. The unit of their times is that
     * of the parameters: {@code daysPerUnit} must be 1.
     *
     * @param given parameters instead of fits; null for fits
     */
    public static ModelSelection of(List<CustomerSummary> summaries, ModelSelectionOptions options, Given given) {
        return new ModelSelection(List.of(), Summaries.of(summaries), 0, 0, options, given);
    }

    private ModelSelection(
            List<History> histories,
            Summaries summaries,
            int origin,
            int end,
            ModelSelectionOptions options,
            Given parameters) {
        this.histories = histories;
        this.summaries = summaries;
        this.options = options;
        this.origin = origin;
        this.end = end;
        fitEnd = summaries.end;
        groups = new CustomerGroups(summaries, options.daysPerUnit(), options.leastCustomers());
        spends = summaries.spends();
        ModelFit given = parameters == null ? null : parameters.fit(summaries.patterns(options.daysPerUnit()));
        fits = given == null ? fits(summaries) : Map.of(given.model(), given);
        spend = given == null
                ? GammaGamma.fit(spends, options.leastCustomers() > 1 ? 10 : 2)
                : GammaGamma.given(spends, parameters.spend);
        fitsAtOrigin = given != null || origin == fitEnd ? fits : fits(Summaries.at(origin, histories));
        holdouts = end > origin ? holdouts(fitsAtOrigin, origin, end) : Map.of();
        choice = given != null ? new ModelChoice(given.model(), "parameters were given") : choice();
        if (end > origin && given == null) backtest();
        Map<String, ModelFit> used = given != null ? Map.of(Scorer.ALL, given) : tried();
        if (given != null) trials.add(new Trial(Scorer.ALL, given, true, choice.reason()));
        trials.add(new Trial(Scorer.ALL, spend, options.hasAmounts() && spend.isFitted(), spend.reason()));
        drifts = given == null && options.driftDays() > 0 && choice.model() != null ? drift() : List.of();
        scorer = choice.model() == null ? null : scorer(used);
    }

    /** Repeats the validation at earlier origins, each as long before the next as the holdout lasts. */
    private void backtest() {
        for (int k = 1; k <= options.backtests(); k++) {
            int earlier = origin - k * (end - origin);
            Summaries then = Summaries.at(earlier, histories);
            if (then.size() > 0)
                backtests.addAll(
                        holdouts(fits(then), earlier, earlier + end - origin).values());
        }
    }

    private Scorer scorer(Map<String, ModelFit> used) {
        return new Scorer(
                used,
                groups.others(),
                options.hasAmounts() ? spend : null,
                plainSpend(),
                options.daysPerUnit(),
                options.horizon(),
                options.delta());
    }

    private Map<String, ModelFit> fits(Summaries of) {
        List<PurchaseModel> models = Fitter.MODELS.stream()
                .filter(m -> options.models().contains(m.name()))
                .toList();
        return Fitter.fit(of.patterns(options.daysPerUnit()), options.leastCustomers(), models);
    }

    private Map<String, Holdout> holdouts(Map<String, ModelFit> of, int from, int to) {
        HoldoutCounts outcomes = HoldoutCounts.of(histories, from, to);
        Map<String, Holdout> found = new LinkedHashMap<>();
        if (outcomes.customers == 0) return found;
        of.forEach((name, fit) -> {
            boolean usable = fit.isFitted() || fit.hasParameters() && name.equals("nbd");
            if (usable)
                found.put(name, Holdout.of(Fitter.model(fit), fit.parameters(), outcomes, options.daysPerUnit()));
        });
        return found;
    }

    /** The one model that was asked for, if it has a maximum; else the best. */
    private ModelChoice choice() {
        ModelFit wanted =
                options.models().size() == 1 ? fits.get(options.models().get(0)) : null;
        boolean usable = wanted != null
                && (wanted.isFitted()
                        || wanted.hasParameters() && wanted.model().equals("nbd"));
        return usable ? new ModelChoice(wanted.model(), "the only model asked for") : ModelChoice.of(fits, errors());
    }

    private Map<String, Double> errors() {
        Map<String, Double> errors = new TreeMap<>();
        holdouts.forEach((name, holdout) -> errors.put(name, holdout.all().mae()));
        return errors;
    }

    /** Records every fit with the reason why it is used or not, and returns the fits that predict, by group. */
    private Map<String, ModelFit> tried() {
        Map<String, ModelFit> used = new LinkedHashMap<>();
        fits.values().forEach(fit -> {
            boolean isChosen = fit.model().equals(choice.model());
            if (isChosen) used.put(Scorer.ALL, fit);
            String reason = isChosen
                    ? fit.withReason(choice.reason())
                    : fit.isFitted() ? fit.withReason(choice.model() + " is chosen: " + choice.reason()) : fit.reason();
            trials.add(new Trial(Scorer.ALL, fit, isChosen, reason));
        });
        if (choice.model() != null) {
            covariates(used);
            largeGroups(used);
        }
        return used;
    }

    /** Lets groups shift the rates of BG/NBD and Pareto/NBD where that lowers the AIC. */
    private void covariates(Map<String, ModelFit> used) {
        Map<String, HistoryCounts> patterns = groups.separate();
        if (patterns.size() < 2) return;
        for (String name : List.of("bg_nbd", "pareto_nbd")) {
            ModelFit plain = fits.get(name);
            if (plain == null || !plain.isFitted()) continue;
            Covariates covariates = new Covariates(Fitter.model(plain), patterns);
            ModelFit fit = covariates.fit(plain);
            boolean better = fit.isFitted() && fit.aic() < plain.aic();
            boolean isChosen = better && name.equals(choice.model());
            if (isChosen) used.putAll(covariates.byGroup(fit));
            String reason = !fit.isFitted()
                    ? fit.reason()
                    : fit.withReason(
                            !better
                                    ? "groups do not pay: AIC not below that of " + name + " without them"
                                    : isChosen ? "groups lower the AIC" : choice.model() + " is chosen");
            trials.add(new Trial(Scorer.ALL, fit, isChosen, reason));
        }
    }

    /** Groups that are large enough have a fit of their own, the fit of all behind it. */
    private void largeGroups(Map<String, ModelFit> used) {
        groups.ofAtLeast(options.leastGroupCustomers()).forEach((group, patterns) -> {
            ModelFit fit = Fitter.fit(patterns, options.leastCustomers(), List.of(Fitter.model(choice.model())))
                    .get(choice.model());
            if (fit.isFitted()) used.put(group, fit);
            trials.add(new Trial(
                    group,
                    fit,
                    fit.isFitted(),
                    fit.isFitted()
                            ? fit.withReason("large enough for a fit of its own")
                            : fit.reason() + "; the fit of all is used"));
        });
    }

    private List<Drift> drift() {
        ModelFit before = Fitter.fit(
                        Summaries.at(fitEnd - options.driftDays(), histories).patterns(options.daysPerUnit()),
                        options.leastCustomers(),
                        List.of(Fitter.model(choice.model())))
                .get(choice.model());
        if (!before.hasParameters()) return List.of();
        double[] then = Fitter.model(before).rates(before.parameters());
        PurchaseModel model = Fitter.model(chosen());
        double[] now = model.rates(chosen().parameters());
        List<Drift> drifts = new ArrayList<>(List.of(new Drift("purchase_rate", then[0], now[0])));
        if (model.hasDropout()) drifts.add(new Drift("dropout", then[1], now[1]));
        return drifts;
    }

    /** Expected spend where no model gives it: the mean of repeat purchases, else of all. */
    double plainSpend() {
        if (spends.customers > 0) return spends.meanPerPurchase();
        double paid = 0;
        double purchases = 0;
        for (int i = 0; i < summaries.size(); i++) {
            paid += summaries.paid(i, 0);
            purchases += summaries.x[i] + 1;
        }
        return purchases == 0 ? 0 : paid / History.SCALE / purchases;
    }

    /** The chosen fit for all customers; null if there is none. */
    ModelFit chosen() {
        return choice.model() == null ? null : fits.get(choice.model());
    }

    /** Whether amounts are known. */
    public boolean hasAmounts() {
        return options.hasAmounts();
    }
}
