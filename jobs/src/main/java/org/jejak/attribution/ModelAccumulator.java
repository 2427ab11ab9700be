package org.jejak.attribution;

import java.io.Serializable;
import java.util.*;
import org.jejak.attribution.AttributionFit.Transition;
import org.jejak.config.UsageException;

/**
 * Paths counted for several models at once: an {@link Accumulator} for each. Memory does not grow with the number of paths
 * (but with that of different paths or sets for the two models that need those). Accumulators of parts merge to that of all,
 * in any order, to the same bits.
 */
public final class ModelAccumulator implements Serializable {
    /**
     * Credit of one channel by one model.
     *
     * @param model name of the model
     * @param channel name of the channel
     * @param conversions conversions credited; negative only by shapley_rate
     * @param value value credited
     * @param effect removal effect or Shapley value; null for rules
     * @param valueEffect the same over value; null for rules
     * @param standardError error of effect from sampling; null if exact
     */
    public record Credit(
            String model,
            String channel,
            double conversions,
            double value,
            Double effect,
            Double valueEffect,
            Double standardError) {}

    /**
     * What was counted.
     *
     * @param conversions conversions with touches
     * @param value their value
     * @param nulls null outcomes with touches
     * @param unattributed conversions without touches
     * @param unattributedValue their value
     */
    public record Totals(
            double conversions, double value, double nulls, double unattributed, double unattributedValue) {}

    private final List<AttributionModel> models;
    private final ChannelDictionary channels = new ChannelDictionary();
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final Map<Integer, String> skipped = new TreeMap<>();
    private final boolean strict;
    private final ExactSums totals = new ExactSums();

    /**
     * @param strict whether a model that cannot be computed on these paths is an error; otherwise it is skipped, with the
     *     reason in {@link #skipped}
     */
    public ModelAccumulator(List<AttributionModel> models, boolean strict) {
        this.models = List.copyOf(models);
        this.strict = strict;
        for (AttributionModel model : models) accumulators.add(model.accumulator(channels));
    }

    /** Numbers of the channel names that paths are made of. */
    public ChannelDictionary channels() {
        return channels;
    }

    /** Counts outcomes of a path; no touches means that conversions are unattributed. */
    public void add(Path path, double conversions, double value, double nulls) {
        if (path.length() == 0) {
            totals.add(3, conversions);
            totals.add(4, value);
            return;
        }
        totals.add(0, conversions);
        totals.add(1, value);
        totals.add(2, nulls);
        for (int i = 0; i < accumulators.size(); i++) {
            if (skipped.containsKey(i)) continue;
            Accumulator accumulator = accumulators.get(i);
            guarded(i, () -> accumulator.add(path, conversions, value, nulls));
        }
    }

    /** Adds another accumulator of the same models. */
    public void merge(ModelAccumulator other) {
        int[] numbers = new int[other.channels.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = channels.number(other.channels.name(i));
        other.skipped.forEach(skipped::putIfAbsent);
        for (int i = 0; i < 5; i++) totals.addFrom(i, other.totals, i);
        for (int i = 0; i < accumulators.size(); i++) {
            if (skipped.containsKey(i)) continue;
            Accumulator mine = accumulators.get(i);
            Accumulator theirs = other.accumulators.get(i);
            guarded(i, () -> mine.merge(theirs, numbers));
        }
    }

    private void guarded(int model, Runnable work) {
        try {
            work.run();
        } catch (UsageException e) {
            if (strict) throw e;
            skipped.put(model, e.getMessage());
            accumulators.set(model, models.get(model).accumulator(channels));
        }
    }

    /** Why models were skipped; empty if none was. */
    public List<String> skipped() {
        return List.copyOf(skipped.values());
    }

    /** What was counted. */
    public Totals totals() {
        return new Totals(totals.get(0), totals.get(1), totals.get(2), totals.get(3), totals.get(4));
    }

    /** Results of all models, channels sorted by name. */
    public Results results() {
        List<Credit> credits = new ArrayList<>();
        Map<String, AttributionFit> fits = new TreeMap<>();
        Totals counted = totals();
        for (int i = 0; i < accumulators.size(); i++) {
            if (skipped.containsKey(i)) continue;
            AttributionModel model = models.get(i);
            AttributionFit fit =
                    accumulators.get(i).fit(channels, accumulators.get(i).sums());
            fits.put(model.name(), fit);
            boolean rule = model instanceof RuleModel;
            double[] shares = fit.shares();
            double[] valueShares = fit.valueShares();
            for (int c = 0; c < fit.channels().length; c++) {
                credits.add(new Credit(
                        model.name(),
                        fit.channels()[c],
                        rule ? fit.effects()[c] : shares[c] * counted.conversions(),
                        rule ? fit.valueEffects()[c] : valueShares[c] * counted.value(),
                        rule ? null : fit.effects()[c],
                        rule ? null : fit.valueEffects()[c],
                        fit.standardErrors() == null ? null : fit.standardErrors()[c]));
            }
        }
        return new Results(counted, credits, fits);
    }

    /**
     * Credits and fits of all models.
     *
     * @param totals what was counted
     * @param credits credit by model and channel, in the order of the models, then of names
     * @param fits fit by model
     */
    public record Results(Totals totals, List<Credit> credits, Map<String, AttributionFit> fits) {
        /** P(conversion) of a fitted model; NaN for rules. */
        public double probability(String model) {
            return fits.get(model).probability();
        }

        /** Sum of the effects of a fitted model. */
        public double effectSum(String model) {
            return fits.get(model).effectSum();
        }

        /** Transitions of the Markov chain, sorted; empty if there are more than 2,000 states. */
        public List<Transition> transitions() {
            return fits.containsKey("markov") ? fits.get("markov").transitions() : List.of();
        }
    }
}
