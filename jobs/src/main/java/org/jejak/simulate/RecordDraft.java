package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.math.BigDecimal;
import java.util.*;

/**
 * A record being written: its content, when it happened and was received, which identifiers it shows, and what is wrong
 * with it. One draft is reused for all records, so it must be sent before the next one begins. Its feed says whether the
 * content is {@link #json}, the {@link #fields} of a CSV row or plain {@link #text}.
 */
final class RecordDraft {
    private static final List<String> NULL_LIKE = List.of("null", "undefined", "0", "", "anonymous", "N/A");

    private final DirtSettings rates;
    private final CsvWriter commas = csvWriter(',');
    private final CsvWriter semicolons = csvWriter(';');
    private final List<Object> fields = new ArrayList<>();
    final List<Identifier> shown = new ArrayList<>();

    OutputFeed feed;
    ObjectNode json;
    String text;
    long occurredAt;
    long receivedAt;
    int dirt;
    private RandomSource dirtChance;

    RecordDraft(DirtSettings rates) {
        this.rates = rates;
    }

    private static CsvWriter csvWriter(char separator) {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setDelimiter(separator);
        settings.setQuoteEscapingEnabled(true);
        settings.trimValues(false);
        return new CsvWriter(settings);
    }

    RecordDraft reset(OutputFeed feed, long occurredAt, RandomSource dirtChance) {
        this.feed = feed;
        this.occurredAt = occurredAt;
        this.dirtChance = dirtChance;
        receivedAt = occurredAt;
        dirt = 0;
        shown.clear();
        fields.clear();
        json = JsonNodeFactory.instance.objectNode();
        text = null;
        return this;
    }

    /** Appends fields of a CSV row; null is an empty one. */
    RecordDraft fields(Object... values) {
        Collections.addAll(fields, values);
        return this;
    }

    /** The content as one line. */
    String line() {
        if (text != null) return text;
        if (!feed.isCsv()) return json.toString();
        return (feed.separator() == ';' ? semicolons : commas).writeRowToString(fields);
    }

    /** Draws whether this record has the dirt. If so, the record is marked and the caller must write it that way. */
    boolean suffers(DirtKind kind) {
        boolean hit = feed.isLog() && dirtChance.happens(rates.share(kind));
        if (hit) mark(kind);
        return hit;
    }

    void mark(DirtKind kind) {
        dirt |= kind.bit();
    }

    /** The value of an identifier, null for none. Notes that the identifier is seen here; it may come out null-like. */
    String show(Identifier identifier) {
        if (identifier == null) return null;
        if (suffers(DirtKind.NULL_LIKE_ID)) return dirtChance.oneOf(NULL_LIKE);
        shown.add(identifier);
        return identifier.value;
    }

    /** The time of occurrence as it is written: usually true, at times missing (0) or years ahead. */
    long shownTime() {
        if (suffers(DirtKind.MISSING_TIME)) return 0;
        return suffers(DirtKind.FUTURE_TIME) ? occurredAt + 700 * Timestamps.DAY : occurredAt;
    }

    /** An amount as it is written: usually true, at times negative or garbled. */
    String shownAmount(Money money) {
        String amount = money.text();
        if (!suffers(DirtKind.BAD_AMOUNT)) return amount;
        return switch (dirtChance.below(3)) {
            case 0 -> "-" + amount;
            case 1 -> amount.replace('0', 'o') + "o";
            default -> "n/a";
        };
    }

    /** Writes an amount into a part of the JSON as a number, or as text if it is garbled or {@code asText}. */
    void putAmount(ObjectNode part, String key, Money money, boolean asText) {
        String amount = shownAmount(money);
        if (asText || (dirt & DirtKind.BAD_AMOUNT.bit()) != 0) {
            part.put(key, amount);
        } else {
            part.put(key, new BigDecimal(amount));
        }
    }

    String shownCurrency(Money money) {
        if (!suffers(DirtKind.UNKNOWN_CURRENCY)) return money.currency();
        return dirtChance.happens(0.5) ? "XXX" : "BTC";
    }
}
