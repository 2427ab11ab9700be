package org.jejak.publish;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/** The gold tables of a shop of five customers ({@code shop.sql}) with the views, in memory: every answer can be checked by hand. */
public final class Shop {
    /** The twelve questions, as jobs/docs/analysts.md shows them. */
    private static final Path QUESTIONS = Path.of("docs/questions");

    private Shop() {}

    /** Opens it; columns that the file does not fill are null. */
    static Connection open() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement sql = connection.createStatement();
                InputStream rows = Shop.class.getResourceAsStream("/shop.sql")) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute("CREATE SCHEMA gold");
            sql.execute("CREATE SCHEMA bi");
            for (Table table : Tables.of("gold"))
                sql.execute("CREATE TABLE " + SqlDialect.nameOf(table) + " ("
                        + table.fields().stream()
                                .map(f -> SqlDialect.name(f.name()) + " " + SqlDialect.type(f.type()))
                                .collect(Collectors.joining(", "))
                        + ")");
            sql.execute(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
            for (View view : View.ALL) {
                sql.execute(view.create());
                for (String comment : view.comments()) sql.execute(comment);
            }
        }
        return connection;
    }

    /** Files of the questions, in order. */
    public static List<Path> questions() throws IOException {
        try (Stream<Path> files = Files.list(QUESTIONS)) {
            return files.sorted().toList();
        }
    }

    /** The rows of an answer, cells parted by bars; numbers with four digits at most. */
    public static List<String> answer(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
                    cells.add(cell(rows.getObject(i), rows.getString(i)));
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    private static String cell(Object value, String text) {
        if (!(value instanceof Number) || value instanceof Double d && !Double.isFinite(d)) return String.valueOf(text);
        BigDecimal rounded = new BigDecimal(text).setScale(4, java.math.RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
