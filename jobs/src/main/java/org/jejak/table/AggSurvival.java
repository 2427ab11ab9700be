package org.jejak.table;

/** Kaplan-Meier curves: time to the second order, and time until a customer has gone quiet. */
public final class AggSurvival {
    private static final Columns C = new Columns();

    public static final Field EVENT = C.text("event",
            "What is waited for: second_order (survival = not yet come back) or inactivity (survival = still a customer).");
    public static final Field EVENT_RULE = C.text("event_rule",
            "How the event is told, in words. Loss is inferred from silence, not observed as with contracts.");
    public static final Field DIMENSION = C.text("dimension", "all, channel (first channel), segment or campaign (first campaign).");
    public static final Field DIMENSION_VALUE = C.text("dimension_value", "The channel, segment or campaign.");
    public static final Field DAY = C.number("day", "Days since the first order; a day on which an event or a censoring falls.");
    public static final Field AT_RISK_COUNT = C.number("at_risk_count", "Customers watched just before the day who had no event yet.");
    public static final Field EVENT_COUNT = C.number("event_count", "Events on the day.");
    public static final Field CENSORED_COUNT = C.number("censored_count",
            "Customers whose watching ended on the day without the event; they count as at risk on it.");
    public static final Field SURVIVAL_RATE = C.decimal("survival_rate", "Share without the event after the day, 0 to 1 (Kaplan-Meier).");
    public static final Field STANDARD_ERROR = C.decimal("standard_error", "Standard error of survival_rate (Greenwood).");
    public static final Field LOWER_RATE = C.optional().decimal("lower_rate",
            "Lower 95 % limit, log-log; null where survival is 1 or 0, for it is not defined there.");
    public static final Field UPPER_RATE = C.optional().decimal("upper_rate", "Upper 95 % limit, log-log; null likewise.");
    public static final Field CUMULATIVE_HAZARD = C.decimal("cumulative_hazard", "Sum of events over at risk up to the day (Nelson-Aalen).");
    public static final Field LOG_RANK_STATISTIC = C.optional().decimal("log_rank_statistic",
            "Log-rank chi-squared between the values of the dimension, 0 or more; of this event; the same in each of its rows. Null with fewer than two groups.");
    public static final Field LOG_RANK_DEGREES = C.optional().number("log_rank_degrees", "Its degrees of freedom: groups less one.");
    public static final Field LOG_RANK_P_VALUE = C.optional().decimal("log_rank_p_value",
            "Chance of such differences between groups that are alike, 0 to 1; null likewise.");
    public static final Field IS_IDENTIFIED = C.add(AggRetentionCohort.IS_IDENTIFIED);
    public static final Table TABLE = Table.gold(
                    "agg_survival", "One row per event, identified or not, dimension value and day with an event or a censoring.", C)
            .keyedBy(EVENT, IS_IDENTIFIED, DIMENSION, DIMENSION_VALUE, DAY)
            .alternatives(EVENT, DIMENSION)
            .semiAdditive(AT_RISK_COUNT, DAY)
            .check("survival_is_a_share", "survival_rate >= 0 AND survival_rate <= 1")
            .check("more_at_risk_than_leave", "at_risk_count >= event_count + censored_count");

    private AggSurvival() {}
}
