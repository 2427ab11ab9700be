package org.jejak.table;

import static org.jejak.table.Field.date;
import static org.jejak.table.Field.number;
import static org.jejak.table.Field.text;

/**
 * Files that were read, or skipped because their content was known. A path has a row for each run that found something
 * new about it; what it holds now is in the row of the run with the highest number.
 */
public final class IngestedFiles {
    public static final Field SOURCE_NAME = text("source_name", "The source.").required();
    public static final Field SOURCE_FILE =
            text("source_file", "Path relative to the raw folder.").required();
    public static final Field CHECKSUM =
            text("checksum", "SHA-256 of the file as it lies on disk, hex.").required();
    public static final Field STATE = text(
                    "state", "read, skipped (same content as another file) or quarantined (unreadable).")
            .required();
    public static final Field SAME_AS_FILE = text("same_as_file", "The file with the same content, if skipped.");
    public static final Field RUN_ID = text("run_id", "Run that recorded it.").required();
    public static final Field BYTE_COUNT = number("byte_count", "Size on disk.").required();
    public static final Field READ_COUNT =
            number("read_count", "Records in it, blank lines left out.").required();
    public static final Field BLANK_COUNT =
            number("blank_count", "Blank lines.").required();
    public static final Field ACCEPTED_COUNT = number(
                    "accepted_count", "Records that became interactions or spend rows.")
            .required();
    public static final Field DUPLICATE_COUNT =
            number("duplicate_count", "Records already known when it was read.").required();
    public static final Field REJECTED_COUNT =
            number("rejected_count", "Records rejected.").required();
    public static final Field MODIFIED_AT_MILLIS = number(
                    "modified_at_millis", "Time stamp of the file, milliseconds since 1970.")
            .required();
    public static final Field DELIVERED_ON = date("delivered_on", "Date in its path, if it has one.");
    public static final Table TABLE = Table.ops(
                    "ingested_files",
                    "One row per file and run that found it new or changed.",
                    SOURCE_NAME,
                    SOURCE_FILE,
                    CHECKSUM,
                    STATE,
                    SAME_AS_FILE,
                    RUN_ID,
                    BYTE_COUNT,
                    READ_COUNT,
                    BLANK_COUNT,
                    ACCEPTED_COUNT,
                    DUPLICATE_COUNT,
                    REJECTED_COUNT,
                    MODIFIED_AT_MILLIS,
                    DELIVERED_ON)
            .keyedBy(SOURCE_NAME, SOURCE_FILE, RUN_ID)
            .check("every_record_counted", "read_count = accepted_count + duplicate_count + rejected_count");

    private IngestedFiles() {}
}
