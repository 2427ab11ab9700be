package org.jejak.table;

import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Acquisition channels, with the rows that make breakdowns add up. */
public final class DimChannel {
    public static final Field CHANNEL = text("channel", "Code used in facts.").required();
    public static final Field CHANNEL_NAME =
            text("channel_name", "Name for people.").required();
    public static final Field DESCRIPTION =
            text("description", "What belongs to it.").required();
    public static final Field SORT_ORDER =
            number("sort_order", "Order in reports.").required();
    public static final Field IS_PAID =
            flag("is_paid", "Whether the channel is usually bought.").required();
    public static final Field IS_ACQUISITION = flag(
                    "is_acquisition", "Whether it is one of the seven acquisition channels.")
            .required();
    public static final Table TABLE = Table.gold(
                    "dim_channel",
                    "One row per channel.",
                    CHANNEL,
                    CHANNEL_NAME,
                    DESCRIPTION,
                    SORT_ORDER,
                    IS_PAID,
                    IS_ACQUISITION)
            .keyedBy(CHANNEL);

    private DimChannel() {}
}
