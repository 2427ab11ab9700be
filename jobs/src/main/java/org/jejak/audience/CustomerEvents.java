package org.jejak.audience;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.broadcastIfSmall;
import static org.jejak.table.Datasets.materialize;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.ActivitySettings;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.InteractionFilter;
import org.jejak.table.*;

/**
 * What whole customers did, agreed to and were sent, from the interactions of their sessions. The customer of an interaction is
 * that of its session, so what an anonymous visitor read before the login counts.
 */
public final class CustomerEvents {
    /** The tables that are made together, customer by customer. */
    public static final List<Table> TABLES = List.of(CustomerActivity.TABLE, FactConsent.TABLE, FactMessage.TABLE);

    private static final Column CUSTOMER = Identifiers.CUSTOMER_ID.col();
    private static final Field KIND = Field.number("kind", "What the row is: one of the numbers below.");
    private static final long OF_CUSTOMER = 0;
    private static final long OF_EVENT = 1;
    private static final long OF_ORDER = 2;
    private static final Field VALUES =
            Field.texts("values_told_apart", "Values of Activities.columns, in their order.");
    private static final Field LAST_ACTIVE =
            Field.timestamp("last_active", "When the customer last did something; null if never.");
    private static final RowReader READER = new RowReader(
            Identifiers.CUSTOMER_ID,
            KIND,
            Interactions.INTERACTION_ID,
            Interactions.INTERACTION_TYPE,
            Interactions.SOURCE_KIND,
            Interactions.EVENT_NAME,
            Interactions.PAGE_PATH,
            Interactions.ORDER_ID,
            Interactions.MESSAGE_ID,
            Interactions.CAMPAIGN_ID,
            Interactions.USER_AGENT,
            Interactions.BASE_REVENUE_AMOUNT,
            Interactions.BUSINESS_DATE,
            Interactions.OCCURRED_AT,
            VALUES,
            Interactions.PROPERTIES,
            Customers.COUNTRY_CODE,
            Customers.IS_IDENTIFIED,
            LAST_ACTIVE);

    private CustomerEvents() {}

    /**
     * One row per customer that is no bot, with an array of rows for each of {@link #TABLES}; see {@link RowArrays}. Works on any
     * set of customers, each with everything.
     *
     * @param sessions all sessions of the customers, with the column customer_id
     * @param interactions all interactions
     * @param conversions all conversions of the customers
     * @param customers rows of {@link Customers} of the customers
     * @param zone business zone
     * @param areFew whether the customers are few: then their interactions are looked up, not joined
     */
    public static Dataset<Row> build(
            Dataset<Row> sessions,
            Dataset<Row> interactions,
            Dataset<Row> conversions,
            Dataset<Row> customers,
            AudienceSettings audience,
            ZoneId zone,
            boolean areFew) {
        Dataset<Row> owned = owned(sessions);
        Dataset<Row> all = customers(customers, sessions, audience)
                .unionByName(
                        events(areFew ? broadcastIfSmall(materialize(owned)) : owned, interactions, audience), true);
        boolean needsRevenue = audience.activities().values().stream().anyMatch(a -> a.amount() != null);
        if (needsRevenue) all = all.unionByName(orders(conversions), true);
        return all.select(READER.columns())
                .repartition(CUSTOMER)
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> ofCustomer(own, audience, zone)),
                        Encoders.row(RowArrays.type(TABLES)));
    }

    private static Dataset<Row> customers(Dataset<Row> customers, Dataset<Row> sessions, AudienceSettings audience) {
        Dataset<Row> people = customers
                .filter(not(Customers.IS_BOT.col()))
                .select(
                        CUSTOMER,
                        KIND.from(lit(OF_CUSTOMER)),
                        Customers.COUNTRY_CODE.col(),
                        Customers.IS_IDENTIFIED.col());
        if (audience.consents().isEmpty()) return people.withColumn(LAST_ACTIVE.name(), LAST_ACTIVE.empty());
        Column isClick = Sessions.TOUCH_KIND.col().equalTo("click");
        Dataset<Row> active = sessions.filter(not(Sessions.IS_BOT.col()))
                .filter(not(Sessions.SOURCE_KIND.col().isin("email", "ad")).or(isClick))
                .groupBy(CUSTOMER)
                .agg(max(Sessions.ENDED_AT.col()).as(LAST_ACTIVE.name()));
        return people.join(active, new String[] {Identifiers.CUSTOMER_ID.name()}, "left_outer");
    }

    private static Dataset<Row> orders(Dataset<Row> conversions) {
        return conversions
                .filter(FactConversions.CONVERSION_TYPE
                        .col()
                        .equalTo("order")
                        .and(FactConversions.ORDER_ID.col().isNotNull()))
                .select(
                        CUSTOMER,
                        KIND.from(lit(OF_ORDER)),
                        FactConversions.ORDER_ID.col(),
                        Interactions.BASE_REVENUE_AMOUNT.from(FactConversions.REVENUE_AMOUNT.col()));
    }

    /** The interactions of the sessions, with the customer and campaign of the session. */
    private static Dataset<Row> owned(Dataset<Row> sessions) {
        return sessions.filter(not(Sessions.IS_BOT.col()))
                .select(
                        CUSTOMER,
                        Sessions.CAMPAIGN_ID.col(),
                        explode(Sessions.INTERACTION_IDS.col()).as(Interactions.INTERACTION_ID.name()));
    }

    /** Of these interactions those that any definition may ask about. */
    private static Dataset<Row> events(Dataset<Row> owned, Dataset<Row> interactions, AudienceSettings audience) {
        return interactions
                .filter(isAskedAbout(audience))
                .select(
                        Interactions.INTERACTION_ID.col(),
                        Interactions.INTERACTION_TYPE.col(),
                        Interactions.SOURCE_KIND.col(),
                        lower(Interactions.EVENT_NAME.col()).as(Interactions.EVENT_NAME.name()),
                        Interactions.PAGE_PATH.col(),
                        Interactions.ORDER_ID.col(),
                        Interactions.MESSAGE_ID.col(),
                        Interactions.USER_AGENT.col(),
                        Interactions.BASE_REVENUE_AMOUNT.col(),
                        Interactions.BUSINESS_DATE.col(),
                        Interactions.OCCURRED_AT.col(),
                        values(audience),
                        properties(audience))
                .join(owned, new String[] {Interactions.INTERACTION_ID.name()})
                .withColumn(KIND.name(), lit(OF_EVENT));
    }

    /** What no definition can ask about is left out before it is joined; what is left may still be more than they do. */
    private static Column isAskedAbout(AudienceSettings audience) {
        Column event = lower(Interactions.EVENT_NAME.col());
        Column isOfMessage = Interactions.INTERACTION_TYPE
                .col()
                .isin(CustomerMessages.types().toArray())
                .or(event.isin(CustomerMessages.events().toArray()))
                .or(Interactions.SOURCE_KIND
                        .col()
                        .equalTo("email")
                        .and(event.isin(CustomerMessages.eventsOfMail().toArray())));
        return coalesce(filters(audience).map(CustomerEvents::mayMatch).reduce(isOfMessage, Column::or), lit(false));
    }

    private static Stream<InteractionFilter> filters(AudienceSettings audience) {
        return Stream.concat(
                audience.activities().values().stream().map(ActivitySettings::filter),
                audience.consents().values().stream()
                        .flatMap(c -> Stream.concat(c.grants().stream(), c.withdrawals().stream())));
    }

    /** All conditions of a filter but those on properties; never null, so that it can stand beside others. */
    private static Column mayMatch(InteractionFilter filter) {
        Column all = lit(true);
        if (!filter.types().isEmpty())
            all = all.and(
                    Interactions.INTERACTION_TYPE.col().isin(filter.types().toArray()));
        if (!filter.kinds().isEmpty())
            all = all.and(Interactions.SOURCE_KIND.col().isin(filter.kinds().toArray()));
        if (!filter.events().isEmpty())
            all = all.and(
                    lower(Interactions.EVENT_NAME.col()).isin(filter.events().toArray()));
        Optional<Column> path = filter.paths().stream()
                .map(p -> Interactions.PAGE_PATH.col().rlike(p.pattern()))
                .reduce(Column::or);
        if (path.isPresent()) all = all.and(path.get());
        if (!filter.properties().isEmpty())
            all = all.and(Interactions.PROPERTIES.col().isNotNull());
        return coalesce(all, lit(false));
    }

    private static Column values(AudienceSettings audience) {
        Column[] values = Activities.columns(audience.activities().values()).stream()
                .map(name -> col(name).cast("string"))
                .toArray(Column[]::new);
        return array(values).as(VALUES.name());
    }

    /** Only the properties that definitions ask about. */
    private static Column properties(AudienceSettings audience) {
        Object[] names = Stream.concat(
                        Stream.concat(
                                filters(audience).flatMap(f -> f.properties().keySet().stream()),
                                audience.activities().values().stream()
                                        .map(ActivitySettings::property)
                                        .filter(Objects::nonNull)),
                        Stream.of(CustomerMessages.DECISION))
                .flatMap(name -> InteractionFilter.fieldsOf(name).stream())
                .distinct()
                .sorted()
                .toArray();
        return map_filter(Interactions.PROPERTIES.col(), (name, value) -> name.isin(names))
                .as(Interactions.PROPERTIES.name());
    }

    private static Iterator<Row> ofCustomer(Iterator<Row> rows, AudienceSettings audience, ZoneId zone) {
        Row own = null;
        List<CustomerEvent> events = new ArrayList<>();
        Map<String, BigDecimal> revenues = new HashMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            long kind = READER.<Long>get(row, KIND);
            if (kind == OF_CUSTOMER) own = row;
            else if (kind == OF_EVENT) events.add(event(row));
            else
                revenues.put(READER.get(row, Interactions.ORDER_ID), READER.get(row, Interactions.BASE_REVENUE_AMOUNT));
        }
        if (own == null) return Collections.emptyIterator();
        events.sort(CustomerEvent.IN_TIME);
        String customer = READER.get(own, Identifiers.CUSTOMER_ID);
        Collection<ConsentSettings> purposes = READER.<Boolean>get(own, Customers.IS_IDENTIFIED)
                ? audience.consents().values()
                : List.of();
        Instant lastActive = READER.instant(own, LAST_ACTIVE);
        ZoneId local = audience.contact().zones().getOrDefault(READER.<String>get(own, Customers.COUNTRY_CODE), zone);
        return List.of(RowFactory.create(
                        rows(Activities.rows(
                                customer,
                                events,
                                revenues,
                                audience.activities().values())),
                        rows(Consents.rows(customer, events, lastActive, purposes)),
                        rows(CustomerMessages.rows(customer, events, local, zone))))
                .iterator();
    }

    private static Row[] rows(List<Row> rows) {
        return rows.toArray(Row[]::new);
    }

    private static CustomerEvent event(Row row) {
        return new CustomerEvent(
                READER.get(row, Interactions.INTERACTION_ID),
                READER.get(row, Interactions.INTERACTION_TYPE),
                READER.get(row, Interactions.SOURCE_KIND),
                READER.get(row, Interactions.EVENT_NAME),
                READER.get(row, Interactions.PAGE_PATH),
                READER.get(row, Interactions.ORDER_ID),
                READER.get(row, Interactions.MESSAGE_ID),
                READER.get(row, Interactions.CAMPAIGN_ID),
                READER.get(row, Interactions.USER_AGENT),
                READER.get(row, Interactions.BASE_REVENUE_AMOUNT),
                READER.day(row, Interactions.BUSINESS_DATE),
                READER.instant(row, Interactions.OCCURRED_AT),
                READER.list(row, VALUES),
                READER.texts(row, Interactions.PROPERTIES));
    }
}
