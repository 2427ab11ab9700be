package org.jejak.experience;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.table.DimCustomer;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactSurveyAnswers;

/**
 * What all figures of the experience are computed from, collected, and in an order that does not depend on partitions. Bots
 * are left out.
 *
 * @param episodes contacts, by customer, time and id
 * @param answers usable answers, by customer, time and id
 * @param orders orders, by customer, time and id
 * @param population stratum (acquisition channel and present segment) to its number of customers with a contact or an answer
 * @param asOf end of the logical date: what has not ended by then is open
 */
public record ExperienceData(
        List<Episode> episodes, List<Answer> answers, List<Order> orders, Map<String, Long> population, Instant asOf) {

    private static final String CHANNEL = "acquisition_channel";
    private static final String STRATUM = "stratum";

    /** A contact; see {@link FactContacts}. */
    public record Episode(
            String id,
            String customer,
            String channel,
            String kind,
            String contactChannel,
            String topic,
            String agentType,
            String stage,
            String segment,
            Long asked,
            Long answered,
            long failures,
            boolean isReopened,
            boolean isHandedOver,
            boolean isTransferred,
            boolean isRepeat,
            LocalDate date,
            Instant openedAt,
            Instant firstReplyAt,
            Instant humanReplyAt,
            Instant resolvedAt,
            Instant repeatedAt,
            boolean isBad) {

        boolean isDesk() {
            return kind.equals("ticket") || kind.equals("chat");
        }

        boolean isCheckout() {
            return kind.equals("checkout");
        }
    }

    /** A usable answer; see {@link FactSurveyAnswers}. */
    public record Answer(
            String id,
            String customer,
            String channel,
            String stratum,
            String contactId,
            String submission,
            String question,
            String dimension,
            String contactChannel,
            String stage,
            String segment,
            double share,
            LocalDate date,
            Instant at) {}

    /** An order; see {@link FactConversions}. */
    public record Order(
            String id,
            String customer,
            String channel,
            double netRevenue,
            long sequence,
            boolean isRefunded,
            LocalDate date,
            Instant at) {}

    /**
     * Collects what is needed.
     *
     * @param contacts all of {@link FactContacts}
     * @param answers all of {@link FactSurveyAnswers}
     * @param conversions all of {@link FactConversions}
     * @param customers all of {@link DimCustomer}
     */
    public static ExperienceData collect(
            Dataset<Row> contacts,
            Dataset<Row> answers,
            Dataset<Row> conversions,
            Dataset<Row> customers,
            ExperienceSettings settings,
            Timestamp asOf) {
        Dataset<Row> people = customers
                .filter(not(DimCustomer.IS_BOT.col()))
                .select(
                        DimCustomer.CUSTOMER_ID.col().as("person"),
                        DimCustomer.FIRST_CHANNEL.col().as(CHANNEL),
                        expr("concat_ws('|', first_channel, CASE WHEN order_count = 0 THEN 'prospect' "
                                        + "WHEN order_count = 1 THEN 'new' ELSE 'repeat' END)")
                                .as(STRATUM));
        Map<String, Long> population = new TreeMap<>();
        Dataset<Row> interacted = contacts.select(FactContacts.CUSTOMER_ID.col())
                .union(answers.select(FactSurveyAnswers.CUSTOMER_ID.col()));
        people.join(interacted, col("person").equalTo(FactContacts.CUSTOMER_ID.col()), "left_semi")
                .groupBy(STRATUM)
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(r -> population.put(r.getString(0), r.getLong(1)));
        return new ExperienceData(
                episodes(contacts, answers, people, settings, asOf),
                answers(answers, people, settings),
                orders(conversions, people),
                population,
                asOf.toInstant());
    }

    private static List<Episode> episodes(
            Dataset<Row> contacts,
            Dataset<Row> answers,
            Dataset<Row> people,
            ExperienceSettings settings,
            Timestamp asOf) {
        Dataset<Row> judged = NegativeExperience.judged(contacts, answers, settings, asOf);
        List<Episode> all = new ArrayList<>();
        for (Row r : ofPeople(judged, people)
                .select(
                        FactContacts.CONTACT_ID.col(),
                        FactContacts.CUSTOMER_ID.col(),
                        col(CHANNEL),
                        FactContacts.CONTACT_KIND.col(),
                        FactContacts.CONTACT_CHANNEL.col(),
                        FactContacts.TOPIC.col(),
                        FactContacts.AGENT_TYPE.col(),
                        FactContacts.STAGE.col(),
                        FactContacts.SEGMENT.col(),
                        FactContacts.ASKED_COUNT.col(),
                        FactContacts.ANSWERED_COUNT.col(),
                        FactContacts.FAILURE_COUNT.col(),
                        FactContacts.IS_REOPENED.col(),
                        FactContacts.IS_HANDED_OVER.col(),
                        FactContacts.IS_TRANSFERRED.col(),
                        FactContacts.IS_REPEAT.col(),
                        FactContacts.OPENED_DATE.col(),
                        FactContacts.OPENED_AT.col(),
                        FactContacts.FIRST_REPLY_AT.col(),
                        FactContacts.FIRST_HUMAN_REPLY_AT.col(),
                        FactContacts.RESOLVED_AT.col(),
                        FactContacts.REPEATED_AT.col(),
                        col(NegativeExperience.IS_BAD))
                .collectAsList()) {
            all.add(new Episode(
                    r.getString(0),
                    r.getString(1),
                    r.getString(2),
                    r.getString(3),
                    r.getString(4),
                    r.getString(5),
                    r.getString(6),
                    r.getString(7),
                    r.getString(8),
                    r.isNullAt(9) ? null : r.getLong(9),
                    r.isNullAt(10) ? null : r.getLong(10),
                    r.getLong(11),
                    r.getBoolean(12),
                    r.getBoolean(13),
                    r.getBoolean(14),
                    r.getBoolean(15),
                    r.getDate(16).toLocalDate(),
                    instant(r, 17),
                    instant(r, 18),
                    instant(r, 19),
                    instant(r, 20),
                    instant(r, 21),
                    r.getBoolean(22)));
        }
        all.sort(Comparator.comparing(Episode::customer)
                .thenComparing(Episode::openedAt)
                .thenComparing(Episode::id));
        return all;
    }

    private static List<Answer> answers(Dataset<Row> answers, Dataset<Row> people, ExperienceSettings settings) {
        Map<String, String> dimensions = new HashMap<>();
        settings.questions().forEach(q -> dimensions.put(q.name(), q.dimension()));
        List<Answer> all = new ArrayList<>();
        for (Row r : ofPeople(answers.filter("score_share IS NOT NULL"), people)
                .select(
                        FactSurveyAnswers.ANSWER_ID.col(),
                        FactSurveyAnswers.CUSTOMER_ID.col(),
                        col(CHANNEL),
                        col(STRATUM),
                        FactSurveyAnswers.CONTACT_ID.col(),
                        FactSurveyAnswers.SUBMISSION_ID.col(),
                        FactSurveyAnswers.QUESTION.col(),
                        FactSurveyAnswers.CONTACT_CHANNEL.col(),
                        FactSurveyAnswers.STAGE.col(),
                        FactSurveyAnswers.SEGMENT.col(),
                        FactSurveyAnswers.SCORE_SHARE.col(),
                        FactSurveyAnswers.ANSWERED_DATE.col(),
                        FactSurveyAnswers.ANSWERED_AT.col())
                .collectAsList()) {
            all.add(new Answer(
                    r.getString(0),
                    r.getString(1),
                    r.getString(2),
                    r.getString(3),
                    r.getString(4),
                    r.getString(5),
                    r.getString(6),
                    dimensions.get(r.getString(6)), // of today's settings, for all answers
                    r.getString(7),
                    r.getString(8),
                    r.getString(9),
                    r.getDouble(10),
                    r.getDate(11).toLocalDate(),
                    instant(r, 12)));
        }
        all.sort(
                Comparator.comparing(Answer::customer).thenComparing(Answer::at).thenComparing(Answer::id));
        return all;
    }

    private static List<Order> orders(Dataset<Row> conversions, Dataset<Row> people) {
        List<Order> all = new ArrayList<>();
        for (Row r : ofPeople(conversions.filter("conversion_type = 'order'"), people)
                .select(
                        FactConversions.CONVERSION_ID.col(),
                        FactConversions.CUSTOMER_ID.col(),
                        col(CHANNEL),
                        FactConversions.NET_REVENUE_AMOUNT.col().cast("double"),
                        FactConversions.SEQUENCE_NUMBER.col(),
                        FactConversions.REFUND_AMOUNT.col().gt(0),
                        FactConversions.BUSINESS_DATE.col(),
                        FactConversions.CONVERTED_AT.col())
                .collectAsList()) {
            all.add(new Order(
                    r.getString(0),
                    r.getString(1),
                    r.getString(2),
                    r.getDouble(3),
                    r.getLong(4),
                    r.getBoolean(5),
                    r.getDate(6).toLocalDate(),
                    instant(r, 7)));
        }
        all.sort(Comparator.comparing(Order::customer).thenComparing(Order::at).thenComparing(Order::id));
        return all;
    }

    private static Dataset<Row> ofPeople(Dataset<Row> rows, Dataset<Row> people) {
        return rows.join(people, FactContacts.CUSTOMER_ID.col().equalTo(col("person")));
    }

    private static Instant instant(Row row, int place) {
        return row.isNullAt(place) ? null : row.getTimestamp(place).toInstant();
    }

    /** Orders by customer, in time order. */
    Map<String, List<Order>> ordersByCustomer() {
        return orders.stream().collect(Collectors.groupingBy(Order::customer, TreeMap::new, Collectors.toList()));
    }
}
