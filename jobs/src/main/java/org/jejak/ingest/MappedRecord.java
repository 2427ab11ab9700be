package org.jejak.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jejak.table.Field;
import org.jejak.table.Interactions;
import org.jejak.table.raw.RawRecords;

/**
 * One row of {@link Mapping#apply}, read by its columns: what the reader found, and the canonical columns.
 *
 * @param values plain values; null for null
 * @param places place of each column, by name
 */
record MappedRecord(Object[] values, Map<String, Integer> places) {
    private Object value(Field column) {
        Integer place = places.get(column.name());
        if (place == null) throw new IllegalStateException("mapped records have no column " + column.name());
        return values[place];
    }

    /** A canonical column as text. */
    String text(Field column) {
        return (String) value(column);
    }

    /** Whether a canonical column holds more than blanks. */
    boolean has(Field column) {
        return TextParsers.word(text(column)) != null;
    }

    Instant time(Field column) {
        return (Instant) value(column);
    }

    LocalDate date(Field column) {
        return (LocalDate) value(column);
    }

    /** Whether the raw record holds anything for its time: then a null time is a bad one. */
    boolean hasTime() {
        return (Boolean) value(Mapping.HAS_TIME);
    }

    /** The source's own limit of lateness; null without one. */
    Duration maxLateness() {
        Long seconds = (Long) value(Mapping.MAX_LATENESS);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** Whether the source leaves the record out: its {@code where} is not true of it, or its {@code deleted} is. */
    boolean isLeftOut() {
        return "false".equals(text(Mapping.WHERE)) || "true".equals(text(Mapping.DELETED));
    }

    /** Whether the record says that the source deleted one that it names by its id. */
    boolean isDeletion() {
        boolean hasOwnId = places.containsKey(Interactions.INTERACTION_ID.name()) && has(Interactions.INTERACTION_ID);
        return hasOwnId && "true".equals(text(Mapping.DELETED));
    }

    String sourceName() {
        return text(Interactions.SOURCE_NAME);
    }

    String sourceFile() {
        return text(RawRecords.SOURCE_FILE);
    }

    long sourceLine() {
        return (Long) value(RawRecords.SOURCE_LINE);
    }

    /** The raw bytes. */
    byte[] line() {
        return (byte[]) value(RawRecords.LINE);
    }

    /** Date in the path of the file; null without one. */
    LocalDate fileDate() {
        return date(RawRecords.FILE_DATE);
    }

    /** Fields that no mapping reads and the source keeps; null without any. */
    @SuppressWarnings("unchecked")
    Map<String, String> properties() {
        return (Map<String, String>) value(RawRecords.PROPERTIES);
    }

    /** Any column that the reader filled. */
    Object raw(Field field) {
        return value(field);
    }
}
