package org.jejak.io;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;

/**
 * The records of one file: lines for JSON and text, one or more lines for CSV. Every line that is not blank and not
 * the header ends up in exactly one record, good or bad, so that counts can be trusted.
 */
final class RecordReader implements Closeable {
    /** A quoted CSV field may span this many lines; a quote still open then is a broken row, and reading goes on. */
    private static final int MAX_LINES_PER_RECORD = 100;

    private record Line(long number, long offset, long byteLength, byte[] bytes, boolean tooLong) {}

    private final LineReader lines;
    private final SourceSettings source;
    private final Fields fields;
    private final JsonRecord json;
    private final CsvParser csv;
    private final Pattern pattern;
    private final List<String> groups;
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();
    private long lineNumber;
    private long blank;
    private String[] header;
    private String headerFault;

    RecordReader(LineReader lines, SourceSettings source, Fields fields, IngestSettings limits) {
        this.lines = lines;
        this.source = source;
        this.fields = fields;
        this.json = new JsonRecord(fields, limits.maxDepth(), limits.maxFields());
        CsvParserSettings csvSettings = new CsvParserSettings();
        csvSettings.getFormat().setDelimiter(source.separator());
        csvSettings.setMaxCharsPerColumn(limits.maxLineBytes());
        csvSettings.setMaxColumns(limits.maxFields());
        csvSettings.setIgnoreLeadingWhitespaces(false);
        csvSettings.setIgnoreTrailingWhitespaces(false);
        csvSettings.setKeepQuotes(false);
        this.csv = new CsvParser(csvSettings);
        this.pattern = source.linePattern().map(Pattern::compile).orElse(null);
        this.groups = groupNames(source.linePattern().orElse(""));
        if (!source.header().isEmpty()) header = source.header().toArray(String[]::new);
    }

    /** The next record, or null at the end. */
    RawRecord next() throws IOException {
        Line line = nextLine();
        if (line == null) return null;
        if (isTable() && header == null && headerFault == null) {
            readHeader(line);
            line = nextLine();
            if (line == null) return null;
        }
        if (line.tooLong) return record(line, rejected("line_too_long"));
        if (headerFault != null) return record(line, rejected(headerFault));
        if (!isText(line.bytes)) return record(line, rejected(hasNul(line.bytes) ? "nul_character" : "bad_encoding"));
        return switch (source.format()) {
            case "csv" -> csvRecord(line);
            case "tsv" -> record(line, table(text(line).split(Pattern.quote(source.separator()), -1)));
            case "text" -> record(line, matched(text(line)));
            default -> record(line, json.read(line.bytes));
        };
    }

    /** Blank lines so far: read, but no records. */
    long blankLines() {
        return blank;
    }

    private boolean isTable() {
        return source.format().equals("csv") || source.format().equals("tsv");
    }

    private Line nextLine() throws IOException {
        if (!ahead.isEmpty()) return ahead.poll();
        while (lines.next()) {
            lineNumber++;
            byte[] bytes = lines.bytes();
            if (isBlank(bytes)) {
                blank++;
                continue;
            }
            return new Line(lineNumber, lines.offset(), lines.byteLength(), bytes, lines.isTooLong());
        }
        return null;
    }

    private void readHeader(Line line) {
        String[] names = source.format().equals("csv")
                ? csv.parseLine(text(line))
                : text(line).split(source.separator(), -1);
        header = names == null ? new String[0] : names;
        for (int i = 0; i < header.length; i++) header[i] = header[i] == null ? "" : header[i].trim();
        boolean unusable = header.length == 0
                || Arrays.stream(header).anyMatch(String::isEmpty)
                || new HashSet<>(Arrays.stream(header).map(String::toLowerCase).toList()).size() < header.length;
        if (unusable) headerFault = "bad_header";
    }

    /** Joins lines until the quotes are closed; if they never are, only the first line is bad. */
    private RawRecord csvRecord(Line first) throws IOException {
        String text = text(first);
        List<Line> taken = new ArrayList<>();
        while (isQuoteOpen(text)) {
            Line more = taken.size() < MAX_LINES_PER_RECORD ? nextLine() : null;
            if (more == null || more.tooLong || !isText(more.bytes)) {
                if (more != null) taken.add(more);
                Collections.reverse(taken);
                taken.forEach(ahead::addFirst);
                return record(first, rejected("unclosed_quote"));
            }
            taken.add(more);
            text = text + "\n" + text(more);
        }
        long end = taken.isEmpty()
                ? first.offset + first.byteLength
                : taken.get(taken.size() - 1).offset + taken.get(taken.size() - 1).byteLength;
        byte[] bytes = taken.isEmpty() ? first.bytes : text.getBytes(StandardCharsets.UTF_8);
        String[] cells;
        try {
            cells = csv.parseLine(text);
        } catch (RuntimeException e) {
            cells = null;
        }
        Fields.Values values = cells == null ? rejected("unparseable") : table(cells);
        return new RawRecord(first.number, first.offset, end - first.offset, bytes, values);
    }

    private boolean isQuoteOpen(String text) {
        boolean inQuotes = false;
        boolean cellStart = true;
        char separator = source.separator().charAt(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes) {
                if (c == '"') {
                    if (i + 1 < text.length() && text.charAt(i + 1) == '"') i++;
                    else inQuotes = false;
                }
            } else if (c == '"' && cellStart) {
                inQuotes = true;
            }
            cellStart = !inQuotes && c == separator;
        }
        return inQuotes;
    }

    private Fields.Values table(String[] cells) {
        if (Arrays.equals(cells, header)) return rejected("repeated_header");
        if (cells.length != header.length) return rejected("ragged_row");
        Fields.Values values = fields.values();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null && !cells[i].isEmpty()) values.put(header[i], cells[i]);
        }
        return values;
    }

    private Fields.Values matched(String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) return rejected("unparseable");
        Fields.Values values = fields.values();
        for (String group : groups) values.put(group, matcher.group(group));
        return values;
    }

    private Fields.Values rejected(String reason) {
        return fields.values().reject(reason, null);
    }

    private static RawRecord record(Line line, Fields.Values values) {
        return new RawRecord(line.number, line.offset, line.byteLength, line.bytes, values);
    }

    private static String text(Line line) {
        return new String(line.bytes, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) if (b != ' ' && b != '\t') return false;
        return true;
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) if (b == 0) return true;
        return false;
    }

    /** Valid UTF-8 without NUL. */
    private static boolean isText(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b == 0) return false;
            if (b < 0) ascii = false;
        }
        if (ascii) return true;
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<String> groupNames(String pattern) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>").matcher(pattern);
        while (matcher.find()) names.put(matcher.group(1), "");
        return List.copyOf(names.keySet());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
