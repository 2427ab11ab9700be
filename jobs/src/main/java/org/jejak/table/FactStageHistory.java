package org.jejak.table;

/** The lifecycle stages that a customer went through. */
public final class FactStageHistory {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field STAGE = C.text("stage", "reach, nurture, convert or support.");
    public static final Field NEXT_STAGE = C.optional().text("next_stage", "The stage that came next; null for the current stay.");
    public static final Field SESSION_ID = C.aboutAPerson().text("session_id", "The session that began the stay.");
    public static final Field POSITION = C.number("position", "Which stay it is for the customer, from 1.");
    public static final Field IS_BACK_STEP = C.flag("is_back_step", "Whether the stay before was in a later stage.");
    public static final Field IS_CURRENT = C.flag("is_current", "Whether the customer is still in it.");
    public static final Field ENTERED_DATE = C.date("entered_date", "Business date of entered_at.");
    public static final Field MONTH = C.date("month", "First day of the month of entered_date; how the table is stored.");
    public static final Field ENTERED_AT = C.timestamp("entered_at", "Start of the stay, UTC.");
    public static final Field LEFT_AT = C.optional().timestamp("left_at", "Start of the next stay, UTC; null for the current one.");
    public static final Table TABLE = Table.gold("fact_stage_history", "One row per customer and stay in a stage.", C)
            .keyedBy(CUSTOMER_ID, POSITION)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(STAGE, () -> DimStage.TABLE)
            .references(NEXT_STAGE, () -> DimStage.TABLE)
            .references(SESSION_ID, () -> FactSessions.TABLE)
            .references(ENTERED_DATE, () -> DimDate.TABLE)
            .check("current_is_open", "is_current = (left_at IS NULL)")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactStageHistory() {}
}
