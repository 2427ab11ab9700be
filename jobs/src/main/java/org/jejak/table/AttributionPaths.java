package org.jejak.table;

import org.apache.spark.sql.types.DataTypes;

/** Paths: the touchpoints that may have earned a conversion, and those that led to none. What attribution models see. */
public final class AttributionPaths {
    private static final Columns C = new Columns();

    public static final Field PATH_ID = C.aboutAPerson().text("path_id",
            "The conversion; for a path without one, conversion type and first session.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field CONVERSION_TYPE = C.text("conversion_type", "Name of the conversion type that the path is about.");
    public static final Field REVENUE_AMOUNT = C.money("revenue_amount", "Revenue of the conversion in the base currency; 0 without one.");
    public static final Field INPUT_CHECKSUM = C.number("input_checksum",
            "Checksum of everything else in the row: tells which months have to be fitted again.");
    public static final Field SESSION_IDS = C.aboutAPerson().texts("session_ids",
            "The touchpoints, oldest first; empty for a path without conversion.");
    public static final Field CHANNELS = C.texts("channels", "Acquisition channels of the touchpoints, also of paths without conversion.");
    public static final Field CAMPAIGN_IDS = C.texts("campaign_ids", "Campaigns of session_ids.");
    public static final Field TOUCH_KINDS = C.texts("touch_kinds", "Kinds of session_ids: visit, click, open or view.");
    public static final Field MILESTONES = C.texts("milestones",
            "What happened at session_ids: lead, opportunity, 'lead opportunity', or nothing (empty text).");
    public static final Field SECONDS_BEFORE =
            C.add(new Field("seconds_before", DataTypes.createArrayType(DataTypes.LongType, false), "How long before the conversion session_ids were, in whole seconds, not negative.", false, false));
    public static final Field IS_PAID =
            C.add(new Field("is_paid", DataTypes.createArrayType(DataTypes.BooleanType, false), "Whether each of session_ids was paid.", false, false));
    public static final Field IS_CONVERTED = C.flag("is_converted", "Whether the path led to a conversion.");
    public static final Field IS_FIRST = C.flag("is_first", "Whether the conversion is the customer's first of its type; false without one.");
    public static final Field OUTCOME_DATE = C.date("outcome_date",
            "Business date of outcome_at. A path without conversion counts from then on; it may lie ahead.");
    public static final Field MONTH = C.date("month", "First day of the month of outcome_date; how the table is stored.");
    public static final Field OUTCOME_AT = C.timestamp("outcome_at",
            "When the outcome was known, UTC: the conversion, or the end of the look-back after the last touchpoint.");
    public static final Table TABLE = Table.silver(
                    "attribution_paths",
                    "One row per conversion, and per customer, conversion type and stretch of touchpoints that no conversion of the type followed.",
                    C)
            .keyedBy(PATH_ID)
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private AttributionPaths() {}
}
