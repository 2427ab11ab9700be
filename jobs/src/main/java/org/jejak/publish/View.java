package org.jejak.publish;

import static org.jejak.publish.SqlDialect.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jejak.table.Table;

/**
 * A view over the published tables that a dashboard reads as it is, in the schema {@code bi}: facts up to the logical date,
 * names as in the report, amounts that may be added up. Each is a query in a file {@code views/NAME.sql} that DuckDB and
 * PostgreSQL both understand; the lines before it are the comment of the view, and the comment behind a column is that of the
 * column.
 *
 * @param name name of the view
 * @param comment what a row is
 * @param columns column to its meaning, in order
 * @param query the SELECT
 */
record View(String name, String comment, Map<String, String> columns, String query) {
    /** The schema that holds the views. */
    static final String SCHEMA = "bi";

    private static final Pattern COLUMN = Pattern.compile("(?m)\\b(\\w+),? +-- (.+)$");
    private static final Pattern TABLE = Pattern.compile("\\bgold\\.(\\w+)");

    /** Every view there is. */
    static final List<View> ALL = Stream.of(
                    "v_channel_month",
                    "v_contacts",
                    "v_customers",
                    "v_forecast_actual",
                    "v_nps_month",
                    "v_orders",
                    "v_retention",
                    "v_visits")
            .map(View::read)
            .toList();

    /** The views whose tables are all among these. */
    static List<View> of(List<Table> tables) {
        Set<String> names = tables.stream().map(Table::name).collect(Collectors.toSet());
        return ALL.stream().filter(v -> names.containsAll(v.tables())).toList();
    }

    private static View read(String name) {
        try (InputStream in = View.class.getResourceAsStream("views/" + name + ".sql")) {
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file apart. */
    static View parse(String name, String file) {
        String comment = file.lines()
                .takeWhile(line -> line.startsWith("-- "))
                .map(line -> line.substring(3))
                .collect(Collectors.joining(" "));
        String query = file.lines().dropWhile(line -> line.startsWith("-- ")).collect(Collectors.joining("\n"));
        Map<String, String> columns = new LinkedHashMap<>();
        Matcher column = COLUMN.matcher(query);
        while (column.find()) columns.put(column.group(1), column.group(2));
        return new View(name, comment, columns, query);
    }

    /** Names of the gold tables that it reads. */
    Set<String> tables() {
        return TABLE.matcher(query).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    String fullName() {
        return SqlDialect.name(SCHEMA) + "." + SqlDialect.name(name);
    }

    /** CREATE VIEW. */
    String create() {
        return "CREATE VIEW " + fullName() + " AS\n" + query;
    }

    /** COMMENT statements for the view and its columns. */
    List<String> comments() {
        List<String> comments = new ArrayList<>();
        comments.add("COMMENT ON VIEW " + fullName() + " IS " + text(comment));
        columns.forEach((column, meaning) -> comments.add(
                "COMMENT ON COLUMN " + fullName() + "." + SqlDialect.name(column) + " IS " + text(meaning)));
        return comments;
    }
}
