package org.jejak.table;

/** Contact channels: where customers and the brand meet. Not the acquisition channels, which say what brought somebody. */
public final class DimContactChannel {
    private static final Columns C = new Columns();

    public static final Field CONTACT_CHANNEL = C.text("contact_channel", "Code used in facts; (none) for none.");
    public static final Field CONTACT_CHANNEL_NAME = C.text("contact_channel_name", "Name for people.");
    public static final Field DESCRIPTION = C.text("description", "What takes place there.");
    public static final Field SORT_ORDER = C.number("sort_order", "Order in reports.");
    public static final Table TABLE = Table.gold(
                    "dim_contact_channel",
                    "One row per contact channel, those that only answers of customers name included.",
                    C)
            .keyedBy(CONTACT_CHANNEL);

    private DimContactChannel() {}
}
