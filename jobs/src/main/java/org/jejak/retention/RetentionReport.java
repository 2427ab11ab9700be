package org.jejak.retention;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * One retention table from transactions or from a curve of survivors, without a warehouse. Columns mean what they mean in
 * the warehouse; those that say the same in every row are left out.
 *
 * @param kind which table
 * @param granularity months, weeks or days
 * @param following how cohorts are followed
 * @param inactivityDays more quiet days than this, and a customer counts as lost; 0 with contracts
 * @param horizon periods to look ahead of the last complete one, 0 or more
 * @param discount of expected lifetimes, a year and as a share; per period for survivors; more than 0
 */
public record RetentionReport(
        Kind kind, Granularity granularity, Following following, int inactivityDays, int horizon, double discount) {
    /** Which table. */
    public enum Kind {
        /** Who came back, by cohort and period. */
        COHORTS,
        /** Revenue from one period to the next. */
        MOVEMENTS,
        /** Kaplan-Meier curves, of everybody and by cohort. */
        SURVIVAL,
        /** From one purchase to the next. */
        REPEAT,
        /** Observed and expected share still there, by cohort and period. */
        PROJECTION,
        /** The models behind the projection. */
        FITS
    }

    /** How periods of cohorts are counted. */
    public enum WindowKind {
        CALENDAR,
        ROLLING,
        BRACKETS
    }

    /**
     * How cohorts are followed.
     *
     * @param window calendar, rolling or brackets
     * @param brackets bounds of the brackets in days
     * @param windowDays length of rolling windows in days; null for that of the granularity: 30, 7 or 1
     * @param periods periods or rolling windows after the first; null for all there are, of days 30
     * @param recurring whether a customer is in the cohort of every period with a purchase; for calendar windows
     */
    public record Following(
            WindowKind window, List<Integer> brackets, Integer windowDays, Integer periods, boolean recurring) {
        private Window windows(Granularity granularity) {
            return window == WindowKind.BRACKETS
                    ? Window.brackets(brackets)
                    : Window.rolling(windowDays == null ? granularity.rollingDays() : windowDays);
        }

        private CohortLimits limits(Granularity granularity) {
            if (periods != null) return CohortLimits.following(periods);
            return granularity == Granularity.DAY ? CohortLimits.following(USUAL_DAYS) : CohortLimits.NONE;
        }
    }

    /**
     * What came out.
     *
     * @param table the table whose rows they are
     * @param columns columns worth showing, in order
     * @param rows all columns
     * @param withoutPurchase customers that never bought and are left out
     */
    public record Result(Table table, List<Field> columns, List<Row> rows, long withoutPurchase) {}

    /** A cohort needs so much for a fit of its own; others follow all cohorts together. */
    private static final Projections.Least LEAST = new Projections.Least(100, 4);

    private static final int USUAL_DAYS = 30;

    private static final Set<Field> AMOUNTS = Set.of(
            AggRetentionCohort.REVENUE_AMOUNT,
            AggRetentionCohort.CUMULATIVE_REVENUE_AMOUNT,
            AggRetentionCohort.NRR_RATE,
            AggRetentionCohort.GRR_RATE,
            AggRetentionCohort.GRR_STRICT_RATE);

    /**
     * The report from transactions.
     *
     * @param transactions any rows
     * @param customer who
     * @param day when
     * @param orders 1 for a purchase, 0 for a day without one; 1 at most for one customer and day
     * @param amount how much, less refunds, 0 or more
     * @param segment the customer's segment, of which the first by day counts; null for none
     * @param starts customers and days on which they began, in the same columns (also that of the segment), of which the earliest
     *     makes the cohort; null for cohorts by the first purchase
     * @param hasAmounts whether amounts are known; columns about them are left out otherwise
     * @param end last day
     */
    public Result of(
            Dataset<Row> transactions,
            Column customer,
            Column day,
            Column orders,
            Column amount,
            Column segment,
            Dataset<Row> starts,
            boolean hasAmounts,
            LocalDate end) {
        int last = (int) end.toEpochDay();
        CohortLimits limits = kind == Kind.COHORTS ? following.limits(granularity) : CohortLimits.NONE;
        CalendarCohorts calendar =
                new CalendarCohorts(CustomerCounters.ORDER, granularity, last, limits, following.recurring);
        WindowCohorts windows =
                new WindowCohorts(CustomerCounters.ORDER, granularity, following.windows(granularity), last, limits);
        boolean byCalendar = following.window == WindowKind.CALENDAR || kind != Kind.COHORTS;
        Movements movements = new Movements(granularity, last);
        TimeToEvent waiting = new TimeToEvent(inactivityDays, last);
        boolean waits = kind == Kind.SURVIVAL || kind == Kind.REPEAT;
        CustomerCounters counters = new CustomerCounters(
                byCalendar && !waits ? List.of(calendar) : List.of(),
                byCalendar ? List.of() : List.of(windows),
                kind == Kind.MOVEMENTS ? List.of(movements) : List.of(),
                waits ? waiting : null,
                null,
                Set.of("segment"),
                starts != null);
        Dataset<Row> rows = CustomerDays.orders(transactions, customer, day, orders, amount);
        if (starts != null) rows = rows.union(CustomerDays.starts(starts, customer, day));
        if (segment != null) {
            Dataset<Row> known = transactions.select(customer, day, segment);
            if (starts != null) known = known.union(starts.select(customer, day, segment));
            rows = rows.union(segments(known, customer, day, segment));
        }
        CohortSums sums = CustomerDays.count(rows, counters, new CustomerDays.Grouping(Set.of(), granularity), last);
        Result result = switch (kind) {
            case COHORTS -> cohorts(byCalendar ? calendar.rows(sums) : windows.rows(sums), hasAmounts, sums);
            case MOVEMENTS -> result(AggRevenueMovement.TABLE, movements.rows(sums), sums, movementColumns(hasAmounts));
            case SURVIVAL -> result(AggSurvival.TABLE, waiting.survival(sums), sums, columns(AggSurvival.TABLE));
            case REPEAT ->
                result(AggRepeatPurchase.TABLE, waiting.repeats(sums), sums, columns(AggRepeatPurchase.TABLE));
            case PROJECTION, FITS -> {
                Projections.Of expected = Retention.projections(calendar, inactivityDays, horizon, discount, LEAST)
                        .rows(calendar.survivors(sums, Retention.quiet(granularity, inactivityDays)));
                if (kind == Kind.FITS) yield fits(expected.fits(), sums);
                List<Row> observed = new ArrayList<>(calendar.rows(sums));
                observed.addAll(expected.periods());
                yield projection(observed, sums);
            }
        };
        return segment == null ? result : bySegment(result);
    }

    /** Who belongs to which segment. */
    private static Dataset<Row> segments(Dataset<Row> transactions, Column customer, Column day, Column segment) {
        Dataset<Row> first = transactions
                .groupBy(customer.as("who"))
                .agg(min(struct(day.as("on"), segment.as("kept"))).as("first"));
        return CustomerDays.customers(
                first,
                col("who"),
                lit(null),
                lit(false),
                lit(null),
                col("first").getField("kept"),
                lit(true));
    }

    /** The result with a column that says whose rows they are: all, or a segment. */
    private static Result bySegment(Result result) {
        if (result.columns().stream().anyMatch(RetentionReport::saysWhose)) return result;
        List<Field> columns = new ArrayList<>(result.columns());
        result.table().fields().stream().filter(RetentionReport::saysWhose).forEach(f -> columns.add(0, f));
        return new Result(result.table(), columns, result.rows(), result.withoutPurchase());
    }

    /** Whether the column holds the segment; each table has one of this name, with words of its own. */
    private static boolean saysWhose(Field column) {
        return column.name().equals(AggRetentionCohort.DIMENSION_VALUE.name());
    }

    /**
     * The report, PROJECTION or FITS, from curves of cohorts, which have one fit together. Unlike for cohorts of a file, which go on
     * from where they stand, the rows of a model are the model's own curve from period 0 on. What was observed after t periods
     * is that of the cohorts that were followed so long.
     *
     * @param curves of each cohort the customers still there after 0, 1, 2, ... periods; not rising, at least one at first
     */
    public Result of(List<long[]> curves) {
        if (kind == Kind.FITS) return fits(fitRows(curves), null);
        List<Row> rows = new ArrayList<>(observedRows(curves));
        rows.addAll(expectedRows(curves));
        return result(
                AggRetentionCohort.TABLE,
                rows,
                null,
                List.of(
                        AggRetentionCohort.SERIES,
                        AggRetentionCohort.PERIOD_NUMBER,
                        AggRetentionCohort.ACTIVE_OR_AFTER_COUNT,
                        AggRetentionCohort.RETENTION_OR_AFTER_RATE,
                        AggRetentionCohort.IS_PROJECTED));
    }

    private List<Row> fitRows(List<long[]> curves) {
        String rule = "lost: not among the survivors";
        Map<Integer, long[]> cohorts = new TreeMap<>();
        for (long[] curve : curves) cohorts.put(cohorts.size(), curve);
        return new Projections(CustomerCounters.ORDER, granularity, rule, Projections.Least.NEVER, 0, discount)
                .rows(Map.of(Group.ALL, cohorts))
                .fits();
    }

    private static List<Row> observedRows(List<long[]> curves) {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggRetentionCohort.TABLE);
        for (int period = 0; period < periods(curves); period++) {
            int t = period;
            List<long[]> followed = curves.stream().filter(c -> c.length > t).toList();
            long left = followed.stream().mapToLong(c -> c[t]).sum();
            long start = followed.stream().mapToLong(c -> c[0]).sum();
            rows.add(row.set(AggRetentionCohort.ACTIVE_OR_AFTER_COUNT, left)
                    .set(AggRetentionCohort.SERIES, "observed")
                    .set(AggRetentionCohort.PERIOD_NUMBER, (long) t)
                    .set(AggRetentionCohort.RETENTION_OR_AFTER_RATE, Rounding.share(left, start))
                    .set(AggRetentionCohort.IS_PROJECTED, false)
                    .row());
        }
        return rows;
    }

    private List<Row> expectedRows(List<long[]> curves) {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggRetentionCohort.TABLE);
        int periods = periods(curves);
        ChurnFit.Counts counts = ChurnFit.Counts.of(curves);
        for (ChurnModel model : Projections.MODELS) {
            ChurnFit fit = ChurnFit.of(model, counts);
            double[] expected = fit.usable() ? fit.survival(periods - 1 + horizon) : new double[0];
            for (int t = 0; t < expected.length; t++) {
                rows.add(row.set(AggRetentionCohort.SERIES, Projections.word(model))
                        .set(AggRetentionCohort.PERIOD_NUMBER, (long) t)
                        .set(AggRetentionCohort.RETENTION_OR_AFTER_RATE, expected[t])
                        .set(AggRetentionCohort.IS_PROJECTED, t >= periods)
                        .row());
            }
        }
        return rows;
    }

    private static int periods(List<long[]> curves) {
        return curves.stream().mapToInt(c -> c.length).max().orElse(0);
    }

    private static Result result(Table table, List<Row> rows, CohortSums sums, List<Field> columns) {
        return new Result(table, columns, rows, sums == null ? 0 : CustomerCounters.withoutOrder(sums));
    }

    private Result cohorts(List<Row> rows, boolean hasAmounts, CohortSums sums) {
        List<Field> columns = new ArrayList<>(List.of(AggRetentionCohort.COHORT, AggRetentionCohort.PERIOD_NUMBER));
        if (following.window != WindowKind.CALENDAR)
            columns.addAll(List.of(AggRetentionCohort.FROM_DAY, AggRetentionCohort.TO_DAY));
        columns.addAll(List.of(
                AggRetentionCohort.CUSTOMER_COUNT, AggRetentionCohort.ELIGIBLE_COUNT, AggRetentionCohort.ACTIVE_COUNT));
        columns.add(AggRetentionCohort.RETENTION_RATE);
        if (following.window != WindowKind.BRACKETS)
            columns.addAll(List.of(
                    AggRetentionCohort.ELIGIBLE_OR_AFTER_COUNT,
                    AggRetentionCohort.ACTIVE_OR_AFTER_COUNT,
                    AggRetentionCohort.RETENTION_OR_AFTER_RATE));
        columns.addAll(List.of(AggRetentionCohort.ORDER_COUNT, AggRetentionCohort.REVENUE_AMOUNT));
        if (following.window == WindowKind.CALENDAR)
            columns.addAll(List.of(
                    AggRetentionCohort.CUMULATIVE_REVENUE_AMOUNT,
                    AggRetentionCohort.NRR_RATE,
                    AggRetentionCohort.GRR_RATE,
                    AggRetentionCohort.GRR_STRICT_RATE));
        columns.add(AggRetentionCohort.IS_COMPLETE);
        if (!hasAmounts) columns.removeAll(AMOUNTS);
        return result(AggRetentionCohort.TABLE, rows, sums, columns);
    }

    /** Columns of a table but for that of whom a warehouse could not recognise: who is in a file has a name. */
    private static List<Field> columns(Table table) {
        return table.fields().stream()
                .filter(f -> !f.name().equals(Customers.IS_IDENTIFIED.name()))
                .toList();
    }

    private static List<Field> movementColumns(boolean hasAmounts) {
        List<Field> columns = new ArrayList<>(List.of(AggRevenueMovement.PERIOD_DATE));
        for (Field field : columns(AggRevenueMovement.TABLE)) {
            boolean constant = field.equals(AggRevenueMovement.GRANULARITY)
                    || field.name().startsWith("dimension")
                    || columns.contains(field);
            boolean money = field.isMoney()
                    || field.name().startsWith("nrr")
                    || field.name().startsWith("grr");
            if (!constant && (hasAmounts || !money)) columns.add(field);
        }
        return columns;
    }

    private static Result projection(List<Row> rows, CohortSums sums) {
        return result(
                AggRetentionCohort.TABLE,
                rows,
                sums,
                List.of(
                        AggRetentionCohort.COHORT,
                        AggRetentionCohort.SERIES,
                        AggRetentionCohort.PERIOD_NUMBER,
                        AggRetentionCohort.CUSTOMER_COUNT,
                        AggRetentionCohort.ACTIVE_OR_AFTER_COUNT,
                        AggRetentionCohort.RETENTION_OR_AFTER_RATE,
                        AggRetentionCohort.IS_COMPLETE,
                        AggRetentionCohort.IS_PROJECTED));
    }

    private static Result fits(List<Row> rows, CohortSums sums) {
        List<Field> columns = AggRetentionFit.TABLE.fields().stream()
                .filter(f -> !f.name().startsWith("dimension"))
                .filter(f -> !f.equals(AggRetentionFit.COHORT_BASIS) && !f.equals(AggRetentionFit.GRANULARITY))
                .toList();
        return result(AggRetentionFit.TABLE, rows, sums, columns);
    }
}
