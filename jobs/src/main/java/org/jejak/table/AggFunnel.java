package org.jejak.table;

/**
 * Funnels: how many customers reached each step, how many dropped off there, and how many can still go on because their
 * window is open. Counts add up over channels, months and the values of one dimension; rates, means and medians hold for their own row.
 */
public final class AggFunnel {
    private static final Columns C = new Columns();

    public static final Field FUNNEL_NAME = C.text("funnel_name", "The funnel; jejak.journey.funnels.");
    public static final Field MODE = C.text("mode",
            "ordered (other interactions may lie between), strict (nothing between) or unordered (any order).");
    public static final Field STEP_NAME = C.text("step_name", "The step; in an unordered funnel the number of steps done, such as '2 of 4'.");
    public static final Field CHANNEL = C.text("channel",
            "Acquisition channel of the session with the first step; (none) for contacts that bring nobody in.");
    public static final Field DIMENSION = C.text("dimension",
            "all (customers of all kinds), or what they are told apart by: device_type or country_code of the session with the first step. Each dimension counts every customer once: read one at a time.");
    public static final Field DIMENSION_VALUE = C.text("dimension_value", "The device type or country, (none) if unknown; all for all.");
    public static final Field STEP = C.number("step", "The step, from 1.");
    public static final Field STEP_COUNT = C.number("step_count", "Steps of the funnel.");
    public static final Field ENTERED_COUNT = C.number("entered_count", "Customers that did step 1.");
    public static final Field REACHED_COUNT = C.number("reached_count", "Customers that got at least this far.");
    public static final Field DROPPED_COUNT = C.number("dropped_count",
            "Of them, those that got no further and cannot any more; 0 at the last step.");
    public static final Field OPEN_COUNT = C.number("open_count",
            "Of them, those that got no further yet but whose window is open; 0 at the last step.");
    public static final Field CONVERSION_RATE = C.decimal("conversion_rate", "reached_count / entered_count, 0 to 1.");
    public static final Field STEP_CONVERSION_RATE = C.optional().decimal("step_conversion_rate",
            "reached_count / reached_count of the step before, 0 to 1; 1 at step 1; null when nobody reached the step before.");
    public static final Field SETTLED_CONVERSION_RATE = C.optional().decimal("settled_conversion_rate",
            "As conversion_rate, without the customers that are still on their way to this step, 0 to 1; null when all are.");
    public static final Field MEAN_SECONDS_FROM_START = C.optional().decimal("mean_seconds_from_start",
            "Mean seconds from step 1 to this one; null when nobody reached it.");
    public static final Field MEDIAN_SECONDS_FROM_START = C.optional().decimal("median_seconds_from_start",
            "Median seconds from step 1 to this one; null when nobody reached it.");
    public static final Field MEDIAN_SECONDS_FROM_PREVIOUS = C.optional().decimal("median_seconds_from_previous",
            "Median seconds from the step before; null at step 1 and when nobody reached it.");
    public static final Field MONTH = C.date("month", "First day of the month in which the customers did step 1.");
    public static final Table TABLE = Table.gold(
                    "agg_funnel",
                    "One row per funnel, month of the first step, channel of the first step, dimension and its value, and step.",
                    C)
            .keyedBy(FUNNEL_NAME, MONTH, CHANNEL, DIMENSION, DIMENSION_VALUE, STEP)
            .references(CHANNEL, () -> DimChannel.TABLE)
            .references(MONTH, () -> DimDate.TABLE)
            .alternatives(FUNNEL_NAME, DIMENSION)
            .semiAdditive(ENTERED_COUNT, STEP)
            .semiAdditive(REACHED_COUNT, STEP)
            .notAdditive(STEP_COUNT)
            .ratio(CONVERSION_RATE, REACHED_COUNT, ENTERED_COUNT)
            .check("counts_fall", "reached_count <= entered_count AND dropped_count + open_count <= reached_count");

    private AggFunnel() {}
}
