package org.jejak.rawlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;

/**
 * Reads the records of one file. A record is one line of JSON, TSV, W3C or text, and one or more lines of CSV. Every line that is
 * neither blank nor the header nor a comment ends up in exactly one record, good or rejected, so that counts add up.
 */
final class RecordReader implements Closeable {
    /** A quoted CSV field may span this many more lines. If its quote is still open then, only the first line is rejected. */
    private static final int MAX_LINES_PER_RECORD = 100;
    /** What is tried as an escape character where the source names none and a row cannot be read without. */
    private static final char LIKELY_ESCAPE = '\\';
    /** Begins comments in logs, unless the source says what does. */
    private static final String USUAL_COMMENT = "#";
    /** Begins the line of a W3C log that names the columns from there on; other lines with # say who wrote it, and when. */
    private static final String W3C_FIELDS = "#Fields:";
    /** Stands for nothing in W3C logs. */
    private static final String W3C_NOTHING = "-";
    /** Name for a first column that has none: R and pandas write row numbers there. */
    private static final String ROW_NUMBERS = "_c0";

    private record Line(long number, long offset, long byteLength, byte[] bytes, boolean tooLong, boolean blank) {
        long end() {
            return offset + byteLength;
        }
    }

    private final RawFile file;
    private final LineReader lines;
    private final SourceSettings source;
    private final WantedFields fields;
    private final JsonRecord json;
    private final int maxColumns;
    private final Pattern pattern;
    private final List<String> groups;
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();
    private long lineNumber;
    private String[] header;
    private String headerFault;

    /**
     * @param file the file that the lines are from
     * @param fields what is wanted of each record
     */
    RecordReader(RawFile file, LineReader lines, SourceSettings source, WantedFields fields, IngestSettings limits) {
        this.file = file;
        this.lines = lines;
        this.source = source;
        this.fields = fields;
        this.json = new JsonRecord(fields, limits);
        this.maxColumns = limits.maxFields();
        this.pattern = source.linePattern() == null ? null : Pattern.compile(source.linePattern());
        this.groups = groupNames(source.linePattern() == null ? "" : source.linePattern());
        if (!source.header().isEmpty()) header = source.header().toArray(String[]::new);
    }

    /** Opens a file, unpacked if its name says that it is packed. */
    static RecordReader open(
            RawFile file,
            SourceSettings source,
            WantedFields fields,
            IngestSettings limits,
            Configuration configuration)
            throws IOException {
        InputStream unpacked = Decompression.open(file.location(), configuration);
        return new RecordReader(file, new LineReader(unpacked, limits.maxLineBytes()), source, fields, limits);
    }

    /** The next record, or null at the end. */
    RawRecord next() throws IOException {
        Line line = nextFilledLine();
        if (line == null) return null;
        if (isTable() && header == null && headerFault == null) {
            readHeader(line);
            line = nextFilledLine();
            if (line == null) return null;
        }
        if (line.tooLong) return record(line, rejected("line_too_long"));
        if (headerFault != null) return record(line, rejected(headerFault));
        String encodingFault = encodingFault(line.bytes);
        if (encodingFault != null) return record(line, rejected(encodingFault));
        return switch (source.format()) {
            case "csv" -> csvRecord(line);
            case "tsv" -> record(line, table(split(text(line))));
            case "text" -> record(line, matched(text(line)));
            case "w3c" -> record(line, header == null ? rejected("bad_header") : table(w3cCells(text(line))));
            default -> record(line, json.read(line.bytes));
        };
    }

    /** Names of the columns of a table; empty if its header line is unusable. To be called before {@link #next}. */
    List<String> header() throws IOException {
        if (header == null && headerFault == null) {
            Line line = nextFilledLine();
            if (line != null) readHeader(line);
        }
        return header == null || headerFault != null ? List.of() : List.of(header);
    }

    private boolean isTable() {
        return source.format().equals("csv") || source.format().equals("tsv");
    }

    /** The next line that is neither blank nor a comment, or null at the end. */
    private Line nextFilledLine() throws IOException {
        Line line = nextLine();
        while (line != null && (line.blank || isComment(text(line)))) {
            if (source.format().equals("w3c") && text(line).startsWith(W3C_FIELDS))
                header = text(line).substring(W3C_FIELDS.length()).strip().split("\\s+");
            line = nextLine();
        }
        return line;
    }

    /** A line that begins as the source says; in text by pattern, unless it says otherwise, one with # that does not match. */
    private boolean isComment(String line) {
        if (source.format().equals("w3c")) return line.startsWith(USUAL_COMMENT);
        if (source.comment() != null) return line.startsWith(source.comment());
        return pattern != null && line.startsWith(USUAL_COMMENT) && matched(line).reason != null;
    }

    private Line nextLine() throws IOException {
        if (!ahead.isEmpty()) return ahead.poll();
        for (; lineNumber < source.skipLines(); lineNumber++) if (!lines.next()) return null;
        if (!lines.next()) return null;
        return new Line(
                ++lineNumber, lines.offset(), lines.byteLength(), lines.bytes(), lines.isTooLong(), lines.isBlank());
    }

    private void readHeader(Line line) {
        header = line.tooLong || encodingFault(line.bytes) != null ? new String[0] : headerCells(text(line));
        for (int i = 0; i < header.length; i++) header[i] = header[i].trim();
        if (header.length > 1 && header[0].isEmpty()) header[0] = ROW_NUMBERS;
        Set<String> names = new HashSet<>(List.of(header));
        if (header.length == 0 || header.length > maxColumns || names.contains("") || names.size() < header.length)
            headerFault = "bad_header";
    }

    private String[] headerCells(String text) {
        if (source.format().equals("tsv")) return split(text);
        CsvRow row = new CsvRow(source.separator().charAt(0), escape()).follow(text);
        return row.isOpen() || row.isBroken() ? new String[0] : row.cells();
    }

    /** The source's own escape character. A quote is none: it is doubled in any case. */
    private char escape() {
        return source.escape() == null || source.escape().equals("\"")
                ? CsvRow.NO_ESCAPE
                : source.escape().charAt(0);
    }

    /** A row as the source writes it. If the source names no escape character, what is no row may be one with backslashes. */
    private RawRecord csvRecord(Line first) throws IOException {
        RawRecord record = csvRecord(first, escape());
        if (record.values().reason == null || source.escape() != null) return record;
        RawRecord escaped = csvRecord(first, LIKELY_ESCAPE);
        return escaped.values().reason == null ? escaped : record;
    }

    /**
     * Joins lines until the row is complete. If that gives no row of the right number of cells, only the first line is
     * rejected, and the others are read again as rows of their own.
     */
    private RawRecord csvRecord(Line first, char escape) throws IOException {
        CsvRow row = new CsvRow(source.separator().charAt(0), escape).follow(text(first));
        if (row.isBroken()) return record(first, rejected("unparseable"));
        if (!row.isOpen()) return record(first, table(row.cells()));
        List<Line> taken = new ArrayList<>();
        StringBuilder joined = new StringBuilder(text(first));
        while (row.isOpen() && taken.size() < MAX_LINES_PER_RECORD) {
            Line more = nextLine();
            if (more == null) break;
            taken.add(more);
            if (more.tooLong || encodingFault(more.bytes) != null) break;
            row.follow("\n" + text(more));
            joined.append('\n').append(text(more));
        }
        if (!row.isOpen() && !row.isBroken()) {
            String[] cells = row.cells();
            if (isRow(cells)) {
                Line last = taken.get(taken.size() - 1);
                byte[] bytes = joined.toString().getBytes(StandardCharsets.UTF_8);
                return new RawRecord(file, first.number, first.offset, last.end() - first.offset, bytes, table(cells));
            }
        }
        Collections.reverse(taken);
        taken.forEach(ahead::addFirst);
        return record(first, rejected("unclosed_quote"));
    }

    /** Whether there are as many cells as columns; or fewer, if the source leaves out empty ones at the end. */
    private boolean isRow(String[] cells) {
        return cells.length == header.length || source.allowJaggedRows() && cells.length < header.length;
    }

    private String[] split(String text) {
        return text.split(Pattern.quote(source.separator()), -1);
    }

    private WantedFields.Values table(String[] cells) {
        if (!isRow(cells)) return rejected("ragged_row");
        if (isHeader(cells)) return rejected("repeated_header");
        WantedFields.Values values = fields.values();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) values.put(header[i], cells[i]);
        }
        return values.complete();
    }

    private static String[] w3cCells(String line) {
        String[] cells = line.strip().split("\\s+");
        for (int i = 0; i < cells.length; i++) if (cells[i].equals(W3C_NOTHING)) cells[i] = "";
        return cells;
    }

    private boolean isHeader(String[] cells) {
        return Arrays.equals(Stream.of(cells).map(String::trim).toArray(), header);
    }

    private WantedFields.Values matched(String line) {
        Matcher matcher = pattern.matcher(line);
        try {
            if (!matcher.matches()) return rejected("unparseable");
        } catch (StackOverflowError e) { // Java matches repeated groups by recursion, which a long line can exhaust
            return rejected("unparseable");
        }
        WantedFields.Values values = fields.values();
        for (String group : groups) values.put(group, matcher.group(group));
        return values;
    }

    private WantedFields.Values rejected(String reason) {
        return fields.values().reject(reason, null);
    }

    private RawRecord record(Line line, WantedFields.Values values) {
        return new RawRecord(file, line.number, line.offset, line.byteLength, line.bytes, values);
    }

    private static String text(Line line) {
        return new String(line.bytes, StandardCharsets.UTF_8);
    }

    /** Reason code if the bytes are not valid UTF-8 without NUL; null if they are. */
    private static String encodingFault(byte[] bytes) {
        boolean isAscii = true;
        for (byte b : bytes) {
            if (b == 0) return "nul_character";
            if (b < 0) isAscii = false;
        }
        if (isAscii) return null;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return null;
        } catch (CharacterCodingException e) {
            return "bad_encoding";
        }
    }

    private static List<String> groupNames(String pattern) {
        return Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>")
                .matcher(pattern)
                .results()
                .map(group -> group.group(1))
                .distinct()
                .toList();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
