package org.jejak.table;

/** Acquisition channels, with the rows that make breakdowns add up. */
public final class DimChannel {
    private static final Columns C = new Columns();

    public static final Field CHANNEL = C.text("channel", "Code used in facts.");
    public static final Field CHANNEL_NAME = C.text("channel_name", "Name for people.");
    public static final Field DESCRIPTION = C.text("description", "What belongs to it.");
    public static final Field PAID_GROUPS = C.text("paid_groups",
            "Which of its channel groups are paid by jejak.channels.rules: all, some or none. Whether a touchpoint is paid is said by fact_touchpoints.is_paid.");
    public static final Field SORT_ORDER = C.number("sort_order", "Order in reports.");
    public static final Field IS_ACQUISITION = C.flag("is_acquisition", "Whether it is one of the seven acquisition channels.");
    public static final Table TABLE =
            Table.gold("dim_channel", "One row per channel.", C).keyedBy(CHANNEL);

    private DimChannel() {}
}
