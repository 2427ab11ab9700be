package org.jejak.table;

/** Campaigns seen in sessions or in ad spend, and (none). */
public final class DimCampaign {
    private static final Columns C = new Columns();

    public static final Field CAMPAIGN_ID = C.text("campaign_id",
            "Campaign: its name in lower case, else the platform's id; (none) for no campaign.");
    public static final Field MAIN_CHANNEL = C.text("main_channel",
            "Channel with most of its sessions, then with most of its spend, then the first in the alphabet; (none) for no campaign.");
    public static final Field CAMPAIGN_NAME = C.text("campaign_name", "Name; of several the first in the alphabet.");
    public static final Field CAMPAIGN_SOURCE = C.optional().text("campaign_source", "Source; of several the first in the alphabet. Null for (none).");
    public static final Field CAMPAIGN_MEDIUM = C.optional().text("campaign_medium", "Medium; of several the first in the alphabet. Null for (none).");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount", "Spend so far, in the base currency.");
    public static final Field SESSION_COUNT = C.number("session_count", "Sessions so far, bots left out.");
    public static final Field FIRST_DATE = C.optional().date("first_date", "First business date with a session or spend; null if only bots came.");
    public static final Field LAST_DATE = C.optional().date("last_date", "Last business date with a session or spend; null if only bots came.");
    public static final Table TABLE = Table.gold("dim_campaign", "One row per campaign.", C)
            .keyedBy(CAMPAIGN_ID)
            .references(MAIN_CHANNEL, () -> DimChannel.TABLE)
            .references(FIRST_DATE, () -> DimDate.TABLE)
            .references(LAST_DATE, () -> DimDate.TABLE);

    private DimCampaign() {}
}
