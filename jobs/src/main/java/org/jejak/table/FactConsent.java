package org.jejak.table;

/** What each identified customer agreed to, per purpose: the latest grant or withdrawal of all identifiers, at the same moment the withdrawal. Whether a grant has lapsed is judged where it is used. */
public final class FactConsent {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");

    public static final Field PURPOSE = C.text("purpose", "The purpose; jejak.audience.consents.");
    public static final Field STATE = C.text("state", "granted, withdrawn, or unknown if neither was ever said.");
    public static final Field EVIDENCE_ID = C.optional().aboutAPerson().text("evidence_id",
            "Interaction that granted or withdrew it; null if unknown.");
    public static final Field SINCE_AT = C.optional().timestamp("since_at", "When that was, UTC; null if unknown.");
    public static final Field LAST_ACTIVE_AT = C.optional().timestamp("last_active_at",
            "When the customer last did something, UTC: e-mails that arrived or were opened and ads that were shown are nothing done. Null if there was nothing.");
    /** {@link #STATE} after a grant. */
    public static final String GRANTED = "granted";
    /** {@link #STATE} after a withdrawal. */
    public static final String WITHDRAWN = "withdrawn";
    /** {@link #STATE} without any word. */
    public static final String UNKNOWN = "unknown";

    public static final Table TABLE = Table.gold("fact_consent", "One row per identified customer and purpose.", C)
            .keyedBy(CUSTOMER_ID, PURPOSE)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .check("known_state", "state IN ('granted', 'withdrawn', 'unknown')")
            .check("known_has_evidence", "(state = 'unknown') = (evidence_id IS NULL) AND (evidence_id IS NULL) = (since_at IS NULL)")
            .scope(Scope.CUSTOMER);

    private FactConsent() {}
}
