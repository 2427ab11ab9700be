package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.money;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/** Ad spend as platforms report it, every delivery kept; the latest delivery of a day and campaign counts. */
public final class AdSpend {
    public static final Field SPEND_ID =
            text("spend_id", "Hash of source, date, campaign, file and line.").required();
    public static final Field SOURCE_NAME = text("source_name", "The source.").required();
    public static final Field SOURCE_FILE = text("source_file", "File of the record, relative to the raw folder.")
            .required();
    public static final Field SOURCE_LINE =
            number("source_line", "Line of that file, from 1.").required();
    public static final Field CAMPAIGN_SOURCE = text("campaign_source", "Platform as utm_source would name it.");
    public static final Field CAMPAIGN_MEDIUM = text("campaign_medium", "Medium as utm_medium would name it.");
    public static final Field CAMPAIGN_NAME = text("campaign_name", "Campaign.");
    public static final Field CAMPAIGN_ID = text("campaign_id", "The platform's id of the campaign.");
    public static final Field CURRENCY_CODE =
            text("currency_code", "ISO 4217 code of cost_amount.").required();
    public static final Field COST_AMOUNT = money("cost_amount", "Spend of the day, in currency_code; not negative.")
            .required();
    public static final Field BASE_COST_AMOUNT =
            money("base_cost_amount", "Spend in the base currency.").required();
    public static final Field IMPRESSION_COUNT = number("impression_count", "Impressions of the day.");
    public static final Field CLICK_COUNT = number("click_count", "Clicks of the day.");
    public static final Field BUSINESS_DATE =
            date("business_date", "The day the money was spent.").required();
    public static final Field DELIVERED_ON = date(
                    "delivered_on", "Day of delivery; of several deliveries for a day and campaign the latest counts.")
            .required();
    public static final Table TABLE = Table.silver(
                    "ad_spend",
                    "One row per platform, campaign, day and delivery.",
                    SPEND_ID,
                    SOURCE_NAME,
                    SOURCE_FILE,
                    SOURCE_LINE,
                    CAMPAIGN_SOURCE,
                    CAMPAIGN_MEDIUM,
                    CAMPAIGN_NAME,
                    CAMPAIGN_ID,
                    CURRENCY_CODE,
                    COST_AMOUNT,
                    BASE_COST_AMOUNT,
                    IMPRESSION_COUNT,
                    CLICK_COUNT,
                    BUSINESS_DATE,
                    DELIVERED_ON)
            .keyedBy(SPEND_ID)
            .check("cost_not_negative", "cost_amount >= 0")
            .scope(Scope.APPEND);

    private AdSpend() {}
}
