package org.jejak.table;

/** Where customers go from each lifecycle stage, forward or back. */
public final class AggStageTransition {
    private static final Columns C = new Columns();

    public static final Field SOURCE_STAGE = C.text("source_stage", "The stage of the stay: reach, nurture, convert or support.");
    public static final Field TARGET_STAGE = C.text("target_stage", "The stage that came next; (current) when the customer is still in it.");
    public static final Field DIRECTION = C.text("direction", "forward (to a later stage), back (to an earlier one) or current.");
    public static final Field STAY_COUNT = C.number("stay_count", "Stays; adds up over target stages to all stays that began in the month.");
    public static final Field FIRST_STAY_COUNT = C.number("first_stay_count", "Of them, those that were the customer's first.");
    public static final Field MEAN_DAYS = C.optional().decimal("mean_days", "Mean length of the stays in days of 24 hours; null for (current).");
    public static final Field MEDIAN_DAYS = C.optional().decimal("median_days",
            "Median length of the stays in days of 24 hours; null for (current).");
    public static final Field MONTH = C.date("month", "First day of the month in which the stays began.");
    public static final Table TABLE = Table.gold(
                    "agg_stage_transition", "One row per month, stage and stage that came next.", C)
            .keyedBy(MONTH, SOURCE_STAGE, TARGET_STAGE)
            .references(SOURCE_STAGE, () -> DimStage.TABLE)
            .references(MONTH, () -> DimDate.TABLE)
            .check("known_direction", "direction IN ('forward', 'back', 'current')");

    private AggStageTransition() {}
}
