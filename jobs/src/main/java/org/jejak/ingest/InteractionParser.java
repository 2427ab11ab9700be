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
    private final ItemReader items;

    InteractionParser(
            IngestSettings limits,
            ZoneId zone,
            ChannelSettings channels,
            ExchangeRates rates,
            Pseudonymizer pseudonyms) {
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
        this.items = new ItemReader(placeholders, redactor);
    }

    @Override
    public ValidatedRecord parse(MappedRecord in) {
        ValidatedRecord out = new ValidatedRecord(Interactions.TABLE);
        identify(in, out);
        WebAddress page = WebAddress.of(in.text(Interactions.PAGE_URL), redactor);
        describeVisit(in, page, out);
        describeEvent(in, page, out);
        Instant occurred = in.time(Interactions.OCCURRED_AT);
        Instant received = in.time(Interactions.RECEIVED_AT);
        LocalDate day = occurred == null ? null : LocalDate.ofInstant(occurred, zone);
        out.set(Interactions.OCCURRED_AT, occurred)
                .set(Interactions.RECEIVED_AT, received)
                .set(Interactions.BUSINESS_DATE, day)
                .set(Interactions.MONTH, day == null ? null : day.withDayOfMonth(1))
                .set(Interactions.DELIVERED_DATE, deliveredOn(received, in.fileDate(), day));
        if (out.get(Interactions.INTERACTION_TYPE).equals("order")) describeItems(in, out, day);
        return out.finish(in, fault(in, out, day), pseudonyms);
    }

    private void identify(MappedRecord in, ValidatedRecord out) {
        String own = pseudonyms.record(clean(in.text(Interactions.INTERACTION_ID), LONGEST_OWN_ID));
        String id = in.sourceName() + ":" + (own == null ? hashOf(in) : own);
        String visitor = pseudonyms.person(identifier(in, Interactions.ANONYMOUS_ID));
        out.set(Interactions.INTERACTION_ID, id)
                .set(Interactions.SOURCE_NAME, in.sourceName())
                .set(Interactions.SOURCE_KIND, in.text(Interactions.SOURCE_KIND))
                .set(Interactions.SOURCE_FILE, in.sourceFile())
                .set(Interactions.SOURCE_LINE, in.sourceLine())
                .set(
                        Interactions.ANONYMOUS_ID,
                        visitor == null ? pseudonyms.address(in.text(Mapping.ANONYMOUS_SEED)) : visitor)
                .set(Interactions.DEVICE_ID, pseudonyms.person(identifier(in, Interactions.DEVICE_ID)))
                .set(Interactions.USER_ID, userId(in))
                .set(Interactions.EMAIL_HASH, pseudonyms.email(identifier(in, Mapping.EMAIL)))
                .set(Interactions.PHONE_HASH, pseudonyms.phone(identifier(in, Mapping.PHONE)))
                .set(Interactions.LOYALTY_ID, pseudonyms.person(identifier(in, Interactions.LOYALTY_ID)))
                .set(Interactions.SOURCE_SESSION_ID, pseudonyms.record(identifier(in, Interactions.SOURCE_SESSION_ID)))
                .set(Interactions.IP_ADDRESS_HASH, pseudonyms.address(in.text(Mapping.IP_ADDRESS)))
                .set(Interactions.ORDER_ID, pseudonyms.record(identifier(in, Interactions.ORDER_ID)))
                .set(Interactions.TICKET_ID, pseudonyms.record(identifier(in, Interactions.TICKET_ID)))
                .set(Interactions.MESSAGE_ID, pseudonyms.record(identifier(in, Interactions.MESSAGE_ID)));
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
        WebAddress referrer = WebAddress.of(in.text(Interactions.REFERRER_URL), redactor);
        if (page != null)
            out.set(Interactions.PAGE_URL, page.url())
                    .set(Interactions.PAGE_HOST, page.host())
                    .set(Interactions.PAGE_PATH, page.path());
        if (referrer != null)
            out.set(Interactions.REFERRER_URL, referrer.url()).set(Interactions.REFERRER_HOST, referrer.host());
        Map<String, String> parameters = page == null ? Map.of() : page.parameters();
        String mappedId = thing(in, Interactions.CLICK_ID);
        String mappedType = TextParsers.lower(id(in, Interactions.CLICK_ID_TYPE));
        String strongest = clickIds.stream()
                .filter(c -> c.equals(mappedType) || TextParsers.word(parameters.get(c)) != null)
                .findFirst()
                .orElse(mappedType);
        boolean isMapped = mappedId != null && (mappedType == null || mappedType.equals(strongest));
        out.set(Interactions.PAGE_TITLE, words(in, Interactions.PAGE_TITLE))
                .set(
                        Interactions.CAMPAIGN_SOURCE,
                        campaign(in, Interactions.CAMPAIGN_SOURCE, parameters, campaignParameters.source()))
                .set(
                        Interactions.CAMPAIGN_MEDIUM,
                        campaign(in, Interactions.CAMPAIGN_MEDIUM, parameters, campaignParameters.medium()))
                .set(
                        Interactions.CAMPAIGN_NAME,
                        campaign(in, Interactions.CAMPAIGN_NAME, parameters, campaignParameters.name()))
                .set(
                        Interactions.CAMPAIGN_TERM,
                        campaign(in, Interactions.CAMPAIGN_TERM, parameters, campaignParameters.term()))
                .set(
                        Interactions.CAMPAIGN_CONTENT,
                        campaign(in, Interactions.CAMPAIGN_CONTENT, parameters, campaignParameters.content()))
                .set(
                        Interactions.CAMPAIGN_ID,
                        campaign(in, Interactions.CAMPAIGN_ID, parameters, campaignParameters.id()))
                .set(Interactions.GUESSED_SOURCE, id(in, Interactions.GUESSED_SOURCE))
                .set(Interactions.GUESSED_MEDIUM, id(in, Interactions.GUESSED_MEDIUM))
                .set(Interactions.GUESSED_CAMPAIGN, id(in, Interactions.GUESSED_CAMPAIGN))
                .set(Interactions.CLICK_ID, isMapped || strongest == null ? mappedId : parameters.get(strongest))
                .set(Interactions.CLICK_ID_TYPE, strongest);
    }

    private void describeEvent(MappedRecord in, WebAddress page, ValidatedRecord out) {
        String userAgent = TextParsers.left(TextParsers.word(in.text(Interactions.USER_AGENT)), LONGEST_USER_AGENT);
        out.set(Interactions.INTERACTION_TYPE, type(in, page))
                .set(Interactions.EVENT_NAME, words(in, Interactions.EVENT_NAME))
                .set(Interactions.USER_AGENT, redactor.id(userAgent))
                .set(Interactions.COUNTRY_CODE, Codes.country(TextParsers.word(in.text(Interactions.COUNTRY_CODE))))
                .set(Interactions.LANGUAGE, Codes.language(TextParsers.word(in.text(Interactions.LANGUAGE))))
                .set(Interactions.PLATFORM, id(in, Interactions.PLATFORM))
                .set(Interactions.PRODUCT_ID, thing(in, Interactions.PRODUCT_ID))
                .set(Interactions.TOPIC, words(in, Interactions.TOPIC))
                .set(Interactions.AGENT_TYPE, TextParsers.lower(id(in, Interactions.AGENT_TYPE)))
                .set(Interactions.RATING_SCALE, TextParsers.lower(id(in, Interactions.RATING_SCALE)))
                .set(Interactions.WORDS, words(in, Interactions.WORDS))
                .set(Interactions.CURRENCY_CODE, Codes.currency(TextParsers.word(in.text(Interactions.CURRENCY_CODE))))
                .set(Interactions.REVENUE_AMOUNT, TextParsers.money(in.text(Interactions.REVENUE_AMOUNT)))
                .set(Interactions.COST_AMOUNT, TextParsers.money(in.text(Interactions.COST_AMOUNT)))
                .set(Interactions.QUANTITY, TextParsers.wholeNumber(in.text(Interactions.QUANTITY)))
                .set(Interactions.RATING, TextParsers.number(in.text(Interactions.RATING)))
                .set(Interactions.PROPERTIES, redacted(in.properties()));
    }

    /** What an order holds: its list of items, else the product of a record that is one line of an order. */
    private void describeItems(MappedRecord in, ValidatedRecord out, LocalDate day) {
        BigDecimal rate = rates.on((String) out.get(Interactions.CURRENCY_CODE), day);
        ItemReader.Items list = items.list(in.text(Interactions.ITEMS), rate);
        if (list != null) {
            out.set(Interactions.ITEMS, list.items().isEmpty() ? null : OrderItem.list(list.items()))
                    .set(Interactions.BAD_ITEM_COUNT, list.bad());
        } else if (in.has(Interactions.PRODUCT_ID) || in.has(Mapping.PRODUCT_NAME)) {
            Optional<OrderItem> line = items.item(
                    in.text(Interactions.PRODUCT_ID),
                    in.text(Mapping.PRODUCT_NAME),
                    in.text(Mapping.PRODUCT_CATEGORY),
                    in.text(Interactions.QUANTITY),
                    in.text(Mapping.UNIT_PRICE),
                    rate);
            out.set(Interactions.ITEMS, line.map(OrderItem::line).orElse(null))
                    .set(Interactions.BAD_ITEM_COUNT, line.isPresent() ? 0L : 1L);
        }
    }

    private String type(MappedRecord in, WebAddress page) {
        String type = TextParsers.lower(in.text(Interactions.INTERACTION_TYPE));
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
        // of an order that says what it holds, a bad quantity is a bad item's at most
        boolean isOfItem = out.get(Interactions.BAD_ITEM_COUNT) != null;
        for (Field number :
                isOfItem ? List.of(Interactions.RATING) : List.of(Interactions.QUANTITY, Interactions.RATING)) {
            if (in.has(number) && out.get(number) == null) return RecordFault.of("bad_number", number);
        }
        return null;
    }

    private RecordFault timeFault(MappedRecord in, LocalDate day) {
        Instant at = in.time(Interactions.OCCURRED_AT);
        Instant received = in.time(Interactions.RECEIVED_AT);
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
        Optional<Duration> limit =
                SourceSettings.maxLateness(in.text(Interactions.SOURCE_KIND), in.maxLateness(), limits.maxLateness());
        if (limit.isEmpty()) return false;
        if (received != null) return occurred.isBefore(received.minus(limit.get()));
        return in.fileDate() != null
                && day.isBefore(in.fileDate().minusDays(limit.get().toDays()));
    }

    private static boolean isBadAmount(MappedRecord in, ValidatedRecord out, Field field) {
        BigDecimal amount = (BigDecimal) out.get(field);
        return amount == null ? in.has(field) : amount.signum() < 0;
    }

    /** The account, with the system that gave it where the source names one. */
    private String userId(MappedRecord in) {
        String id = pseudonyms.person(identifier(in, Interactions.USER_ID));
        String namespace = in.text(Mapping.USER_ID_NAMESPACE);
        return id == null || namespace == null ? id : namespace + ":" + id;
    }

    private String identifier(MappedRecord in, Field column) {
        return clean(in.text(column), limits.maxIdentifierLength());
    }

    /** Trimmed; null if it is too long, has no letter or digit but zeros, or stands for "unknown" ({@link Placeholders}). */
    private String clean(String text, int maxLength) {
        if (text == null) return null;
        String trimmed = text.trim();
        boolean refused = trimmed.codePointCount(0, trimmed.length()) > maxLength || placeholders.contains(trimmed);
        return refused ? null : trimmed;
    }

    private String campaign(MappedRecord in, Field column, Map<String, String> parameters, List<String> names) {
        String written = TextParsers.word(in.text(column));
        String tag = written != null
                ? written
                : names.stream()
                        .map(name -> TextParsers.word(parameters.get(name)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        // most tags are names and numbers of advertisements, but a term is what a person searched for
        return column == Interactions.CAMPAIGN_TERM ? redactor.id(tag) : redactor.thing(tag);
    }

    private String words(MappedRecord in, Field column) {
        return redactor.words(TextParsers.word(in.text(column)));
    }

    private String thing(MappedRecord in, Field column) {
        return redactor.thing(TextParsers.word(in.text(column)));
    }

    private String id(MappedRecord in, Field column) {
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
