package org.jejak.experience;

import static org.apache.spark.sql.functions.*;

import java.time.ZoneId;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;
import org.jejak.table.*;

/** Contact episodes and survey answers of whole customers, from their interactions, orders and stage visits. */
public final class ContactsAndAnswers {
    /** The tables that are made together, customer by customer. */
    public static final List<Table> TABLES = List.of(FactContacts.TABLE, FactSurveyAnswers.TABLE);

    private static final Column CUSTOMER = Identifiers.CUSTOMER_ID.col();
    private static final Field KIND = Field.text("kind", "Name of a kind of FeedbackRecord.");
    private static final Field ID = Field.text("id", "Interaction, conversion or session.");
    private static final Field AT = Field.timestamp("at", "When.");
    private static final Field TYPE = Field.text("type", "Interaction type, conversion type or stage.");
    private static final Field EVENT = Field.text("event", "Event name, lower case.");
    private static final RowReader READER = new RowReader(
            Identifiers.CUSTOMER_ID,
            KIND,
            ID,
            AT,
            TYPE,
            EVENT,
            Interactions.TICKET_ID,
            Interactions.TOPIC,
            Interactions.AGENT_TYPE,
            Interactions.PLATFORM,
            Interactions.RATING,
            Interactions.RATING_SCALE,
            Interactions.PROPERTIES);

    private ContactsAndAnswers() {}

    /**
     * One row per customer with any contact or answer, with an array of rows for each of {@link #TABLES}; see
     * {@link RowArrays}. Works on any set of customers, each with everything.
     *
     * @param interactions interactions of the customers, with the column customer_id
     * @param conversions all conversions of the customers
     * @param stageVisits all rows of {@link FactStageHistory} of the customers
     * @param zone business zone, of dates
     */
    public static Dataset<Row> build(
            Dataset<Row> interactions,
            Dataset<Row> conversions,
            Dataset<Row> stageVisits,
            ExperienceSettings settings,
            ZoneId zone) {
        Dataset<Row> records = feedback(interactions, settings.contacts())
                .unionByName(orders(conversions), true)
                .unionByName(stageVisits(stageVisits), true);
        return records.select(READER.columns())
                .repartition(CUSTOMER)
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> new SortedGroups(rows, 1).flatMap(own -> ofCustomer(own, settings, zone)),
                        Encoders.row(RowArrays.type(TABLES)));
    }

    /** Interactions that contacts and answers are made of. */
    private static Dataset<Row> feedback(Dataset<Row> interactions, ExperienceSettings.Contacts settings) {
        Column type = Interactions.INTERACTION_TYPE.col();
        Column event = lower(Interactions.EVENT_NAME.col());
        Column source = Interactions.SOURCE_KIND.col();
        Column isDesk = source.isin("support", "chat").and(type.isin("ticket_opened", "ticket_closed", "chat_message"));
        Column kind = when(type.isin("survey_response", "review", "mention"), What.ANSWER.name())
                .when(isDesk.and(source.equalTo("chat")), What.CHAT.name())
                .when(isDesk, What.TICKET.name())
                .when(event.isin(settings.startEvents().toArray()), What.CHECKOUT_START.name())
                .when(event.isin(settings.failureEvents().toArray()), What.CHECKOUT_FAILURE.name());
        Column isCheckout = KIND.col().isin(What.CHECKOUT_START.name(), What.CHECKOUT_FAILURE.name());
        return interactions
                .withColumn(KIND.name(), kind)
                .filter(KIND.col().isNotNull())
                .withColumn(ID.name(), Interactions.INTERACTION_ID.col())
                .withColumn(AT.name(), Interactions.OCCURRED_AT.col())
                .withColumn(TYPE.name(), type)
                .withColumn(
                        Interactions.PLATFORM.name(), when(isCheckout, source).otherwise(Interactions.PLATFORM.col()))
                .withColumn(EVENT.name(), event)
                .select(READER.columns());
    }

    private static Dataset<Row> orders(Dataset<Row> conversions) {
        return conversions
                .filter(FactConversions.CONVERSION_TYPE.col().equalTo("order"))
                .select(
                        CUSTOMER,
                        KIND.from(lit(What.ORDER.name())),
                        ID.from(FactConversions.CONVERSION_ID.col()),
                        AT.from(FactConversions.CONVERTED_AT.col()),
                        TYPE.from(FactConversions.CONVERSION_TYPE.col()));
    }

    private static Dataset<Row> stageVisits(Dataset<Row> stageVisits) {
        return stageVisits.select(
                CUSTOMER,
                KIND.from(lit(What.STAGE_VISIT.name())),
                ID.from(FactStageHistory.SESSION_ID.col()),
                AT.from(FactStageHistory.ENTERED_AT.col()),
                TYPE.from(FactStageHistory.STAGE.col()));
    }

    /** The contacts and answers of one customer; nothing for a customer with neither. */
    private static Iterator<Row> ofCustomer(Iterator<Row> rows, ExperienceSettings settings, ZoneId zone) {
        String customer = null;
        List<FeedbackRecord> records = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            customer = READER.get(row, Identifiers.CUSTOMER_ID);
            records.add(record(row));
        }
        if (records.stream().allMatch(r -> r.what() == What.ORDER || r.what() == What.STAGE_VISIT))
            return Collections.emptyIterator();
        CustomerFeedback feedback = new CustomerFeedback(customer, records, settings, zone);
        return List.of(RowFactory.create(feedback.contactRows(), feedback.answerRows()))
                .iterator();
    }

    private static FeedbackRecord record(Row row) {
        return new FeedbackRecord(
                What.valueOf(READER.get(row, KIND)),
                READER.get(row, ID),
                READER.instant(row, AT),
                READER.get(row, TYPE),
                READER.get(row, EVENT),
                READER.get(row, Interactions.TICKET_ID),
                READER.get(row, Interactions.TOPIC),
                READER.get(row, Interactions.AGENT_TYPE),
                READER.get(row, Interactions.PLATFORM),
                READER.get(row, Interactions.RATING),
                READER.get(row, Interactions.RATING_SCALE),
                READER.texts(row, Interactions.PROPERTIES));
    }
}
