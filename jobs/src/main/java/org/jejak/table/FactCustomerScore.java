package org.jejak.table;

/** Scores of customers at the logical date. */
public final class FactCustomerScore {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field SCORE = C.text("score", "The score; jejak.audience.scores.");
    public static final Field KIND = C.text("kind", "lead: points, and the probability of an outcome.");
    public static final Field BAND = C.optional().text("band", "Band of the points, jejak.audience.scores.X.bands; null without points.");
    public static final Field REASON = C.optional().text("reason",
            "Why value is null: no_model (points and activities do not tell who will), too_few (too little history or too few outcomes), objected (the purpose profiling is withdrawn; then there are no points either). Null if it is not.");
    public static final Field TOP_FACTORS = C.optional().aboutAPerson().text("top_factors", "What raises or lowers value most against the mean customer, in words; without a value, or where it comes of the points alone, the rules that gave the most points. Null if nothing stands out.");
    public static final Field POINTS = C.optional().in("points").decimal("points", "Sum of the points by the rules, within their limits; null without rules, or if reason is objected.");
    public static final Field VALUE = C.optional().in("probability").decimal("value", "Probability of the outcome within the horizon, 0 to 1; null for a reason.");
    public static final Field PERCENTILE = C.optional().in("share").decimal("percentile",
            "Share of scored customers with less, plus half of those with as much, 0 to 1; by the log-odds behind value, else by points. Null without both.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date: what happened until the end of this day counts.");

    public static final Table TABLE = Table.gold("fact_customer_score", "One row per customer and score that is about the customer.", C)
            .keyedBy(CUSTOMER_ID, SCORE)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .notAdditive(POINTS, VALUE, PERCENTILE)
            .check("known_kind", "kind IN ('lead')")
            .check("known_reason", "reason IS NULL OR reason IN ('no_model', 'too_few', 'objected')")
            .check("value_or_reason", "(value IS NULL) = (reason IS NOT NULL)")
            .check("shares", "(value IS NULL OR value BETWEEN 0 AND 1) AND (percentile IS NULL OR percentile BETWEEN 0 AND 1)");

    private FactCustomerScore() {}
}
