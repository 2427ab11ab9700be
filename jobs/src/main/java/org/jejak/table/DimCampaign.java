package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.moneySum;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Campaigns seen in sessions or in ad spend. */
public final class DimCampaign {
    private static final Columns C = new Columns();

    public static final Field CAMPAIGN_ID = C.add(
            text("campaign_id", "Campaign: its name in lower case, else the platform's id; (none) for no campaign.")
                    .required());
    public static final Field CHANNEL =
            C.add(text("channel", "Channel it was seen in.").required());
    public static final Field CAMPAIGN_NAME = C.add(
            text("campaign_name", "Name; of several the first in the alphabet.").required());
    public static final Field CAMPAIGN_SOURCE =
            C.add(text("campaign_source", "Source; of several the first in the alphabet."));
    public static final Field CAMPAIGN_MEDIUM =
            C.add(text("campaign_medium", "Medium; of several the first in the alphabet."));
    public static final Field SPEND_AMOUNT = C.add(
            moneySum("spend_amount", "Spend so far, in the base currency.").required());
    public static final Field SESSION_COUNT =
            C.add(number("session_count", "Sessions so far, bots left out.").required());
    public static final Field FIRST_DATE = C.add(
            date("first_date", "First business date with a session or spend.").required());
    public static final Field LAST_DATE = C.add(
            date("last_date", "Last business date with a session or spend.").required());
    public static final Table TABLE =
            Table.gold("dim_campaign", "One row per campaign and channel.", C).keyedBy(CAMPAIGN_ID, CHANNEL);

    private DimCampaign() {}
}
