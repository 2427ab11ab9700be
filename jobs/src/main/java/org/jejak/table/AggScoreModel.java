package org.jejak.table;

/** Models of scores as fitted at the logical date: their parameters, and which one is used. */
public final class AggScoreModel {
    private static final Columns C = new Columns();

    public static final Field SCORE = C.text("score", "The score; jejak.audience.scores.");
    public static final Field MODEL = C.text("model", "points (the points alone, calibrated) or logistic (ridge logistic regression on binned features and points, calibrated).");
    public static final Field PARAMETER = C.text("parameter", "(model) for the model itself; intercept (the mean customer), a feature and one of its bins (against the mean customer); calibration from X: a step of the calibration, from log-odds or points X on.");
    public static final Field OUTCOME = C.text("outcome", "fitted, too_few (too little history or too few outcomes), no_gain (no better than the base rate) or failed.");
    public static final Field REASON = C.text("reason", "The outcome in words.");
    public static final Field VALUE = C.optional().decimal("value", "The parameter: log-odds, of a calibration the probability; null of (model).");
    public static final Field STD_ERROR = C.optional().decimal("std_error", "Its standard error; null where value is, and of the intercept.");
    public static final Field ROW_COUNT = C.number("row_count", "Customers at the dates it was learned from, of the bin or step where there is one; a customer counts once a date.");
    public static final Field POSITIVE_COUNT = C.number("positive_count", "Of them those followed by the outcome within the horizon.");
    public static final Field IS_CHOSEN = C.flag("is_chosen", "Whether the model gives fact_customer_score.value.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date: what happened until the end of this day counts.");

    /** {@link #PARAMETER} of the model itself. */
    public static final String WHOLE = "(model)";

    public static final Table TABLE = Table.gold("agg_score_model", "One row per score, model and parameter.", C)
            .keyedBy(SCORE, MODEL, PARAMETER)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .alternatives(SCORE, MODEL, PARAMETER)
            .notAdditive(VALUE, STD_ERROR)
            .check("known_outcome", "outcome IN ('fitted', 'too_few', 'no_gain', 'failed')")
            .check("positives_among_rows", "positive_count BETWEEN 0 AND row_count");

    private AggScoreModel() {}
}
