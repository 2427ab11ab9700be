package org.jejak.table;

/** The models behind the projected rows of {@link AggRetentionCohort}, of identified customers: parameters, errors, and why a fit is not there. */
public final class AggRetentionFit {
    private static final Columns C = new Columns();

    public static final Field COHORT_BASIS = C.text("cohort_basis", "order or visit.");
    public static final Field GRANULARITY = C.text("granularity", "month or week: the unit of time of the model.");
    public static final Field DIMENSION = C.text("dimension", "all, channel, segment or campaign.");
    public static final Field DIMENSION_VALUE = C.text("dimension_value", "The channel, segment or campaign.");
    public static final Field COHORT = C.text("cohort",
            "The cohort that was fitted; all for the pooled fit, which adds the log-likelihoods of the cohorts.");
    public static final Field MODEL = C.text("model", "sbg (shifted beta-geometric) or bdw (beta-discrete-Weibull; with c = 1 it is sbg).");
    public static final Field FIT_STATUS = C.text("fit_status",
            "fitted; homogeneous (no differences between customers can be seen: all have the same loss rate, with bdw the same change of it); polarised (some customers leave at once and the others stay for good: only mean_loss_rate can be told); nobody_lost, everybody_lost or too_few_periods: no fit.");
    public static final Field CHURN_RULE = C.text("churn_rule",
            "How loss was inferred: lost is who was not active in the period or later, periods too recent to tell left out.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers in the fit.");
    public static final Field PERIOD_COUNT = C.number("period_count", "Settled periods after the first; of the oldest cohort for the pooled fit.");
    public static final Field FIRST_PARAMETER = C.optional().decimal("first_parameter", "sbg: alpha; bdw: gamma; more than 0. Null unless fitted.");
    public static final Field SECOND_PARAMETER = C.optional().decimal("second_parameter", "sbg: beta; bdw: delta; more than 0. Null unless fitted.");
    public static final Field DURATION_PARAMETER = C.optional().decimal("duration_parameter",
            "bdw: c; above 1 a customer's own loss rate rises with time, below 1 it falls; 1 for sbg. Null unless fitted or homogeneous.");
    public static final Field FIRST_STANDARD_ERROR = C.optional().decimal("first_standard_error",
            "Standard error of first_parameter (observed information); null unless fitted, or if the likelihood is too flat at its top.");
    public static final Field SECOND_STANDARD_ERROR = C.optional().decimal("second_standard_error",
            "Standard error of second_parameter; null likewise.");
    public static final Field DURATION_STANDARD_ERROR = C.optional().decimal("duration_standard_error",
            "Standard error of duration_parameter; null likewise, and for sbg.");
    public static final Field LOG_LIKELIHOOD = C.optional().decimal("log_likelihood",
            "Maximised log-likelihood, natural logarithm; null without a fit.");
    public static final Field MEAN_LOSS_RATE = C.optional().decimal("mean_loss_rate",
            "Expected share lost in the first period, 0 to 1: alpha / (alpha + beta); null without a fit.");
    public static final Field EXPECTED_LIFETIME = C.optional().decimal("expected_lifetime",
            "Discounted expected lifetime of a new customer in periods, the first included, at the set discount rate; null without a fit.");
    public static final Table TABLE = Table.gold(
                    "agg_retention_fit", "One row per cohort basis, granularity, dimension value, cohort and model.", C)
            .keyedBy(COHORT_BASIS, GRANULARITY, DIMENSION, DIMENSION_VALUE, COHORT, MODEL)
            .references(MODEL, () -> DimModel.TABLE)
            .notAdditive(CUSTOMER_COUNT, PERIOD_COUNT)
            .check(
                    "known_fit_status",
                    "fit_status IN ('fitted', 'homogeneous', 'polarised', 'nobody_lost', 'everybody_lost', 'too_few_periods')");

    private AggRetentionFit() {}
}
