package org.jejak.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.*;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.ChannelSettings;
import org.jejak.config.ChannelSettings.CampaignParameters;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;
import org.jejak.table.*;

/**
 * Turns a mapped record into an interaction: canonical columns, and what is wrong with it, if anything. Plain code
 * instead of Spark expressions: to plan and compile sixty columns for each of many sources takes longer than to
 * read a night's records.
 */
final class InteractionParser implements RecordParser {
    /** Interaction types; anything else becomes {@code other}. */
    private static final Set<String> TYPES = Set.of(
            ("page_view screen_view click email_delivered email_open email_click ad_impression ad_click chat_message "
                            + "ticket_opened ticket_closed survey_response review mention store_visit order refund sign_up lead "
                            + "referral identify other")
                    .split(" "));

    /** What mappings give for a request of a server's log: a page view, if its address is that of a page. */
    private static final String REQUEST = "request";

    private static final int LONGEST_OWN_ID = 1_000;
    private static final int LONGEST_USER_AGENT = 1_000;
    private static final List<Field> IDENTIFIERS = List.of(
            Interactions.ANONYMOUS_ID,
            Interactions.DEVICE_ID,
            Interactions.USER_ID,
            Interactions.EMAIL_HASH,
            Interactions.PHONE_HASH,
            Interactions.LOYALTY_ID,
            Interactions.ORDER_ID);

    private final IngestSettings limits;
    private final Placeholders placeholders;
    private final ZoneId zone;
    private final List<Pattern> noPages;
    private final CampaignParameters campaignParameters;
    private final List<String> clickIds;
    private final ExchangeRates rates;
    private final Pseudonymizer pseudonyms;
    private final PiiRedactor redactor;

    InteractionParser(
            IngestSettings limits, ZoneId zone, ChannelSettings channels, ExchangeRates rates, Pseudonymizer pseudonyms) {
        this.limits = limits;
        this.placeholders = new Placeholders(limits.nullLike());
        this.zone = zone;
        this.noPages = limits.noPages().stream()
                .map(p -> Pattern.compile(p, Pattern.CASE_INSENSITIVE))
                .toList();
        this.campaignParameters = channels.campaignParameters();
        this.clickIds = List.copyOf(channels.clickIds().keySet());
        this.rates = rates;
        this.pseudonyms = pseudonyms;
        this.redactor = new PiiRedactor(limits.callingCode());
    }

    @Override
    public ValidatedRecord parse(MappedRecord in) {
        ValidatedRecord out = new ValidatedRecord(Interactions.TABLE);
        identify(in, out);
        WebAddress page = WebAddress.of(in.text("page_url"), redactor);
        describeVisit(in, page, out);
        describeEvent(in, page, out);
        Instant occurred = in.time("occurred_at");
        Instant received = in.time("received_at");
        LocalDate day = occurred == null ? null : LocalDate.ofInstant(occurred, zone);
        out.set(Interactions.OCCURRED_AT, occurred)
                .set(Interactions.RECEIVED_AT, received)
                .set(Interactions.BUSINESS_DATE, day)
                .set(Interactions.BUSINESS_MONTH, day == null ? null : day.withDayOfMonth(1))
                .set(Interactions.DELIVERED_ON, deliveredOn(received, in.fileDate(), day));
        return out.finish(in, fault(in, out, day), pseudonyms);
    }

    private void identify(MappedRecord in, ValidatedRecord out) {
        String own = pseudonyms.record(clean(in.text("interaction_id"), LONGEST_OWN_ID));
        String id = in.sourceName() + ":" + (own == null ? hashOf(in) : own);
        String visitor = pseudonyms.person(identifier(in, "anonymous_id"));
        out.set(Interactions.INTERACTION_ID, id)
                .set(Interactions.SOURCE_NAME, in.sourceName())
                .set(Interactions.SOURCE_KIND, in.text(Mapping.SOURCE_KIND))
                .set(Interactions.SOURCE_FILE, in.sourceFile())
                .set(Interactions.SOURCE_LINE, in.sourceLine())
                .set(
                        Interactions.ANONYMOUS_ID,
                        visitor == null ? pseudonyms.address(in.text("anonymous_seed")) : visitor)
                .set(Interactions.DEVICE_ID, pseudonyms.person(identifier(in, "device_id")))
                .set(Interactions.USER_ID, userId(in))
                .set(Interactions.EMAIL_HASH, pseudonyms.email(identifier(in, "email")))
                .set(Interactions.PHONE_HASH, pseudonyms.phone(identifier(in, "phone")))
                .set(Interactions.LOYALTY_ID, pseudonyms.person(identifier(in, "loyalty_id")))
                .set(Interactions.SOURCE_SESSION_ID, pseudonyms.record(identifier(in, "source_session_id")))
                .set(Interactions.IP_ADDRESS_HASH, pseudonyms.address(in.text("ip_address")))
                .set(Interactions.ORDER_ID, pseudonyms.record(identifier(in, "order_id")))
                .set(Interactions.TICKET_ID, pseudonyms.record(identifier(in, "ticket_id")));
    }

    /** Stands for the id of a record without one: a hash of its place and its bytes. */
    private static String hashOf(MappedRecord in) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update((in.sourceFile() + "|" + in.sourceLine()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(in.line()));
    }

    /**
     * Sets page, referrer, campaign and click id. What the mapping gives wins over the parameters of the page's address; of
     * several click ids the strongest does, wherever it stands.
     */
    private void describeVisit(MappedRecord in, WebAddress page, ValidatedRecord out) {
        WebAddress referrer = WebAddress.of(in.text("referrer_url"), redactor);
        if (page != null)
            out.set(Interactions.PAGE_URL, page.url())
                    .set(Interactions.PAGE_HOST, page.host())
                    .set(Interactions.PAGE_PATH, page.path());
        if (referrer != null)
            out.set(Interactions.REFERRER_URL, referrer.url()).set(Interactions.REFERRER_HOST, referrer.host());
        Map<String, String> parameters = page == null ? Map.of() : page.parameters();
        String mappedId = thing(in, "click_id");
        String mappedType = TextParsers.lower(id(in, "click_id_type"));
        String strongest = clickIds.stream()
                .filter(c -> c.equals(mappedType) || TextParsers.word(parameters.get(c)) != null)
                .findFirst()
                .orElse(mappedType);
        boolean isMapped = mappedId != null && (mappedType == null || mappedType.equals(strongest));
        out.set(Interactions.PAGE_TITLE, words(in, "page_title"))
                .set(Interactions.CAMPAIGN_SOURCE, campaign(in, "campaign_source", parameters, campaignParameters.source()))
                .set(Interactions.CAMPAIGN_MEDIUM, campaign(in, "campaign_medium", parameters, campaignParameters.medium()))
                .set(Interactions.CAMPAIGN_NAME, campaign(in, "campaign_name", parameters, campaignParameters.name()))
                .set(Interactions.CAMPAIGN_TERM, campaign(in, "campaign_term", parameters, campaignParameters.term()))
                .set(Interactions.CAMPAIGN_CONTENT, campaign(in, "campaign_content", parameters, campaignParameters.content()))
                .set(Interactions.CAMPAIGN_ID, campaign(in, "campaign_id", parameters, campaignParameters.id()))
                .set(Interactions.GUESSED_SOURCE, id(in, "guessed_source"))
                .set(Interactions.GUESSED_MEDIUM, id(in, "guessed_medium"))
                .set(Interactions.GUESSED_CAMPAIGN, id(in, "guessed_campaign"))
                .set(Interactions.CLICK_ID, isMapped || strongest == null ? mappedId : parameters.get(strongest))
                .set(Interactions.CLICK_ID_TYPE, strongest);
    }

    private void describeEvent(MappedRecord in, WebAddress page, ValidatedRecord out) {
        String userAgent = TextParsers.left(TextParsers.word(in.text("user_agent")), LONGEST_USER_AGENT);
        out.set(Interactions.INTERACTION_TYPE, type(in, page))
                .set(Interactions.EVENT_NAME, words(in, "event_name"))
                .set(Interactions.USER_AGENT, redactor.id(userAgent))
                .set(Interactions.COUNTRY_CODE, Codes.country(TextParsers.word(in.text("country_code"))))
                .set(Interactions.LANGUAGE, Codes.language(TextParsers.word(in.text("language"))))
                .set(Interactions.PLATFORM, id(in, "platform"))
                .set(Interactions.PRODUCT_ID, thing(in, "product_id"))
                .set(Interactions.TOPIC, words(in, "topic"))
                .set(Interactions.AGENT_TYPE, TextParsers.lower(id(in, "agent_type")))
                .set(Interactions.RATING_SCALE, TextParsers.lower(id(in, "rating_scale")))
                .set(Interactions.WORDS, words(in, "text"))
                .set(Interactions.CURRENCY_CODE, Codes.currency(TextParsers.word(in.text("currency_code"))))
                .set(Interactions.REVENUE_AMOUNT, TextParsers.money(in.text("revenue_amount")))
                .set(Interactions.COST_AMOUNT, TextParsers.money(in.text("cost_amount")))
                .set(Interactions.QUANTITY, TextParsers.wholeNumber(in.text("quantity")))
                .set(Interactions.RATING, TextParsers.number(in.text("rating")))
                .set(Interactions.PROPERTIES, redacted(in.properties()));
    }

    private String type(MappedRecord in, WebAddress page) {
        String type = TextParsers.lower(in.text("interaction_type"));
        if (REQUEST.equals(type)) return isPage(page) ? "page_view" : "other";
        return type != null && TYPES.contains(type) ? type : "other";
    }

    private boolean isPage(WebAddress address) {
        return address != null
                && noPages.stream().noneMatch(p -> p.matcher(address.target()).find());
    }

    /** Day of delivery: of its arrival, else of its file, else the day it happened. */
    private LocalDate deliveredOn(Instant received, LocalDate fileDate, LocalDate day) {
        return received != null ? LocalDate.ofInstant(received, zone) : fileDate != null ? fileDate : day;
    }

    /** The first fault that applies; null if there is none. */
    private RecordFault fault(MappedRecord in, ValidatedRecord out, LocalDate day) {
        RecordFault fault = timeFault(in, day);
        if (fault != null) return fault;
        if (IDENTIFIERS.stream().allMatch(f -> out.get(f) == null)) return new RecordFault("missing_identifier", null);
        fault = amountFault(in, out, day);
        if (fault != null) return fault;
        for (Field number : List.of(Interactions.QUANTITY, Interactions.RATING)) {
            if (in.has(number.name()) && out.get(number) == null) return RecordFault.of("bad_number", number);
        }
        return null;
    }

    private RecordFault timeFault(MappedRecord in, LocalDate day) {
        Instant at = in.time("occurred_at");
        Instant received = in.time("received_at");
        String reason = null;
        if (at == null) reason = in.hasTime() ? "bad_time" : "missing_time";
        else if (at.atOffset(ZoneOffset.UTC).getYear() < limits.earliestYear()) reason = "bad_time";
        else if (at.isAfter(latestDelivery(received, in.fileDate(), at).plus(limits.futureTolerance())))
            reason = "future_time";
        else if (isTooLate(in, at, received, day)) reason = "too_late";
        return reason == null ? null : RecordFault.of(reason, Interactions.OCCURRED_AT);
    }

    /** Checks the amounts, and sets the revenue in the base currency. */
    private RecordFault amountFault(MappedRecord in, ValidatedRecord out, LocalDate day) {
        for (Field amount : List.of(Interactions.REVENUE_AMOUNT, Interactions.COST_AMOUNT)) {
            if (isBadAmount(in, out, amount)) return RecordFault.of("bad_amount", amount);
        }
        BigDecimal revenue = (BigDecimal) out.get(Interactions.REVENUE_AMOUNT);
        if (revenue == null) return null;
        BigDecimal rate = rates.on((String) out.get(Interactions.CURRENCY_CODE), day);
        if (rate == null) return RecordFault.of("unknown_currency", Interactions.CURRENCY_CODE);
        BigDecimal base = TextParsers.money(revenue.multiply(rate));
        out.set(Interactions.BASE_REVENUE_AMOUNT, base);
        return base == null ? RecordFault.of("bad_amount", Interactions.REVENUE_AMOUNT) : null;
    }

    /** Latest possible delivery: the arrival, else noon UTC after the day of its file, when that day has ended everywhere. */
    private static Instant latestDelivery(Instant received, LocalDate fileDate, Instant occurred) {
        if (received != null) return received;
        if (fileDate == null) return occurred;
        return fileDate.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private boolean isTooLate(MappedRecord in, Instant occurred, Instant received, LocalDate day) {
        Optional<Duration> limit = SourceSettings.maxLateness(
                in.text(Mapping.SOURCE_KIND), in.maxLateness(), limits.maxLateness());
        if (limit.isEmpty()) return false;
        if (received != null) return occurred.isBefore(received.minus(limit.get()));
        return in.fileDate() != null
                && day.isBefore(in.fileDate().minusDays(limit.get().toDays()));
    }

    private static boolean isBadAmount(MappedRecord in, ValidatedRecord out, Field field) {
        BigDecimal amount = (BigDecimal) out.get(field);
        return amount == null ? in.has(field.name()) : amount.signum() < 0;
    }

    /** The account, with the system that gave it where the source names one. */
    private String userId(MappedRecord in) {
        String id = pseudonyms.person(identifier(in, "user_id"));
        String namespace = in.text(Mapping.USER_ID_NAMESPACE);
        return id == null || namespace == null ? id : namespace + ":" + id;
    }

    private String identifier(MappedRecord in, String column) {
        return clean(in.text(column), limits.maxIdentifierLength());
    }

    /** Trimmed; null if it is too long, has no letter or digit but zeros, or stands for "unknown" ({@link Placeholders}). */
    private String clean(String text, int maxLength) {
        if (text == null) return null;
        String trimmed = text.trim();
        boolean refused =
                trimmed.codePointCount(0, trimmed.length()) > maxLength || placeholders.contains(trimmed);
        return refused ? null : trimmed;
    }

    private String campaign(MappedRecord in, String column, Map<String, String> parameters, List<String> names) {
        String written = TextParsers.word(in.text(column));
        String tag = written != null
                ? written
                : names.stream()
                        .map(name -> TextParsers.word(parameters.get(name)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        // most tags are names and numbers of advertisements, but a term is what a person searched for
        return column.equals("campaign_term") ? redactor.id(tag) : redactor.thing(tag);
    }

    private String words(MappedRecord in, String column) {
        return redactor.words(TextParsers.word(in.text(column)));
    }

    private String thing(MappedRecord in, String column) {
        return redactor.thing(TextParsers.word(in.text(column)));
    }

    private String id(MappedRecord in, String column) {
        return redactor.id(TextParsers.word(in.text(column)));
    }

    /** The properties without personal data. */
    private Map<String, String> redacted(Map<String, String> properties) {
        if (properties == null) return null;
        Map<String, String> clean = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name.indexOf('@') >= 0 || redactor.isPersonal(name)) return;
            clean.put(name, redactor.named(name, value));
        });
        return clean;
    }
}
