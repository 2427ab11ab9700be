package org.jejak.experience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerFeedbackTest {
    private static final ExperienceSettings SETTINGS = ShippedExperience.settings();
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private final List<FeedbackRecord> records = new ArrayList<>();

    @Test
    void ticketRunsFromTheFirstWordToTheLastResolution() {
        ticket("T1", "opened", "2026-01-01T10:00:00Z", "email", Map.of("opened_at", "2026-01-01T09:58:00Z"));
        ticket(
                "T1",
                "replied",
                "2026-01-01T12:00:00Z",
                "email",
                Map.of(
                        "first_reply_at",
                        "2026-01-01T12:00:00Z",
                        "questions_asked",
                        "2",
                        "questions_answered",
                        "1",
                        "messages",
                        "3"));
        ticket("T1", "resolved", "2026-01-02T10:00:00Z", "email", Map.of("resolved_at", "2026-01-02T10:00:00Z"));
        ticket("T1", "reopened", "2026-01-03T10:00:00Z", "email", Map.of());
        ContactEpisode open = built().contacts.get(0);
        assertNull(open.resolvedAt, "opened again and not resolved yet");
        ticket(
                "T1",
                "resolved",
                "2026-01-04T10:00:00Z",
                "email",
                Map.of("questions_answered", "2", "questions_asked", "2"));
        ContactEpisode c = built().contacts.get(0);
        assertEquals(Instant.parse("2026-01-01T09:58:00Z"), c.openedAt);
        assertEquals(Instant.parse("2026-01-01T12:00:00Z"), c.humanReplyAt);
        assertEquals(Instant.parse("2026-01-04T10:00:00Z"), c.resolvedAt);
        assertTrue(c.isReopened);
        assertEquals(List.of(2L, 2L, 3L), List.of(c.asked, c.answered, c.messages));
        assertEquals("email", c.contactChannel);
        assertEquals("agent", c.agentType);
    }

    @Test
    void botsReplyIsNotAHumansReply() {
        chat(
                "C1",
                "2026-01-01T10:00:00Z",
                "bot",
                Map.of(
                        "opened_at",
                        "2026-01-01T09:50:00Z",
                        "first_reply_at",
                        "2026-01-01T09:50:03Z",
                        "handed_over",
                        "true"));
        ContactEpisode c = built().contacts.get(0);
        assertEquals(Instant.parse("2026-01-01T09:50:03Z"), c.firstReplyAt);
        assertNull(c.humanReplyAt);
        assertTrue(c.isHandedOver);
        assertEquals("bot", c.agentType);
    }

    @Test
    void timesBeforeTheOpeningAreNotBelieved() {
        ticket("T1", "opened", "2026-01-01T10:00:00Z", "phone", Map.of("opened_at", "1970-01-01T00:00:00Z"));
        ticket("T1", "replied", "2026-01-01T11:00:00Z", "phone", Map.of("first_reply_at", "2025-12-31T11:00:00Z"));
        ticket("T1", "resolved", "2026-01-01T12:00:00Z", "phone", Map.of("resolved_at", "no time", "messages", "many"));
        ContactEpisode c = built().contacts.get(0);
        assertEquals(Instant.parse("2026-01-01T10:00:00Z"), c.openedAt);
        assertEquals(Instant.parse("2026-01-01T11:00:00Z"), c.humanReplyAt, "the record's own time instead");
        assertEquals(Instant.parse("2026-01-01T12:00:00Z"), c.resolvedAt);
        assertEquals(3, c.messages, "records, where the source does not count messages");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-08T10:00:00Z, payment, true",
        "2026-01-08T10:00:01Z, payment, false",
        "2026-01-02T10:00:00Z, delivery, false"
    })
    void sameTopicWithinSevenDaysIsARepeat(String at, String topic, boolean repeat) {
        records.add(record(
                What.TICKET, "e1", "2026-01-01T10:00:00Z", "ticket_opened", "opened", "T1", "payment", Map.of()));
        records.add(record(What.TICKET, "e2", at, "ticket_opened", "opened", "T2", topic, Map.of()));
        CustomerFeedback built = built();
        assertEquals(repeat, built.contacts.get(1).isRepeat);
        assertEquals(repeat ? Instant.parse(at) : null, built.contacts.get(0).repeatedAt);
    }

    @Test
    void checkoutsEndWithTheOrderOrWithTheWindow() {
        event(What.CHECKOUT_START, "s1", "2026-01-01T10:00:00Z");
        event(What.CHECKOUT_FAILURE, "f1", "2026-01-01T10:01:00Z");
        event(What.CHECKOUT_START, "s2", "2026-01-01T20:00:00Z");
        event(What.ORDER, "o1", "2026-01-01T20:02:00Z");
        event(What.CHECKOUT_START, "s3", "2026-01-01T20:30:00Z");
        event(What.CHECKOUT_START, "s4", "2026-01-02T20:30:01Z");
        List<ContactEpisode> c = built().contacts;
        assertEquals(3, c.size());
        assertEquals(1, c.get(0).failures);
        assertEquals(
                Instant.parse("2026-01-01T20:02:00Z"), c.get(0).resolvedAt, "the order within 24 hours completes it");
        assertNull(c.get(1).resolvedAt, "given up");
        assertEquals(
                List.of("prospect", "new", "new"),
                c.stream().map(x -> x.segment).toList());
    }

    @Test
    void stageIsTheOneTheCustomerWasInJustBefore() {
        records.add(record(What.STAGE_VISIT, "s1", "2026-01-01T10:00:00Z", "nurture", null, null, null, Map.of()));
        records.add(record(What.STAGE_VISIT, "s2", "2026-01-05T10:00:00Z", "support", null, null, null, Map.of()));
        ticket("T0", "opened", "2026-01-01T10:00:00Z", "email", Map.of());
        ticket("T1", "opened", "2026-01-05T10:00:00Z", "email", Map.of());
        ticket("T2", "opened", "2026-01-05T10:00:01Z", "email", Map.of());
        assertEquals(
                List.of("reach", "nurture", "support"),
                built().contacts.stream().map(c -> c.stage).toList());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "4, csat_1_5, .75, -",
                "10, nps_0_10, 1, -",
                "1, ces_1_7, 0, -",
                "2, ces_7_1, .8333333333333334, -",
                "-1, sentiment_-1_1, 0, -",
                "6, csat_1_5, -, out_of_range",
                "-, csat_1_5, -, missing_score",
                "3, -, -, unknown_scale",
                "3, five_stars, -, unknown_scale"
            })
    void answersAreNormalisedByTheirScale(Double score, String scale, Double share, String reason) {
        records.add(new FeedbackRecord(
                What.ANSWER,
                "a",
                Instant.EPOCH,
                "survey_response",
                null,
                null,
                "CSAT",
                null,
                null,
                score,
                scale,
                null));
        SurveyAnswer answer = built().answers.get(0);
        assertEquals(share, answer.share);
        assertEquals(reason, answer.reason);
        assertEquals("csat", answer.question);
    }

    @Test
    void negativeMentionsAreComplaints() {
        mention("m1", "2026-01-01T10:00:00Z", -1);
        mention("m2", "2026-01-02T10:00:00Z", 0);
        CustomerFeedback built = built();
        assertEquals(
                List.of("complaint"), built.contacts.stream().map(c -> c.kind).toList());
        assertEquals(2, built.answers.size());
        assertFalse(built.contacts.get(0).isRepeat);
    }

    /** Ann wrote, and Bob answered to the same ticket. */
    @Test
    void ticketOfTwoCustomersIsAContactOfEach() {
        ticket("T1", "opened", "2026-01-01T10:00:00Z", "email", Map.of());
        String ann = new CustomerFeedback("ann", records, SETTINGS, ZONE).contacts.get(0).id;
        String bob = new CustomerFeedback("bob", records, SETTINGS, ZONE).contacts.get(0).id;
        assertFalse(ann.equals(bob));
    }

    @Test
    void orderOfRecordsDoesNotMatter() {
        ticketRunsFromTheFirstWordToTheLastResolution();
        checkoutAtOneMoment();
        mention("m1", "2026-01-01T10:00:00Z", -1);
        String expected = rows();
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(records, random);
            assertEquals(expected, rows());
        }
    }

    private void checkoutAtOneMoment() {
        event(What.CHECKOUT_START, "s1", "2026-01-01T10:00:00Z");
        event(What.CHECKOUT_FAILURE, "f1", "2026-01-01T10:00:00Z");
        event(What.ORDER, "o1", "2026-01-01T10:00:00Z");
    }

    private String rows() {
        CustomerFeedback built = built();
        return List.of(built.contactRows()) + "\n" + List.of(built.answerRows());
    }

    private CustomerFeedback built() {
        return new CustomerFeedback("c", records, SETTINGS, ZONE);
    }

    private void ticket(String id, String event, String at, String platform, Map<String, String> properties) {
        String type = event.equals("opened") || event.equals("reopened")
                ? "ticket_opened"
                : event.equals("resolved") ? "ticket_closed" : "chat_message";
        records.add(new FeedbackRecord(
                What.TICKET,
                id + event + at,
                Instant.parse(at),
                type,
                event,
                id,
                "payment",
                "agent",
                platform,
                null,
                null,
                properties));
    }

    private void chat(String id, String at, String agent, Map<String, String> properties) {
        records.add(new FeedbackRecord(
                What.CHAT,
                id,
                Instant.parse(at),
                "chat_message",
                "closed",
                id,
                "payment",
                agent,
                "chat",
                null,
                null,
                properties));
    }

    private void event(What what, String id, String at) {
        records.add(record(what, id, at, "click", null, null, null, null));
    }

    private void mention(String id, String at, double tone) {
        records.add(new FeedbackRecord(
                What.ANSWER,
                id,
                Instant.parse(at),
                "mention",
                null,
                null,
                null,
                null,
                "x",
                tone,
                "sentiment_-1_1",
                null));
    }

    private static FeedbackRecord record(
            What what,
            String id,
            String at,
            String type,
            String event,
            String ticket,
            String topic,
            Map<String, String> properties) {
        return new FeedbackRecord(
                what, id, Instant.parse(at), type, event, ticket, topic, "agent", "email", null, null, properties);
    }
}
