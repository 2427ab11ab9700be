package org.jejak.audience;

import java.io.Serializable;
import org.jejak.audience.LeadCounts.Part;

/** How customers are counted for one score: what is looked at, at which dates, and in which bins. */
record LeadPlan(LeadFeatures features, LeadOrigins origins, LeadBins bins) implements Serializable {
    /** Counts a customer at each origin and today, where the score is of the customer then. */
    void count(LeadCustomer customer, LeadCounts counts) {
        if (customer.hasObjected()) return;
        for (int i = 0; i < origins.days().size(); i++) {
            int origin = origins.days().get(i);
            boolean hasOutcome = features.hasOutcome(customer.history(), origin);
            count(customer, origin, LeadOrigins.part(i), hasOutcome, counts);
        }
        count(customer, origins.today(), Part.TODAY, false, counts);
    }

    private void count(LeadCustomer customer, int day, Part part, boolean hasOutcome, LeadCounts counts) {
        if (!features.isOf(customer, day)) return;
        Object[] values = features.values(customer.history(), day);
        counts.add(part, bins.cell(values), features.points(values), hasOutcome);
    }

    /** Whether the score is of the customer today. */
    boolean isOfToday(LeadCustomer customer) {
        return features.isOf(customer, origins.today());
    }
}
