package org.jejak.experience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.Customers;
import org.jejak.table.FactContacts;
import org.jejak.table.FactConversions;
import org.jejak.table.FactSurveyAnswers;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;

class ExperienceDataTest {
    private static final Timestamp OPENED = Timestamp.from(Instant.parse("2026-05-01T08:00:00Z"));
    private static final Timestamp AN_HOUR_LATER = Timestamp.from(Instant.parse("2026-05-01T09:00:00Z"));
    private static final Timestamp AS_OF = Timestamp.from(Instant.parse("2026-07-01T00:00:00Z"));

    private final List<Row> contacts = new ArrayList<>();
    private String person = "ann";

    /** Only who waits on a channel of which replies are on record was never answered. */
    @Test
    void neverAnsweredIsSaidOnlyWhereAReplyWouldBeOnRecord() {
        contact("forgotten", "email", "agent", null, null);
        contact("answered", "email", "agent", AN_HOUR_LATER, null);
        contact("closed", "email", "agent", null, AN_HOUR_LATER);
        contact("left to a bot", "email", "bot", null, null);
        contact("no times kept", "phone", "agent", null, null);
        assertEquals(
                Map.of(
                        "forgotten", true,
                        "answered", false,
                        "closed", false,
                        "left to a bot", false,
                        "no times kept", false),
                isNegative("is_never_answered"));
    }

    /** Who only looks around is asked nothing, and so is not who the answers stand for. */
    @Test
    void populationIsOfThoseWhoHadAContact() {
        contact("a question", "email", "agent", AN_HOUR_LATER, null);
        assertEquals(Map.of("email|prospect", 1L), data("false").population());
    }

    /** Whom nothing but a receipt names can still have a contact, which then tells nothing about coming back. */
    @Test
    void customersThatNothingCouldBringBackAreKnown() {
        contact("a question", "email", "agent", AN_HOUR_LATER, null);
        assertEquals(Set.of(), data("false").unidentified());
        person = "receipt";
        contact("another", "email", "agent", AN_HOUR_LATER, null);
        assertEquals(Set.of("receipt"), data("false").unidentified());
    }

    private Map<String, Boolean> isNegative(String predicate) {
        return data(predicate).episodes().stream().collect(Collectors.toMap(e -> e.id, e -> e.isNegative));
    }

    /** Of Ann, who has the contacts unless it is a receipt, and Bob, who has none. */
    private ExperienceData data(String predicate) {
        return ExperienceData.collect(
                rows(FactContacts.TABLE, contacts),
                rows(FactSurveyAnswers.TABLE, List.of()),
                rows(FactConversions.TABLE, List.of()),
                rows(
                        Customers.TABLE,
                        List.of(customer("ann", "email"), customer("bob", "display"), customer("receipt", "direct"))),
                ShippedExperience.with("jejak.experience.impact.bad = \"" + predicate + "\""),
                LocalDate.of(2026, 6, 30),
                AS_OF);
    }

    private static Row customer(String id, String channel) {
        return new RowBuilder(Customers.TABLE)
                .set(Customers.CUSTOMER_ID, id)
                .set(Customers.FIRST_CHANNEL, channel)
                .set(Customers.IS_BOT, false)
                .set(Customers.IS_IDENTIFIED, !id.equals("receipt"))
                .set(Customers.ORDER_COUNT, 0L)
                .row();
    }

    private void contact(String id, String channel, String agent, Timestamp replied, Timestamp resolved) {
        contacts.add(new RowBuilder(FactContacts.TABLE)
                .set(FactContacts.CONTACT_ID, id)
                .set(FactContacts.CUSTOMER_ID, person)
                .set(FactContacts.CONTACT_KIND, "ticket")
                .set(FactContacts.CONTACT_CHANNEL, channel)
                .set(FactContacts.TOPIC, "delivery")
                .set(FactContacts.AGENT_TYPE, agent)
                .set(FactContacts.STAGE, "support")
                .set(FactContacts.SEGMENT, "new")
                .set(FactContacts.FAILURE_COUNT, 0L)
                .set(FactContacts.IS_REOPENED, false)
                .set(FactContacts.IS_HANDED_OVER, false)
                .set(FactContacts.IS_TRANSFERRED, false)
                .set(FactContacts.IS_REPEAT, false)
                .set(FactContacts.OPENED_DATE, Date.valueOf("2026-05-01"))
                .set(FactContacts.MONTH, Date.valueOf("2026-05-01"))
                .set(FactContacts.OPENED_AT, OPENED)
                .set(FactContacts.FIRST_REPLY_AT, replied)
                .set(FactContacts.FIRST_HUMAN_REPLY_AT, replied)
                .set(FactContacts.RESOLVED_AT, resolved)
                .row());
    }

    private static Dataset<Row> rows(Table table, List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, table.toStructType().asNullable());
    }
}
