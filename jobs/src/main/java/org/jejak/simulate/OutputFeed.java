package org.jejak.simulate;

import java.util.Arrays;
import java.util.stream.Stream;

/** One kind of output file: where it lies, how it is written, how often it comes. */
enum OutputFeed {
    WEB("web", "events-0.jsonl.gz", Cadence.DAILY, null),
    APP("app", "events-0.jsonl.gz", Cadence.DAILY, null),
    ACCESS("access", "access.log.gz", Cadence.WEEKLY, null),
    GA4("ga4", "events-0.jsonl.gz", Cadence.WEEKLY, null),
    EMAIL("email", "email.csv.gz", Cadence.DAILY, "message_id,event,email,campaign,subject,link,time"),
    GOOGLE_CLICKS(
            "ads_google",
            "clicks.csv.gz",
            Cadence.WEEKLY,
            "gclid,click_time,campaign_id,campaign_name,ad_group,keyword,device,visitor_id"),
    GOOGLE_IMPRESSIONS(
            "ads_google",
            "impressions.csv.gz",
            Cadence.WEEKLY,
            "impression_id,time,campaign_id,campaign_name,ad_group,visitor_id"),
    GOOGLE_SPEND(
            "ads_google",
            "spend.csv",
            Cadence.WEEKLY,
            "date,campaign_id,campaign,impressions,clicks,cost_micros,currency_code"),
    META_CLICKS(
            "ads_meta",
            "clicks.csv.gz",
            Cadence.WEEKLY,
            "event_time,campaign_name,campaign_id,adset_name,ad_id,placement,fbclid,anonymous_id"),
    META_IMPRESSIONS(
            "ads_meta",
            "impressions.csv.gz",
            Cadence.WEEKLY,
            "event_time,impression_id,campaign_name,campaign_id,placement,anonymous_id"),
    META_SPEND(
            "ads_meta",
            "spend.csv",
            Cadence.WEEKLY,
            "campaign_name,campaign_id,day,spend,currency,impressions,link_clicks"),
    DISPLAY_CLICKS(
            "ads_display", "clicks.csv.gz", Cadence.WEEKLY, "Time;Click ID;Campaign ID;Campaign;Site;Creative;Cookie"),
    DISPLAY_IMPRESSIONS(
            "ads_display",
            "impressions.csv.gz",
            Cadence.WEEKLY,
            "Time;Impression ID;Campaign ID;Campaign;Site;Creative;Cookie;Viewable"),
    DISPLAY_SPEND(
            "ads_display", "spend.csv", Cadence.WEEKLY, "Date;Campaign;Campaign ID;Media Cost;Currency;Imps;Clicks"),
    TICKETS("support", "tickets.jsonl.gz", Cadence.WEEKLY, null),
    CHATS("support", "chats.jsonl.gz", Cadence.WEEKLY, null),
    SURVEY(
            "survey",
            "responses.csv",
            Cadence.WEEKLY,
            "response_id,submission_id,survey,question,score,scale,answered_at,user_id,email,ticket_id,comment,touchpoint"),
    REVIEW("review", "reviews.jsonl", Cadence.WEEKLY, null),
    SOCIAL("social", "mentions.jsonl", Cadence.WEEKLY, null),
    STORE(
            "store",
            "till.csv",
            Cadence.WEEKLY,
            "receipt_no;time;store;till;loyalty_id;phone;items;total;currency;lines"),
    ORDERS("orders", "orders.jsonl.gz", Cadence.DAILY, null),
    REFERRAL(
            "referral",
            "referrals.csv",
            Cadence.WEEKLY,
            "referral_id,referrer_user_id,referred_email,referred_at,accepted"),
    TRUTH_IDENTIFIERS(
            "truth",
            "identifiers.csv.gz",
            Cadence.DAILY,
            "person_id,identifier_type,value,is_shared_device,linked_group"),
    TRUTH_PERSONS(
            "truth",
            "persons.csv.gz",
            Cadence.DAILY,
            "person_id,country,kind,first_channel,arrived_at,first_purchase_at,purchase_rate_per_day,dropout_probability,"
                    + "dropped_out_at,spend_mean_usd,purchases,purchases_usd,touches_before_first_purchase,"
                    + "satisfaction_start,satisfaction_lowest,satisfaction_end,contacts,bad_contacts"),
    TRUTH_PROPENSITY(
            "truth",
            "propensity.csv.gz",
            Cadence.DAILY,
            "person_id,period_start,articles,owns_machine,uses_app,has_open_contact,propensity,booked"),
    TRUTH_CONSENTS("truth", "consents.csv.gz", Cadence.DAILY, "person_id,purpose,month_end,state"),
    TRUTH_HOURS("truth", "hours.csv.gz", Cadence.DAILY, "person_id,hour,own_visits,own_visits_near,invitations,clicks"),
    TRUTH_TASTES(
            "truth",
            "tastes.csv.gz",
            Cadence.DAILY,
            "person_id,owns_machine,espresso,filter,origins,milk,decaf_family,articles");

    /** The column that email.csv gains half-way. */
    static final String EMAIL_NEW_COLUMN = "client";

    final String source;
    final String fileName;
    final Cadence usualCadence;
    private final String header;

    OutputFeed(String source, String fileName, Cadence usualCadence, String header) {
        this.source = source;
        this.fileName = fileName;
        this.usualCadence = usualCadence;
        this.header = header;
    }

    static Stream<String> sources() {
        return Arrays.stream(values())
                .filter(feed -> !feed.isTruth())
                .map(feed -> feed.source)
                .distinct();
    }

    boolean isTruth() {
        return source.equals("truth");
    }

    boolean isCsv() {
        return header != null;
    }

    /** Aggregates and truth come clean, row by row logs do not. */
    boolean isLog() {
        return !isTruth() && this != GOOGLE_SPEND && this != META_SPEND && this != DISPLAY_SPEND;
    }

    char separator() {
        return header.indexOf(';') >= 0 ? ';' : ',';
    }

    /** First line of a file, or null for formats without one. */
    String header(boolean afterDrift) {
        return this == EMAIL && afterDrift ? header + ',' + EMAIL_NEW_COLUMN : header;
    }
}
