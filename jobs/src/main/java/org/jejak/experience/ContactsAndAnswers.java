package org.jejak.experience;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.IdentitySettings;
import org.jejak.experience.FeedbackRecord.What;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactStageHistory;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.Identifiers;
import org.jejak.table.Interactions;
import org.jejak.table.SortedGroups;
import org.jejak.table.Table;

/** Contacts and answers of whole customers, from their interactions. Works on any set of customers, each with everything. */
public final class ContactsAndAnswers {
    /** Tables that are told per customer. */
    public static final List<Table> TABLES = List.of(FactContacts.TABLE, FactSurveyAnswers.TABLE);

    private static final Column CUSTOMER = Identifiers.CUSTOMER_ID.col();
    private static final StructType RESULT = new StructType()
            .add(FactContacts.TABLE.name(), DataTypes.createArrayType(FactContacts.TABLE.toStructType(), false), false)
            .add(
                    FactSurveyAnswers.TABLE.name(),
                    DataTypes.createArrayType(FactSurveyAnswers.TABLE.toStructType(), false),
                    false);

    private ContactsAndAnswers() {}

    /**
     * One row per customer with any contact or answer, with an array of rows for each of {@link #TABLES}.
     *
     * @param interactions interactions of at least the customers
     * @param identifiers all identifiers of the customers; interactions of others are left out
     * @param conversions all conversions of the customers
     * @param stays all rows of {@link FactStageHistory} of the customers
     */
    public static Dataset<Row> told(
            Dataset<Row> interactions,
            Dataset<Row> identifiers,
            Dataset<Row> conversions,
            Dataset<Row> stays,
            ExperienceSettings settings,
            ZoneId zone) {
        Dataset<Row> records = said(interactions, identifiers, settings.contacts())
                .unionByName(orders(conversions))
                .unionByName(stages(stays));
        return records.repartition(CUSTOMER)
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> feedback(own, settings, zone)),
                        Encoders.row(RESULT));
    }

    /** The rows of one table out of what was told. */
    public static Dataset<Row> rowsOf(Table table, Dataset<Row> told) {
        return table.select(told.select(expr("inline(" + table.name() + ")")));
    }

    /** Interactions that contacts and answers are made of, with the customer of their strongest identifier. */
    private static Dataset<Row> said(
            Dataset<Row> interactions, Dataset<Row> identifiers, ExperienceSettings.Contacts settings) {
        Column type = Interactions.INTERACTION_TYPE.col();
        Column event = lower(Interactions.EVENT_NAME.col());
        Column kind = Interactions.SOURCE_KIND.col();
        Column isDesk = kind.isin("support", "chat").and(type.isin("ticket_opened", "ticket_closed", "chat_message"));
        Column what = when(type.isin("survey_response", "review", "mention"), What.OPINION.name())
                .when(isDesk.and(kind.equalTo("chat")), What.CHAT.name())
                .when(isDesk, What.TICKET.name())
                .when(event.isin(settings.startEvents().toArray()), What.CHECKOUT_START.name())
                .when(event.isin(settings.failureEvents().toArray()), What.CHECKOUT_FAILURE.name());
        Column identifierType = coalesce(IdentitySettings.TYPES.stream()
                .map(t -> when(col(t).isNotNull(), lit(t)))
                .toArray(Column[]::new));
        Column identifier =
                coalesce(IdentitySettings.TYPES.stream().map(t -> col(t)).toArray(Column[]::new));
        return interactions
                .withColumn("what", what)
                .filter(col("what").isNotNull())
                .withColumn("own_key", xxhash64(identifierType, identifier))
                .join(
                        identifiers.select(Identifiers.IDENTIFIER_KEY.col().as("known_key"), CUSTOMER),
                        col("own_key").equalTo(col("known_key")))
                .select(
                        CUSTOMER,
                        col("what"),
                        Interactions.INTERACTION_ID.col().as("id"),
                        Interactions.OCCURRED_AT.col().as("at"),
                        type.as("type"),
                        event.as("event"),
                        Interactions.TICKET_ID.col(),
                        Interactions.TOPIC.col(),
                        Interactions.AGENT_TYPE.col(),
                        Interactions.PLATFORM.col(),
                        Interactions.RATING.col(),
                        Interactions.RATING_SCALE.col(),
                        Interactions.PROPERTIES.col());
    }

    private static Dataset<Row> orders(Dataset<Row> conversions) {
        return plain(
                conversions.filter("conversion_type = 'order'"),
                What.ORDER,
                FactConversions.CONVERSION_ID.col(),
                FactConversions.CONVERTED_AT.col(),
                FactConversions.CONVERSION_TYPE.col());
    }

    private static Dataset<Row> stages(Dataset<Row> stays) {
        return plain(
                stays,
                What.STAY,
                FactStageHistory.SESSION_ID.col(),
                FactStageHistory.ENTERED_AT.col(),
                FactStageHistory.STAGE.col());
    }

    private static Dataset<Row> plain(Dataset<Row> rows, What what, Column id, Column at, Column type) {
        return rows.select(
                CUSTOMER,
                lit(what.name()).as("what"),
                id.as("id"),
                at.as("at"),
                type.as("type"),
                lit(null).cast("string").as("event"),
                Interactions.TICKET_ID.empty(),
                Interactions.TOPIC.empty(),
                Interactions.AGENT_TYPE.empty(),
                Interactions.PLATFORM.empty(),
                Interactions.RATING.empty(),
                Interactions.RATING_SCALE.empty(),
                Interactions.PROPERTIES.empty());
    }

    /** The contacts and answers of one customer; nothing for a customer with neither. */
    private static Iterator<Row> feedback(Iterator<Row> rows, ExperienceSettings settings, ZoneId zone) {
        String customer = null;
        List<FeedbackRecord> records = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            customer = row.getString(0);
            records.add(record(row));
        }
        if (records.stream().allMatch(r -> r.what() == What.ORDER || r.what() == What.STAY))
            return Collections.emptyIterator();
        CustomerFeedback told = new CustomerFeedback(records, settings);
        return List.of(RowFactory.create(told.contactRows(customer, zone), told.answerRows(customer, zone)))
                .iterator();
    }

    private static FeedbackRecord record(Row row) {
        return new FeedbackRecord(
                What.valueOf(row.getString(1)),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.isNullAt(10) ? null : row.getDouble(10),
                row.getString(11),
                row.isNullAt(12) ? null : row.getJavaMap(12));
    }
}
