package org.jejak.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jejak.attribution.AttributionFit.Transition;

/**
 * Paths counted for some models. Memory does not grow with the number of paths (but with that of different paths or sets
 * for the two models that need those). Studies of parts merge to the study of all, in any order, to the same bits.
 */
public final class ModelAccumulator implements Serializable {
    /**
     * What one model says about one channel.
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
    private final List<Accumulator> tallies = new ArrayList<>();
    private final Map<Integer, String> leftOut = new TreeMap<>();
    private final boolean strict;
    private final ExactSums totals = new ExactSums();

    /**
     * @param strict whether a model that cannot be computed on these paths is an error; otherwise it is left out, with the
     *     reason in {@link #leftOut}
     */
    public ModelAccumulator(List<AttributionModel> models, boolean strict) {
        this.models = List.copyOf(models);
        this.strict = strict;
        for (AttributionModel model : models) tallies.add(model.tally(channels));
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
        for (int i = 0; i < tallies.size(); i++) {
            if (leftOut.containsKey(i)) continue;
            Accumulator tally = tallies.get(i);
            guarded(i, () -> tally.add(path, conversions, value, nulls));
        }
    }

    /** Adds another study of the same models. */
    public void merge(ModelAccumulator other) {
        int[] numbers = new int[other.channels.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = channels.number(other.channels.name(i));
        other.leftOut.forEach(leftOut::putIfAbsent);
        for (int i = 0; i < 5; i++) totals.addFrom(i, other.totals, i);
        for (int i = 0; i < tallies.size(); i++) {
            if (leftOut.containsKey(i)) continue;
            Accumulator mine = tallies.get(i);
            Accumulator theirs = other.tallies.get(i);
            guarded(i, () -> mine.merge(theirs, numbers));
        }
    }

    private void guarded(int model, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            if (strict) throw e;
            leftOut.put(model, e.getMessage());
            tallies.set(model, models.get(model).tally(channels));
        }
    }

    /** Why models were left out. */
    public List<String> leftOut() {
        return List.copyOf(leftOut.values());
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
        for (int i = 0; i < tallies.size(); i++) {
            if (leftOut.containsKey(i)) continue;
            AttributionModel model = models.get(i);
            AttributionFit fit = tallies.get(i).fit(channels, tallies.get(i).sums());
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

    /** Results of a study. */
    public static final class Results {
        private final Totals totals;
        private final List<Credit> credits;
        private final Map<String, AttributionFit> fits;

        private Results(Totals totals, List<Credit> credits, Map<String, AttributionFit> fits) {
            this.totals = totals;
            this.credits = credits;
            this.fits = fits;
        }

        /** What was counted. */
        public Totals totals() {
            return totals;
        }

        /** Credit by model and channel, in the order of the models, then of names. */
        public List<Credit> credits() {
            return credits;
        }

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
