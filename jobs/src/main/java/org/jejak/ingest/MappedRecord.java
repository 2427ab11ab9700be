package org.jejak.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads a row of {@link Mapping#apply} by name: what the reader carries, and the canonical columns. */
final class MappedRecord {
    /** Places of the columns of interactions. */
    static final Map<String, Integer> OF_INTERACTIONS = Mapping.places("interactions");
    /** Places of the columns of ad spend. */
    static final Map<String, Integer> OF_SPEND = Mapping.places("ad_spend");

    private final InternalRow row;
    private final Map<String, Integer> places;

    MappedRecord(InternalRow row, Map<String, Integer> places) {
        this.row = row;
        this.places = places;
    }

    private int place(String column) {
        Integer place = places.get(column);
        if (place == null) throw new IllegalStateException("mapped records have no column " + column);
        return place;
    }

    /** A canonical column as text. */
    String text(String column) {
        UTF8String text = row.getUTF8String(place(column));
        return text == null ? null : text.toString();
    }

    /** Whether a canonical column holds anything. */
    boolean has(String column) {
        return TextParsers.word(text(column)) != null;
    }

    Instant time(String column) {
        int place = place(column);
        return row.isNullAt(place) ? null : DateTimeUtils.microsToInstant(row.getLong(place));
    }

    LocalDate date(String column) {
        int place = place(column);
        return row.isNullAt(place) ? null : LocalDate.ofEpochDay(row.getInt(place));
    }

    /** Whether the raw record holds anything for its time: then a null time is a bad one. */
    boolean hasTime() {
        int place = place(Mapping.HAS_TIME);
        return !row.isNullAt(place) && row.getBoolean(place);
    }

    String sourceName() {
        return text("source_name");
    }

    String sourceKind() {
        return text("source_kind");
    }

    String sourceFile() {
        return text("source_file");
    }

    long sourceLine() {
        return row.getLong(place("source_line"));
    }

    long byteOffset() {
        return row.getLong(place("byte_offset"));
    }

    long byteLength() {
        return row.getLong(place("byte_length"));
    }

    byte[] line() {
        return row.getBinary(place("line"));
    }

    /** Why the reader could not use it; null if it could. */
    String readerReason() {
        return text("reason");
    }

    String readerField() {
        return text("field");
    }

    LocalDate fileDate() {
        return date("file_date");
    }

    /** Fields that no mapping wants and the source keeps; null without any. */
    Map<String, String> properties() {
        int place = place("properties");
        if (row.isNullAt(place)) return null;
        MapData map = row.getMap(place);
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < map.numElements(); i++) {
            UTF8String value = map.valueArray().getUTF8String(i);
            properties.put(
                    map.keyArray().get(i, DataTypes.StringType).toString(), value == null ? null : value.toString());
        }
        return properties;
    }
}
