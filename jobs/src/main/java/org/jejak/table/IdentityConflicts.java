package org.jejak.table;

/** Identifiers taken out of the graph, with the limit that each broke. */
public final class IdentityConflicts {
    private static final Columns C = new Columns();

    public static final Field IDENTIFIER_TYPE = C.text("identifier_type", "Type of the identifier.");
    public static final Field IDENTIFIER_VALUE = C.aboutAPerson().text("identifier_value", "The identifier.");
    public static final Field CONNECTED_TYPE = C.text("connected_type", "Type of the identifiers that it is connected to too often.");
    public static final Field CONNECTED_COUNT = C.number("connected_count", "Distinct identifiers of that type seen with it.");
    public static final Field LIMIT_COUNT = C.number("limit_count", "The configured limit.");
    public static final Table TABLE = Table.silver(
                    "identity_conflicts", "One row per over-connected identifier and limit broken.", C)
            .keyedBy(IDENTIFIER_TYPE, IDENTIFIER_VALUE, CONNECTED_TYPE)
            .check("over_the_limit", "connected_count > limit_count")
            .scope(Scope.COMPONENT);

    private IdentityConflicts() {}
}
