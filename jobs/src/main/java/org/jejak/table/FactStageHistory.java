package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.timestamp;

/** The lifecycle stages that a customer went through. */
public final class FactStageHistory {
    public static final Field CUSTOMER_ID = text("customer_id", "The customer; dim_customer.customer_id.")
            .required()
            .aboutAPerson();
    public static final Field STAGE =
            text("stage", "reach, nurture, convert or support.").required();
    public static final Field NEXT_STAGE = text("next_stage", "The stage that came next; null for the current stay.");
    public static final Field SESSION_ID =
            text("session_id", "The session that began the stay.").required().aboutAPerson();
    public static final Field POSITION =
            number("position", "Which stay it is for the customer, from 1.").required();
    public static final Field IS_BACK_STEP = flag("is_back_step", "Whether the stay before was in a later stage.")
            .required();
    public static final Field IS_CURRENT =
            flag("is_current", "Whether the customer is still in it.").required();
    public static final Field ENTERED_MONTH = date(
                    "entered_month",
                    "First day of the month of entered_at in the business zone; how the table is stored.")
            .required();
    public static final Field ENTERED_AT =
            timestamp("entered_at", "Start of the stay, UTC.").required();
    public static final Field LEFT_AT = timestamp("left_at", "Start of the next stay, UTC; null for the current one.");
    public static final Table TABLE = Table.gold(
                    "fact_stage_history",
                    "One row per customer and stay in a stage.",
                    CUSTOMER_ID,
                    STAGE,
                    NEXT_STAGE,
                    SESSION_ID,
                    POSITION,
                    IS_BACK_STEP,
                    IS_CURRENT,
                    ENTERED_MONTH,
                    ENTERED_AT,
                    LEFT_AT)
            .keyedBy(CUSTOMER_ID, POSITION)
            .check("current_is_open", "is_current = (left_at IS NULL)")
            .byMonth(ENTERED_MONTH)
            .scope(Scope.CUSTOMER);

    private FactStageHistory() {}
}
