package org.jejak.experience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;

/** The contact episodes and survey answers of one customer, from all records of the customer. Plain Java, no Spark. */
final class CustomerFeedback {
    final List<ContactEpisode> contacts = new ArrayList<>();
    final List<SurveyAnswer> answers = new ArrayList<>();
    private final List<FeedbackRecord> records;

    /**
     * Builds episodes and answers.
     *
     * @param unordered all records of the customer, in any order, orders and stage visits included
     * @param zone business zone, of dates
     */
    CustomerFeedback(String customer, List<FeedbackRecord> unordered, ExperienceSettings settings, ZoneId zone) {
        records = unordered.stream()
                .sorted(Comparator.comparing(FeedbackRecord::at)
                        .thenComparing(FeedbackRecord::what)
                        .thenComparing(FeedbackRecord::id))
                .toList();
        PropertyReader properties = new PropertyReader(settings.contacts().properties());
        for (FeedbackRecord r : records) {
            if (r.what() == What.ANSWER) answers.add(SurveyAnswer.of(r, settings, properties));
        }
        ContactEpisodeBuilder builder = new ContactEpisodeBuilder(customer, settings.contacts());
        contacts.addAll(builder.build(records, answers));
        for (ContactEpisode c : contacts) {
            c.openedDate = c.openedAt.atZone(zone).toLocalDate();
            c.stage = stageBefore(c.openedAt);
            c.segment = segmentBefore(c.openedAt);
        }
        Set<String> known = contacts.stream().map(c -> c.id).collect(Collectors.toSet());
        for (SurveyAnswer a : answers) {
            String contact = a.ticketId == null ? null : builder.idOf(a.ticketId);
            a.customer = customer;
            a.contactId = known.contains(contact) ? contact : null;
            a.date = a.at.atZone(zone).toLocalDate();
            a.stage = stageBefore(a.at);
            a.segment = segmentBefore(a.at);
        }
    }

    /** Rows of {@link org.jejak.table.FactContacts}. */
    Row[] contactRows() {
        return contacts.stream().map(ContactEpisode::toRow).toArray(Row[]::new);
    }

    /** Rows of {@link org.jejak.table.FactSurveyAnswers}. */
    Row[] answerRows() {
        return answers.stream().map(SurveyAnswer::toRow).toArray(Row[]::new);
    }

    /** The stage of the last stage visit that began before; reach if none did. */
    private String stageBefore(Instant at) {
        String stage = "reach";
        for (FeedbackRecord r : records) {
            if (!r.at().isBefore(at)) break;
            if (r.what() == What.STAGE_VISIT) stage = r.type();
        }
        return stage;
    }

    private String segmentBefore(Instant at) {
        return segment(records.stream()
                .filter(r -> r.what() == What.ORDER && r.at().isBefore(at))
                .count());
    }

    /** The segment of a customer with this many orders. */
    static String segment(long orders) {
        return orders == 0 ? "prospect" : orders == 1 ? "new" : "repeat";
    }
}
