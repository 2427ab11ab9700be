package org.jejak.audience;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.jejak.config.InteractionFilter;

/**
 * An interaction of a customer, as far as activities, consents and messages ask about it.
 *
 * @param id the interaction
 * @param type interaction type
 * @param kind kind of source
 * @param event event name in lower case; null without one
 * @param path page path; null without one
 * @param orderId order; null without one
 * @param messageId id that the sender gave the message; null without one
 * @param campaign campaign of its session; (none) without one
 * @param agent user agent; null without one
 * @param amount revenue in the base currency; null without one
 * @param day business date
 * @param at when
 * @param columns values of columns that activities tell apart, in the order of {@link Activities#columns}; null where there is none
 * @param properties properties that definitions ask about; null without any
 */
record CustomerEvent(
        String id,
        String type,
        String kind,
        String event,
        String path,
        String orderId,
        String messageId,
        String campaign,
        String agent,
        BigDecimal amount,
        LocalDate day,
        Instant at,
        List<String> columns,
        Map<String, String> properties) {

    /** In order of time, at the same moment by interaction. */
    static final Comparator<CustomerEvent> IN_TIME =
            Comparator.comparing(CustomerEvent::at).thenComparing(CustomerEvent::id);

    boolean matches(InteractionFilter filter) {
        return filter.matches(type, kind, event, path, properties);
    }

    boolean matchesOne(List<InteractionFilter> filters) {
        for (InteractionFilter filter : filters) if (matches(filter)) return true;
        return false;
    }

    /** A property by the name that settings give it; null without it. */
    String property(String name) {
        return InteractionFilter.property(properties, name);
    }
}
