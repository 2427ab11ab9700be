package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.table.Field;
import org.jejak.table.Table;

/**
 * What a SQL engine says about all rows of a table: rows, distinct keys, and per column how many are not null, sums of
 * numbers and the ends of everything else. Engines that read the same rows say the same.
 */
public final class Answers {
    private Answers() {}

    /** The questions, name to expression. */
    private static Map<String, String> questions(Table table, String micros) {
        Map<String, String> questions = new LinkedHashMap<>();
        String key = String.join(", ", table.keyNames());
        questions.put("rows", "count(*)");
        questions.put("keys", "count(DISTINCT " + (table.key().size() == 1 ? key : "(" + key + ")") + ")");
        for (Field f : table.fields()) {
            String c = f.name();
            questions.put(c + " known", "count(" + c + ")");
            switch (f.type().typeName().replaceFirst("\\(.*", "")) {
                case "long", "integer", "decimal" ->
                    questions.put(c + " sum", "sum(CAST(" + c + " AS DECIMAL(38, 4)))");
                case "double" -> questions.put(c + " sum", "sum(" + c + ")");
                case "boolean" -> questions.put(c + " true", "sum(CASE WHEN " + c + " THEN 1 ELSE 0 END)");
                case "timestamp" -> {
                    questions.put(c + " first", "min(" + micros.formatted(c) + ")");
                    questions.put(c + " last", "max(" + micros.formatted(c) + ")");
                }
                case "date" -> {
                    questions.put(c + " first", "CAST(min(" + c + ") AS VARCHAR(10))");
                    questions.put(c + " last", "CAST(max(" + c + ") AS VARCHAR(10))");
                }
                default -> questions.put(c + " distinct", "count(DISTINCT " + c + ")");
            }
        }
        return questions;
    }

    private static String select(Map<String, String> questions) {
        return "SELECT "
                + questions.entrySet().stream()
                        .map(q -> q.getValue() + " AS \"" + q.getKey() + "\"")
                        .collect(Collectors.joining(", "))
                + " FROM ";
    }

    public static Map<String, Object> ofSpark(Table table, Dataset<Row> rows) {
        Map<String, String> questions = questions(table, "unix_micros(%s)");
        rows.createOrReplaceTempView("asked");
        Row row = rows.sparkSession()
                .sql(select(questions).replace('"', '`') + "asked")
                .first();
        Map<String, Object> answers = new LinkedHashMap<>();
        int i = 0;
        for (String name : questions.keySet()) answers.put(name, row.get(i++));
        return answers;
    }

    /** @param from what to read, for example read_parquet(...) */
    public static Map<String, Object> ofDuckDb(Connection connection, Table table, String from) throws SQLException {
        return of(connection, questions(table, "epoch_us(%s)"), from);
    }

    public static Map<String, Object> ofPostgres(Connection connection, Table table, String from) throws SQLException {
        return of(connection, questions(table, "CAST(extract(epoch FROM %s) * 1000000 AS BIGINT)"), from);
    }

    private static Map<String, Object> of(Connection connection, Map<String, String> questions, String from)
            throws SQLException {
        Map<String, Object> answers = new LinkedHashMap<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(select(questions) + from)) {
            rows.next();
            int i = 1;
            for (String name : questions.keySet()) answers.put(name, rows.getObject(i++));
        }
        return answers;
    }

    /** Texts must be equal, numbers exactly so, and sums of doubles up to the order in which they were added. */
    public static void assertSame(Table table, Map<String, Object> expected, Map<String, Object> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, value) -> {
            String where = table.fullName() + ": " + name;
            Object other = actual.get(name);
            if (value instanceof Double d && other instanceof Double o) {
                assertEquals(d, o, 1e-9 * Math.max(1, Math.abs(d)), where);
            } else {
                assertEquals(plain(value), plain(other), where);
            }
        });
    }

    private static String plain(Object value) {
        if (!(value instanceof Number)) return String.valueOf(value);
        return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
}
