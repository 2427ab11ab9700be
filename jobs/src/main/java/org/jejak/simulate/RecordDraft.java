package org.jejak.simulate;

import java.util.ArrayList;
import java.util.List;

/** A line being written: its text, when it happened and was received, who is seen in it, and what is wrong with it. Reused. */
final class RecordDraft {
    private final DirtSettings rates;
    final StringBuilder text = new StringBuilder(1024);
    final JsonLine json = new JsonLine(text);
    final List<Identifier> shown = new ArrayList<>();

    OutputFeed feed;
    long occurredAt;
    long receivedAt;
    int dirt;
    private RandomSource dirtChance;

    RecordDraft(DirtSettings rates) {
        this.rates = rates;
    }

    RecordDraft reset(OutputFeed feed, long occurredAt, RandomSource dirtChance) {
        this.feed = feed;
        this.occurredAt = occurredAt;
        this.dirtChance = dirtChance;
        receivedAt = occurredAt;
        dirt = 0;
        shown.clear();
        text.setLength(0);
        return this;
    }

    /** Draws whether this record has the dirt; if so, the record is marked and the caller must write it that way. */
    boolean suffers(DirtKind kind) {
        boolean hit = feed.isLog() && dirtChance.happens(rates.share(kind));
        if (hit) {
            mark(kind);
        }
        return hit;
    }

    RecordDraft mark(DirtKind kind) {
        dirt |= kind.bit();
        return this;
    }

    boolean has(DirtKind kind) {
        return (dirt & kind.bit()) != 0;
    }

    /** The value of an identifier, null for none. Notes that the identifier is seen here; it may come out null-like. */
    String show(Identifier identifier) {
        if (identifier == null) {
            return null;
        }
        if (suffers(DirtKind.NULL_LIKE_ID)) {
            return NULL_LIKE.get(dirtChance.below(NULL_LIKE.size()));
        }
        shown.add(identifier);
        return identifier.value;
    }

    /** The time of occurrence as it is written: usually true, at times missing (0) or years ahead. */
    long shownTime() {
        if (suffers(DirtKind.MISSING_TIME)) {
            return 0;
        }
        return suffers(DirtKind.FUTURE_TIME) ? occurredAt + 700 * Timestamps.DAY : occurredAt;
    }

    /** An amount as it is written: usually true, at times negative or garbled. */
    String shownAmount(String amount) {
        if (!suffers(DirtKind.BAD_AMOUNT)) {
            return amount;
        }
        return switch (dirtChance.below(3)) {
            case 0 -> "-" + amount;
            case 1 -> amount.replace('0', 'o') + "o";
            default -> "n/a";
        };
    }

    String shownCurrency(String currency) {
        return suffers(DirtKind.UNKNOWN_CURRENCY) ? (dirtChance.happens(0.5) ? "XXX" : "BTC") : currency;
    }

    CsvLine csv() {
        return new CsvLine(text, feed.separator());
    }

    RandomSource dirtChance() {
        return dirtChance;
    }

    private static final List<String> NULL_LIKE = List.of("null", "undefined", "0", "", "anonymous", "N/A");
}
