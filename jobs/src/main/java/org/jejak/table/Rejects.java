package org.jejak.table;

/** Rejects: raw records that could not be used, with the reason and where they are; never their content. */
public final class Rejects {
    private static final Columns C = new Columns();

    public static final Field REJECT_ID = C.text("reject_id", "Hash of file, line and reason.");
    public static final Field SOURCE_NAME = C.text("source_name", "The source.");
    public static final Field SOURCE_FILE = C.text("source_file", "File of the record, relative to the raw folder.");
    public static final Field REASON = C.text("reason",
            "Reason code, for example unparseable, missing_time, too_late; jobs/docs/rejects.md lists them.");
    public static final Field FIELD = C.optional().text("field", "The field at fault, if one is.");
    public static final Field LINE_HMAC = C.optional().aboutAPerson().text("line_hmac",
            "HMAC-SHA-256 of the raw line, hex, to recognise it again; null for whole files.");
    public static final Field SOURCE_LINE = C.number("source_line", "Line of the file, from 1; 0 for the whole file.");
    public static final Field BYTE_OFFSET = C.optional().number("byte_offset", "Where the record starts, in bytes of the unpacked file.");
    public static final Field BYTE_LENGTH = C.optional().number("byte_length", "Its length in bytes.");
    public static final Field DELIVERED_DATE = C.optional().date("delivered_date", "Date of the file, if its path has one.");
    public static final Table TABLE = Table.silver(
                    "rejects", "One row per rejected record, or per unreadable file (line 0).", C)
            .keyedBy(REJECT_ID)
            .scope(Scope.FILE);

    private Rejects() {}
}
