package org.jejak.table.raw;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.textMap;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.Field;

/**
 * Raw records on their way from the reader to ingest; never stored. One row per record of a file, also per record that
 * could not be read. {@code fields} holds the raw values as text, in the order in which the mapping of the source names them.
 */
public final class RawRecords {
    public static final Field SOURCE_FILE = text("source_file", "File, relative to the raw folder.");
    public static final Field SOURCE_LINE = number("source_line", "Line of that file, from 1.");
    public static final Field BYTE_OFFSET = number("byte_offset", "Where the record starts.");
    public static final Field BYTE_LENGTH = number("byte_length", "Its length in bytes.");
    public static final Field LINE = new Field("line", DataTypes.BinaryType, "The raw bytes.", true, true);
    public static final Field REASON = text("reason", "Why the reader could not use it; null if it could.");
    public static final Field FIELD = text("field", "The raw field at fault.");
    public static final Field FIELDS = new Field(
            "fields", DataTypes.createArrayType(DataTypes.StringType, true), "Raw values as text.", true, true);
    public static final Field PROPERTIES = textMap("properties", "Other fields to keep.");
    public static final Field FILE_DATE = date("file_date", "Date in the file's path; null without one.");

    /** All columns but {@link #FIELDS}: those that a mapping hands on unchanged. */
    public static final List<Field> CARRIED =
            List.of(SOURCE_FILE, SOURCE_LINE, BYTE_OFFSET, BYTE_LENGTH, LINE, REASON, FIELD, PROPERTIES, FILE_DATE);

    /** Row shape: {@link #CARRIED}, then {@link #FIELDS}. */
    public static final StructType SCHEMA = new StructType(Stream.concat(CARRIED.stream(), Stream.of(FIELDS))
            .map(Field::toStructField)
            .toArray(StructField[]::new));

    private RawRecords() {}
}
