package org.jejak.table;

import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Pairs of identifiers seen together in one record. */
public final class IdentityEdges {
    public static final Field LEFT_KEY = number("left_key", "64-bit hash of the first identifier.")
            .required()
            .aboutAPerson();
    public static final Field RIGHT_KEY = number("right_key", "64-bit hash of the second identifier.")
            .required()
            .aboutAPerson();
    public static final Field LEFT_TYPE =
            text("left_type", "Type of the first identifier.").required();
    public static final Field LEFT_VALUE =
            text("left_value", "First identifier.").required().aboutAPerson();
    public static final Field RIGHT_TYPE =
            text("right_type", "Type of the second identifier.").required();
    public static final Field RIGHT_VALUE =
            text("right_value", "Second identifier.").required().aboutAPerson();
    public static final Table TABLE = Table.silver(
                    "identity_edges",
                    "One row per pair of identifiers, the smaller first.",
                    LEFT_KEY,
                    RIGHT_KEY,
                    LEFT_TYPE,
                    LEFT_VALUE,
                    RIGHT_TYPE,
                    RIGHT_VALUE)
            .keyedBy(LEFT_TYPE, LEFT_VALUE, RIGHT_TYPE, RIGHT_VALUE)
            .scope(Scope.APPEND);

    private IdentityEdges() {}
}
