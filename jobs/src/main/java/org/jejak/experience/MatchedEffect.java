package org.jejak.experience;

import java.util.*;
import java.util.function.ToDoubleFunction;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.statistics.PoissonBootstrap;

/**
 * The effect of a negative experience by matched difference-in-differences: how revenue changed for those who had one, against
 * similar customers who did not. Matching is exact on strata (coarsened exact matching: Iacus, King and Porro 2012), on as many
 * traits as there are controls for; controls are weighted to the treated: ATT = sum over strata of m_s / m (mean change of
 * treated - mean change of controls).
 *
 * @param effect change per treated customer that is due to it, if the controls show what would have happened
 * @param interval interval of the effect, by resampling customers
 * @param placebo the same comparison one window earlier, where nothing can have happened yet
 * @param placeboInterval its interval
 * @param worstBalance largest standardised mean difference of what was known before, matched and weighted
 * @param matchedShare share of the treated that have a matching control
 * @param treated treated customers, matched
 */
record MatchedEffect(
        double effect,
        Interval interval,
        double placebo,
        Interval placeboInterval,
        double worstBalance,
        double matchedShare,
        int treated) {

    /**
     * A customer at one time.
     *
     * @param customer hash of the id
     * @param isTreated whether it was a negative experience
     * @param traits what makes customers comparable, the most important first; as many for all
     * @param earlier revenue in the window before the one before
     * @param before revenue in the window before
     * @param after revenue in the window after
     * @param known what was known before, to check how similar the groups are
     */
    record Unit(
            long customer,
            boolean isTreated,
            List<String> traits,
            double earlier,
            double before,
            double after,
            double[] known) {}

    private record Stratum(List<Unit> treated, List<Unit> controls) {}

    /**
     * Estimates; no treated unit with a match gives an effect of NaN.
     *
     * @param leastTraits the treated must be like their controls in at least this many traits, the first ones
     */
    static MatchedEffect of(
            List<Unit> units, int leastTraits, PoissonBootstrap bootstrap, double level, double placeboLevel) {
        long all = units.stream().filter(Unit::isTreated).count();
        List<Stratum> matched = matched(units, leastTraits);
        int treated = matched.stream().mapToInt(s -> s.treated.size()).sum();
        ToDoubleFunction<Unit> change = u -> u.after - u.before;
        ToDoubleFunction<Unit> past = u -> u.before - u.earlier;
        double effect = difference(matched, change, u -> 1);
        double placebo = difference(matched, past, u -> 1);
        double[] effects = new double[bootstrap.replicates()];
        double[] placebos = new double[effects.length];
        for (int r = 0; r < effects.length; r++) {
            int replicate = r;
            ToDoubleFunction<Unit> weight = u -> bootstrap.weight(u.customer, replicate);
            effects[r] = orElse(difference(matched, change, weight), effect);
            placebos[r] = orElse(difference(matched, past, weight), placebo);
        }
        return new MatchedEffect(
                effect,
                Intervals.normal(effect, PoissonBootstrap.spread(effects), level),
                placebo,
                Intervals.normal(placebo, PoissonBootstrap.spread(placebos), placeboLevel),
                worstBalance(matched),
                all == 0 ? 0 : treated / (double) all,
                treated);
    }

    /** Strata of the treated by the most traits for which there is a control; each treated unit in one at most. */
    private static List<Stratum> matched(List<Unit> units, int leastTraits) {
        List<Unit> controls = units.stream().filter(u -> !u.isTreated).toList();
        List<Unit> open = units.stream().filter(Unit::isTreated).toList();
        List<Stratum> matched = new ArrayList<>();
        int traits = units.isEmpty() ? -1 : units.get(0).traits.size();
        for (int count = traits; count >= leastTraits && !open.isEmpty(); count--) {
            Map<List<String>, Stratum> strata = new LinkedHashMap<>();
            for (Unit u : open) stratum(strata, u, count).treated.add(u);
            for (Unit u : controls) {
                Stratum s = strata.get(u.traits.subList(0, count));
                if (s != null) s.controls.add(u);
            }
            List<Unit> left = new ArrayList<>();
            for (Stratum s : strata.values()) {
                if (s.controls.isEmpty()) left.addAll(s.treated);
                else matched.add(s);
            }
            open = left;
        }
        return matched;
    }

    private static Stratum stratum(Map<List<String>, Stratum> strata, Unit u, int traits) {
        return strata.computeIfAbsent(
                u.traits.subList(0, traits), k -> new Stratum(new ArrayList<>(), new ArrayList<>()));
    }

    /** Weighted mean over treated less that over controls, stratum by stratum; strata that are not drawn are left out. */
    private static double difference(
            List<Stratum> strata, ToDoubleFunction<Unit> value, ToDoubleFunction<Unit> weight) {
        double sum = 0;
        double total = 0;
        for (Stratum s : strata) {
            double[] t = sums(s.treated, value, weight);
            double[] c = sums(s.controls, value, weight);
            if (t[1] == 0 || c[1] == 0) continue;
            sum += t[1] * (t[0] / t[1] - c[0] / c[1]);
            total += t[1];
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    private static double[] sums(List<Unit> units, ToDoubleFunction<Unit> value, ToDoubleFunction<Unit> weight) {
        double[] sums = new double[2];
        for (Unit u : units) {
            double w = weight.applyAsDouble(u);
            sums[0] += w * value.applyAsDouble(u);
            sums[1] += w;
        }
        return sums;
    }

    /** In standard deviations of the treated; what does not vary among them is left out unless the controls differ. */
    private static double worstBalance(List<Stratum> strata) {
        List<Unit> treated = strata.stream().flatMap(s -> s.treated.stream()).toList();
        double worst = 0;
        int count = treated.isEmpty() ? 0 : treated.get(0).known.length;
        for (int k = 0; k < count; k++) {
            int place = k;
            double difference = difference(strata, u -> u.known[place], u -> 1);
            double mean =
                    treated.stream().mapToDouble(u -> u.known[place]).average().orElse(0);
            double variance = treated.stream()
                            .mapToDouble(u -> (u.known[place] - mean) * (u.known[place] - mean))
                            .sum()
                    / treated.size();
            if (variance > 1e-12) worst = Math.max(worst, Math.abs(difference) / Math.sqrt(variance));
        }
        return worst;
    }

    private static double orElse(double value, double instead) {
        return Double.isNaN(value) ? instead : value;
    }

    /** Why there is no estimate; null if there is one. */
    String reason(int least, double leastMatched, double mostImbalance) {
        if (treated == 0) return "no_match";
        if (treated < least) return "too_few";
        if (matchedShare < leastMatched) return "low_match";
        if (worstBalance > mostImbalance) return "unbalanced";
        return placeboInterval.holds(0) ? null : "placebo_failed";
    }
}
