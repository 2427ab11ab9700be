package org.jejak.value;

import java.util.*;

/**
 * Which fitted model to predict with, and why. Without an identified dropout it is NBD. With a holdout the smallest mean
 * absolute error wins; errors within {@link #TIE} of it count as equal, and of equals the smaller AIC wins. Without a
 * holdout the smallest AIC wins.
 *
 * @param model name of the chosen model; null if none could be fitted
 * @param reason why, in words
 */
record ModelChoice(String model, String reason) {
    /** Relative difference of holdout errors that does not count. */
    static final double TIE = 0.01;

    /**
     * Chooses.
     *
     * @param fits fits to predict with, by name
     * @param errors mean absolute errors in the holdout by name; empty without a holdout
     */
    static ModelChoice of(Map<String, ModelFit> fits, Map<String, Double> errors) {
        ModelFit nbd = fits.get("nbd");
        if (!nbd.hasParameters()) return new ModelChoice(null, "no model: " + nbd.reason());
        List<ModelFit> candidates =
                fits.values().stream().filter(ModelFit::isFitted).toList();
        if (candidates.stream().noneMatch(f -> Fitter.model(f.model()).hasDropout())) {
            return new ModelChoice(
                    nbd.model(),
                    "no identifiable dropout: no dropout model has a maximum of its own, so nobody is taken to leave");
        }
        if (candidates.size() == 1)
            return new ModelChoice(candidates.get(0).model(), "the only model with a maximum inside");
        ModelFit byAic = candidates.stream()
                .min(Comparator.comparingDouble(ModelFit::aic))
                .orElseThrow();
        List<ModelFit> compared =
                candidates.stream().filter(f -> errors.containsKey(f.model())).toList();
        if (compared.isEmpty()) {
            ModelFit next = candidates.stream()
                    .filter(f -> f != byAic)
                    .min(Comparator.comparingDouble(ModelFit::aic))
                    .orElseThrow();
            return new ModelChoice(
                    byAic.model(),
                    text(
                            "smallest AIC %.1f (next: %s %.1f); there is no holdout",
                            byAic.aic(), next.model(), next.aic()));
        }
        double least =
                compared.stream().mapToDouble(f -> errors.get(f.model())).min().orElseThrow();
        ModelFit best = compared.stream()
                .filter(f -> errors.get(f.model()) <= least * (1 + TIE))
                .min(Comparator.comparingDouble(ModelFit::aic))
                .orElseThrow();
        String aic = best == byAic
                ? "and the smallest AIC"
                : text("AIC %.1f above that of %s, which foretells worse", best.aic() - byAic.aic(), byAic.model());
        boolean tied = errors.get(best.model()) > least;
        return new ModelChoice(
                best.model(),
                text(
                        tied ? "holdout error %.5f within 1 %% of the smallest, %s" : "smallest holdout error %.5f, %s",
                        errors.get(best.model()),
                        aic));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
