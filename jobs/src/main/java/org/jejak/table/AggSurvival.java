package org.jejak.table;

import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Kaplan-Meier curves: time to the second order, and time until a customer has gone quiet. */
public final class AggSurvival {
    private static final Columns C = new Columns();

    public static final Field EVENT = C.add(text(
                    "event",
                    "What is waited for: second_order (survival = not yet come back) or inactivity (survival = still a customer).")
            .required());
    public static final Field EVENT_RULE = C.add(text(
                    "event_rule",
                    "How the event is told, in words. Loss is inferred from silence, not observed as with contracts.")
            .required());
    public static final Field DIMENSION =
            C.add(text("dimension", "all, channel (first channel), segment or campaign (first campaign).")
                    .required());
    public static final Field DIMENSION_VALUE =
            C.add(text("dimension_value", "The channel, segment or campaign.").required());
    public static final Field DAY =
            C.add(number("day", "Days since the first order; a day on which an event or a censoring falls.")
                    .required());
    public static final Field AT_RISK_COUNT =
            C.add(number("at_risk_count", "Customers watched just before the day who had no event yet.")
                    .required());
    public static final Field EVENT_COUNT =
            C.add(number("event_count", "Events on the day.").required());
    public static final Field CENSORED_COUNT = C.add(number(
                    "censored_count",
                    "Customers whose watching ended on the day without the event; they count as at risk on it.")
            .required());
    public static final Field SURVIVAL_RATE =
            C.add(decimal("survival_rate", "Share without the event after the day, 0 to 1 (Kaplan-Meier).")
                    .required());
    public static final Field STANDARD_ERROR =
            C.add(decimal("standard_error", "Standard error of survival_rate (Greenwood).")
                    .required());
    public static final Field LOWER_RATE = C.add(decimal(
            "lower_rate", "Lower 95 % limit, log-log; null where survival is 1 or 0, for it is not defined there."));
    public static final Field UPPER_RATE = C.add(decimal("upper_rate", "Upper 95 % limit, log-log; null likewise."));
    public static final Field CUMULATIVE_HAZARD =
            C.add(decimal("cumulative_hazard", "Sum of events over at risk up to the day (Nelson-Aalen).")
                    .required());
    public static final Field LOG_RANK_STATISTIC = C.add(
            decimal(
                    "log_rank_statistic",
                    "Log-rank chi-squared between the values of the dimension, 0 or more; of this event; the same in each of its rows. Null with fewer than two groups."));
    public static final Field LOG_RANK_DEGREES =
            C.add(number("log_rank_degrees", "Its degrees of freedom: groups less one."));
    public static final Field LOG_RANK_P_VALUE = C.add(decimal(
            "log_rank_p_value", "Chance of such differences between groups that are alike, 0 to 1; null likewise."));
    public static final Table TABLE = Table.gold(
                    "agg_survival", "One row per event, dimension value and day with an event or a censoring.", C)
            .keyedBy(EVENT, DIMENSION, DIMENSION_VALUE, DAY)
            .check("survival_is_a_share", "survival_rate >= 0 AND survival_rate <= 1")
            .check("more_at_risk_than_leave", "at_risk_count >= event_count + censored_count");

    private AggSurvival() {}
}
