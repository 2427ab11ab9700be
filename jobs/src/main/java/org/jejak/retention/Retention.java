package org.jejak.retention;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.config.RetentionSettings;
import org.jejak.table.*;

/** The retention tables of the warehouse: one pass over orders and sessions, the rest is arithmetic on small sums. */
public final class Retention {
    /** The tables, in the order of {@link #tables}. */
    public static final List<Table> TABLES = List.of(
            AggRetentionCohort.TABLE,
            AggRetentionFit.TABLE,
            AggRevenueMovement.TABLE,
            AggSurvival.TABLE,
            AggRepeatPurchase.TABLE,
            AggRetentionCost.TABLE);

    /** Periods in the tables; days would be too many rows. */
    private static final List<Granularity> GRANULARITIES = List.of(Granularity.MONTH, Granularity.WEEK);

    private Retention() {}

    /**
     * All rows of all retention tables.
     *
     * @param customers {@link Customers}; bots are left out
     * @param values {@link FactCustomerValue}, for the segment; without a row a customer has none
     * @param conversions {@link FactConversions}; orders count
     * @param sessions {@link FactSessions}; bots are left out
     * @param daily {@link AggChannelDaily}, for the spend
     * @param end last day
     */
    public static Map<Table, List<Row>> tables(
            Dataset<Row> customers,
            Dataset<Row> values,
            Dataset<Row> conversions,
            Dataset<Row> sessions,
            Dataset<Row> daily,
            RetentionSettings settings,
            LocalDate end) {
        int last = (int) end.toEpochDay();
        CustomerCounters counters = counters(settings, last);
        Dataset<Row> people = customers.filter(not(Customers.IS_BOT.col()));
        CohortSums sums = CustomerDays.count(
                days(people, values, conversions, sessions, settings),
                counters,
                new CustomerDays.Grouping(campaigns(people, settings.campaigns()), null),
                last);
        return rows(counters, sums, spend(daily), settings);
    }

    private static Dataset<Row> days(
            Dataset<Row> people,
            Dataset<Row> values,
            Dataset<Row> conversions,
            Dataset<Row> sessions,
            RetentionSettings settings) {
        Dataset<Row> segments =
                values.select(FactCustomerValue.CUSTOMER_ID.col().as("valued"), FactCustomerValue.RFM_SEGMENT.col());
        return CustomerDays.customers(
                        people.join(segments, Customers.CUSTOMER_ID.col().equalTo(col("valued")), "left"),
                        Customers.CUSTOMER_ID.col(),
                        Customers.FIRST_CHANNEL.col(),
                        Customers.IS_FIRST_TOUCH_PAID.col(),
                        Customers.FIRST_CAMPAIGN_ID.col(),
                        FactCustomerValue.RFM_SEGMENT.col(),
                        Customers.IS_IDENTIFIED.col())
                .union(CustomerDays.orders(
                        conversions.filter(FactConversions.CONVERSION_TYPE.col().equalTo("order")),
                        FactConversions.CUSTOMER_ID.col(),
                        FactConversions.CONVERTED_DATE.col(),
                        lit(1L),
                        greatest(FactConversions.NET_REVENUE_AMOUNT.col(), lit(0))))
                .union(CustomerDays.sessions(
                        sessions.filter(not(FactSessions.IS_BOT.col())),
                        FactSessions.CUSTOMER_ID.col(),
                        FactSessions.STARTED_DATE.col(),
                        FactSessions.IS_VISIT.col(),
                        FactSessions.CHANNEL.col(),
                        FactSessions.IS_PAID.col(),
                        FactSessions.CAMPAIGN_ID.col()));
    }

    private static CustomerCounters counters(RetentionSettings settings, int end) {
        CohortLimits limits = new CohortLimits(settings.months(), settings.weeks(), settings.weeklyCohorts());
        List<CalendarCohorts> calendars = new ArrayList<>();
        List<WindowCohorts> windows = new ArrayList<>();
        List<Movements> movements = new ArrayList<>();
        Window brackets = Window.brackets(settings.brackets());
        for (String basis : List.of(CustomerCounters.ORDER, CustomerCounters.VISIT)) {
            for (Granularity g : GRANULARITIES) {
                calendars.add(new CalendarCohorts(basis, g, end, limits));
                windows.add(new WindowCohorts(basis, g, Window.rolling(g.rollingDays()), end, limits));
            }
            windows.add(new WindowCohorts(basis, Granularity.MONTH, brackets, end, limits));
        }
        for (Granularity g : GRANULARITIES) movements.add(new Movements(g, end));
        return new CustomerCounters(
                calendars,
                windows,
                movements,
                new TimeToEvent(settings.inactivityDays(), end),
                new RetentionCost(settings.inactivityDays(), end),
                Set.of("channel"),
                false);
    }

    private static Map<Table, List<Row>> rows(
            CustomerCounters counters, CohortSums sums, List<RetentionCost.Spend> spend, RetentionSettings settings) {
        Map<Table, List<Row>> rows = new LinkedHashMap<>();
        for (Table table : TABLES) rows.put(table, new ArrayList<>());
        for (CalendarCohorts c : counters.calendars()) {
            rows.get(AggRetentionCohort.TABLE).addAll(c.rows(sums));
            if (c.granularity() != Granularity.MONTH) continue;
            Projections.Of expected = projections(
                            c,
                            settings.inactivityDays(),
                            settings.horizon(),
                            settings.discountPercent() / 100.0,
                            new Projections.Least(settings.leastCustomers(), settings.leastPeriods()))
                    .rows(c.survivors(sums, quiet(c.granularity(), settings.inactivityDays())));
            rows.get(AggRetentionFit.TABLE).addAll(expected.fits());
            rows.get(AggRetentionCohort.TABLE).addAll(expected.periods());
        }
        counters.windows().forEach(w -> rows.get(AggRetentionCohort.TABLE).addAll(w.rows(sums)));
        counters.movements().forEach(m -> rows.get(AggRevenueMovement.TABLE).addAll(m.rows(sums)));
        rows.get(AggSurvival.TABLE).addAll(counters.waiting().survival(sums));
        rows.get(AggRepeatPurchase.TABLE).addAll(counters.waiting().repeats(sums));
        rows.get(AggRetentionCost.TABLE).addAll(counters.cost().rows(sums, spend));
        return rows;
    }

    /** Number of the latest periods that are too recent to know who was lost. */
    static int quiet(Granularity granularity, int inactivityDays) {
        return -Math.floorDiv(-inactivityDays, granularity.rollingDays());
    }

    /** Projections for cohorts; {@code discount} is of a year, as a share. */
    static Projections projections(
            CalendarCohorts cohorts, int inactivityDays, int horizon, double discount, Projections.Least least) {
        Granularity granularity = cohorts.granularity();
        int quiet = quiet(granularity, inactivityDays);
        String rule = "lost: not active in the " + granularity.word() + " or later; the last " + quiet
                + " complete periods are left out as too recent to tell";
        return new Projections(
                cohorts.basis(),
                granularity,
                rule,
                least,
                quiet + horizon,
                Math.expm1(Math.log1p(discount) / granularity.perYear()));
    }

    /** The first campaigns of most identified customers, by name where as many. */
    private static Set<String> campaigns(Dataset<Row> people, int most) {
        return people
                .filter(Customers.IS_IDENTIFIED.col())
                .groupBy(Customers.FIRST_CAMPAIGN_ID.col())
                .agg(count(lit(1)).as("customers"))
                .orderBy(desc("customers"), Customers.FIRST_CAMPAIGN_ID.col())
                .limit(most)
                .collectAsList()
                .stream()
                .map(r -> r.getString(0))
                .collect(Collectors.toSet());
    }

    private static List<RetentionCost.Spend> spend(Dataset<Row> daily) {
        return daily
                .groupBy(
                        AggChannelDaily.CHANNEL.col(),
                        AggChannelDaily.CAMPAIGN_ID.col(),
                        trunc(AggChannelDaily.BUSINESS_DATE.col(), "month"))
                .agg(sum(AggChannelDaily.SPEND_AMOUNT.col()).as("spend"))
                .filter("spend <> 0")
                .collectAsList()
                .stream()
                .map(r -> new RetentionCost.Spend(
                        r.getString(0),
                        r.getString(1),
                        Granularity.MONTH.index((int) r.getDate(2).toLocalDate().toEpochDay()),
                        r.getDecimal(3)))
                .toList();
    }
}
