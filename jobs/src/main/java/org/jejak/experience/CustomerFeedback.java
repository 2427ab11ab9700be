package org.jejak.experience;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;

/** The contacts and answers of one customer, from all that is known of the customer. */
final class CustomerFeedback {
    final List<ContactEpisode> contacts = new ArrayList<>();
    final List<SurveyAnswer> opinions = new ArrayList<>();
    private final List<FeedbackRecord> records;

    /**
     * Tells contacts and answers.
     *
     * @param unordered all records of the customer, in any order, orders and stays included
     */
    CustomerFeedback(List<FeedbackRecord> unordered, ExperienceSettings settings) {
        records = unordered.stream()
                .sorted(Comparator.comparing(FeedbackRecord::at)
                        .thenComparing(FeedbackRecord::what)
                        .thenComparing(FeedbackRecord::id))
                .toList();
        PropertyReader properties = new PropertyReader(settings.contacts().properties());
        for (FeedbackRecord r : records) {
            if (r.what() == What.OPINION) opinions.add(SurveyAnswer.of(r, settings, properties));
        }
        ContactEpisodeBuilder teller = new ContactEpisodeBuilder(settings.contacts());
        contacts.addAll(teller.desk(records));
        contacts.addAll(teller.complaints(opinions));
        contacts.addAll(teller.checkouts(records));
        contacts.sort(Comparator.comparing((ContactEpisode c) -> c.openedAt).thenComparing(c -> c.id));
        teller.repeats(contacts);
        for (ContactEpisode c : contacts) {
            c.stage = stageBefore(c.openedAt);
            c.segment = segmentBefore(c.openedAt);
        }
    }

    Row[] contactRows(String customer, ZoneId zone) {
        return contacts.stream().map(c -> c.row(customer, zone)).toArray(Row[]::new);
    }

    Row[] answerRows(String customer, ZoneId zone) {
        Set<String> known = contacts.stream().map(c -> c.id).collect(Collectors.toSet());
        return opinions.stream()
                .map(o -> {
                    String contact = o.ticketId() == null ? null : ContactEpisodeBuilder.idOf(o.ticketId());
                    return o.row(
                            customer,
                            known.contains(contact) ? contact : null,
                            stageBefore(o.at()),
                            segmentBefore(o.at()),
                            zone);
                })
                .toArray(Row[]::new);
    }

    /** The stage of the last stay that began before; reach if none did. */
    private String stageBefore(Instant at) {
        String stage = "reach";
        for (FeedbackRecord r : records) {
            if (!r.at().isBefore(at)) break;
            if (r.what() == What.STAY) stage = r.type();
        }
        return stage;
    }

    private String segmentBefore(Instant at) {
        long orders = records.stream()
                .filter(r -> r.what() == What.ORDER && r.at().isBefore(at))
                .count();
        return segment(orders);
    }

    /** What a customer with so many orders is called. */
    static String segment(long orders) {
        return orders == 0 ? "prospect" : orders == 1 ? "new" : "repeat";
    }
}
