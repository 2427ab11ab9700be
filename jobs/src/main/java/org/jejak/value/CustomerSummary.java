package org.jejak.value;

/**
 * The history of one customer, summed up elsewhere. All times are in the unit of the parameters.
 *
 * @param customer customer id
 * @param x repeat purchases, 0 or more
 * @param recency time from the first to the last purchase, 0 or more; 0 if x is 0
 * @param age time from the first purchase to the end of observation, at least the recency
 * @param meanSpend mean amount of the repeat purchases; 0 or less if there is none
 */
public record CustomerSummary(String customer, int x, double recency, double age, double meanSpend) {
    public CustomerSummary {
        boolean possible = x >= 0
                && recency >= 0
                && recency <= age
                && (x > 0 || recency == 0)
                && Double.isFinite(age)
                && Double.isFinite(meanSpend);
        if (!possible)
            throw new IllegalArgumentException(
                    "no history: x = " + x + ", t_x = " + recency + ", T = " + age + ", mean spend " + meanSpend);
    }
}
