package org.jejak.table.raw;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;
import static org.jejak.table.Field.textMap;
import static org.jejak.table.Field.texts;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.Field;

/**
 * Raw records on their way from the reader to ingest: never stored. One row per record of a file, the bad ones too;
 * {@code fields} holds the raw values as text, in the order in which the mapping of the source names them.
 */
public final class RawRecords {
    public static final Field SOURCE_NAME = text("source_name", "The source.");
    public static final Field SOURCE_FILE = text("source_file", "File, relative to the raw folder.");
    public static final Field SOURCE_LINE = number("source_line", "Line of that file, from 1.");
    public static final Field BYTE_OFFSET = number("byte_offset", "Where the record starts.");
    public static final Field BYTE_LENGTH = number("byte_length", "Its length in bytes.");
    public static final Field LINE = new Field("line", DataTypes.BinaryType, "The raw bytes.", true, true);
    public static final Field REASON = text("reason", "Why the reader could not use it; null if it could.");
    public static final Field FIELD = text("field", "The raw field at fault.");
    public static final Field FIELDS = texts("fields", "Raw values as text.");
    public static final Field PROPERTIES = textMap("properties", "Other fields to keep.");
    public static final Field FILE_DATE = date("file_date", "Date in the file's path; null without one.");

    /** Row shape. */
    public static final StructType SCHEMA = new StructType(List.of(
                    SOURCE_NAME,
                    SOURCE_FILE,
                    SOURCE_LINE,
                    BYTE_OFFSET,
                    BYTE_LENGTH,
                    LINE,
                    REASON,
                    FIELD,
                    new Field("fields", DataTypes.createArrayType(DataTypes.StringType, true), "", true, true),
                    PROPERTIES,
                    FILE_DATE)
            .stream()
            .map(Field::toStructField)
            .toArray(org.apache.spark.sql.types.StructField[]::new));

    private RawRecords() {}
}
