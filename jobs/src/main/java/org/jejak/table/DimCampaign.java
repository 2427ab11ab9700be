package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Campaigns seen in sessions or in ad spend. */
public final class DimCampaign {
    public static final Field CAMPAIGN_ID = text(
                    "campaign_id", "Campaign: its name in lower case, else the platform's id; (none) for no campaign.")
            .required();
    public static final Field CHANNEL =
            text("channel", "Channel it was seen in.").required();
    public static final Field CAMPAIGN_NAME =
            text("campaign_name", "Name; of several the first in the alphabet.").required();
    public static final Field CAMPAIGN_SOURCE =
            text("campaign_source", "Source; of several the first in the alphabet.");
    public static final Field CAMPAIGN_MEDIUM =
            text("campaign_medium", "Medium; of several the first in the alphabet.");
    public static final Field SPEND_AMOUNT =
            moneySum("spend_amount", "Spend so far, in the base currency.").required();
    public static final Field SESSION_COUNT =
            number("session_count", "Sessions so far, bots left out.").required();
    public static final Field FIRST_DATE =
            date("first_date", "First business date with a session or spend.").required();
    public static final Field LAST_DATE =
            date("last_date", "Last business date with a session or spend.").required();
    public static final Table TABLE = Table.gold(
                    "dim_campaign",
                    "One row per campaign and channel.",
                    CAMPAIGN_ID,
                    CHANNEL,
                    CAMPAIGN_NAME,
                    CAMPAIGN_SOURCE,
                    CAMPAIGN_MEDIUM,
                    SPEND_AMOUNT,
                    SESSION_COUNT,
                    FIRST_DATE,
                    LAST_DATE)
            .keyedBy(CAMPAIGN_ID, CHANNEL);

    private DimCampaign() {}
}
