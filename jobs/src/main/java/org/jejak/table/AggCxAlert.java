package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Alarms of the customer experience: what was far from what the weeks before let expect. */
public final class AggCxAlert {
    private static final Columns C = new Columns();

    public static final Field ALERT_ID =
            C.add(text("alert_id", "alert_type, subject and first_date.").required());
    public static final Field ALERT_TYPE = C.add(text(
                    "alert_type",
                    "complaint_spread (negative mentions and detractors per day), outage (failed checkouts per day) or slow_replies (hours to a human reply per week).")
            .required());
    public static final Field SUBJECT = C.add(
            text("subject", "Contact channel it is about: social and survey for complaints, self_service for outages.")
                    .required());
    public static final Field MESSAGE =
            C.add(text("message", "What happened, in a sentence.").required());
    public static final Field UNIT = C.add(text("unit", "Unit of observed and expected: count, share or hours.")
            .required());
    public static final Field OBSERVED = C.add(
            decimal("observed", "What was seen: count over the days, share of checkouts failed, geometric mean hours.")
                    .required());
    public static final Field EXPECTED = C.add(
            decimal("expected", "What the weeks before let expect, weekdays considered, alarms of theirs left out.")
                    .required());
    public static final Field P_VALUE =
            C.add(decimal("p_value", "Smallest probability of a single day (week) of it by chance.")
                    .required());
    public static final Field EVENT_COUNT =
            C.add(number("event_count", "Mentions and answers, failed checkouts, or contacts behind it.")
                    .required());
    public static final Field FIRST_DATE =
            C.add(date("first_date", "First business date of it.").required());
    public static final Field LAST_DATE =
            C.add(date("last_date", "Last business date of it so far.").required());
    public static final Table TABLE = Table.gold(
                    "agg_cx_alert", "One row per alarm: days (weeks) in a row on which the same was unusual.", C)
            .keyedBy(ALERT_ID)
            .check("last_not_before_first", "last_date >= first_date");

    private AggCxAlert() {}
}
