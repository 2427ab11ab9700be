package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** The lifecycle stages that a customer went through. */
public final class FactStageHistory {
    private static final Columns C = new Columns();

    public static final Field CUSTOMER_ID = C.add(text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson());
    public static final Field STAGE =
            C.add(text("stage", "reach, nurture, convert or support.").required());
    public static final Field NEXT_STAGE =
            C.add(text("next_stage", "The stage that came next; null for the current stay."));
    public static final Field SESSION_ID = C.add(
            text("session_id", "The session that began the stay.").required().aboutAPerson());
    public static final Field POSITION = C.add(
            number("position", "Which stay it is for the customer, from 1.").required());
    public static final Field IS_BACK_STEP = C.add(flag("is_back_step", "Whether the stay before was in a later stage.")
            .required());
    public static final Field IS_CURRENT =
            C.add(flag("is_current", "Whether the customer is still in it.").required());
    public static final Field ENTERED_MONTH = C.add(
            date("entered_month", "First day of the month of entered_at in the business zone; how the table is stored.")
                    .required());
    public static final Field ENTERED_AT =
            C.add(timestamp("entered_at", "Start of the stay, UTC.").required());
    public static final Field LEFT_AT =
            C.add(timestamp("left_at", "Start of the next stay, UTC; null for the current one."));
    public static final Table TABLE = Table.gold("fact_stage_history", "One row per customer and stay in a stage.", C)
            .keyedBy(CUSTOMER_ID, POSITION)
            .check("current_is_open", "is_current = (left_at IS NULL)")
            .byMonth(ENTERED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactStageHistory() {}
}
