package org.jejak.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The Kaplan-Meier estimate of how long something lasts when some of it has not ended yet (Kaplan and Meier 1958). What
 * is censored at the time of an event counts as still there at that time. Assumes that censoring has nothing to do with
 * the duration.
 */
public final class KaplanMeier {
    /**
     * What happens at one time at which something ends.
     *
     * @param time the duration
     * @param atRisk durations that reach it, this long or longer
     * @param events of these the ones that end
     * @param survival estimated share that lasts longer than {@code time}
     * @param hazardVariance Greenwood's sum of events / (atRisk (atRisk - events)) up to here; infinite once nothing is left
     */
    public record Step(double time, long atRisk, long events, double survival, double hazardVariance) {}

    /** A share and its interval, all from 0 to 1. */
    public record Share(double value, double low, double high) {}

    private final List<Step> steps;
    private final long size;

    private KaplanMeier(List<Step> steps, long size) {
        this.steps = List.copyOf(steps);
        this.size = size;
    }

    /**
     * The estimate from durations in any order and unit.
     *
     * @param times durations, not negative
     * @param ended whether each ended then; if not it is censored then
     */
    public static KaplanMeier of(double[] times, boolean[] ended) {
        if (times.length != ended.length) throw new IllegalArgumentException("as many times as ends are needed");
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> times[i]));
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double hazardVariance = 0;
        for (int i = 0; i < order.length; ) {
            double time = times[order[i]];
            if (!(time >= 0)) throw new IllegalArgumentException("a duration cannot be " + time);
            long atRisk = order.length - i;
            long events = 0;
            while (i < order.length && times[order[i]] == time) events += ended[order[i++]] ? 1 : 0;
            if (events == 0) continue;
            survival *= (atRisk - events) / (double) atRisk;
            hazardVariance += events / ((double) atRisk * (atRisk - events));
            steps.add(new Step(time, atRisk, events, survival, hazardVariance));
        }
        return new KaplanMeier(steps, times.length);
    }

    /** Every time at which something ends, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** Number of durations. */
    public long size() {
        return size;
    }

    /** Share that lasts longer than a time; 1 before the first end. */
    public double survival(double time) {
        Step step = stepAt(time);
        return step == null ? 1 : step.survival;
    }

    /**
     * Share that lasts longer than a time, with Greenwood's interval on the log(-log) scale, which stays between 0 and 1.
     * Where the share is 0 or 1 the interval is that value.
     *
     * @param level such as 0.95
     */
    public Share survival(double time, double level) {
        Step step = stepAt(time);
        if (step == null) return new Share(1, 1, 1);
        if (step.survival <= 0) return new Share(0, 0, 0);
        double log = Math.log(step.survival);
        double half = new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2)
                * Math.sqrt(step.hazardVariance)
                / Math.abs(log);
        return new Share(
                step.survival, Math.pow(step.survival, Math.exp(half)), Math.pow(step.survival, Math.exp(-half)));
    }

    /** First time by which at least {@code share} have ended: 0.5 gives the median. Empty if so many never end. */
    public OptionalDouble quantile(double share) {
        return steps.stream()
                .filter(s -> s.survival <= 1 - share + 1e-12)
                .mapToDouble(Step::time)
                .findFirst();
    }

    private Step stepAt(double time) {
        Step last = null;
        for (Step step : steps) {
            if (step.time > time) break;
            last = step;
        }
        return last;
    }
}
