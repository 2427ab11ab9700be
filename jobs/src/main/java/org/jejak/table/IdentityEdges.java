package org.jejak.table;

/** Pairs of identifiers seen together in one record. */
public final class IdentityEdges {
    private static final Columns C = new Columns();

    public static final Field LEFT_KEY = C.aboutAPerson().number("left_key", "64-bit hash of the first identifier.");
    public static final Field RIGHT_KEY = C.aboutAPerson().number("right_key", "64-bit hash of the second identifier.");
    public static final Field LEFT_TYPE = C.text("left_type", "Type of the first identifier.");
    public static final Field LEFT_VALUE = C.aboutAPerson().text("left_value", "First identifier.");
    public static final Field RIGHT_TYPE = C.text("right_type", "Type of the second identifier.");
    public static final Field RIGHT_VALUE = C.aboutAPerson().text("right_value", "Second identifier.");
    public static final Table TABLE = Table.silver(
                    "identity_edges", "One row per pair of identifiers, the smaller first.", C)
            .keyedBy(LEFT_TYPE, LEFT_VALUE, RIGHT_TYPE, RIGHT_VALUE)
            .scope(Scope.APPEND);

    private IdentityEdges() {}
}
