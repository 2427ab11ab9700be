package org.jejak.table;

/** Every fit to the histories of identified customers that was tried, its parameters, and which one is used and why. Models of purchases are in weeks, models of spend in the base currency. */
public final class AggClvModel {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_GROUP = C.text("customer_group", "(all), or an acquisition channel with a fit of its own.");
    public static final Field MODEL = C.text("model",
            "nbd, bg_nbd, mbg_nbd, pareto_nbd, gamma_gamma; with suffix _covariates when customer groups (acquisition channels) shift the rates.");
    public static final Field PARAMETER = C.text("parameter",
            "r and alpha (purchase rate per week is Gamma(r, alpha)); a and b (dropout per purchase is Beta(a, b)); s and beta (dropout rate per week is Gamma(s, beta)); p, q, v of Gamma-Gamma; of a limit lambda (one purchase rate per week), theta (one dropout per purchase), mu (one dropout rate per week), pi (share that leaves at once, the others never), q and c (own price: c / Gamma(q, 1) over customers), p and nu (all spend alike, Gamma(p, nu)); covariates as rate:group and dropout:group, against the largest group.");
    public static final Field OUTCOME = C.text("outcome",
            "fitted, limit (parameters run to infinity or 0, and customers are scored by what the model is there: reason says which), boundary (no identifiable dropout, or a parameter ran off), too_few (not enough customers) or failed; given for jejak value --params.");
    public static final Field REASON = C.text("reason", "In words: why the fit is used or not, or what went wrong.");
    public static final Field METHOD = C.text("method", "How the maximum was found: newton or bfgs; (none) without a fit.");
    public static final Field CUSTOMER_COUNT = C.number("customer_count", "Customers in the fit.");
    public static final Field PATTERN_COUNT = C.number("pattern_count",
            "Distinct histories (x, t_x, T in days; for gamma_gamma x and repeat spend) they fall into.");
    public static final Field ITERATION_COUNT = C.number("iteration_count", "Iterations of the optimiser.");
    public static final Field VALUE = C.optional().decimal("value", "Estimate; null without one.");
    public static final Field STD_ERROR = C.optional().decimal("std_error",
            "Standard error from the observed information on the log scale (delta method); null where it does not exist.");
    public static final Field LOG_LIKELIHOOD = C.optional().decimal("log_likelihood",
            "Log-likelihood of the individual histories; null without a fit.");
    public static final Field AIC = C.optional().decimal("aic",
            "2 x parameters - 2 x log_likelihood: smaller is better; comparable within a customer group and between models of purchases.");
    public static final Field GRADIENT_PER_CUSTOMER = C.optional().decimal("gradient_per_customer",
            "Largest absolute derivative of the log-likelihood by a log parameter, per customer: how near the maximum is.");
    public static final Field HOLDOUT_ERROR = C.optional().decimal("holdout_error",
            "Mean absolute error of purchases per customer in the holdout, fitted on what came before; null without a holdout.");
    public static final Field IS_CHOSEN = C.flag("is_chosen", "Whether predictions use this fit.");
    public static final Field AS_OF_DATE = C.date("as_of_date", "Logical date of the fit.");
    public static final Table TABLE = Table.gold(
                    "agg_clv_model",
                    "One row per customer group, model and parameter; figures of the whole fit are repeated on each of its rows.",
                    C)
            .keyedBy(CUSTOMER_GROUP, MODEL, PARAMETER)
            .references(MODEL, () -> DimModel.TABLE)
            .references(AS_OF_DATE, () -> DimDate.TABLE)
            .notAdditive(CUSTOMER_COUNT, PATTERN_COUNT, ITERATION_COUNT);

    private AggClvModel() {}
}
