package org.jejak.audience;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.*;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jejak.config.ConsentSettings;
import org.jejak.table.FactConsent;
import org.jejak.table.RowBuilder;

/** What one customer agreed to: rows of {@link FactConsent}. Plain Java, no Spark. */
final class Consents {
    private Consents() {}

    /**
     * Rows of one customer, one for each purpose. The latest grant or withdrawal decides, at the same moment the withdrawal; of
     * two that say the same at the same moment the first in the alphabet is the evidence.
     *
     * @param events in order of time
     * @param lastActive when the customer last did something; null if never
     */
    static List<Row> rows(
            String customer, List<CustomerEvent> events, Instant lastActive, Collection<ConsentSettings> purposes) {
        RowBuilder builder = new RowBuilder(FactConsent.TABLE);
        List<Row> rows = new ArrayList<>();
        for (ConsentSettings purpose : purposes) {
            CustomerEvent grant = latest(events, e -> e.matchesOne(purpose.grants()));
            CustomerEvent withdrawal = latest(events, e -> e.matchesOne(purpose.withdrawals()));
            boolean isWithdrawn =
                    withdrawal != null && (grant == null || !withdrawal.at().isBefore(grant.at()));
            CustomerEvent evidence = isWithdrawn ? withdrawal : grant;
            rows.add(builder.set(FactConsent.CUSTOMER_ID, customer)
                    .set(FactConsent.PURPOSE, purpose.name())
                    .set(FactConsent.STATE, state(evidence, isWithdrawn))
                    .set(FactConsent.EVIDENCE_ID, evidence == null ? null : evidence.id())
                    .set(FactConsent.SINCE_AT, evidence == null ? null : Timestamp.from(evidence.at()))
                    .set(FactConsent.LAST_ACTIVE_AT, lastActive == null ? null : Timestamp.from(lastActive))
                    .row());
        }
        return rows;
    }

    private static String state(CustomerEvent evidence, boolean isWithdrawn) {
        if (evidence == null) return FactConsent.UNKNOWN;
        return isWithdrawn ? FactConsent.WITHDRAWN : FactConsent.GRANTED;
    }

    /** The latest of some events, of those at the same moment the first in the alphabet; null if there is none. */
    private static CustomerEvent latest(List<CustomerEvent> events, Predicate<CustomerEvent> isMeant) {
        CustomerEvent latest = null;
        for (CustomerEvent event : events)
            if ((latest == null || event.at().isAfter(latest.at())) && isMeant.test(event)) latest = event;
        return latest;
    }
}
