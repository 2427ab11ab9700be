package org.jejak.value;

import java.time.LocalDate;
import java.util.Locale;

/** A {@link ModelSelection} in sentences, for the screen. */
public final class ModelSelectionText {
    private ModelSelectionText() {}

    /** The customers, in a sentence. */
    public static String summary(ModelSelection selection) {
        HistoryCounts patterns = selection.summaries.patterns(selection.options.daysPerUnit());
        return String.format(
                Locale.ROOT,
                "%,d customers%s, %,d of them with repeat purchases (%,.0f); %,d distinct histories",
                patterns.customers,
                selection.summaries.hasHistories()
                        ? " with a purchase by " + LocalDate.ofEpochDay(selection.fitEnd)
                        : "",
                patterns.repeaters,
                patterns.purchases(),
                patterns.size());
    }

    /** The chosen model and why. */
    public static String choice(ModelSelection selection) {
        return (selection.choice.model() == null ? "(none)" : selection.choice.model()) + ", "
                + selection.choice.reason();
    }

    /** The model of spend, in a sentence. */
    public static String spend(ModelSelection selection) {
        if (!selection.options.hasAmounts()) return "Spend: no amounts";
        ModelFit spend = selection.spend;
        SpendCounts spends = selection.spends;
        if (!spend.isFitted())
            return String.format(
                    Locale.ROOT,
                    "Spend: no gamma_gamma (%s); the mean %.4f stands for all",
                    spend.reason(),
                    selection.plainSpend());
        double ofAll = SpendModel.of(spend).expectedSpend(spend.parameters(), 0, 0);
        String mean = ofAll >= 0
                ? String.format(Locale.ROOT, "%.4f", ofAll)
                : "undefined (q is at most 1; the mean of repeat purchases stands in)";
        return String.format(
                Locale.ROOT,
                "Spend: gamma_gamma on %,d repeat buyers (%,d without spend left out), mean of all customers %s; "
                        + "correlation of x and mean spend %s, which the model takes to be 0",
                spends.customers,
                spends.withoutSpend,
                mean,
                Double.isFinite(spends.correlation())
                        ? String.format(Locale.ROOT, "%.4f", spends.correlation())
                        : "undefined (all alike)");
    }
}
