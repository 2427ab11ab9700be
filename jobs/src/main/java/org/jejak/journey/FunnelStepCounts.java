package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Timestamp;
import java.util.*;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.table.FactFunnelSteps;

/**
 * Counts, for any groups of people, how many reached each step of a funnel, from rows of {@link FunnelStepReached}; for the
 * funnels of the settings and for {@link AdHocFunnel}.
 */
public final class FunnelStepCounts {
    /**
     * One step of one funnel and group of people; the meanings are those of {@link org.jejak.table.AggFunnel}.
     *
     * @param step from 1
     * @param meanSecondsFromPrevious mean seconds from the step before; null at step 1 and when nobody reached it
     */
    public record Step(
            int step,
            long entered,
            long reached,
            long dropped,
            long open,
            Double conversionRate,
            Double stepConversionRate,
            Double settledConversionRate,
            Double meanSeconds,
            Double medianSeconds,
            Double meanSecondsFromPrevious,
            Double medianSecondsFromPrevious) {}

    /** What is counted at one step. */
    record Seen(
            long reached, long open, Double mean, Double median, Double meanFromPrevious, Double medianFromPrevious) {
        static final Seen NOBODY = new Seen(0, 0, null, null, null, null);
    }

    private FunnelStepCounts() {}

    /**
     * All steps of each group, those nobody reached included.
     *
     * @param reached one row per person and step, as {@link FactFunnelSteps} has them: step, seconds_from_start,
     *     seconds_from_previous, is_furthest, open_until, and the columns of the groups
     * @param asOf until when everything is known: a window that ends later is open
     * @param stepCount how many steps the funnel of a group has
     * @param group columns that make a group
     * @return values of the group's columns to its steps, in no particular order of groups
     */
    public static Map<List<Object>, List<Step>> of(
            Dataset<Row> reached, Timestamp asOf, ToIntFunction<List<Object>> stepCount, Column... group) {
        List<Column> keys = new ArrayList<>(Arrays.asList(group));
        keys.add(FactFunnelSteps.STEP.col());
        Column isOpen = FactFunnelSteps.IS_FURTHEST
                .col()
                .and(FactFunnelSteps.OPEN_UNTIL.col().gt(lit(asOf)));
        Map<List<Object>, Map<Integer, Seen>> seen = new LinkedHashMap<>();
        for (Row row : reached.groupBy(keys.toArray(Column[]::new))
                .agg(
                        count(lit(1)),
                        sum(when(isOpen, 1L).otherwise(0L)),
                        sum(FactFunnelSteps.SECONDS_FROM_START.col().cast("decimal(20,6)")),
                        percentile(FactFunnelSteps.SECONDS_FROM_START.col(), lit(0.5)),
                        sum(FactFunnelSteps.SECONDS_FROM_PREVIOUS.col().cast("decimal(20,6)")),
                        percentile(FactFunnelSteps.SECONDS_FROM_PREVIOUS.col(), lit(0.5)))
                .collectAsList()) {
            int at = group.length;
            List<Object> key =
                    IntStream.range(0, at).mapToObj(row::get).collect(ArrayList::new, List::add, List::addAll);
            BigDecimal count = BigDecimal.valueOf(row.getLong(at + 1));
            seen.computeIfAbsent(key, k -> new LinkedHashMap<>())
                    .put(
                            (int) row.getLong(at),
                            new Seen(
                                    row.getLong(at + 1),
                                    row.getLong(at + 2),
                                    mean(row.getDecimal(at + 3), count),
                                    row.getDouble(at + 4),
                                    mean(row.getDecimal(at + 5), count),
                                    row.isNullAt(at + 6) ? null : row.getDouble(at + 6)));
        }
        Map<List<Object>, List<Step>> all = new LinkedHashMap<>();
        seen.forEach((key, steps) -> all.put(key, steps(steps, stepCount.applyAsInt(key))));
        return all;
    }

    /** The steps of a funnel that nobody entered. */
    public static List<Step> nobody(int stepCount) {
        return steps(Map.of(), stepCount);
    }

    /** What a step is called: in an unordered funnel any of the steps may be the first. */
    public static String stepName(List<String> steps, Mode mode, int step) {
        return mode == Mode.UNORDERED ? step + " of " + steps.size() : steps.get(step - 1);
    }

    /** Steps with what follows from the counts of all of them. */
    static List<Step> steps(Map<Integer, Seen> seen, int stepCount) {
        List<Step> steps = new ArrayList<>();
        long entered = seen.getOrDefault(1, Seen.NOBODY).reached;
        long before = entered;
        long stillBefore = 0;
        for (int step = 1; step <= stepCount; step++) {
            Seen here = seen.getOrDefault(step, Seen.NOBODY);
            long next = step == stepCount ? here.reached - here.open : seen.getOrDefault(step + 1, Seen.NOBODY).reached;
            steps.add(new Step(
                    step,
                    entered,
                    here.reached,
                    here.reached - next - here.open,
                    here.open,
                    ratio(here.reached, entered),
                    ratio(here.reached, before),
                    ratio(here.reached, entered - stillBefore),
                    here.mean,
                    here.median,
                    here.meanFromPrevious,
                    here.medianFromPrevious));
            before = here.reached;
            stillBefore += here.open;
        }
        return steps;
    }

    private static Double mean(BigDecimal sum, BigDecimal count) {
        return sum == null ? null : sum.divide(count, MathContext.DECIMAL64).doubleValue();
    }

    private static Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
