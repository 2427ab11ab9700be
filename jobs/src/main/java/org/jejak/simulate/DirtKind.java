package org.jejak.simulate;

import java.util.*;

/** The ways in which a delivered line can be wrong. A line may have several. */
public enum DirtKind {
    /** Delivered 1 to 24 days after it happened. */
    LATE(0.015, false),
    /** Delivered more than 30 days after it happened. */
    TOO_LATE(0.0003, true),
    /** A second copy of the same record in the same file. */
    DUPLICATE_SAME_FILE(0.004, false),
    /** A second copy of the same record in a later delivery. */
    DUPLICATE_LATER_FILE(0.002, false),
    /** A line that is hours older than its neighbours in the file. */
    OUT_OF_ORDER(0.01, false),
    /** A JSON or log line cut off in the middle. */
    CUT_LINE(0.0003, true),
    /** A CSV line with too few or too many fields. */
    RAGGED_CSV(0.0004, true),
    /** A line with bytes that are not UTF-8. */
    INVALID_UTF8(0.0002, true),
    /** An empty line between two records. */
    BLANK_LINE(0.0004, true),
    /** The device's clock was wrong by minutes or hours; timestamp is corrected, originalTimestamp and sentAt are not. */
    CLOCK_SKEW(0.03, false),
    /** A time years ahead. */
    FUTURE_TIME(0.0001, true),
    /** No time of occurrence. */
    MISSING_TIME(0.0004, true),
    /** A time written with another offset than its source's usual one. */
    OTHER_OFFSET(0.01, false),
    /** An identifier such as "null", "undefined", "0", "" or "anonymous". */
    NULL_LIKE_ID(0.0015, false),
    /** A garbled or negative amount. */
    BAD_AMOUNT(0.004, true),
    /** A currency that rates.csv does not know. */
    UNKNOWN_CURRENCY(0.003, true),
    /** A field that earlier records of the source do not have. */
    NEW_FIELD(1, false),
    /** A number that came as a number before and comes as text now. */
    TYPE_CHANGE(1, false),
    /** Made by a machine: a crawler, or the scraper with its one cookie. */
    BOT(1, false),
    /** A line of a file that was delivered again under another name. */
    REDELIVERED(0.005, false);

    /** How often it falls on real logs; see {@link DirtSettings} for what the share is of. */
    final double usualShare;

    private final boolean losesRecord;

    DirtKind(double usualShare, boolean losesRecord) {
        this.usualShare = usualShare;
        this.losesRecord = losesRecord;
    }

    int bit() {
        return 1 << ordinal();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a careful reader may refuse a record with this dirt, so that truth must not count on its identifiers. */
    static boolean mayLoseRecord(int dirt) {
        return (dirt & LOSING) != 0;
    }

    private static final int LOSING = Arrays.stream(values())
            .filter(k -> k.losesRecord)
            .mapToInt(DirtKind::bit)
            .sum();
}
