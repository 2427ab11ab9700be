package org.jejak.statistics;

import java.util.*;
import java.util.function.Predicate;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The Kaplan-Meier estimate of how long something lasts when some of it has not ended yet (Kaplan and Meier 1958, JASA 53),
 * with Greenwood's standard error, limits on the log(-log) scale (Kalbfleisch and Prentice) and the Nelson-Aalen hazard. What
 * is censored at the time of an event counts as still there at that time. Assumes that censoring has nothing to do with
 * the duration.
 */
public final class KaplanMeier {
    /**
     * What happens at one time at which something ends or is censored.
     *
     * @param time the duration
     * @param atRisk durations that reach it, this long or longer
     * @param events of these the ones that end
     * @param censored of these the ones that are censored
     * @param survival estimated share that lasts longer than {@code time}
     * @param hazardVariance Greenwood's sum of events / (atRisk (atRisk - events)) up to here; once nothing is left, as before
     * @param hazard Nelson-Aalen's sum of events / atRisk up to here
     */
    public record Step(
            double time,
            long atRisk,
            long events,
            long censored,
            double survival,
            double hazardVariance,
            double hazard) {
        /** Greenwood's standard error of {@link #survival}. */
        public double standardError() {
            return survival * Math.sqrt(hazardVariance);
        }

        /** Survival with its interval, which stays between 0 and 1; where the share is 0 or 1 the interval is that value. */
        public Share share(double level) {
            if (survival <= 0 || survival >= 1) return new Share(survival, survival, survival);
            double half = NORMAL.inverseCumulativeProbability(0.5 + level / 2)
                    * Math.sqrt(hazardVariance)
                    / Math.abs(Math.log(survival));
            return new Share(survival, Math.pow(survival, Math.exp(half)), Math.pow(survival, Math.exp(-half)));
        }
    }

    /** A share and its interval, all from 0 to 1. */
    public record Share(double value, double low, double high) {}

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private final List<Step> steps = new ArrayList<>();

    private KaplanMeier(NavigableMap<? extends Number, long[]> counts) {
        long atRisk = counts.values().stream().mapToLong(c -> c[0] + c[1]).sum();
        double survival = 1;
        double variance = 0;
        double hazard = 0;
        for (Map.Entry<? extends Number, long[]> e : counts.entrySet()) {
            double time = e.getKey().doubleValue();
            if (!(time >= 0)) throw new IllegalArgumentException("a duration cannot be " + time);
            long events = e.getValue()[0];
            survival *= (double) (atRisk - events) / atRisk;
            hazard += (double) events / atRisk;
            if (events < atRisk) variance += (double) events / ((double) atRisk * (atRisk - events));
            steps.add(new Step(time, atRisk, events, e.getValue()[1], survival, variance, hazard));
            atRisk -= events + e.getValue()[1];
        }
    }

    /**
     * The estimate from durations that are counted already.
     *
     * @param counts by duration, which is not negative: how many end then, and how many are censored then
     */
    public static KaplanMeier of(NavigableMap<? extends Number, long[]> counts) {
        return new KaplanMeier(counts);
    }

    /**
     * The estimate from durations in any order and unit.
     *
     * @param times durations, not negative
     * @param ended whether each ended then; if not it is censored then
     */
    public static KaplanMeier of(double[] times, boolean[] ended) {
        if (times.length != ended.length) throw new IllegalArgumentException("as many times as ends are needed");
        NavigableMap<Double, long[]> counts = new TreeMap<>();
        for (int i = 0; i < times.length; i++) counts.computeIfAbsent(times[i], t -> new long[2])[ended[i] ? 0 : 1]++;
        return of(counts);
    }

    /** Every time at which something ends or is censored, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Share that lasts longer than a time; 1 before the first end. */
    public double survival(double time) {
        Step step = stepAt(time);
        return step == null ? 1 : step.survival;
    }

    /**
     * Share that lasts longer than a time, with its interval.
     *
     * @param level such as 0.95
     */
    public Share survival(double time, double level) {
        Step step = stepAt(time);
        return step == null ? new Share(1, 1, 1) : step.share(level);
    }

    /** Whether the estimate covers a time: some duration was observed that long, or all had ended before. */
    public boolean reaches(double time) {
        if (steps.isEmpty()) return false;
        Step last = steps.get(steps.size() - 1);
        return time <= last.time || last.survival == 0;
    }

    /** First time by which at least {@code share} have ended: 0.5 gives the median. Empty if fewer do. */
    public OptionalDouble quantile(double share) {
        return first(s -> s.survival <= 1 - share + 1e-12);
    }

    /**
     * The interval of {@link #quantile} (Brookmeyer and Crowley 1982, Biometrics 38): the times at which the limits of the curve
     * cross what is left then.
     *
     * @param level such as 0.95
     */
    public TimeInterval quantileInterval(double share, double level) {
        double left = 1 - share + 1e-12;
        return new TimeInterval(
                first(s -> s.share(level).low() <= left),
                first(s -> s.survival > 0 && s.share(level).high() <= left));
    }

    /** An interval of time; an end is empty if the durations do not reach it. */
    public record TimeInterval(OptionalDouble low, OptionalDouble high) {}

    private OptionalDouble first(Predicate<Step> holds) {
        return steps.stream().filter(holds).mapToDouble(Step::time).findFirst();
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
