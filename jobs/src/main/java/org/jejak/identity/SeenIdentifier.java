package org.jejak.identity;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.Identifiers;
import org.jejak.table.RowReader;

/**
 * An identifier as records show it.
 *
 * @param key 64-bit hash of type and value
 * @param type its type
 * @param value its value
 * @param firstSeenAt the first record with it
 * @param firstAccountAt the first record with it and an account; null if there is none
 * @param firstAccountKey the key of that account; null if there is none
 */
record SeenIdentifier(
        long key, String type, String value, Timestamp firstSeenAt, Timestamp firstAccountAt, Long firstAccountKey) {

    /** The columns of an identifier, in order. */
    static final RowReader COLUMNS = new RowReader(
            Identifiers.IDENTIFIER_KEY,
            Identifiers.IDENTIFIER_TYPE,
            Identifiers.IDENTIFIER_VALUE,
            Identifiers.FIRST_SEEN_AT,
            Identifiers.FIRST_ACCOUNT_AT,
            Identifiers.FIRST_ACCOUNT_KEY);

    /** Orders identifiers by the time they were first seen, then by type and value, as Spark orders them: by bytes of UTF-8. */
    static final Comparator<SeenIdentifier> BY_FIRST_SEEN = Comparator.comparing(SeenIdentifier::firstSeenAt)
            .thenComparing(i -> utf8(i.type), Arrays::compareUnsigned)
            .thenComparing(i -> utf8(i.value), Arrays::compareUnsigned);

    /** Reads a row with these columns, {@link #COLUMNS} among them. */
    static SeenIdentifier of(RowReader columns, Row row) {
        return new SeenIdentifier(
                columns.<Long>get(row, Identifiers.IDENTIFIER_KEY),
                columns.<String>get(row, Identifiers.IDENTIFIER_TYPE).intern(),
                columns.get(row, Identifiers.IDENTIFIER_VALUE),
                columns.get(row, Identifiers.FIRST_SEEN_AT),
                columns.get(row, Identifiers.FIRST_ACCOUNT_AT),
                columns.get(row, Identifiers.FIRST_ACCOUNT_KEY));
    }

    /** The same identifier as more records show it: of the two the earliest time and the earliest account count. */
    SeenIdentifier earliest(SeenIdentifier other) {
        SeenIdentifier account = hasEarlierAccount(other) ? this : other;
        Timestamp seen = firstSeenAt.before(other.firstSeenAt) ? firstSeenAt : other.firstSeenAt;
        return new SeenIdentifier(key, type, value, seen, account.firstAccountAt, account.firstAccountKey);
    }

    /** Accounts at the same time are ordered by their keys. */
    private boolean hasEarlierAccount(SeenIdentifier other) {
        if (firstAccountKey == null || other.firstAccountKey == null) return firstAccountKey != null;
        int byTime = firstAccountAt.compareTo(other.firstAccountAt);
        return byTime != 0 ? byTime < 0 : firstAccountKey < other.firstAccountKey;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
