package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** The squiggle: where customers go from each lifecycle stage, forward or back. */
public final class AggStageTransition {
    public static final Field SOURCE_STAGE = text(
                    "source_stage", "The stage of the stay: reach, nurture, convert or support.")
            .required();
    public static final Field TARGET_STAGE = text(
                    "target_stage", "The stage that came next; (current) when the customer is still in it.")
            .required();
    public static final Field DIRECTION = text(
                    "direction", "forward (to a later stage), back (to an earlier one) or current.")
            .required();
    public static final Field STAY_COUNT = number(
                    "stay_count", "Stays; adds up over target stages to all stays that began in the month.")
            .required();
    public static final Field FIRST_STAY_COUNT = number(
                    "first_stay_count", "Of them, those that were the customer's first.")
            .required();
    public static final Field MEAN_DAYS =
            decimal("mean_days", "Mean length of the stays in days of 24 hours; null for (current).");
    public static final Field MEDIAN_DAYS =
            decimal("median_days", "Median length of the stays in days of 24 hours; null for (current).");
    public static final Field ENTERED_MONTH = date("entered_month", "First day of the month in which the stays began.")
            .required();
    public static final Table TABLE = Table.gold(
                    "agg_stage_transition",
                    "One row per month, stage and stage that came next.",
                    SOURCE_STAGE,
                    TARGET_STAGE,
                    DIRECTION,
                    STAY_COUNT,
                    FIRST_STAY_COUNT,
                    MEAN_DAYS,
                    MEDIAN_DAYS,
                    ENTERED_MONTH)
            .keyedBy(ENTERED_MONTH, SOURCE_STAGE, TARGET_STAGE)
            .check("known_direction", "direction IN ('forward', 'back', 'current')");

    private AggStageTransition() {}
}
