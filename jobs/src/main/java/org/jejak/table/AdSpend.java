package org.jejak.table;

/** Ad spend as platforms report it, every delivery kept; the latest delivery of a day and campaign counts. */
public final class AdSpend {
    private static final Columns C = new Columns();

    public static final Field SPEND_ID = C.text("spend_id", "Hash of source, date, campaign, file and line.");
    public static final Field SOURCE_NAME = C.text("source_name", "The source.");
    public static final Field SOURCE_FILE = C.text("source_file", "File of the record, relative to the raw folder.");
    public static final Field SOURCE_LINE = C.number("source_line", "Line of that file, from 1.");
    public static final Field CAMPAIGN_SOURCE = C.optional().text("campaign_source", "Platform as utm_source would name it.");
    public static final Field CAMPAIGN_MEDIUM = C.optional().text("campaign_medium", "Medium as utm_medium would name it.");
    public static final Field CAMPAIGN_NAME = C.optional().text("campaign_name", "Campaign.");
    public static final Field CAMPAIGN_ID = C.optional().text("campaign_id", "The platform's id of the campaign.");
    public static final Field CURRENCY_CODE = C.text("currency_code", "ISO 4217 code of cost_amount.");
    public static final Field COST_AMOUNT = C.in("currency_code").money("cost_amount", "Spend of the day, in currency_code; not negative.");
    public static final Field BASE_COST_AMOUNT = C.money("base_cost_amount", "Spend in the base currency.");
    public static final Field IMPRESSION_COUNT = C.optional().number("impression_count", "Impressions of the day.");
    public static final Field CLICK_COUNT = C.optional().number("click_count", "Clicks of the day.");
    public static final Field BUSINESS_DATE = C.date("business_date", "The day the money was spent.");
    public static final Field DELIVERED_DATE = C.date("delivered_date",
            "Day of delivery; of several deliveries for a day and campaign the latest counts.");
    public static final Table TABLE = Table.silver("ad_spend", "One row per platform, campaign, day and delivery.", C)
            .keyedBy(SPEND_ID)
            .check("cost_not_negative", "cost_amount >= 0")
            .scope(Scope.FILE);

    private AdSpend() {}
}
