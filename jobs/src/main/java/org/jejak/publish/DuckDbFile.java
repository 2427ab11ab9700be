package org.jejak.publish;

import static org.jejak.publish.SqlDialect.nameOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.*;
import java.util.stream.Stream;
import org.jejak.publish.Publication.Part;
import org.jejak.table.Table;

/**
 * All gold tables of one publication in one DuckDB file, with comments, keys and references, and the views of the schema
 * {@code bi}. The file is made aside and takes its name when it is complete: readers see the old file or the new one, never a
 * part. Every DuckDB since 1.0 opens it. A reference is declared when its table is created, so of references in a circle one
 * is left out; {@link ForeignKeys#order} says which.
 */
public final class DuckDbFile {
    /** The oldest DuckDB that opens the file. */
    private static final String STORAGE_VERSION = "v1.0.0";

    private DuckDbFile() {}

    /**
     * The schema that the file's name hides, if it does: DuckDB calls an open file by its name up to the first dot, in
     * whatever case, and then {@code gold.dim_date} of a file {@code gold.duckdb} could be a table of the schema or of the file.
     */
    public static Optional<String> hiddenSchema(Path file) {
        String opened = file.getFileName().toString().replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
        return Stream.of(SqlDialect.SCHEMA, View.SCHEMA, "information_schema")
                .filter(opened::equals)
                .findFirst();
    }

    /**
     * Writes the file, over an older one if need be.
     *
     * @return rows by table
     */
    public static Map<Table, Long> write(Publication publication, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempDirectory(folder, ".jejak");
            try {
                Path made = aside.resolve("made.duckdb");
                Map<Table, Long> counts = fill(publication, aside, made);
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                return counts;
            } finally {
                remove(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not make " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<Table, Long> fill(Publication publication, Path aside, Path file)
            throws SQLException, IOException {
        Map<Table, Long> counts = new LinkedHashMap<>();
        Properties settings = new Properties();
        settings.setProperty("storage_compatibility_version", STORAGE_VERSION);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
                Statement sql = connection.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute("CREATE SCHEMA " + SqlDialect.name(SqlDialect.SCHEMA));
            ForeignKeys keys = ForeignKeys.among(publication.tables());
            List<Table> order = keys.order();
            for (Table table : order) {
                Path parquet = aside.resolve(table.name());
                sql.execute(SqlDialect.create(table, keys.declared(table, order)));
                counts.put(table, insert(sql, table, insert(publication, table, parquet)));
                for (String comment : SqlDialect.comments(table)) sql.execute(comment);
                if (Files.exists(parquet)) remove(parquet);
            }
            origin(connection, publication, counts);
            views(sql, publication);
        }
        return counts;
    }

    /** Says which table is at fault, and not which value. */
    private static long insert(Statement sql, Table table, String query) throws SQLException {
        try {
            return sql.executeLargeUpdate(query);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("(?s)key \"(\\w+): .*\"", "a key in $1");
            throw new SQLException(table.fullName() + ": " + message, e);
        }
    }

    private static String insert(Publication publication, Table table, Path parquet) {
        return "INSERT INTO " + nameOf(table) + " " + PartQuery.of(publication, publication.part(table), parquet)
                + " ORDER BY " + SqlDialect.names(table.key());
    }

    private static void origin(Connection connection, Publication publication, Map<Table, Long> counts)
            throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(SqlDialect.create(SqlDialect.ORIGIN));
            insertOrigin(connection, publication, counts);
            for (String comment : SqlDialect.comments(SqlDialect.ORIGIN)) sql.execute(comment);
        }
    }

    private static void views(Statement sql, Publication publication) throws SQLException {
        sql.execute("CREATE SCHEMA " + SqlDialect.name(View.SCHEMA));
        for (View view : View.of(publication.tables())) {
            sql.execute(view.create());
            for (String comment : view.comments()) sql.execute(comment);
        }
    }

    /** Fills the table that says where the others are from. */
    static void insertOrigin(Connection connection, Publication publication, Map<Table, Long> counts)
            throws SQLException {
        try (PreparedStatement row =
                connection.prepareStatement("INSERT INTO " + nameOf(SqlDialect.ORIGIN) + " VALUES (?, ?, ?, ?, ?)")) {
            for (Part part : publication.parts()) {
                row.setString(1, part.table().name());
                row.setString(2, publication.runId());
                row.setLong(3, part.version());
                row.setLong(4, counts.get(part.table()));
                row.setObject(5, publication.date());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    /** Removes a folder with everything in it. */
    static void remove(Path folder) throws IOException {
        empty(folder);
        Files.delete(folder);
    }

    /** Removes everything in a folder. */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList())
                if (!path.equals(folder)) Files.delete(path);
        }
    }
}
