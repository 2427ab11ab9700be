package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Transitions that the Markov model of a month was fitted from. */
public final class AggAttributionTransition {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_TYPE =
            C.add(text("conversion_type", "Name of the conversion type.").required());
    public static final Field FROM_STATE =
            C.add(text("from_state", "(start), or a channel; at higher orders the last few channels joined by ' > '.")
                    .required());
    public static final Field TO_STATE =
            C.add(text("to_state", "(conversion), (null), or the next state.").required());
    public static final Field TRANSITION_COUNT =
            C.add(number("transition_count", "How often; not negative.").required());
    public static final Field PROBABILITY =
            C.add(decimal("probability", "Share of the transitions from from_state, 0 to 1.")
                    .required());
    public static final Field FIT_MONTH =
            C.add(date("fit_month", "First day of the month whose conversions the fit weighs.")
                    .required());
    public static final Table TABLE = Table.gold(
                    "agg_attribution_transition",
                    "One row per month, conversion type and pair of states with a transition.",
                    C)
            .keyedBy(FIT_MONTH, CONVERSION_TYPE, FROM_STATE, TO_STATE)
            .check("probability_between_0_and_1", "probability BETWEEN 0 AND 1")
            .scope(Scope.MONTH);

    private AggAttributionTransition() {}
}
