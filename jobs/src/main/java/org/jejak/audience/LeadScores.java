package org.jejak.audience;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.io.Serializable;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.table.*;

/**
 * Lead scores of all customers. Their histories are brought together once and read three times, in place: to see which values
 * the features have, to count customers by bins of them at today's and earlier dates, and to tell everybody's score. What is in
 * between is fitted in the driver, on counts alone; so neither partitions nor the order of rows matter.
 */
public final class LeadScores {
    /** What a row of a history is about: first the customer, then an objection, then what the customer did. */
    private static final String KIND = "kind";

    private static final int CUSTOMER = 0;
    private static final int OBJECTION = 1;
    private static final int ACTIVITY = 2;

    private static final List<Field> FIELDS = List.of(
            CustomerActivity.CUSTOMER_ID,
            CustomerActivity.ACTIVITY,
            CustomerActivity.VALUE,
            CustomerActivity.EVENT_COUNT,
            CustomerActivity.AMOUNT,
            CustomerActivity.BUSINESS_DATE,
            CustomerActivity.FIRST_AT,
            CustomerActivity.LAST_AT);

    private static final RowReader ROWS = new RowReader(FIELDS);

    private final Dataset<Row> histories;
    private final List<LeadModel> models;

    private LeadScores(Dataset<Row> histories, List<LeadModel> models) {
        this.histories = histories;
        this.models = models;
    }

    /**
     * Learns the scores.
     *
     * @param activity {@code customer_activity}
     * @param customers {@code customers}; those who are identified and no bots are scored
     * @param consents {@code fact_consent}; who withdrew profiling is neither scored nor learned from
     * @param date logical date; what is later is not looked at
     */
    public static LeadScores learn(
            Dataset<Row> activity,
            Dataset<Row> customers,
            Dataset<Row> consents,
            AudienceSettings audience,
            LocalDate date) {
        List<LeadFeatures> scores = audience.scores().values().stream()
                .map(score -> new LeadFeatures(score, audience))
                .toList();
        Object[] activities =
                scores.stream().flatMap(s -> s.activities().stream()).distinct().toArray();
        Dataset<Row> histories = histories(activity, customers, consents, activities, date);
        int today = (int) date.toEpochDay();
        List<LeadPlan> plans =
                collected(histories, LeadSurvey[].class, part -> surveys(scores, today, part), LeadSurvey::merge)
                        .stream()
                        .map(LeadSurvey::plan)
                        .toList();
        List<LeadCounts> counts =
                collected(histories, LeadCounts[].class, part -> counts(plans, part), LeadCounts::merge);
        List<LeadModel> models = IntStream.range(0, plans.size())
                .mapToObj(i -> LeadFit.of(plans.get(i), counts.get(i)))
                .toList();
        return new LeadScores(histories, models);
    }

    /** Rows of {@code fact_customer_score}. */
    public Dataset<Row> customers() {
        List<LeadModel> models = this.models;
        return histories.mapPartitions(
                (MapPartitionsFunction<Row, Row>) part -> told(models, customers(part)),
                Encoders.row(FactCustomerScore.TABLE.toStructType()));
    }

    /** Rows of {@code agg_score_model}. */
    public List<Row> models() {
        return models.stream()
                .flatMap(model -> new LeadScoreRows(model).models().stream())
                .toList();
    }

    /** Rows of {@code agg_score_validation}. */
    public List<Row> validation() {
        return models.stream()
                .flatMap(model -> new LeadScoreRows(model).validation().stream())
                .toList();
    }

    /** The histories of all customers, each in one piece: who it is, whether there is an objection, then what was done by day. */
    private static Dataset<Row> histories(
            Dataset<Row> activity, Dataset<Row> customers, Dataset<Row> consents, Object[] activities, LocalDate date) {
        Date today = Date.valueOf(date);
        Dataset<Row> who = customers
                .filter(Customers.IS_IDENTIFIED.col().and(not(Customers.IS_BOT.col())))
                .select(columns(Customers.CUSTOMER_ID.col(), Customers.FIRST_SEEN_DATE.col(), CUSTOMER));
        Dataset<Row> objections = consents.filter(FactConsent.PURPOSE.col().equalTo(ConsentSettings.PROFILING))
                .filter(FactConsent.STATE.col().equalTo(FactConsent.WITHDRAWN))
                .select(columns(FactConsent.CUSTOMER_ID.col(), lit(today), OBJECTION));
        Dataset<Row> done = activity.filter(CustomerActivity.ACTIVITY.col().isin(activities))
                .filter(CustomerActivity.BUSINESS_DATE.col().leq(today))
                .select(rowOf(ACTIVITY, Field::col));
        return materialize(who.union(objections)
                .union(done)
                .repartition(CustomerActivity.CUSTOMER_ID.col())
                .sortWithinPartitions(
                        CustomerActivity.CUSTOMER_ID.col(),
                        col(KIND),
                        CustomerActivity.ACTIVITY.col(),
                        CustomerActivity.BUSINESS_DATE.col(),
                        CustomerActivity.VALUE.col()));
    }

    /** A row of a history that is no activity: its other columns are null. */
    private static Column[] columns(Column customerId, Column date, int kind) {
        return rowOf(kind, field -> {
            if (field == CustomerActivity.CUSTOMER_ID) return customerId;
            return field == CustomerActivity.BUSINESS_DATE ? date : lit(null);
        });
    }

    private static Column[] rowOf(int kind, Function<Field, Column> value) {
        return Stream.concat(
                        FIELDS.stream().map(field -> field.from(value.apply(field))),
                        Stream.of(lit(kind).as(KIND)))
                .toArray(Column[]::new);
    }

    /** What is counted of the customers of a partition, score by score. */
    private interface Work<A> extends Serializable {
        A[] of(Iterator<LeadCustomer> customers);
    }

    private static <A> List<A> collected(
            Dataset<Row> histories, Class<A[]> type, Work<A> work, BinaryOperator<A> merge) {
        A[] all = histories
                .mapPartitions(
                        (MapPartitionsFunction<Row, A[]>) part ->
                                Collections.singleton(work.of(customers(part))).iterator(),
                        Encoders.javaSerialization(type))
                .collectAsList()
                .stream()
                .reduce((a, b) -> {
                    Arrays.setAll(a, i -> merge.apply(a[i], b[i]));
                    return a;
                })
                .orElseGet(() -> work.of(Collections.emptyIterator()));
        return List.of(all);
    }

    private static LeadSurvey[] surveys(List<LeadFeatures> scores, int today, Iterator<LeadCustomer> customers) {
        LeadSurvey[] surveys =
                scores.stream().map(score -> new LeadSurvey(score, today)).toArray(LeadSurvey[]::new);
        customers.forEachRemaining(customer -> {
            for (LeadSurvey survey : surveys) survey.add(customer);
        });
        return surveys;
    }

    private static LeadCounts[] counts(List<LeadPlan> plans, Iterator<LeadCustomer> customers) {
        LeadCounts[] counts = plans.stream().map(plan -> new LeadCounts()).toArray(LeadCounts[]::new);
        customers.forEachRemaining(customer -> {
            for (int i = 0; i < counts.length; i++) plans.get(i).count(customer, counts[i]);
        });
        return counts;
    }

    private static Iterator<Row> told(List<LeadModel> models, Iterator<LeadCustomer> customers) {
        return new Iterator<>() {
            private final Deque<Row> rows = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (rows.isEmpty() && customers.hasNext()) {
                    LeadCustomer customer = customers.next();
                    for (LeadModel model : models)
                        if (model.plan().isOfToday(customer)) rows.add(LeadScoreRows.customer(customer, model));
                }
                return !rows.isEmpty();
            }

            @Override
            public Row next() {
                if (!hasNext()) throw new NoSuchElementException();
                return rows.remove();
            }
        };
    }

    /** The customers of a partition; activity of nobody who is to be scored is skipped. */
    private static Iterator<LeadCustomer> customers(Iterator<Row> rows) {
        return new SortedGroups(rows, 1)
                .flatMap(group -> customer(group).stream().iterator());
    }

    private static Optional<LeadCustomer> customer(Iterator<Row> group) {
        Row first = group.next();
        if (kind(first) != CUSTOMER) return Optional.empty();
        boolean hasObjected = false;
        ActivityHistory history = new ActivityHistory();
        while (group.hasNext()) {
            Row row = group.next();
            if (kind(row) == OBJECTION) hasObjected = true;
            else history.add(ROWS.get(row, CustomerActivity.ACTIVITY), day(row));
        }
        String customerId = ROWS.get(first, CustomerActivity.CUSTOMER_ID);
        return Optional.of(new LeadCustomer(customerId, date(first), hasObjected, history));
    }

    private static int kind(Row row) {
        return row.getInt(row.size() - 1);
    }

    private static int date(Row row) {
        return (int) ROWS.day(row, CustomerActivity.BUSINESS_DATE).toEpochDay();
    }

    private static ActivityHistory.Day day(Row row) {
        return new ActivityHistory.Day(
                date(row),
                ROWS.get(row, CustomerActivity.VALUE),
                ROWS.get(row, CustomerActivity.EVENT_COUNT),
                ROWS.get(row, CustomerActivity.AMOUNT),
                micros(ROWS.instant(row, CustomerActivity.FIRST_AT)),
                micros(ROWS.instant(row, CustomerActivity.LAST_AT)));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
