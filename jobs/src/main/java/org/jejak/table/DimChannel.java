package org.jejak.table;

import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Acquisition channels, with the rows that make breakdowns add up. */
public final class DimChannel {
    private static final Columns C = new Columns();

    public static final Field CHANNEL =
            C.add(text("channel", "Code used in facts.").required());
    public static final Field CHANNEL_NAME =
            C.add(text("channel_name", "Name for people.").required());
    public static final Field DESCRIPTION =
            C.add(text("description", "What belongs to it.").required());
    public static final Field SORT_ORDER =
            C.add(number("sort_order", "Order in reports.").required());
    public static final Field IS_PAID =
            C.add(flag("is_paid", "Whether the channel is usually bought.").required());
    public static final Field IS_ACQUISITION =
            C.add(flag("is_acquisition", "Whether it is one of the seven acquisition channels.")
                    .required());
    public static final Table TABLE =
            Table.gold("dim_channel", "One row per channel.", C).keyedBy(CHANNEL);

    private DimChannel() {}
}
