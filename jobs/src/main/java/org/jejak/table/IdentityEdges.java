package org.jejak.table;

import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Pairs of identifiers seen together in one record. */
public final class IdentityEdges {
    private static final Columns C = new Columns();

    public static final Field LEFT_KEY = C.add(number("left_key", "64-bit hash of the first identifier.")
            .required()
            .aboutAPerson());
    public static final Field RIGHT_KEY = C.add(number("right_key", "64-bit hash of the second identifier.")
            .required()
            .aboutAPerson());
    public static final Field LEFT_TYPE =
            C.add(text("left_type", "Type of the first identifier.").required());
    public static final Field LEFT_VALUE =
            C.add(text("left_value", "First identifier.").required().aboutAPerson());
    public static final Field RIGHT_TYPE =
            C.add(text("right_type", "Type of the second identifier.").required());
    public static final Field RIGHT_VALUE =
            C.add(text("right_value", "Second identifier.").required().aboutAPerson());
    public static final Table TABLE = Table.silver(
                    "identity_edges", "One row per pair of identifiers, the smaller first.", C)
            .keyedBy(LEFT_TYPE, LEFT_VALUE, RIGHT_TYPE, RIGHT_VALUE)
            .scope(Scope.APPEND);

    private IdentityEdges() {}
}
