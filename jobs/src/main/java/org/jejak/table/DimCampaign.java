package org.jejak.table;

/** Campaigns seen in sessions or in ad spend. */
public final class DimCampaign {
    private static final Columns C = new Columns();

    public static final Field CAMPAIGN_ID = C.text("campaign_id",
            "Campaign: its name in lower case, else the platform's id; (none) for no campaign.");
    public static final Field CHANNEL = C.text("channel", "Channel it was seen in.");
    public static final Field CAMPAIGN_NAME = C.text("campaign_name", "Name; of several the first in the alphabet.");
    public static final Field CAMPAIGN_SOURCE = C.optional().text("campaign_source", "Source; of several the first in the alphabet.");
    public static final Field CAMPAIGN_MEDIUM = C.optional().text("campaign_medium", "Medium; of several the first in the alphabet.");
    public static final Field SPEND_AMOUNT = C.moneySum("spend_amount", "Spend so far, in the base currency.");
    public static final Field SESSION_COUNT = C.number("session_count", "Sessions so far, bots left out.");
    public static final Field FIRST_DATE = C.date("first_date", "First business date with a session or spend.");
    public static final Field LAST_DATE = C.date("last_date", "Last business date with a session or spend.");
    public static final Table TABLE =
            Table.gold("dim_campaign", "One row per campaign and channel.", C).keyedBy(CAMPAIGN_ID, CHANNEL);

    private DimCampaign() {}
}
