package org.jejak.journey;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;

/** What can be said of a customer's sessions while they go by in order, bots' sessions included. */
final class CustomerSessionTotals {
    private final Map<String, Long> interactions = new HashMap<>();
    long sessions;
    String lastContactChannel;
    Date firstDate;
    Timestamp firstAt;
    Timestamp lastAt;

    void add(CustomerSession contact) {
        if (sessions++ == 0) {
            firstDate = contact.startedDate;
            firstAt = contact.startedAt;
        }
        lastContactChannel = contact.contactChannel;
        if (lastAt == null || contact.endedAt.after(lastAt)) lastAt = contact.endedAt;
        interactions.merge(contact.kind, contact.interactions, Long::sum);
    }

    /** Interactions of all kinds of sources. */
    long interactions() {
        return interactions.values().stream().mapToLong(n -> n).sum();
    }

    /** Interactions of some kinds of sources. */
    long interactionsOf(String... kinds) {
        long sum = 0;
        for (String kind : kinds) sum += interactions.getOrDefault(kind, 0L);
        return sum;
    }
}
