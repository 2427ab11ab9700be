package org.jejak.publish;

import static org.jejak.publish.SqlDialect.nameOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.publish.Publication.Part;
import org.jejak.table.*;
import org.postgresql.PGConnection;

/**
 * All gold tables of one publication in the schema {@code gold} of a PostgreSQL database, with comments, keys and references,
 * and the views of the schema {@code bi}. Everything happens in one transaction: readers see the last publication or this one. Rows are compared by key: new ones
 * are inserted, changed ones updated, vanished ones deleted, and the rest is not touched.
 */
public final class PostgresSchema {
    private static final int COPY_BUFFER = 1 << 18;

    /** What PostgreSQL answers if a view cannot be replaced, for its columns are others. */
    private static final String OTHER_COLUMNS = "42P16";

    /** Null in CSV; a text that reads like this is in quotes. */
    private static final String NULL = "\\N";

    /**
     * What became of one table.
     *
     * @param rows rows it has now
     * @param changed rows inserted or updated
     * @param deleted rows deleted
     */
    public record Change(long rows, long changed, long deleted) {}

    private PostgresSchema() {}

    /**
     * Brings the schema up to date.
     *
     * @param url JDBC address, {@code jdbc:postgresql://host/database}
     * @param login user and password, as far as the address or the driver's own password file do not say
     * @return what became of each table
     */
    public static Map<Table, Change> write(Publication publication, String url, Properties login) {
        try (Connection connection = DriverManager.getConnection(url, login)) {
            connection.setAutoCommit(false);
            try {
                Map<Table, Change> changes = write(publication, connection);
                connection.commit();
                return changes;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write rows aside; the database is as it was", e);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "PostgreSQL refused the publication, and the database is as it was: " + firstLine(e), e);
        }
    }

    /** The message without PostgreSQL's details, which quote rows. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message") + " (" + e.getSQLState() + ")";
    }

    private static Map<Table, Change> write(Publication publication, Connection connection)
            throws SQLException, IOException {
        try (Statement sql = connection.createStatement()) {
            // two publications at a time wait for each other
            sql.execute("SELECT pg_advisory_xact_lock(hashtext('jejak.publish'))");
            sql.execute("SET LOCAL client_min_messages = warning");
            sql.execute("CREATE SCHEMA IF NOT EXISTS " + SqlDialect.name(SqlDialect.SCHEMA));
            sql.execute("CREATE SCHEMA IF NOT EXISTS " + SqlDialect.name(View.SCHEMA));
            List<Table> tables = new ArrayList<>(publication.tables());
            tables.add(SqlDialect.ORIGIN);
            Map<Table, Map<String, String>> there = new LinkedHashMap<>();
            for (Table table : tables) there.put(table, columns(connection, table));
            clear(connection, there);
            for (Table table : tables) define(connection, table, there.get(table));
            Map<Table, Change> changes = new LinkedHashMap<>();
            Path aside = Files.createTempDirectory("jejak-publish");
            try {
                for (Part part : publication.parts())
                    changes.put(part.table(), update(publication, part, aside, connection));
            } finally {
                DuckDbFile.remove(aside);
            }
            sql.execute("DELETE FROM " + nameOf(SqlDialect.ORIGIN));
            DuckDbFile.insertOrigin(
                    connection,
                    publication,
                    changes.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> e.getValue().rows())));
            PostgresReferences.declare(connection, ForeignKeys.among(publication.tables()));
            views(connection, publication);
            return changes;
        }
    }

    /**
     * Takes away tables that have to be made anew, and what holds on to them: their views of the schema bi, and references.
     *
     * @param there columns of the tables by name; empty for those that are not there, as are afterwards those of the cleared
     */
    private static void clear(Connection connection, Map<Table, Map<String, String>> there) throws SQLException {
        List<Table> anew = new ArrayList<>();
        for (Table table : there.keySet()) if (isMadeAnew(connection, table, there.get(table))) anew.add(table);
        if (anew.isEmpty()) return;
        Set<String> names = anew.stream().map(Table::name).collect(Collectors.toSet());
        try (Statement sql = connection.createStatement()) {
            for (View view : View.ALL)
                if (!Collections.disjoint(view.tables(), names)) sql.execute("DROP VIEW IF EXISTS " + view.fullName());
            PostgresReferences.drop(connection, anew);
            for (Table table : anew) {
                sql.execute("DROP TABLE " + nameOf(table));
                there.put(table, Map.of());
            }
        }
    }

    /** A view of other columns than before is made anew, and loses what was granted on it. */
    private static void views(Connection connection, Publication publication) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            for (View view : View.of(publication.tables())) {
                Savepoint before = connection.setSavepoint();
                try {
                    sql.execute(view.create().replaceFirst("CREATE", "CREATE OR REPLACE"));
                } catch (SQLException e) {
                    if (!OTHER_COLUMNS.equals(e.getSQLState())) throw e;
                    connection.rollback(before);
                    sql.execute("DROP VIEW " + view.fullName());
                    sql.execute(view.create());
                }
                for (String comment : view.comments()) sql.execute(comment);
            }
        }
    }

    private static Change update(Publication publication, Part part, Path aside, Connection connection)
            throws SQLException, IOException {
        Table table = part.table();
        String incoming = SqlDialect.name("incoming_" + table.name());
        try (Statement sql = connection.createStatement()) {
            sql.execute("CREATE TEMPORARY TABLE " + incoming + " ("
                    + table.fields().stream().map(SqlDialect::column).collect(Collectors.joining(", "))
                    + ") ON COMMIT DROP");
            Path csv = csv(table, PartQuery.of(publication, part, aside.resolve(table.name())), aside);
            long rows = copy(connection, incoming, table, csv);
            DuckDbFile.empty(aside);
            sql.execute("ALTER TABLE " + incoming + " ADD PRIMARY KEY (" + SqlDialect.names(table.key()) + ")");
            sql.execute("ANALYZE " + incoming);
            long deleted = sql.executeLargeUpdate("DELETE FROM " + nameOf(table)
                    + " AS old WHERE NOT EXISTS (SELECT 1 FROM " + incoming + " AS new WHERE "
                    + same(table.key(), "=") + ")");
            long changed = sql.executeLargeUpdate(upsert(table, incoming));
            sql.execute("DROP TABLE " + incoming);
            return new Change(rows, changed, deleted);
        }
    }

    private static String upsert(Table table, String incoming) {
        List<Field> values =
                table.fields().stream().filter(f -> !table.key().contains(f)).toList();
        String names = SqlDialect.names(table.fields());
        String insert = "INSERT INTO " + nameOf(table) + " AS old (" + names + ") SELECT " + names + " FROM " + incoming
                + " ON CONFLICT (" + SqlDialect.names(table.key()) + ") DO ";
        if (values.isEmpty()) return insert + "NOTHING";
        return insert + "UPDATE SET "
                + values.stream()
                        .map(f -> SqlDialect.name(f.name()) + " = excluded." + SqlDialect.name(f.name()))
                        .collect(Collectors.joining(", "))
                + " WHERE (" + qualified(values, "old") + ") IS DISTINCT FROM (" + qualified(values, "excluded") + ")";
    }

    private static String qualified(List<Field> fields, String alias) {
        return fields.stream().map(f -> alias + "." + SqlDialect.name(f.name())).collect(Collectors.joining(", "));
    }

    private static String same(List<Field> fields, String operator) {
        return fields.stream()
                .map(f -> "old." + SqlDialect.name(f.name()) + " " + operator + " new." + SqlDialect.name(f.name()))
                .collect(Collectors.joining(" AND "));
    }

    /** DuckDB writes the rows down as CSV. PostgreSQL has no character zero in texts: it becomes the replacement character. */
    private static Path csv(Table table, String query, Path aside) throws SQLException {
        String texts = table.fields().stream()
                .filter(f -> f.type().equals(DataTypes.StringType))
                .map(f -> SqlDialect.name(f.name()))
                .collect(Collectors.joining(", "));
        String columns = table.fields().stream()
                .map(f -> f.type().equals(DataTypes.StringType)
                        ? "replace(" + SqlDialect.name(f.name()) + ", chr(0), '\uFFFD') AS " + SqlDialect.name(f.name())
                        : SqlDialect.name(f.name()))
                .collect(Collectors.joining(", "));
        Path file = aside.resolve(table.name() + ".csv");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckDb.createStatement()) {
            sql.execute("SET TimeZone = 'UTC'");
            sql.execute("COPY (SELECT " + columns + " FROM (" + query + ")) TO " + SqlDialect.text(file.toString())
                    + " (FORMAT csv, HEADER false, NULLSTR '" + NULL + "'"
                    + (texts.isEmpty() ? "" : ", FORCE_QUOTE (" + texts + ")") + ")");
        }
        return file;
    }

    private static long copy(Connection connection, String into, Table table, Path csv)
            throws SQLException, IOException {
        try (InputStream rows = Files.newInputStream(csv)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + into + " (" + SqlDialect.names(table.fields())
                                    + ") FROM STDIN (FORMAT csv, ENCODING 'UTF8', NULL '" + NULL + "')",
                            rows,
                            COPY_BUFFER);
        }
    }

    /** Whether the table there is of another shape: a newer release may only have added columns that can be null. */
    private static boolean isMadeAnew(Connection connection, Table table, Map<String, String> there)
            throws SQLException {
        if (there.isEmpty()) return false;
        Map<String, String> wanted = new LinkedHashMap<>();
        table.fields().forEach(f -> wanted.put(f.name(), typeName(f)));
        return !wanted.entrySet().containsAll(there.entrySet())
                || !key(connection, table).equals(table.keyNames())
                || table.fields().stream().anyMatch(f -> !there.containsKey(f.name()) && !f.nullable());
    }

    /** Creates a table, or gives it the columns that a newer release added. */
    private static void define(Connection connection, Table table, Map<String, String> there) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            if (there.isEmpty()) sql.execute(SqlDialect.create(table));
            else {
                for (Field f : table.fields())
                    if (!there.containsKey(f.name()))
                        sql.execute("ALTER TABLE " + nameOf(table) + " ADD COLUMN " + SqlDialect.column(f));
            }
            for (String comment : SqlDialect.comments(table)) sql.execute(comment);
        }
    }

    private static Map<String, String> columns(Connection connection, Table table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT column_name, data_type || coalesce('(' || numeric_scale || ')', '') || is_nullable "
                        + "FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position")) {
            query.setString(1, SqlDialect.SCHEMA);
            query.setString(2, table.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    private static List<String> key(Connection connection, Table table) throws SQLException {
        Map<Short, String> columns = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, SqlDialect.SCHEMA, table.name())) {
            while (rows.next()) columns.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
        }
        return List.copyOf(columns.values());
    }

    /** The type as the catalogue of PostgreSQL spells it, with scale and nullability. */
    private static String typeName(Field field) {
        String type = SqlDialect.type(field.type()).toLowerCase(Locale.ROOT);
        if (type.startsWith("decimal")) type = type.replaceFirst("decimal\\(\\d+,(\\d+)\\)", "numeric($1)");
        else if (type.equals("bigint") || type.equals("integer")) type += "(0)";
        return type + (field.nullable() ? "YES" : "NO");
    }
}
