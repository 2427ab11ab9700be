package org.jejak.audience;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.config.ContactSettings;
import org.jejak.table.*;

/** Where and when customers are best written to: rows of {@link FactContactPreference}. */
public final class Preferences {
    private static final int VISIT_DAYS = 180;
    private static final int MESSAGE_DAYS = 365;
    private static final String PUSH_GROUP = "Mobile Push Notifications";

    /** Contact channels by the type of identifier on which they reach a customer. */
    private static final SortedMap<String, List<String>> CHANNELS = new TreeMap<>(Map.of(
            Interactions.EMAIL_HASH.name(), List.of("email"),
            Interactions.DEVICE_ID.name(), List.of("push"),
            Interactions.PHONE_HASH.name(), List.of("sms", "whatsapp")));

    private static final String[] KEY = {Customers.CUSTOMER_ID.name()};
    private static final Column CUSTOMER = Customers.CUSTOMER_ID.col();
    private static final Field VISITS = new Field(
            "visits_by_hour",
            DataTypes.createArrayType(DataTypes.LongType),
            "Visits by hour of the day, and in all hours; null without any.",
            true,
            false);
    private static final Field HOUR = Field.number("hour_of_visit", "Hour of the day.");
    private static final Field HAS_BOUNCED =
            Field.flag("has_bounced", "Whether a message came back since the last click.");
    private static final RowReader READER = new RowReader(
            Customers.CUSTOMER_ID,
            Customers.COUNTRY_CODE,
            FactContactPreference.CONTACT_CHANNEL,
            FactContactPreference.DELIVERED_COUNT,
            FactContactPreference.CLICKED_COUNT,
            VISITS);

    private final ContactSettings contact;
    private final ZoneId zone;
    private final LocalDate date;

    /**
     * @param zone business zone
     * @param date logical date
     */
    public Preferences(ContactSettings contact, ZoneId zone, LocalDate date) {
        this.contact = contact;
        this.zone = zone;
        this.date = date;
    }

    /**
     * Rows of all customers that can be reached and are no bots. Each dataset holds all rows of its table.
     *
     * @param customers rows of {@link Customers}
     * @param identifiers rows of {@link Identifiers}
     * @param sessions rows of {@link FactSessions}
     * @param messages rows of {@link FactMessage}
     */
    public Dataset<Row> build(
            Dataset<Row> customers, Dataset<Row> identifiers, Dataset<Row> sessions, Dataset<Row> messages) {
        Dataset<Row> people =
                customers.filter(not(Customers.IS_BOT.col())).select(CUSTOMER, Customers.COUNTRY_CODE.col());
        Dataset<Row> visits = materialize(visits(sessions, people));
        Dataset<Row> sent = materialize(sent(messages));
        HourModel hours = new HourModel(hourCounts(visits));
        Map<String, ResponseModel> responses = responses(sent);
        ContactSettings allowed = contact;
        return people.join(channels(identifiers), KEY)
                .join(sent, new String[] {KEY[0], FactContactPreference.CONTACT_CHANNEL.name()}, "left_outer")
                .filter(not(coalesce(HAS_BOUNCED.col(), lit(false))))
                .join(visits.drop(Customers.COUNTRY_CODE.name()), KEY, "left_outer")
                .select(READER.columns())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> rows(rows, hours, responses, allowed),
                        Encoders.row(FactContactPreference.TABLE.toStructType()));
    }

    /** Visits that nothing sent brought, by local hour and in all, of customers with any. */
    private Dataset<Row> visits(Dataset<Row> sessions, Dataset<Row> people) {
        Column local = lit(zone.getId());
        for (Map.Entry<String, ZoneId> of : contact.zones().entrySet())
            local = when(
                            Customers.COUNTRY_CODE.col().equalTo(of.getKey()),
                            lit(of.getValue().getId()))
                    .otherwise(local);
        Column[] counts = Stream.concat(
                        IntStream.range(0, HourModel.HOURS)
                                .mapToObj(h -> count(when(HOUR.col().equalTo(h), 1))),
                        Stream.of(count(lit(1))))
                .toArray(Column[]::new);
        return sessions.filter(FactSessions.IS_VISIT.col())
                .filter(FactSessions.STARTED_DATE
                        .col()
                        .between(lit(Date.valueOf(date.minusDays(VISIT_DAYS - 1))), lit(Date.valueOf(date))))
                .filter(FactSessions.CHANNEL.col().notEqual("email"))
                .filter(FactSessions.CHANNEL_GROUP.col().notEqual(PUSH_GROUP))
                .select(CUSTOMER, FactSessions.STARTED_AT.col())
                .join(people, KEY)
                .withColumn(HOUR.name(), hour(from_utc_timestamp(FactSessions.STARTED_AT.col(), local)))
                .groupBy(CUSTOMER, Customers.COUNTRY_CODE.col())
                .agg(array(counts).as(VISITS.name()));
    }

    private static List<HourModel.Count> hourCounts(Dataset<Row> visits) {
        return visits
                .select(Customers.COUNTRY_CODE.col(), posexplode(VISITS.col()))
                .groupBy(Customers.COUNTRY_CODE.col(), col("pos"), col("col"))
                .count()
                .collectAsList()
                .stream()
                .filter(r -> r.getLong(2) > 0)
                .map(r -> new HourModel.Count(r.getString(0), r.getInt(1), r.getLong(2), r.getLong(3)))
                .toList();
    }

    /** What was sent to customers in a year, by channel. */
    private Dataset<Row> sent(Dataset<Row> messages) {
        Column arrived = not(FactMessage.IS_BOUNCE.col());
        Column isClicked = FactMessage.CLICKED_AT.col().isNotNull();
        Column lastBounce = max(when(FactMessage.IS_BOUNCE.col(), FactMessage.DELIVERED_AT.col()));
        Column lastClick = max(FactMessage.CLICKED_AT.col());
        return messages.filter(FactMessage.DELIVERED_AT
                        .col()
                        .geq(lit(start(date.minusDays(MESSAGE_DAYS - 1))))
                        .and(FactMessage.DELIVERED_AT.col().lt(lit(start(date.plusDays(1))))))
                .groupBy(CUSTOMER, FactMessage.CONTACT_CHANNEL.col())
                .agg(
                        count(when(arrived, 1)).as(FactContactPreference.DELIVERED_COUNT.name()),
                        count(when(arrived.and(isClicked), 1)).as(FactContactPreference.CLICKED_COUNT.name()),
                        coalesce(lastBounce.gt(lastClick), lastBounce.isNotNull())
                                .as(HAS_BOUNCED.name()));
    }

    private Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }

    private static Map<String, ResponseModel> responses(Dataset<Row> sent) {
        Map<String, List<ResponseModel.Count>> counts = sent
                .filter(FactContactPreference.DELIVERED_COUNT.col().gt(0))
                .groupBy(
                        FactContactPreference.CONTACT_CHANNEL.col(),
                        FactContactPreference.DELIVERED_COUNT.col(),
                        FactContactPreference.CLICKED_COUNT.col())
                .count()
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        r -> r.getString(0),
                        Collectors.mapping(
                                r -> new ResponseModel.Count(r.getLong(1), r.getLong(2), r.getLong(3)),
                                Collectors.toList())));
        Map<String, ResponseModel> models = new HashMap<>();
        for (String channel : CHANNELS.values().stream().flatMap(List::stream).toList())
            models.put(channel, ResponseModel.of(counts.getOrDefault(channel, List.of())));
        return models;
    }

    /** Contact channels on which an identifier of the customer can be reached that is nobody else's. */
    private static Dataset<Row> channels(Dataset<Row> identifiers) {
        Column type = Identifiers.IDENTIFIER_TYPE.col();
        Column channels = null;
        for (Map.Entry<String, List<String>> of : CHANNELS.entrySet()) {
            Column reached = array(of.getValue().stream().map(functions::lit).toArray(Column[]::new));
            channels = channels == null
                    ? when(type.equalTo(of.getKey()), reached)
                    : channels.when(type.equalTo(of.getKey()), reached);
        }
        return identifiers
                .filter(type.isin(CHANNELS.keySet().toArray()))
                .filter(not(Identifiers.IS_OVER_CONNECTED.col()))
                .select(CUSTOMER, explode(channels).as(FactContactPreference.CONTACT_CHANNEL.name()))
                .distinct();
    }

    private static Iterator<Row> rows(
            Iterator<Row> rows, HourModel hours, Map<String, ResponseModel> responses, ContactSettings contact) {
        RowBuilder builder = new RowBuilder(FactContactPreference.TABLE);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return row(rows.next(), builder, hours, responses, contact);
            }
        };
    }

    private static Row row(
            Row row,
            RowBuilder builder,
            HourModel hours,
            Map<String, ResponseModel> responses,
            ContactSettings contact) {
        String channel = READER.get(row, FactContactPreference.CONTACT_CHANNEL);
        List<Long> own = READER.get(row, VISITS) == null ? List.of() : READER.list(row, VISITS);
        long[] visits = own.isEmpty()
                ? new long[HourModel.HOURS]
                : own.subList(0, HourModel.HOURS).stream().mapToLong(n -> n).toArray();
        double[] shares = hours.shares(READER.get(row, Customers.COUNTRY_CODE), visits);
        int best = HourModel.best(shares, contact::isActionHour);
        long delivered = number(row, FactContactPreference.DELIVERED_COUNT);
        long clicked = number(row, FactContactPreference.CLICKED_COUNT);
        return builder.set(FactContactPreference.CUSTOMER_ID, READER.get(row, Customers.CUSTOMER_ID))
                .set(FactContactPreference.CONTACT_CHANNEL, channel)
                .set(FactContactPreference.BASIS, own.isEmpty() ? "pooled" : "visits")
                .set(FactContactPreference.BEST_HOUR, (long) best)
                .set(FactContactPreference.OBSERVATION_COUNT, own.isEmpty() ? 0L : own.get(HourModel.HOURS))
                .set(FactContactPreference.DELIVERED_COUNT, delivered)
                .set(FactContactPreference.CLICKED_COUNT, clicked)
                .set(FactContactPreference.HOUR_SHARE, shares[best])
                .set(FactContactPreference.RESPONSE_RATE, responses.get(channel).rate(delivered, clicked))
                .row();
    }

    private static long number(Row row, Field field) {
        Long number = READER.get(row, field);
        return number == null ? 0 : number;
    }
}
