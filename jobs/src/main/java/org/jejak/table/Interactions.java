package org.jejak.table;

/** Interactions: everything any customer did with the brand, from every source, one shape. Accepted records only, each once. */
public final class Interactions {
    private static final Columns C = new Columns();

    public static final Field INTERACTION_ID = C.text("interaction_id",
            "The record's own id under its source's name, else a hash of the raw record; unique.");
    public static final Field INTERACTION_KEY = C.number("interaction_key", "64-bit hash of interaction_id, by which copies are found quickly.");
    public static final Field SOURCE_NAME = C.text("source_name", "The source, as named in conf/sources.conf.");
    public static final Field SOURCE_KIND = C.text("source_kind",
            "What kind of log it is: web, app, email, ad, store, support, chat, survey, review, social, order, referral.");
    public static final Field SOURCE_FILE = C.text("source_file", "File the record came from, relative to the raw folder.");
    public static final Field SOURCE_LINE = C.number("source_line", "Line (or row) of that file, from 1.");
    public static final Field INTERACTION_TYPE = C.text("interaction_type",
            "One of page_view, screen_view, click, email_delivered, email_open, email_click, ad_impression, ad_click, chat_message, ticket_opened, ticket_closed, survey_response, review, mention, store_visit, order, refund, sign_up, lead, referral, identify, other.");
    public static final Field EVENT_NAME = C.optional().text("event_name", "The source's own name of the event.");
    public static final Field ANONYMOUS_ID = C.optional().aboutAPerson().text("anonymous_id", "Cookie or similar id of a browser.");
    public static final Field DEVICE_ID = C.optional().aboutAPerson().text("device_id", "Id of an app installation.");
    public static final Field USER_ID = C.optional().aboutAPerson().text("user_id", "Account id; a hash if it is an e-mail address or phone number.");
    public static final Field EMAIL_HASH = C.optional().aboutAPerson().text("email_hash", "HMAC-SHA-256 of the normalised e-mail address, hex.");
    public static final Field PHONE_HASH = C.optional().aboutAPerson().text("phone_hash", "HMAC-SHA-256 of the normalised phone number, hex.");
    public static final Field LOYALTY_ID = C.optional().aboutAPerson().text("loyalty_id", "Number of the loyalty card.");
    public static final Field SOURCE_SESSION_ID = C.optional().aboutAPerson().text("source_session_id", "Session id that the source itself gave.");
    public static final Field PAGE_URL = C.optional().aboutAPerson().text("page_url",
            "Full address; parts of it that look like an e-mail address or phone number are removed.");
    public static final Field PAGE_HOST = C.optional().text("page_host", "Host of the address, lower case.");
    public static final Field PAGE_PATH = C.optional().text("page_path", "Path of the address, without query.");
    public static final Field PAGE_TITLE = C.optional().text("page_title", "Title of the page or screen.");
    public static final Field REFERRER_URL = C.optional().aboutAPerson().text("referrer_url", "Address of the page before, scrubbed like page_url.");
    public static final Field REFERRER_HOST = C.optional().text("referrer_host", "Host of the referrer, lower case.");
    public static final Field CAMPAIGN_SOURCE = C.optional().text("campaign_source", "utm_source or the source's equal.");
    public static final Field CAMPAIGN_MEDIUM = C.optional().text("campaign_medium", "utm_medium.");
    public static final Field CAMPAIGN_NAME = C.optional().text("campaign_name", "utm_campaign.");
    public static final Field CAMPAIGN_TERM = C.optional().text("campaign_term", "utm_term.");
    public static final Field CAMPAIGN_CONTENT = C.optional().text("campaign_content", "utm_content.");
    public static final Field CAMPAIGN_ID = C.optional().text("campaign_id", "The platform's id of the campaign.");
    public static final Field GUESSED_SOURCE = C.optional().text("guessed_source",
            "Where the visitor came from as the source's own tool guesses, not as a tag says; used for a session in which nothing else speaks.");
    public static final Field GUESSED_MEDIUM = C.optional().text("guessed_medium", "The medium that belongs to guessed_source.");
    public static final Field GUESSED_CAMPAIGN = C.optional().text("guessed_campaign", "The campaign that belongs to guessed_source.");
    public static final Field CLICK_ID = C.optional().aboutAPerson().text("click_id", "Value of the ad click parameter.");
    public static final Field CLICK_ID_TYPE = C.optional().text("click_id_type",
            "Name of the ad click parameter: gclid, dclid, wbraid, gbraid, msclkid, fbclid, ttclid and the like.");
    public static final Field USER_AGENT = C.optional().text("user_agent", "The browser's own description of itself.");
    public static final Field IP_ADDRESS_HASH = C.optional().aboutAPerson().text("ip_address_hash", "HMAC-SHA-256 of the network address, hex.");
    public static final Field COUNTRY_CODE = C.optional().text("country_code", "Country as two capital letters (ISO 3166-1), also where the source gives a name; null for what is no country.");
    public static final Field LANGUAGE = C.optional().text("language", "Language tag (BCP 47), such as en-US; null for what is none.");
    public static final Field PLATFORM = C.optional().text("platform", "Operating system, device class or store.");
    public static final Field ORDER_ID = C.optional().aboutAPerson().text("order_id",
            "Order, receipt or transaction; also joins the identifiers that appear with it.");
    public static final Field PRODUCT_ID = C.optional().text("product_id", "Product or SKU.");
    public static final Field TICKET_ID = C.optional().aboutAPerson().text("ticket_id", "Support ticket or conversation that the record belongs to.");
    public static final Field MESSAGE_ID = C.optional().aboutAPerson().text("message_id",
            "Id that the sender gave the message, by which opens and clicks find its delivery.");
    public static final Field TOPIC = C.optional().text("topic", "Topic of a contact, or the question of a survey.");
    public static final Field AGENT_TYPE = C.optional().text("agent_type", "Who answered: agent or bot.");
    public static final Field RATING_SCALE = C.optional().text("rating_scale",
            "Scale of the rating: csat_1_5, nps_0_10, ces_1_7, stars_1_5, likert_1_5 and the like.");
    public static final Field WORDS = C.optional().aboutAPerson().text("text",
            "Words of a survey, review or ticket, with e-mail addresses and phone numbers removed.");
    public static final Field CURRENCY_CODE = C.optional().text("currency_code", "ISO 4217 code of revenue_amount and cost_amount, upper case.");
    public static final Field REVENUE_AMOUNT = C.optional().in("currency_code").money("revenue_amount",
            "Order total or refunded amount, in currency_code; not negative.");
    public static final Field COST_AMOUNT = C.optional().in("currency_code").money("cost_amount", "Cost of the contact, in currency_code.");
    public static final Field BASE_REVENUE_AMOUNT = C.optional().money("base_revenue_amount",
            "revenue_amount in the base currency, by the rate of the business date.");
    public static final Field QUANTITY = C.optional().number("quantity", "Number of items.");
    public static final Field ITEMS = C.optional().text("items",
            "What an order holds, as JSON: a list of product_id, product_name, product_category, quantity, price (of one, in currency_code) and amount (price times quantity in the base currency); a single such object where the record is one line of an order; null for what is no order or says nothing of its items.");
    public static final Field BAD_ITEM_COUNT = C.optional().number("bad_item_count",
            "Items of the order that were left out: without a product, or with a quantity or price that is no number or negative; null for what is no order or says nothing of its items.");
    public static final Field RATING = C.optional().decimal("rating", "Rating as given, on rating_scale.");
    public static final Field BUSINESS_DATE = C.date("business_date", "Day of occurred_at in the business zone.");
    public static final Field MONTH = C.date("month", "First day of the month of business_date; how the table is stored.");
    public static final Field DELIVERED_DATE = C.date("delivered_date", "Day the record was delivered: its received_at, else its file's date.");
    public static final Field OCCURRED_AT = C.timestamp("occurred_at", "When it happened, UTC.");
    public static final Field RECEIVED_AT = C.optional().timestamp("received_at", "When the source got it, UTC.");
    public static final Field PROPERTIES = C.optional().aboutAPerson().textMap("properties",
            "Remaining fields that the source is configured to keep.");
    public static final Table TABLE = Table.silver("interactions", "One row per accepted interaction.", C)
            .keyedBy(INTERACTION_ID)
            .check("revenue_not_negative", "revenue_amount IS NULL OR revenue_amount >= 0")
            .check("month_of_date", "month = trunc(business_date, 'MM')")
            .byMonth(MONTH)
            .scope(Scope.ROW);

    private Interactions() {}
}
