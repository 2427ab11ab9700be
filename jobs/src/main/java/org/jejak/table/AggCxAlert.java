package org.jejak.table;

/** Alarms of the customer experience: figures far from what the weeks before led one to expect. */
public final class AggCxAlert {
    private static final Columns C = new Columns();

    public static final Field ALERT_ID = C.text("alert_id", "alert_type, subject and first_date.");
    public static final Field ALERT_TYPE = C.text("alert_type",
            "complaint_spread (negative mentions and detractors per day), outage (failed checkouts per day) or slow_replies (hours to a human reply per week).");
    public static final Field SUBJECT = C.text("subject", "What it is about: social and survey for complaints, checkout for outages, the contact channel for slow replies.");
    public static final Field MESSAGE = C.text("message", "What happened, in a sentence.");
    public static final Field UNIT = C.text("unit", "Unit of observed and expected: count, share or hours.");
    public static final Field OBSERVED = C.in("see column unit").decimal("observed",
            "What was seen: count over the days, share of checkouts failed, geometric mean hours.");
    public static final Field EXPECTED = C.in("see column unit").decimal("expected", "What the weeks before let expect, weekdays considered, alarms of theirs left out.");
    public static final Field P_VALUE = C.decimal("p_value", "Smallest probability of a single day (week) of it by chance.");
    public static final Field EVENT_COUNT = C.number("event_count", "Mentions and answers, failed checkouts, or contacts behind it.");
    public static final Field FIRST_DATE = C.date("first_date", "First business date of it.");
    public static final Field LAST_DATE = C.date("last_date", "Last business date of it so far.");
    public static final Table TABLE = Table.gold(
                    "agg_cx_alert", "One row per alarm: days (weeks) in a row on which the same was unusual.", C)
            .keyedBy(ALERT_ID)
            .references(FIRST_DATE, () -> DimDate.TABLE)
            .references(LAST_DATE, () -> DimDate.TABLE)
            .notAdditive(EVENT_COUNT)
            .check("last_not_before_first", "last_date >= first_date");

    private AggCxAlert() {}
}
