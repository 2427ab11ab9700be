package org.jejak.value;

import java.util.*;
import org.jejak.config.ValueSettings.Returns;

/** The steps of a {@link ModelSelection} one at a time, for the bench that measures them. Each needs the ones before it. */
public final class ModelSelectionSteps {
    private final double daysPerUnit;
    private final Map<String, ModelFit> fits = new HashMap<>();
    private List<History> histories = List.of();
    private Summaries summaries;
    private HistoryCounts patterns;
    private ModelFit spend;

    /** Steps with this unit of time, in days. */
    public ModelSelectionSteps(double daysPerUnit) {
        this.daysPerUnit = daysPerUnit;
    }

    /** Gathers rows to histories. */
    public String histories(Iterable<PurchaseLog.Line> lines) {
        histories = PurchaseLog.of(lines, Returns.NET).histories();
        return String.format(Locale.ROOT, "%,d customers", histories.size());
    }

    /** Summarises histories at the end of a day (days since 1970) and counts equal ones. */
    public String summary(int end) {
        summaries = Summaries.at(end, histories);
        patterns = summaries.patterns(daysPerUnit);
        return String.format(Locale.ROOT, "%,d customers, %,d patterns", patterns.customers, patterns.size());
    }

    /** Fits a model of purchases; NBD must be the first. */
    public String fit(String model) {
        ModelFit nbd = fits.get("nbd");
        fits.put(model, nbd == null ? Fitter.nbd(patterns, 1) : Fitter.dropout(Fitter.model(model), patterns, nbd));
        return said(fits.get(model));
    }

    /** Fits spend. */
    public String spend() {
        spend = GammaGamma.fit(summaries.spends(), 2);
        return said(spend);
    }

    /** Predicts for every customer with a fitted model, one year ahead at a yearly discount of 10 %. */
    public String scores(String model) {
        double delta = Math.log1p(0.1) / 365.25 * daysPerUnit;
        Scorer scorer = new Scorer(
                Map.of(Scorer.ALL, fits.get(model)), Set.of(), spend, 1, daysPerUnit, 365.25 / daysPerUnit, delta);
        double value = 0;
        for (int i = 0; i < summaries.size(); i++) {
            Prediction p =
                    scorer.predict(null, summaries.x[i], summaries.recency[i], summaries.age[i], summaries.mean[i]);
            value += p.residual() * p.spend();
        }
        return String.format(Locale.ROOT, "residual value %,.0f", value);
    }

    private static String said(ModelFit fit) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fit.parameters().length; i++)
            values.add(String.format(Locale.ROOT, "%s %.4f", fit.names().get(i), fit.parameters()[i]));
        return String.format(
                Locale.ROOT,
                "%s, %d iterations, log-likelihood %.3f, %s",
                fit.outcome().label(),
                fit.search().iterations(),
                fit.logLikelihood(),
                String.join(" ", values));
    }
}
