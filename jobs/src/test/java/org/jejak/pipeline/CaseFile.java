package org.jejak.pipeline;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;

/**
 * One CSV file of a golden case.
 *
 * @param name its name in the folder
 * @param table the table that it shows some columns of
 * @param columns those columns, in the order of the file
 * @param rows its cells; null for an empty one
 */
record CaseFile(String name, Table table, List<Field> columns, List<String[]> rows) {
    /** More rows than this are too many for a person to check. */
    static final int MOST_ROWS = 15;

    /** Text columns that must not be null and have a more useful neutral value than {@code (none)}. */
    private static final Map<String, String> NEUTRAL = Map.of(
            "source_kind", "web",
            "interaction_type", "page_view",
            "conversion_type", "order",
            "stage", "reach",
            "touch_kind", "visit");

    /** Reads a file of a table. */
    static CaseFile read(Path file, Table table) {
        String name = file.getFileName().toString();
        CsvParserSettings settings = new CsvParserSettings();
        settings.setEmptyValue("");
        settings.getFormat().setComment('\0'); // a cell may begin with #
        settings.setSkipEmptyLines(true);
        List<String[]> lines = new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
        if (lines.isEmpty()) throw new IllegalArgumentException(name + " has no header");
        List<Field> columns = new ArrayList<>();
        for (String column : lines.get(0)) {
            columns.add(table.fields().stream()
                    .filter(f -> f.name().equals(column))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            name + ": " + table.fullName() + " has no column '" + column + "'")));
        }
        List<String[]> rows = lines.subList(1, lines.size());
        if (rows.size() > MOST_ROWS)
            throw new IllegalArgumentException(
                    name + " has " + rows.size() + " rows; a case has at most " + MOST_ROWS + " a file");
        for (String[] row : rows) {
            if (row.length != columns.size())
                throw new IllegalArgumentException(name + ": " + String.join(",", row) + " has " + row.length
                        + " cells, the header " + columns.size());
        }
        return new CaseFile(name, table, columns, rows);
    }

    /** The rows as rows of the table. */
    List<Row> tableRows() {
        List<Row> all = new ArrayList<>();
        for (String[] row : rows) all.add(tableRow(values(row), all.size() + 1));
        return all;
    }

    /** Ids to the words that they are made of, as the file writes them: {@code #customer|user_id|ann}. */
    Map<String, String> idsInWords() {
        Map<String, String> words = new HashMap<>();
        for (String[] row : rows)
            for (String cell : row)
                if (cell != null && cell.startsWith("#")) words.put(CaseCell.hash(cell.substring(1)), cell);
        return words;
    }

    /** The rows as they are compared. */
    List<List<String>> texts() {
        List<List<String>> all = new ArrayList<>();
        for (String[] row : rows) {
            Map<Field, Object> values = values(row);
            all.add(columns.stream().map(c -> CaseCell.print(values.get(c))).toList());
        }
        return all;
    }

    private Map<Field, Object> values(String[] row) {
        Map<Field, Object> values = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null) continue;
            try {
                values.put(columns.get(i), CaseCell.parse(row[i], columns.get(i).type()));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        name + ": '" + row[i] + "' is no value of "
                                + columns.get(i).name() + ": " + e.getMessage(),
                        e);
            }
        }
        return values;
    }

    private Row tableRow(Map<Field, Object> values, int number) {
        RowBuilder row = new RowBuilder(table);
        for (Field field : table.fields()) {
            Object value = values.get(field);
            row.set(field, value == null && !field.nullable() ? neutral(field, values, number) : value);
        }
        return row.row();
    }

    /** What stands in a column that must not be null where the file says nothing; said in {@code cases/README.md}. */
    private Object neutral(Field field, Map<Field, Object> row, int number) {
        if (field.name().equals("net_revenue_amount"))
            return amount(row, "revenue_amount").subtract(amount(row, "refund_amount"));
        LocalDate day = firstTime(row).toLocalDateTime().toLocalDate();
        return switch (field.type().typeName()) {
            case "string" -> text(field, row, number);
            case "long" -> 0L;
            case "double" -> 0.0;
            case "boolean" -> field.name().equals("is_identified");
            case "date" -> Date.valueOf(field.name().equals("month") ? day.withDayOfMonth(1) : day);
            case "timestamp" -> firstTime(row);
            case "array" -> list(field, row);
            case "map" -> Map.of();
            default -> BigDecimal.ZERO;
        };
    }

    private String text(Field field, Map<Field, Object> row, int number) {
        if (field.name().equals("source_name")) return (String) cell(row, "source_kind", "web");
        return NEUTRAL.getOrDefault(field.name(), table.key().contains(field) ? String.valueOf(number) : "(none)");
    }

    /** Lists of a path are as long as its channels. */
    private static List<?> list(Field field, Map<Field, Object> row) {
        List<?> channels = (List<?>) cell(row, "channels", List.of());
        List<Object> list = new ArrayList<>();
        for (int i = 1; i <= channels.size(); i++) {
            list.add(
                    switch (field.name()) {
                        case "seconds_before" -> 86_400L * (channels.size() - i);
                        case "is_paid" -> false;
                        case "session_ids" -> String.valueOf(i);
                        case "touch_kinds" -> "visit";
                        case "campaign_ids" -> "(none)";
                        default -> "";
                    });
        }
        return list;
    }

    private Timestamp firstTime(Map<Field, Object> row) {
        for (Field column : columns) {
            Object value = row.get(column);
            if (value instanceof Timestamp time) return time;
            if (value instanceof Date date)
                return Timestamp.from(date.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        return Timestamp.valueOf("2026-03-01 00:00:00");
    }

    private static BigDecimal amount(Map<Field, Object> row, String column) {
        return (BigDecimal) cell(row, column, BigDecimal.ZERO);
    }

    private static Object cell(Map<Field, Object> row, String column, Object otherwise) {
        return row.entrySet().stream()
                .filter(e -> e.getKey().name().equals(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
