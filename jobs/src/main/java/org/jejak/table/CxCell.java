package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.text;

import java.util.List;

/** The columns that say which customers and which month a figure of the customer experience is about. Several tables share them. */
public final class CxCell {
    /** Value of a part that a cell does not narrow down. */
    public static final String ALL = "(all)";

    public static final Field CELL_TYPE = text(
                    "cell_type",
                    "What the cell is narrowed down by: all (everything known), channel, contact_channel, stage, segment, month, rolling_3_months, rolling_12_months (the months up to a month), or a cross such as channel_month or stage_channel_rolling_12_months.")
            .required();
    public static final Field CELL = text(
                    "cell",
                    "Name of the cell within its type, parts joined by ' / ': email, 2026-01, paid_search / 2026-01. A window is named by its last month.")
            .required();
    public static final Field CHANNEL = text(
                    "channel",
                    "Acquisition channel (dim_customer.first_channel) of the cell; (all) if not narrowed down. Never a contact channel.")
            .required();
    public static final Field CONTACT_CHANNEL = text(
                    "contact_channel",
                    "Contact channel of the cell: where the exchange took place; (all) if not narrowed down.")
            .required();
    public static final Field STAGE = text("stage", "Lifecycle stage of the cell; (all) if not narrowed down.")
            .required();
    public static final Field SEGMENT = text(
                    "segment", "Segment of the cell: prospect, new or repeat; (all) if not narrowed down.")
            .required();
    public static final Field MONTH = date(
            "month",
            "First day of the month of the cell, of a window of its last month, business zone; null if not narrowed down by time.");
    public static final Field FROM_DATE = date(
            "from_date",
            "First business date that the cell covers: of a month or window the first day, but not before the month of the first observation; else the day of the first observation. Null without any.");
    public static final Field TO_DATE = date(
            "to_date",
            "Last business date that the cell covers: of a month or window the last day, but not after the logical date; else the logical date, or a later day that has observations already. Null without any.");

    /** The text columns, in order. */
    public static final List<Field> TEXTS = List.of(CELL_TYPE, CELL, CHANNEL, CONTACT_CHANNEL, STAGE, SEGMENT);

    /** The dates, in order. */
    public static final List<Field> DATES = List.of(MONTH, FROM_DATE, TO_DATE);

    private CxCell() {}
}
