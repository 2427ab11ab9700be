package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.decimal;
import static org.jejak.table.Field.money;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.textMap;
import static org.jejak.table.Field.timestamp;

/** Interactions: everything any customer did with the brand, from every source, one shape. Accepted records only, each once. */
public final class Interactions {
    private static final Columns C = new Columns();

    public static final Field INTERACTION_ID = C.add(text(
                    "interaction_id",
                    "The record's own id under its source's name, else a hash of the raw record; unique.")
            .required());
    public static final Field INTERACTION_KEY =
            C.add(number("interaction_key", "64-bit hash of interaction_id, by which copies are found quickly.")
                    .required());
    public static final Field SOURCE_NAME = C.add(
            text("source_name", "The source, as named in conf/sources.conf.").required());
    public static final Field SOURCE_KIND = C.add(text(
                    "source_kind",
                    "What kind of log it is: web, app, email, ad, store, support, chat, survey, review, social, order, referral.")
            .required());
    public static final Field SOURCE_FILE =
            C.add(text("source_file", "File the record came from, relative to the raw folder.")
                    .required());
    public static final Field SOURCE_LINE =
            C.add(number("source_line", "Line (or row) of that file, from 1.").required());
    public static final Field INTERACTION_TYPE = C.add(text(
                    "interaction_type",
                    "One of page_view, screen_view, click, email_delivered, email_open, email_click, ad_impression, ad_click, chat_message, ticket_opened, ticket_closed, survey_response, review, mention, store_visit, order, refund, sign_up, lead, referral, identify, other.")
            .required());
    public static final Field EVENT_NAME = C.add(text("event_name", "The source's own name of the event."));
    public static final Field ANONYMOUS_ID =
            C.add(text("anonymous_id", "Cookie or similar id of a browser.").aboutAPerson());
    public static final Field DEVICE_ID =
            C.add(text("device_id", "Id of an app installation.").aboutAPerson());
    public static final Field USER_ID =
            C.add(text("user_id", "Account id; a hash if it is an e-mail address or phone number.")
                    .aboutAPerson());
    public static final Field EMAIL_HASH =
            C.add(text("email_hash", "HMAC-SHA-256 of the normalised e-mail address, hex.")
                    .aboutAPerson());
    public static final Field PHONE_HASH = C.add(text("phone_hash", "HMAC-SHA-256 of the normalised phone number, hex.")
            .aboutAPerson());
    public static final Field LOYALTY_ID =
            C.add(text("loyalty_id", "Number of the loyalty card.").aboutAPerson());
    public static final Field SOURCE_SESSION_ID = C.add(
            text("source_session_id", "Session id that the source itself gave.").aboutAPerson());
    public static final Field PAGE_URL = C.add(
            text("page_url", "Full address; parts of it that look like an e-mail address or phone number are removed.")
                    .aboutAPerson());
    public static final Field PAGE_HOST = C.add(text("page_host", "Host of the address, lower case."));
    public static final Field PAGE_PATH = C.add(text("page_path", "Path of the address, without query."));
    public static final Field PAGE_TITLE = C.add(text("page_title", "Title of the page or screen."));
    public static final Field REFERRER_URL =
            C.add(text("referrer_url", "Address of the page before, scrubbed like page_url.")
                    .aboutAPerson());
    public static final Field REFERRER_HOST = C.add(text("referrer_host", "Host of the referrer, lower case."));
    public static final Field CAMPAIGN_SOURCE = C.add(text("campaign_source", "utm_source or the source's equal."));
    public static final Field CAMPAIGN_MEDIUM = C.add(text("campaign_medium", "utm_medium."));
    public static final Field CAMPAIGN_NAME = C.add(text("campaign_name", "utm_campaign."));
    public static final Field CAMPAIGN_TERM = C.add(text("campaign_term", "utm_term."));
    public static final Field CAMPAIGN_CONTENT = C.add(text("campaign_content", "utm_content."));
    public static final Field CAMPAIGN_ID = C.add(text("campaign_id", "The platform's id of the campaign."));
    public static final Field CLICK_ID =
            C.add(text("click_id", "Value of the ad click parameter.").aboutAPerson());
    public static final Field CLICK_ID_TYPE = C.add(text(
            "click_id_type",
            "Name of the ad click parameter: gclid, dclid, wbraid, gbraid, msclkid, fbclid, ttclid and the like."));
    public static final Field USER_AGENT = C.add(text("user_agent", "The browser's own description of itself."));
    public static final Field IP_ADDRESS_HASH = C.add(
            text("ip_address_hash", "HMAC-SHA-256 of the network address, hex.").aboutAPerson());
    public static final Field COUNTRY_CODE = C.add(text("country_code", "Country as two letters."));
    public static final Field LANGUAGE = C.add(text("language", "Language tag."));
    public static final Field PLATFORM = C.add(text("platform", "Operating system, device class or store."));
    public static final Field ORDER_ID =
            C.add(text("order_id", "Order, receipt or transaction; also joins the identifiers that appear with it.")
                    .aboutAPerson());
    public static final Field PRODUCT_ID = C.add(text("product_id", "Product or SKU."));
    public static final Field TICKET_ID =
            C.add(text("ticket_id", "Support ticket or conversation that the record belongs to.")
                    .aboutAPerson());
    public static final Field TOPIC = C.add(text("topic", "Topic of a contact, or the question of a survey."));
    public static final Field AGENT_TYPE = C.add(text("agent_type", "Who answered: agent or bot."));
    public static final Field RATING_SCALE = C.add(text(
            "rating_scale", "Scale of the rating: csat_1_5, nps_0_10, ces_1_7, stars_1_5, likert_1_5 and the like."));
    public static final Field WORDS =
            C.add(text("text", "Words of a survey, review or ticket, with e-mail addresses and phone numbers removed.")
                    .aboutAPerson());
    public static final Field CURRENCY_CODE =
            C.add(text("currency_code", "ISO 4217 code of revenue_amount and cost_amount, upper case."));
    public static final Field REVENUE_AMOUNT =
            C.add(money("revenue_amount", "Order total or refunded amount, in currency_code; not negative."));
    public static final Field COST_AMOUNT = C.add(money("cost_amount", "Cost of the contact, in currency_code."));
    public static final Field BASE_REVENUE_AMOUNT = C.add(
            money("base_revenue_amount", "revenue_amount in the base currency, by the rate of the business date."));
    public static final Field QUANTITY = C.add(number("quantity", "Number of items."));
    public static final Field RATING = C.add(decimal("rating", "Rating as given, on rating_scale."));
    public static final Field BUSINESS_DATE = C.add(
            date("business_date", "Day of occurred_at in the business zone.").required());
    public static final Field BUSINESS_MONTH =
            C.add(date("business_month", "First day of the month of business_date; how the table is stored.")
                    .required());
    public static final Field DELIVERED_ON =
            C.add(date("delivered_on", "Day the record was delivered: its received_at, else its file's date.")
                    .required());
    public static final Field OCCURRED_AT =
            C.add(timestamp("occurred_at", "When it happened, UTC.").required());
    public static final Field RECEIVED_AT = C.add(timestamp("received_at", "When the source got it, UTC."));
    public static final Field PROPERTIES =
            C.add(textMap("properties", "Remaining fields that the source is configured to keep.")
                    .aboutAPerson());
    public static final Table TABLE = Table.silver("interactions", "One row per accepted interaction.", C)
            .keyedBy(INTERACTION_ID)
            .check("revenue_not_negative", "revenue_amount IS NULL OR revenue_amount >= 0")
            .check("month_of_date", "business_month = trunc(business_date, 'MM')")
            .byMonth(BUSINESS_MONTH)
            .scope(Scope.ROW);

    private Interactions() {}
}
