package org.jejak.table;

/** Transitions that the Markov model of a month was fitted from. */
public final class AggAttributionTransition {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type.");
    public static final Field FROM_STATE = C.text("from_state", "(start), or a channel; at higher orders the last few channels joined by ' > '.");
    public static final Field TO_STATE = C.text("to_state", "(conversion), (null), or the next state.");
    public static final Field TRANSITION_COUNT = C.number("transition_count", "How often; not negative.");
    public static final Field PROBABILITY = C.decimal("probability", "Share of the transitions from from_state, 0 to 1.");
    public static final Field MONTH = C.date("month", "First day of the month whose conversions the fit weighs.");
    public static final Table TABLE = Table.gold(
                    "agg_attribution_transition",
                    "One row per month, conversion type and pair of states with a transition.",
                    C)
            .keyedBy(MONTH, CONVERSION_TYPE, FROM_STATE, TO_STATE)
            .references(MONTH, () -> DimDate.TABLE)
            .check("probability_between_0_and_1", "probability BETWEEN 0 AND 1")
            .scope(Scope.WHOLE);

    private AggAttributionTransition() {}
}
