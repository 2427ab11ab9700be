package org.jejak.table;

/**
 * Files that were read, or skipped because their content was known. A path has a row for each run that found something
 * new about it; what it holds now is in the row of the run with the highest number.
 */
public final class IngestedFiles {
    private static final Columns C = new Columns();

    public static final Field SOURCE_NAME = C.text("source_name", "The source.");
    public static final Field SOURCE_FILE = C.text("source_file", "Path relative to the raw folder.");
    public static final Field CHECKSUM = C.text("checksum", "SHA-256 of the file as it lies on disk, hex.");
    public static final Field STATE = C.text("state", "read, skipped (same content as another file) or quarantined (unreadable).");
    public static final Field SAME_AS_FILE = C.optional().text("same_as_file", "The file with the same content, if skipped.");
    public static final Field RUN_ID = C.text("run_id", "Run that recorded it.");
    public static final Field BYTE_COUNT = C.number("byte_count", "Size on disk.");
    public static final Field READ_COUNT = C.number("read_count", "Records in it, blank lines left out.");
    public static final Field BLANK_COUNT = C.number("blank_count", "Blank lines.");
    public static final Field ACCEPTED_COUNT = C.number("accepted_count", "Records that became interactions or spend rows.");
    public static final Field DUPLICATE_COUNT = C.number("duplicate_count", "Records already known when it was read.");
    public static final Field REJECTED_COUNT = C.number("rejected_count", "Records rejected.");
    public static final Field LEFT_OUT_COUNT = C.number("left_out_count", "Records that the source leaves out: its where, its deleted, or a deletion delivered by then.");
    public static final Field DELETION_COUNT = C.number("deletion_count",
            "Those of them that take another record back: they name one that the source deleted.");
    public static final Field MODIFIED_AT_MILLIS = C.number("modified_at_millis", "Time stamp of the file, milliseconds since 1970.");
    public static final Field DELIVERED_DATE = C.optional().date("delivered_date", "Date in its path, if it has one.");
    public static final Table TABLE = Table.ops(
                    "ingested_files", "One row per file and run that found it new or changed.", C)
            .keyedBy(SOURCE_NAME, SOURCE_FILE, RUN_ID)
            .check("every_record_counted", "read_count = accepted_count + duplicate_count + rejected_count + left_out_count");

    private IngestedFiles() {}
}
