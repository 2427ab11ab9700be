package org.jejak.audience;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.TagSettings;
import org.jejak.config.TraitColumns;
import org.jejak.config.TraitKind;
import org.jejak.config.TraitSettings;
import org.jejak.table.*;

/**
 * Traits and tags of all customers at a date: windows move with the date, so nobody could be left out. One pass over what each
 * customer did.
 */
public final class Traits {
    /** The tables that are made together, customer by customer. */
    public static final List<Table> TABLES =
            List.of(CustomerTraits.TABLE, FactCustomerTrait.TABLE, FactCustomerTag.TABLE);

    private static final Column CUSTOMER = CustomerActivity.CUSTOMER_ID.col();
    private static final Field KIND = Field.number("kind", "What the row is: one of the numbers below.");
    private static final long OF_CUSTOMER = 0;
    private static final long OF_ACTIVITY = 1;
    private static final long OF_CONSENT = 2;
    private static final Field COLUMNS =
            Field.texts("columns", "Values of the traits that are columns, in their order.");
    private static final RowReader READER = new RowReader(
            CustomerActivity.CUSTOMER_ID,
            KIND,
            CustomerActivity.ACTIVITY,
            CustomerActivity.VALUE,
            CustomerActivity.EVENT_COUNT,
            CustomerActivity.AMOUNT,
            CustomerActivity.BUSINESS_DATE,
            CustomerActivity.FIRST_AT,
            CustomerActivity.LAST_AT,
            FactConsent.PURPOSE,
            FactConsent.STATE,
            FactConsent.SINCE_AT,
            FactConsent.LAST_ACTIVE_AT,
            Customers.COUNTRY_CODE,
            COLUMNS);

    private final AudienceSettings audience;
    private final ZoneId zone;
    private final LocalDate date;

    /**
     * @param zone business zone
     * @param date logical date
     */
    public Traits(AudienceSettings audience, ZoneId zone, LocalDate date) {
        this.audience = audience;
        this.zone = zone;
        this.date = date;
    }

    /**
     * One row per customer that is no bot, with an array of rows for each of {@link #TABLES}; see {@link RowArrays}.
     *
     * @param activity all rows of {@link CustomerActivity}
     * @param customers all rows of {@link Customers}
     * @param values all rows of {@link FactCustomerValue}
     * @param contacts all rows of {@link FactContacts}
     * @param consents all rows of {@link FactConsent}
     */
    public Dataset<Row> build(
            Dataset<Row> activity,
            Dataset<Row> customers,
            Dataset<Row> values,
            Dataset<Row> contacts,
            Dataset<Row> consents) {
        Dataset<Row> past = activity.filter(CustomerActivity.BUSINESS_DATE.col().leq(lit(Date.valueOf(date))));
        Dataset<Row> all = people(customers, values, contacts)
                .unionByName(activities(past), true)
                .unionByName(consents(consents), true);
        TagShares shares = shares(past);
        CustomerTraitsBuilder builder = new CustomerTraitsBuilder(audience, zone, date, shares);
        return all.select(READER.columns())
                .repartition(CUSTOMER)
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> ofCustomer(own, builder)),
                        Encoders.row(RowArrays.type(TABLES)));
    }

    /** Only the activities and days that traits and tags ask about; what a tag is held for can go back to the beginning. */
    private Dataset<Row> activities(Dataset<Row> past) {
        Map<String, Integer> windows = new TreeMap<>();
        audience.traits().values().stream()
                .filter(t -> t.column() == null)
                .forEach(t -> windows.merge(t.of(), (int) t.within().toDays(), Math::max));
        audience.tags().values().forEach(t -> windows.put(t.of(), Integer.MAX_VALUE));
        Column isAsked = lit(false);
        for (Map.Entry<String, Integer> window : windows.entrySet()) {
            Column isOf = CustomerActivity.ACTIVITY.col().equalTo(window.getKey());
            if (window.getValue() < Integer.MAX_VALUE)
                isOf = isOf.and(
                        CustomerActivity.BUSINESS_DATE.col().gt(lit(Date.valueOf(date.minusDays(window.getValue())))));
            isAsked = isAsked.or(isOf);
        }
        return past.filter(isAsked).withColumn(KIND.name(), lit(OF_ACTIVITY));
    }

    /** Consents that sensitive tags need, and whether profiling is withdrawn. */
    private Dataset<Row> consents(Dataset<Row> consents) {
        Object[] purposes = Stream.concat(
                        audience.tags().values().stream()
                                .map(TagSettings::purpose)
                                .filter(Objects::nonNull),
                        Stream.of(ConsentSettings.PROFILING))
                .distinct()
                .toArray();
        return consents.filter(FactConsent.PURPOSE.col().isin(purposes)).withColumn(KIND.name(), lit(OF_CONSENT));
    }

    /** Customers that are no bots, with the values of traits that are columns, as texts. */
    private Dataset<Row> people(Dataset<Row> customers, Dataset<Row> values, Dataset<Row> contacts) {
        List<TraitSettings> columns = columns(audience);
        Dataset<Row> people = customers.filter(not(Customers.IS_BOT.col()));
        if (columns.stream().anyMatch(Traits::isOfValue))
            people = people.join(
                    values.select(columnsOf(values, columns)),
                    new String[] {CustomerActivity.CUSTOMER_ID.name()},
                    "left_outer");
        if (columns.stream().anyMatch(t -> t.column().equals(TraitColumns.OPEN_CONTACTS)))
            people = people.join(
                    openContacts(contacts), new String[] {CustomerActivity.CUSTOMER_ID.name()}, "left_outer");
        Column[] texts = columns.stream().map(Traits::text).toArray(Column[]::new);
        return people.select(
                CUSTOMER,
                KIND.from(lit(OF_CUSTOMER)),
                Customers.COUNTRY_CODE.col(),
                array(texts)
                        .cast(DataTypes.createArrayType(DataTypes.StringType))
                        .as(COLUMNS.name()));
    }

    /** The traits that are columns, by name. */
    static List<TraitSettings> columns(AudienceSettings audience) {
        return audience.traits().values().stream()
                .filter(t -> t.column() != null)
                .toList();
    }

    private static boolean isOfValue(TraitSettings trait) {
        return !TraitColumns.isOfCustomer(trait.column()) && !trait.column().equals(TraitColumns.OPEN_CONTACTS);
    }

    /** The columns of fact_customer_value that traits take over, each once, and the customer. */
    private static Column[] columnsOf(Dataset<Row> values, List<TraitSettings> columns) {
        return Stream.concat(
                        Stream.of(CustomerActivity.CUSTOMER_ID.name()),
                        columns.stream().filter(Traits::isOfValue).map(TraitSettings::column))
                .distinct()
                .map(values::col)
                .toArray(Column[]::new);
    }

    private static Column text(TraitSettings trait) {
        Column value = col(trait.column());
        if (trait.column().equals(TraitColumns.OPEN_CONTACTS)) value = coalesce(value, lit(0L));
        return (trait.kind() == TraitKind.NUMBER ? value.cast("double") : value).cast("string");
    }

    /** Tickets and complaints by customer that had begun by the date and have no end. */
    private Dataset<Row> openContacts(Dataset<Row> contacts) {
        return contacts.filter(FactContacts.CONTACT_KIND.col().isin("ticket", "complaint"))
                .filter(FactContacts.RESOLVED_AT.col().isNull())
                .filter(FactContacts.OPENED_DATE.col().leq(lit(Date.valueOf(date))))
                .groupBy(CUSTOMER)
                .agg(count(lit(1)).as(TraitColumns.OPEN_CONTACTS));
    }

    /** What all customers did of the activities that earn tags, by value and day. */
    private TagShares shares(Dataset<Row> past) {
        Object[] activities = audience.tags().values().stream()
                .map(TagSettings::of)
                .distinct()
                .toArray();
        if (activities.length == 0) return new TagShares(List.of(), Map.of(), 0);
        Map<String, List<Day>> days = past
                .filter(CustomerActivity.ACTIVITY.col().isin(activities))
                .groupBy(
                        CustomerActivity.ACTIVITY.col(),
                        CustomerActivity.VALUE.col(),
                        CustomerActivity.BUSINESS_DATE.col())
                .agg(sum(CustomerActivity.EVENT_COUNT.col()))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        r -> r.getString(0),
                        Collectors.mapping(
                                r -> new Day(day(r.getDate(2)), r.getString(1), r.getLong(3), null, 0, 0),
                                Collectors.toList())));
        return new TagShares(audience.tags().values(), days, (int) date.toEpochDay());
    }

    private static int day(Date date) {
        return (int) date.toLocalDate().toEpochDay();
    }

    private static Iterator<Row> ofCustomer(Iterator<Row> rows, CustomerTraitsBuilder builder) {
        Row own = null;
        ActivityHistory history = new ActivityHistory();
        Map<String, ConsentStanding> consents = new HashMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            long kind = READER.<Long>get(row, KIND);
            if (kind == OF_CUSTOMER) own = row;
            else if (kind == OF_ACTIVITY) history.add(READER.get(row, CustomerActivity.ACTIVITY), day(row));
            else
                consents.put(
                        READER.get(row, FactConsent.PURPOSE),
                        builder.standing(
                                READER.get(row, FactConsent.PURPOSE),
                                READER.get(row, FactConsent.STATE),
                                READER.instant(row, FactConsent.SINCE_AT),
                                READER.instant(row, FactConsent.LAST_ACTIVE_AT)));
        }
        if (own == null) return Collections.emptyIterator();
        return List.of(builder.rows(
                        READER.get(own, CustomerActivity.CUSTOMER_ID),
                        READER.get(own, Customers.COUNTRY_CODE),
                        READER.list(own, COLUMNS),
                        history,
                        consents))
                .iterator();
    }

    private static Day day(Row row) {
        return new Day(
                day(READER.<Date>get(row, CustomerActivity.BUSINESS_DATE)),
                READER.get(row, CustomerActivity.VALUE),
                READER.<Long>get(row, CustomerActivity.EVENT_COUNT),
                READER.<BigDecimal>get(row, CustomerActivity.AMOUNT),
                micros(READER.get(row, CustomerActivity.FIRST_AT)),
                micros(READER.get(row, CustomerActivity.LAST_AT)));
    }

    private static long micros(Timestamp at) {
        return at.getTime() / 1000 * 1_000_000 + at.getNanos() / 1000;
    }
}
