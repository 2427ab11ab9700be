package org.jejak.journey;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.*;
import org.jejak.table.Customers;

/** Running totals over a customer's sessions in the order of time, bots' sessions included. */
final class CustomerSessionTotals {
    private final Map<String, Long> interactions = new HashMap<>();
    long sessions;
    long identifiers;
    boolean isIdentified;
    String lastContactChannel;
    Date firstDate;
    Timestamp firstAt;
    Timestamp lastAt;

    void add(CustomerSession session) {
        if (sessions++ == 0) {
            identifiers = session.<Long>value(Customers.IDENTIFIER_COUNT);
            isIdentified = session.<Boolean>value(Customers.IS_IDENTIFIED);
            firstDate = session.startedDate;
            firstAt = session.startedAt;
        }
        lastContactChannel = session.contactChannel;
        if (lastAt == null || session.endedAt.after(lastAt)) lastAt = session.endedAt;
        interactions.merge(session.kind, session.interactions, Long::sum);
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
