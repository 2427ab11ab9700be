package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.money;
import static org.jejak.table.Field.text;

/** Ad spend that counts, with the acquisition channel that it was spent on: of several deliveries for a day and campaign the latest. */
public final class ChannelSpend {
    private static final Columns C = new Columns();

    public static final Field SPEND_ID =
            C.add(text("spend_id", "The row of ad_spend.").required());
    public static final Field CHANNEL =
            C.add(text("channel", "Channel that the platform's source, medium and campaign stand for.")
                    .required());
    public static final Field CAMPAIGN_ID = C.add(text(
                    "campaign_id",
                    "The id by which campaigns of sessions and of spend meet: the campaign's name, else its id, in lower case; (none) without both.")
            .required());
    public static final Field CAMPAIGN_NAME = C.add(text("campaign_name", "Campaign as the platform names it."));
    public static final Field CAMPAIGN_SOURCE = C.add(text("campaign_source", "Platform as utm_source would name it."));
    public static final Field CAMPAIGN_MEDIUM = C.add(text("campaign_medium", "Medium as utm_medium would name it."));
    public static final Field SPEND_AMOUNT = C.add(
            money("spend_amount", "Spend in the base currency; not negative.").required());
    public static final Field BUSINESS_DATE =
            C.add(date("business_date", "The day the money was spent.").required());
    public static final Table TABLE = Table.silver("channel_spend", "One row per row of ad_spend that counts.", C)
            .keyedBy(SPEND_ID);

    private ChannelSpend() {}
}
