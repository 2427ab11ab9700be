package org.jejak.simulate;

import java.util.Locale;

/** The ways in which a delivered line is not what one would wish. A line may suffer from several. */
enum DirtKind {
    /** Delivered 1 to 24 days after it happened. */
    LATE(false),
    /** Delivered more than 30 days after it happened. */
    TOO_LATE(true),
    /** A second copy of the same record in the same file. */
    DUPLICATE_SAME_FILE(false),
    /** A second copy of the same record in a later delivery. */
    DUPLICATE_LATER_FILE(false),
    /** A line that stands hours away from its neighbours in time. */
    OUT_OF_ORDER(false),
    /** A JSON or log line cut off in the middle. */
    CUT_LINE(true),
    /** A CSV line with too few or too many fields. */
    RAGGED_CSV(true),
    /** A line with bytes that are not UTF-8. */
    INVALID_UTF8(true),
    /** An empty line between two records. */
    BLANK_LINE(true),
    /** The device's clock was wrong by minutes or hours; timestamp is corrected, originalTimestamp and sentAt are not. */
    CLOCK_SKEW(false),
    /** A time years ahead. */
    FUTURE_TIME(true),
    /** No time of occurrence. */
    MISSING_TIME(true),
    /** A time written with another offset than its source's usual one. */
    OTHER_OFFSET(false),
    /** An identifier such as "null", "undefined", "0", "" or "anonymous". */
    NULL_LIKE_ID(false),
    /** A garbled or negative amount. */
    BAD_AMOUNT(true),
    /** A currency that rates.csv does not know. */
    UNKNOWN_CURRENCY(true),
    /** A field that earlier records of the source do not have. */
    NEW_FIELD(false),
    /** A number that came as a number before and comes as text now. */
    TYPE_CHANGE(false),
    /** Made by a machine: a crawler, or the scraper with its one cookie. */
    BOT(false),
    /** A line of a file that was delivered again under another name. */
    REDELIVERED(false);

    private final boolean losesRecord;

    DirtKind(boolean losesRecord) {
        this.losesRecord = losesRecord;
    }

    int bit() {
        return 1 << ordinal();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a record with this dirt may be refused by a careful reader, so that truth must not count on its identifiers. */
    static boolean mayLoseRecord(int dirt) {
        return (dirt & LOSING) != 0;
    }

    private static final int LOSING = losing();

    private static int losing() {
        int bits = 0;
        for (DirtKind kind : values()) {
            bits |= kind.losesRecord ? kind.bit() : 0;
        }
        return bits;
    }
}
