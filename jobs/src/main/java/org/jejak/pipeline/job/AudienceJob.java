package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.audience.CustomerEvents;
import org.jejak.audience.CustomerSegments;
import org.jejak.audience.Definitions;
import org.jejak.audience.Preferences;
import org.jejak.audience.Traits;
import org.jejak.config.AudienceSettings;
import org.jejak.identity.Identities;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/** Who customers are: what they did, agreed to and were sent; their traits and tags; their segments. */
public final class AudienceJob {
    private AudienceJob() {}

    /**
     * Restates activities, consents and messages of the customers whose histories were restated; of all customers in a night in
     * which a definition changed. The definitions are written last, so that a run that dies before that does it again.
     */
    public static Outputs activity(Inputs in, Run run) {
        AudienceSettings audience = run.settings().audience();
        List<Row> before = in.rows(AudienceDefinitions.TABLE);
        List<Row> now = Definitions.rows(
                audience, before, run.isOfOneJob() ? null : run.delivery().runId());
        if (before.isEmpty() && now.isEmpty()) return Outputs.none();
        boolean isChanged = !Definitions.areSame(before, now);
        AffectedKeys customers = isChanged ? AffectedKeys.EVERYTHING : in.affected(KeySet.CUSTOMERS_OF_RUN);
        Outputs outputs = Outputs.none().inAnyOrder();
        if (now.isEmpty()) {
            for (Table table : CustomerEvents.TABLES) outputs.replacing(customers, table, List.of());
        } else {
            Dataset<Row> events = materialize(events(in, run, customers));
            for (Table table : CustomerEvents.TABLES)
                outputs.replacing(customers, table, RowArrays.rowsOf(table, events));
        }
        return isChanged ? outputs.then(() -> Outputs.of(AudienceDefinitions.TABLE, now)) : outputs;
    }

    private static Dataset<Row> events(Inputs in, Run run, AffectedKeys customers) {
        Dataset<Row> identifiers = in.of(Identifiers.TABLE);
        Dataset<Row> owners = Identities.owners(customers.in(identifiers), identifiers);
        return CustomerEvents.build(
                Identities.sessionsWithCustomers(
                        in.of(Sessions.TABLE), customers.areFew() ? broadcast(owners) : owners),
                in.of(Interactions.TABLE),
                customers.in(in.of(FactConversions.TABLE)),
                customers.in(in.of(Customers.TABLE)),
                run.settings().audience(),
                run.settings().zone(),
                customers.areFew());
    }

    /** Traits and tags of all customers. */
    public static Outputs traits(Inputs in, Run run) {
        AudienceSettings audience = run.settings().audience();
        Outputs outputs = Outputs.none().inAnyOrder();
        if (audience.isEmpty()) {
            for (Table table : Traits.TABLES) outputs.and(table, List.of());
            return outputs;
        }
        Dataset<Row> rows = materialize(new Traits(audience, run.settings().zone(), run.date())
                .build(
                        in.of(CustomerActivity.TABLE),
                        in.of(Customers.TABLE),
                        in.of(FactCustomerValue.TABLE),
                        in.of(FactContacts.TABLE),
                        in.of(FactConsent.TABLE)));
        for (Table table : Traits.TABLES) outputs.and(table, RowArrays.rowsOf(table, rows));
        return outputs;
    }

    /** Where and when all customers are best written to. */
    public static Outputs preferences(Inputs in, Run run) {
        if (run.settings().audience().isEmpty()) return Outputs.of(FactContactPreference.TABLE, List.of());
        Preferences preferences = new Preferences(
                run.settings().audience().contact(), run.settings().zone(), run.date());
        return Outputs.of(
                FactContactPreference.TABLE,
                preferences.build(
                        in.of(Customers.TABLE),
                        in.of(Identifiers.TABLE),
                        in.of(FactSessions.TABLE),
                        in.of(FactMessage.TABLE)));
    }

    /**
     * Segments of all customers, and the record of their sizes: of a date that was published it stays as it was, of every other
     * date the row is that of the latest attempt.
     */
    public static Outputs segments(Inputs in, Run run) {
        AudienceSettings audience = run.settings().audience();
        List<Row> record = in.rows(AggSegmentDaily.TABLE);
        if (audience.segments().isEmpty())
            return Outputs.of(FactSegmentMember.TABLE, List.of()).and(AggSegmentDaily.TABLE, record);
        CustomerSegments segments =
                new CustomerSegments(audience, run.settings().zone(), run.date());
        Dataset<Row> members = materialize(segments.members(
                in.of(CustomerTraits.TABLE),
                in.of(FactCustomerTag.TABLE),
                in.of(FactCustomerScore.TABLE),
                in.of(FactConsent.TABLE),
                in.of(CustomerActivity.TABLE)));
        Outputs outputs = Outputs.of(FactSegmentMember.TABLE, members);
        List<Row> published = in.rows(Publications.TABLE).stream()
                .filter(p ->
                        text(p, Publications.TABLE, Publications.TABLE_NAME).equals(FactSegmentMember.TABLE.fullName()))
                .toList();
        Date date = Date.valueOf(run.date());
        if (published.stream().anyMatch(p -> dateOf(p).equals(date))) return outputs.and(AggSegmentDaily.TABLE, record);
        Optional<Row> last = published.stream()
                .filter(p -> dateOf(p).before(date))
                .max(Comparator.comparing(AudienceJob::dateOf)
                        .thenComparing(p -> Runs.numberOf(text(p, Publications.TABLE, Publications.RUN_ID))));
        List<Row> rows = new ArrayList<>(record);
        rows.removeIf(r -> r.getDate(AggSegmentDaily.TABLE.placeOf(AggSegmentDaily.LOGICAL_DATE))
                .equals(date));
        rows.addAll(segments.daily(
                members,
                last.map(p -> asOfNow(
                        in.of(
                                FactSegmentMember.TABLE,
                                p.getLong(Publications.TABLE.placeOf(Publications.DELTA_VERSION))),
                        merges(in, dateOf(p))))));
        return outputs.and(AggSegmentDaily.TABLE, rows);
    }

    /** Customer ids that gave way to others in runs for dates after a day. */
    private static Map<String, String> merges(Inputs in, Date after) {
        return CustomerSegments.mergedInto(CustomerMerges.TABLE
                .select(in.of(CustomerMerges.TABLE)
                        .filter(CustomerMerges.MERGED_DATE.col().gt(functions.lit(after))))
                .collectAsList());
    }

    /** The rows with the customer ids of now. */
    private static Dataset<Row> asOfNow(Dataset<Row> members, Map<String, String> mergedInto) {
        if (mergedInto.isEmpty()) return members;
        List<Row> rows = new ArrayList<>();
        mergedInto.forEach((from, to) -> rows.add(RowFactory.create(from, to)));
        RowReader shape = new RowReader(CustomerMerges.CUSTOMER_ID, CustomerMerges.MERGED_INTO_CUSTOMER_ID);
        Dataset<Row> merges = members.sparkSession().createDataFrame(rows, shape.toStructType());
        return members.join(broadcast(merges), new String[] {FactSegmentMember.CUSTOMER_ID.name()}, "left_outer")
                .withColumn(
                        FactSegmentMember.CUSTOMER_ID.name(),
                        functions.coalesce(
                                CustomerMerges.MERGED_INTO_CUSTOMER_ID.col(), FactSegmentMember.CUSTOMER_ID.col()));
    }

    private static Date dateOf(Row publication) {
        return publication.getDate(Publications.TABLE.placeOf(Publications.LOGICAL_DATE));
    }

    private static String text(Row row, Table table, Field field) {
        return row.getString(table.placeOf(field));
    }
}
