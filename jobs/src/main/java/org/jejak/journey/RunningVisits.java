package org.jejak.journey;

import java.io.Serializable;
import java.time.Duration;
import java.util.*;
import org.jejak.config.SourceSettings;

/**
 * Gives what a server reports about a customer to the visit that runs then. A server's event (an order from the shop's
 * backend, a renewed subscription) names the customer and no browser, so that alone it is no visit. A visit runs from its
 * first interaction until its timeout after its last one, events that it was given included.
 *
 * @param timeouts timeout by kind of source, as sessions are cut
 */
record RunningVisits(Map<String, Duration> timeouts) implements Serializable {
    /** A visit begins before what a server reports at the same time. */
    private static final Comparator<CustomerSession> ORDER = Comparator.comparing((CustomerSession c) -> c.startedAt)
            .thenComparing(c -> c.isServerEvent)
            .thenComparing(c -> c.sessionId);

    /**
     * The sessions without those that a visit took in. Of several visits that run, the one that began last takes the event;
     * ties by session id. A bot's visit takes none.
     *
     * @param sessions of one customer, in any order; the visits among them change
     */
    List<CustomerSession> join(List<CustomerSession> sessions) {
        if (sessions.stream().noneMatch(c -> c.isServerEvent)) return sessions;
        List<CustomerSession> inOrder = new ArrayList<>(sessions);
        inOrder.sort(ORDER);
        List<CustomerSession> left = new ArrayList<>();
        Deque<CustomerSession> running = new ArrayDeque<>();
        for (CustomerSession session : inOrder) {
            running.removeIf(visit -> !isRunning(visit, session));
            if (session.isServerEvent && !running.isEmpty()) {
                running.getLast().take(session);
                continue;
            }
            left.add(session);
            if (!session.isServerEvent && !session.bot && SourceSettings.VISITED.contains(session.kind))
                running.add(session);
        }
        return left;
    }

    private boolean isRunning(CustomerSession visit, CustomerSession session) {
        Duration pause = Duration.between(visit.endedAt.toInstant(), session.startedAt.toInstant());
        return pause.compareTo(timeouts.get(visit.kind)) <= 0;
    }
}
