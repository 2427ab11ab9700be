package org.jejak.ingest;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Reads a row of {@link Mapping#apply} by name: what the reader carries, and the canonical columns. */
final class MappedRecord {
    /** Places of the columns of interactions. */
    static final Map<String, Integer> OF_INTERACTIONS = Mapping.places("interactions");
    /** Places of the columns of ad spend. */
    static final Map<String, Integer> OF_SPEND = Mapping.places("ad_spend");

    private final Row row;
    private final Map<String, Integer> places;

    MappedRecord(Row row, Map<String, Integer> places) {
        this.row = row;
        this.places = places;
    }

    private <T> T get(String column) {
        Integer place = places.get(column);
        if (place == null) throw new IllegalStateException("mapped records have no column " + column);
        return row.getAs(place);
    }

    /** A canonical column as text. */
    String text(String column) {
        return get(column);
    }

    /** Whether a canonical column holds anything. */
    boolean has(String column) {
        return Texts.word(text(column)) != null;
    }

    Timestamp time(String column) {
        return get(column);
    }

    Date date(String column) {
        return get(column);
    }

    /** Whether the raw record holds anything for its time: then a null time is a bad one. */
    boolean hasTime() {
        return Boolean.TRUE.equals(get(Mapping.HAS_TIME));
    }

    String sourceName() {
        return get("source_name");
    }

    String sourceKind() {
        return get("source_kind");
    }

    String sourceFile() {
        return get("source_file");
    }

    long sourceLine() {
        return this.<Long>get("source_line");
    }

    Long byteOffset() {
        return get("byte_offset");
    }

    Long byteLength() {
        return get("byte_length");
    }

    byte[] line() {
        return get("line");
    }

    /** Why the reader could not use it; null if it could. */
    String readerReason() {
        return get("reason");
    }

    String readerField() {
        return get("field");
    }

    LocalDate fileDate() {
        Date date = get("file_date");
        return date == null ? null : date.toLocalDate();
    }

    /** Fields that no mapping wants and the source keeps; null without any. */
    Map<String, String> properties() {
        Integer place = places.get("properties");
        return row.isNullAt(place) ? null : row.getJavaMap(place);
    }
}
