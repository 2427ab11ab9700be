package org.jejak.table;

/** What goes with satisfied, returning and spending customers. Association, not cause. */
public final class AggCxDriver {
    private static final Columns C = new Columns();

    public static final Field OUTCOME = C.text("outcome",
            "satisfaction (answers about the contact, 0 to 1), retained (an order in the 90 days after), spend (log of 1 + net revenue in the 90 days after), or recommendation (the answer to nps, 0 to 1, by the dimensions of the index: weights fitted to loyalty).");
    public static final Field DRIVER = C.text("driver",
            "timeliness, completeness, resolution, no_repeat, no_transfer or human: a contact's own figure, 0 worst to 1 best. Of recommendation: effectiveness, ease or emotion, the answers of the same submission.");
    public static final Field DIRECTION = C.optional().text("direction",
            "positive if better goes with a better outcome, negative if not; null without a value.");
    public static final Field QUADRANT = C.optional().text("quadrant",
            "fix_first and keep_up (effect_low above 0 and importance at least the mean of the drivers), low_priority and maintain (all others); keep_up and maintain perform at least as the drivers do on average. Null without a value.");
    public static final Field STATUS = C.text("status", "shown or no_value (see reason).");
    public static final Field REASON = C.optional().text("reason",
            "Why there is no value: too_few (known for fewer than 30 contacts; the others do without it), constant (all contacts alike); null if there is one.");
    public static final Field READING = C.text("reading", "Always: association, not cause.");
    public static final Field EFFECT = C.optional().decimal("effect",
            "Standardised coefficient, others and controls held equal: standard deviations of the outcome per one of the driver.");
    public static final Field EFFECT_LOW = C.optional().decimal("effect_low", "Lower end of its interval, customers drawn again.");
    public static final Field EFFECT_HIGH = C.optional().decimal("effect_high", "Upper end of its interval.");
    public static final Field IMPORTANCE = C.optional().decimal("importance",
            "Share of the explained variance, 0 to 1 (LMG, Shapley values of R2); sums to 1 over the drivers of an outcome.");
    public static final Field IMPORTANCE_LOW = C.optional().decimal("importance_low", "Lower end of the interval, customers drawn again.");
    public static final Field IMPORTANCE_HIGH = C.optional().decimal("importance_high", "Upper end of the interval.");
    public static final Field R_SQUARED = C.optional().decimal("r_squared",
            "Share of the outcome's variance, after controls, that all drivers explain together, 0 to 1.");
    public static final Field VIF = C.optional().decimal("vif",
            "Variance inflation factor, from 1; above 5 the effect cannot be told from that of other drivers.");
    public static final Field PERFORMANCE = C.optional().in("points").decimal("performance", "Mean of the driver times 100, 0 to 100.");
    public static final Field UPLIFT = C.optional().decimal("uplift",
            "How much higher the outcome's mean lies, in its unit, if the driver rises to the level of the best contact channel and the association holds; 0 if there already; null for recommendation.");
    public static final Field N = C.number("n", "Contacts (of recommendation: submissions) with all figures; for too_few those with the figure.");
    public static final Field FROM_DATE = C.date("from_date", "First business date of the contacts (submissions) that were looked at, not before the month of the first one on record.");
    public static final Field TO_DATE = C.date("to_date", "Last business date of the contacts (submissions) that were looked at: the logical date.");
    public static final Table TABLE = Table.gold("agg_cx_driver", "One row per outcome and driver.", C)
            .keyedBy(OUTCOME, DRIVER)
            .references(FROM_DATE, () -> DimDate.TABLE)
            .references(TO_DATE, () -> DimDate.TABLE)
            .notAdditive(N)
            .check("importance_in_range", "importance IS NULL OR importance BETWEEN 0 AND 1");

    private AggCxDriver() {}
}
