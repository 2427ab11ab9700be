package org.jejak.retention;

import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.statistics.KaplanMeier;
import org.jejak.statistics.LogRank;
import org.jejak.table.AggSurvival;

/** Kaplan-Meier curves of durations that were measured elsewhere, of all together and by group, with the log-rank test. */
public final class DurationReport {
    /** Name of all together. */
    public static final String ALL = "all";

    /**
     * One row per group and time at which something ends or is censored. restricted_mean is the mean duration up to the time: the
     * area under the curve. Limits are 95 %, log-log; null where survival is 1 or 0. Log-rank: between the groups.
     */
    public static final StructType SCHEMA = new StructType()
            .add("group", DataTypes.StringType)
            .add("time", DataTypes.DoubleType)
            .add(AggSurvival.AT_RISK_COUNT.name(), DataTypes.LongType)
            .add(AggSurvival.EVENT_COUNT.name(), DataTypes.LongType)
            .add(AggSurvival.CENSORED_COUNT.name(), DataTypes.LongType)
            .add(AggSurvival.SURVIVAL_RATE.name(), DataTypes.DoubleType)
            .add(AggSurvival.STANDARD_ERROR.name(), DataTypes.DoubleType)
            .add(AggSurvival.LOWER_RATE.name(), DataTypes.DoubleType)
            .add(AggSurvival.UPPER_RATE.name(), DataTypes.DoubleType)
            .add(AggSurvival.CUMULATIVE_HAZARD.name(), DataTypes.DoubleType)
            .add("restricted_mean", DataTypes.DoubleType)
            .add(AggSurvival.LOG_RANK_STATISTIC.name(), DataTypes.DoubleType)
            .add(AggSurvival.LOG_RANK_DEGREES.name(), DataTypes.LongType)
            .add(AggSurvival.LOG_RANK_P_VALUE.name(), DataTypes.DoubleType);

    /**
     * A duration, as often as it was measured.
     *
     * @param time how long, 0 or more
     * @param ended whether it ended then; if not, it was watched no longer
     * @param group null without one
     * @param count how often
     */
    public record Duration(double time, boolean ended, String group, long count) {}

    /**
     * A group in short.
     *
     * @param group all, or its name
     * @param customers durations
     * @param events those that ended
     * @param median first time by which half have ended; empty if fewer do
     * @param medianInterval of the median, 95 %
     * @param restrictedMean mean duration up to the longest
     * @param longest the longest duration
     */
    public record Brief(
            String group,
            long customers,
            long events,
            OptionalDouble median,
            KaplanMeier.TimeInterval medianInterval,
            double restrictedMean,
            double longest) {}

    /** Times that differ by no more than this share are equal: 0.1 + 0.2 and 0.3. */
    private static final double ROUNDING = 1e-9;

    private final TreeMap<String, NavigableMap<Double, long[]>> groups = new TreeMap<>();
    private final NavigableMap<Double, long[]> all = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Brief> briefs = new ArrayList<>();

    /**
     * Makes the curves.
     *
     * @param durations in any order; those that are equal within rounding are one time, the shortest of them; groups are compared
     *     if they have one
     */
    public DurationReport(List<Duration> durations) {
        List<Duration> ascending = new ArrayList<>(durations);
        ascending.sort(Comparator.comparingDouble(Duration::time));
        double time = 0;
        for (Duration d : ascending) {
            if (d.time - time > ROUNDING * d.time) time = d.time;
            count(all, time, d);
            if (d.group != null) count(groups.computeIfAbsent(d.group, g -> new TreeMap<>()), time, d);
        }
        LogRank test = LogRank.of(new ArrayList<>(groups.values()));
        add(ALL, all, new LogRank(0, 0, 1));
        groups.forEach((group, counts) -> add(group, counts, test));
    }

    private static void count(NavigableMap<Double, long[]> counts, double time, Duration d) {
        counts.computeIfAbsent(time, t -> new long[2])[d.ended ? 0 : 1] += d.count;
    }

    private void add(String group, NavigableMap<Double, long[]> counts, LogRank test) {
        KaplanMeier curve = KaplanMeier.of(counts);
        boolean isTested = test.degrees() > 0;
        double time = 0;
        double survival = 1;
        double area = 0;
        long events = 0;
        for (KaplanMeier.Step s : curve.steps()) {
            area += survival * (s.time() - time);
            time = s.time();
            survival = s.survival();
            events += s.events();
            boolean hasLimits = survival > 0 && survival < 1;
            KaplanMeier.Share share = s.share(0.95);
            rows.add(RowFactory.create(
                    group,
                    time,
                    s.atRisk(),
                    s.events(),
                    s.censored(),
                    survival,
                    s.standardError(),
                    hasLimits ? share.low() : null,
                    hasLimits ? share.high() : null,
                    s.hazard(),
                    area,
                    isTested ? test.chiSquare() : null,
                    isTested ? (Long) (long) test.degrees() : null,
                    isTested ? test.pValue() : null));
        }
        long customers = curve.steps().isEmpty() ? 0 : curve.steps().get(0).atRisk();
        briefs.add(new Brief(
                group, customers, events, curve.quantile(0.5), curve.quantileInterval(0.5, 0.95), area, time));
    }

    /** Rows of {@link #SCHEMA}: all together, then the groups by name. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** All together and each group in short, in the same order. */
    public List<Brief> briefs() {
        return List.copyOf(briefs);
    }
}
