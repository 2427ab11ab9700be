package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jejak.experience.ExperienceData.Answer;
import org.jejak.experience.ExperienceData.Episode;
import org.jejak.experience.ExperienceData.Order;
import org.jejak.table.Table;

/** Facts for tests, written down one by one. */
final class SomeFacts {
    static final Instant AS_OF = Instant.parse("2026-07-01T00:00:00Z");
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Long> population = new TreeMap<>();
    private int number;
    private boolean tellsQuestions = true;

    /** The source of the next contacts does not say what was asked. */
    SomeFacts withoutQuestions() {
        tellsQuestions = false;
        return this;
    }

    /** A ticket by email of the channel email; null hours leave it without a reply or resolution. */
    SomeFacts ticket(String customer, String at, Double replyHours, Double resolvedHours) {
        return ticket(customer, at, replyHours, resolvedHours, false);
    }

    SomeFacts ticket(String customer, String at, Double replyHours, Double resolvedHours, boolean isBad) {
        Instant opened = Instant.parse(at);
        Instant reply = after(opened, replyHours);
        return episode("ticket", "email", customer, opened, reply, after(opened, resolvedHours), null, 0, isBad);
    }

    SomeFacts checkout(String customer, String at, int failures, Double orderedHours, boolean isBad) {
        Instant opened = Instant.parse(at);
        return episode(
                "checkout", "self_service", customer, opened, null, after(opened, orderedHours), null, failures, isBad);
    }

    SomeFacts complaint(String customer, String at) {
        return episode("complaint", "social", customer, Instant.parse(at), null, null, null, 0, true);
    }

    SomeFacts episode(
            String kind,
            String channel,
            String customer,
            Instant opened,
            Instant reply,
            Instant resolved,
            Instant repeated,
            int failures,
            boolean isBad) {
        boolean isDesk = kind.equals("ticket") || kind.equals("chat");
        episodes.add(new Episode(
                id(),
                customer,
                "direct",
                kind,
                channel,
                "delivery",
                isDesk ? "agent" : null,
                "support",
                "repeat",
                isDesk && tellsQuestions ? 2L : null,
                isDesk && tellsQuestions ? 2L : null,
                failures,
                false,
                false,
                false,
                false,
                date(opened),
                opened,
                reply,
                reply,
                resolved,
                repeated,
                isBad));
        return this;
    }

    SomeFacts answer(String customer, String question, double share, String at) {
        return answer(customer, question, share, at, "direct", null);
    }

    SomeFacts answer(String customer, String question, double share, String at, String channel, String contact) {
        Instant said = Instant.parse(at);
        String dimension = List.of("effectiveness", "ease", "emotion").contains(question) ? question : null;
        answers.add(new Answer(
                id(),
                customer,
                channel,
                channel,
                contact,
                null,
                question,
                dimension,
                "email",
                "support",
                "repeat",
                share,
                date(said),
                said));
        population.merge(channel, 1L, Long::sum);
        return this;
    }

    SomeFacts order(String customer, String at, double net) {
        Instant when = Instant.parse(at);
        orders.add(new Order(id(), customer, "direct", net, 1, false, date(when), when));
        return this;
    }

    /** Says how many customers a channel has in all. */
    SomeFacts population(String channel, long customers) {
        population.put(channel, customers);
        return this;
    }

    ExperienceData facts() {
        episodes.sort(Comparator.comparing(Episode::customer)
                .thenComparing(Episode::openedAt)
                .thenComparing(Episode::id));
        answers.sort(
                Comparator.comparing(Answer::customer).thenComparing(Answer::at).thenComparing(Answer::id));
        orders.sort(
                Comparator.comparing(Order::customer).thenComparing(Order::at).thenComparing(Order::id));
        return new ExperienceData(episodes, answers, orders, population, AS_OF);
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

    private static LocalDate date(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
