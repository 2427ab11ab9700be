package org.jejak.table;

/** Ad spend that counts, with the acquisition channel that it was spent on: of several deliveries for a day and campaign the latest. */
public final class ChannelSpend {
    private static final Columns C = new Columns();

    public static final Field SPEND_ID = C.text("spend_id", "The row of ad_spend.");
    public static final Field CHANNEL = C.text("channel", "Channel that the platform's source, medium and campaign stand for.");
    public static final Field CAMPAIGN_ID = C.text("campaign_id",
            "The id by which campaigns of sessions and of spend meet: the campaign's name, else its id, in lower case; (none) without both.");
    public static final Field CAMPAIGN_NAME = C.optional().text("campaign_name", "Campaign as the platform names it.");
    public static final Field CAMPAIGN_SOURCE = C.optional().text("campaign_source", "Platform as utm_source would name it.");
    public static final Field CAMPAIGN_MEDIUM = C.optional().text("campaign_medium", "Medium as utm_medium would name it.");
    public static final Field SPEND_AMOUNT = C.money("spend_amount", "Spend in the base currency; not negative.");
    public static final Field BUSINESS_DATE = C.date("business_date", "The day the money was spent.");
    public static final Table TABLE = Table.silver("channel_spend", "One row per row of ad_spend that counts.", C)
            .keyedBy(SPEND_ID);

    private ChannelSpend() {}
}
