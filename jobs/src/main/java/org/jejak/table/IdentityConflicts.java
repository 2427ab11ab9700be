package org.jejak.table;

import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Identifiers taken out of the graph, with the limit that each broke. */
public final class IdentityConflicts {
    private static final Columns C = new Columns();

    public static final Field IDENTIFIER_TYPE =
            C.add(text("identifier_type", "Type of the identifier.").required());
    public static final Field IDENTIFIER_VALUE =
            C.add(text("identifier_value", "The identifier.").required().aboutAPerson());
    public static final Field CONNECTED_TYPE =
            C.add(text("connected_type", "Type of the identifiers that it is connected to too often.")
                    .required());
    public static final Field CONNECTED_COUNT =
            C.add(number("connected_count", "Distinct identifiers of that type seen with it.")
                    .required());
    public static final Field LIMIT_COUNT =
            C.add(number("limit_count", "The configured limit.").required());
    public static final Table TABLE = Table.silver(
                    "identity_conflicts", "One row per over-connected identifier and limit broken.", C)
            .keyedBy(IDENTIFIER_TYPE, IDENTIFIER_VALUE, CONNECTED_TYPE)
            .check("over_the_limit", "connected_count > limit_count")
            .scope(Scope.COMPONENT);

    private IdentityConflicts() {}
}
