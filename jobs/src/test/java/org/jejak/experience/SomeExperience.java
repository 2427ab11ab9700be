package org.jejak.experience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.table.FactContacts;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;

/** Contacts, answers and orders for tests, written down one by one. */
final class SomeExperience {
    static final Instant AS_OF = Instant.parse("2026-07-01T00:00:00Z");
    static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);
    private final List<ContactEpisode> episodes = new ArrayList<>();
    private final List<SurveyAnswer> answers = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Long> population = new TreeMap<>();
    private final Set<String> unidentified = new TreeSet<>();
    private int number;
    private boolean tellsQuestions = true;

    /** The source of the next contacts does not say what was asked. */
    SomeExperience withoutQuestions() {
        tellsQuestions = false;
        return this;
    }

    /** A ticket by email of the channel email; null hours leave it without a reply or resolution. */
    SomeExperience ticket(String customer, String at, Double replyHours, Double resolvedHours) {
        return ticket(customer, at, replyHours, resolvedHours, false);
    }

    SomeExperience ticket(String customer, String at, Double replyHours, Double resolvedHours, boolean isNegative) {
        Instant opened = Instant.parse(at);
        Instant reply = after(opened, replyHours);
        return episode("ticket", "email", customer, opened, reply, after(opened, resolvedHours), null, 0, isNegative);
    }

    SomeExperience checkout(String customer, String at, int failures, Double orderedHours, boolean isNegative) {
        Instant opened = Instant.parse(at);
        return episode(
                "checkout", "web", customer, opened, null, after(opened, orderedHours), null, failures, isNegative);
    }

    SomeExperience complaint(String customer, String at) {
        return episode("complaint", "social", customer, Instant.parse(at), null, null, null, 0, true);
    }

    SomeExperience episode(
            String kind,
            String channel,
            String customer,
            Instant opened,
            Instant reply,
            Instant resolved,
            Instant repeated,
            int failures,
            boolean isNegative) {
        boolean isDesk = kind.equals("ticket") || kind.equals("chat");
        Row row = new RowBuilder(FactContacts.TABLE)
                .set(FactContacts.CONTACT_ID, id())
                .set(FactContacts.CUSTOMER_ID, customer)
                .set(FactContacts.CONTACT_KIND, kind)
                .set(FactContacts.CONTACT_CHANNEL, channel)
                .set(FactContacts.TOPIC, "delivery")
                .set(FactContacts.AGENT_TYPE, isDesk ? "agent" : null)
                .set(FactContacts.STAGE, "support")
                .set(FactContacts.SEGMENT, "repeat")
                .set(FactContacts.ASKED_COUNT, isDesk && tellsQuestions ? 2L : null)
                .set(FactContacts.ANSWERED_COUNT, isDesk && tellsQuestions ? 2L : null)
                .set(FactContacts.FAILURE_COUNT, (long) failures)
                .set(FactContacts.IS_REOPENED, false)
                .set(FactContacts.IS_HANDED_OVER, false)
                .set(FactContacts.IS_TRANSFERRED, false)
                .set(FactContacts.IS_REPEAT, false)
                .set(FactContacts.OPENED_DATE, Date.valueOf(date(opened)))
                .set(FactContacts.OPENED_AT, timestamp(opened))
                .set(FactContacts.FIRST_REPLY_AT, timestamp(reply))
                .set(FactContacts.FIRST_HUMAN_REPLY_AT, timestamp(reply))
                .set(FactContacts.RESOLVED_AT, timestamp(resolved))
                .set(FactContacts.REPEATED_AT, timestamp(repeated))
                .row();
        episodes.add(ContactEpisode.read(row, "direct", isNegative));
        return this;
    }

    SomeExperience answer(String customer, String question, double share, String at) {
        return answer(customer, question, share, at, "direct", null);
    }

    SomeExperience answer(String customer, String question, double share, String at, String channel, String contact) {
        Instant said = Instant.parse(at);
        String dimension = List.of("effectiveness", "ease", "emotion").contains(question) ? question : null;
        Row row = new RowBuilder(FactSurveyAnswers.TABLE)
                .set(FactSurveyAnswers.ANSWER_ID, id())
                .set(FactSurveyAnswers.CUSTOMER_ID, customer)
                .set(FactSurveyAnswers.CONTACT_ID, contact)
                .set(FactSurveyAnswers.QUESTION, question)
                .set(FactSurveyAnswers.DIMENSION, dimension)
                .set(FactSurveyAnswers.CONTACT_CHANNEL, "email")
                .set(FactSurveyAnswers.STAGE, "support")
                .set(FactSurveyAnswers.SEGMENT, "repeat")
                .set(FactSurveyAnswers.SCORE_SHARE, share)
                .set(FactSurveyAnswers.ANSWERED_DATE, Date.valueOf(date(said)))
                .set(FactSurveyAnswers.ANSWERED_AT, timestamp(said))
                .row();
        answers.add(SurveyAnswer.read(row, channel, channel));
        population.merge(channel, 1L, Long::sum);
        return this;
    }

    SomeExperience order(String customer, String at, double net) {
        Instant when = Instant.parse(at);
        orders.add(new Order(id(), customer, "direct", net, 1, false, date(when), when));
        return this;
    }

    /** Says that nothing could bring a customer back. */
    SomeExperience unidentified(String customer) {
        unidentified.add(customer);
        return this;
    }

    /** Says how many customers a channel has in all. */
    SomeExperience population(String channel, long customers) {
        population.put(channel, customers);
        return this;
    }

    ExperienceData data() {
        episodes.sort(ContactEpisode.BY_CUSTOMER);
        answers.sort(SurveyAnswer.BY_CUSTOMER);
        orders.sort(
                Comparator.comparing(Order::customer).thenComparing(Order::at).thenComparing(Order::id));
        return new ExperienceData(episodes, answers, orders, population, unidentified, LAST_DAY, AS_OF);
    }

    /** Rows whose columns can be asked for by name. */
    static List<Row> named(List<Row> rows, Table table) {
        StructType type = table.toStructType();
        return rows.stream()
                .map(r -> {
                    Object[] values = new Object[type.size()];
                    for (int i = 0; i < values.length; i++) values[i] = r.get(i);
                    return (Row) new GenericRowWithSchema(values, type);
                })
                .toList();
    }

    private String id() {
        return String.format("i%07d", number++);
    }

    private static Instant after(Instant opened, Double hours) {
        return hours == null ? null : opened.plus(Duration.ofMillis((long) (hours * 3_600_000)));
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
