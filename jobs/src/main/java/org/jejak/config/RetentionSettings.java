package org.jejak.config;

import java.util.*;

/**
 * How customers are followed over time.
 *
 * @param inactivityDays more days than this without an order, and a customer counts as lost; 1 to 1000
 * @param brackets first day of each bracket after day 0 and, last, the day after the last one; ascending
 * @param months months that monthly cohorts are followed
 * @param weeks weeks that weekly cohorts are followed
 * @param weeklyCohorts how many of the latest weekly cohorts are kept
 * @param campaigns first campaigns shown by name: those with most customers; the rest is (other)
 * @param horizon months to project
 * @param leastCustomers customers that a cohort needs for a fit of its own
 * @param leastPeriods settled months that a cohort needs for a fit of its own
 * @param discountPercent yearly discount of expected lifetimes in percent
 */
public record RetentionSettings(
        int inactivityDays,
        List<Integer> brackets,
        int months,
        int weeks,
        int weeklyCohorts,
        int campaigns,
        int horizon,
        int leastCustomers,
        int leastPeriods,
        int discountPercent)
        implements java.io.Serializable {

    static RetentionSettings read(SettingsSection s) {
        return s.done(new RetentionSettings(
                s.integer("inactivity-days", 1, 1000),
                brackets(s),
                s.integer("months", 1, 120),
                s.integer("weeks", 1, 520),
                s.integer("weekly-cohorts", 1, 520),
                s.integer("campaigns", 0, 1000),
                s.integer("horizon", 0, 120),
                s.integer("least-customers", 1, 1_000_000),
                s.integer("least-periods", 2, 120),
                s.integer("discount-percent", 1, 1000)));
    }

    private static List<Integer> brackets(SettingsSection s) {
        try {
            return brackets(s.texts("brackets"));
        } catch (IllegalArgumentException e) {
            s.problem("brackets", e.getMessage());
            return List.of(1, 2);
        }
    }

    /** Bounds of brackets from text: at least two whole numbers from 1, rising. */
    public static List<Integer> brackets(List<String> texts) {
        List<Integer> bounds = new ArrayList<>();
        for (String text : texts) {
            if (!text.trim().matches("\\d{1,5}")) throw notBrackets();
            int bound = Integer.parseInt(text.trim());
            if (bound <= (bounds.isEmpty() ? 0 : bounds.get(bounds.size() - 1))) throw notBrackets();
            bounds.add(bound);
        }
        if (bounds.size() < 2) throw notBrackets();
        return List.copyOf(bounds);
    }

    private static UsageException notBrackets() {
        return new UsageException(
                "must be at least two rising whole numbers of days from 1, such as 1, 7, 30 for days 1 to 6 and 7 to 29");
    }
}
