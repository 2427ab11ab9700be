package org.jejak.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jejak.publish.PostgresSchema.Change;
import org.jejak.publish.Publication.Part;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server: Debian's, started here. */
class PostgresSchemaTest {
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed: jobs/bin/install-tools postgres");
        server = PostgresServer.start(programs.get());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = server.connect()) {
            connection.createStatement().execute("DROP SCHEMA IF EXISTS gold CASCADE");
        }
    }

    private static Map<Table, Change> publish(String run, List<Row> things, List<Row> pairs) {
        return PostgresSchema.write(TwoTables.publication(run, things, pairs), server.url(), server.login());
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = server.connect()) {
            return query(connection, sql);
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }

    @Test
    void everyValueArrivesAsItIs() throws SQLException {
        publish("r/1", TwoTables.things(), List.of());
        assertEquals(
                List.of(TwoTables.DIFFICULT, "", "ends", "\\N"),
                query("SELECT note FROM gold.fact_things WHERE note IS NOT NULL ORDER BY id"));
        assertEquals(
                List.of("1|0.3333333333333333|1.0001|false|2026-03-02|2026-03-29 02:00:00.123456"),
                query(
                        "SELECT concat_ws('|', n, share, amount, is_new::text, day, at AT TIME ZONE 'UTC') FROM gold.fact_things WHERE id = 'a'"));
        assertEquals(
                List.of("-9223372036854775808|5e-324|-99999999999999.9999|true|1969-12-31|1969-12-31 23:59:59.999999"),
                query(
                        "SELECT concat_ws('|', n, share, amount, is_new::text, day, at AT TIME ZONE 'UTC') FROM gold.fact_things WHERE id = 'd'"));
        assertEquals(
                List.of("7"),
                query(
                        "SELECT num_nulls(note, n, share, amount, is_new, day, at) FROM gold.fact_things WHERE id = 'c'"));
    }

    @Test
    void aCharacterZeroBecomesTheReplacementCharacter() throws SQLException {
        publish("r/1", List.of(TwoTables.thing("a", "x\0y", 1)), List.of());
        assertEquals(List.of("x\uFFFDy"), query("SELECT note FROM gold.fact_things"));
    }

    @Test
    void commentsKeysAndOriginAreInTheDatabase() throws SQLException {
        publish("r/1", TwoTables.things(), List.of());
        assertEquals(List.of("One row per thing."), query("SELECT obj_description('gold.fact_things'::regclass)"));
        assertEquals(
                List.of("Who's first; the key. [key]"),
                query("SELECT col_description('gold.fact_things'::regclass, 1)"));
        assertEquals(
                List.of("PRIMARY KEY (\"group\", number)"),
                query(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'gold.agg_pairs'::regclass"));
        assertEquals(
                List.of("agg_pairs|r/1|4|0|2026-03-01", "fact_things|r/1|3|5|2026-03-01"),
                query(
                        "SELECT concat_ws('|', table_name, run_id, delta_version, row_count, logical_date) FROM gold.publication ORDER BY 1"));
    }

    @Test
    void onlyWhatDiffersIsTouched() throws SQLException {
        publish(
                "1",
                List.of(
                        TwoTables.thing("same", "x", 1),
                        TwoTables.thing("other", "x", 2),
                        TwoTables.thing("gone", null, 3)),
                List.of(TwoTables.pair("x", 1), TwoTables.pair("x", 2)));
        String before =
                query("SELECT xmin FROM gold.fact_things WHERE id = 'same'").get(0);
        Map<Table, Change> changes = publish(
                "2",
                List.of(
                        TwoTables.thing("same", "x", 1),
                        TwoTables.thing("other", null, 2),
                        TwoTables.thing("new", "x", 4)),
                List.of(TwoTables.pair("x", 2), TwoTables.pair("y", 2)));
        assertEquals(new Change(3, 2, 1), changes.get(TwoTables.THINGS));
        assertEquals(new Change(2, 1, 1), changes.get(TwoTables.PAIRS));
        assertEquals(List.of("new", "other", "same"), query("SELECT id FROM gold.fact_things ORDER BY id"));
        assertEquals(List.of("true"), query("SELECT (note IS NULL)::text FROM gold.fact_things WHERE id = 'other'"));
        assertEquals(
                before,
                query("SELECT xmin FROM gold.fact_things WHERE id = 'same'").get(0),
                "not even rewritten");
        assertEquals(List.of("2"), query("SELECT DISTINCT run_id FROM gold.publication"));
    }

    @Test
    void readersSeeTheOldTablesUntilAllNewOnesAreThere() throws SQLException {
        publish(
                "1",
                List.of(TwoTables.thing("a", "old", 1), TwoTables.thing("b", "old", 2)),
                List.of(TwoTables.pair("x", 1)));
        List<String> seen = new ArrayList<>();
        Publication second = TwoTables.publication(
                "2", List.of(TwoTables.thing("a", "new", 1), TwoTables.thing("c", "new", 2)), List.of());
        // by the time the second table is read, the first is already written
        Publication watched = new Publication(second.runId(), second.date(), second.parts(), (table, version) -> {
            if (table.equals(TwoTables.PAIRS)) seen.addAll(state());
            return second.rows(new Part(table, version));
        });
        PostgresSchema.write(watched, server.url(), server.login());
        assertEquals(List.of("a old", "b old", "1"), seen);
        assertEquals(List.of("a new", "c new", "2"), state());
    }

    /** What somebody else sees now, without waiting for locks. */
    private static List<String> state() {
        try (Connection connection = server.connect()) {
            connection.createStatement().execute("SET lock_timeout = '5s'");
            List<String> state = query(connection, "SELECT id || ' ' || note FROM gold.fact_things ORDER BY id");
            state.addAll(query(connection, "SELECT DISTINCT run_id FROM gold.publication"));
            return state;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailedPublicationChangesNothing() throws SQLException {
        publish("1", List.of(TwoTables.thing("a", "old", 1)), List.of(TwoTables.pair("x", 1)));
        List<Row> twice = List.of(TwoTables.pair("x", 1), TwoTables.pair("x", 1));
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> publish("2", List.of(TwoTables.thing("b", "new", 1)), twice));
        assertTrue(refused.getMessage().contains("the database is as it was"), refused.getMessage());
        assertTrue(!refused.getMessage().contains("(x, 1)"), "no values in messages: " + refused.getMessage());
        assertEquals(List.of("a old", "1"), state());
    }

    @Test
    void columnsOfANewerReleaseAreAddedAndOtherShapesMadeAnew() throws SQLException {
        try (Connection connection = server.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA gold");
            sql.execute("CREATE TABLE gold.fact_things (id TEXT PRIMARY KEY, note TEXT, n BIGINT)");
            sql.execute("CREATE VIEW gold.notes AS SELECT note FROM gold.fact_things");
            sql.execute("CREATE TABLE gold.agg_pairs (\"group\" TEXT NOT NULL, number INTEGER NOT NULL)");
        }
        publish("1", TwoTables.things(), List.of(TwoTables.pair("x", 1L << 40)));
        assertEquals(List.of("5"), query("SELECT count(*) FROM gold.notes"), "a view of an analyst stays");
        assertEquals(List.of("1099511627776"), query("SELECT number FROM gold.agg_pairs"));
        assertEquals(
                TwoTables.THINGS.fields().stream().map(Field::name).toList(),
                query(
                        "SELECT column_name FROM information_schema.columns WHERE table_name = 'fact_things' ORDER BY ordinal_position"));
    }

    @Test
    void aWrongPasswordIsAnErrorWithoutThePassword() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> PostgresSchema.write(
                        TwoTables.publication("1", List.of(), List.of()),
                        server.url() + "?user=analyst&password=wrong-secret",
                        new java.util.Properties()));
        assertTrue(!refused.getMessage().contains("wrong-secret"), refused.getMessage());
    }
}
