package org.jejak.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jejak.table.Reference;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignKeysTest {
    @TempDir
    Path folder;

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        }
    }

    @Test
    void referencedTablesComeFirstAndACircleBeginsWithTheMostReferred() {
        ForeignKeys keys = ForeignKeys.among(List.of(Trips.STOPS, Trips.TRIPS, Trips.CITIES));
        List<Table> order = keys.order();
        assertEquals(Trips.CITIES, order.get(0), "it refers to nothing");
        Set<String> declared = new HashSet<>();
        for (Table table : order)
            keys.declared(table, order).forEach(r -> declared.add(r.column().name()));
        assertEquals(3, keys.all().size());
        assertEquals(2, declared.size(), "of the circle one is left out: " + declared);
        assertTrue(declared.contains("city"));
    }

    @Test
    void aReferenceToATableThatIsNotPublishedIsLeftOut() {
        assertEquals(
                List.of("trip_id"),
                ForeignKeys.among(List.of(Trips.STOPS, Trips.TRIPS)).all().stream()
                        .filter(r -> r.from().equals(Trips.STOPS))
                        .map(r -> r.column().name())
                        .toList());
    }

    /** jobs/docs/analysts.md names it. */
    @Test
    void ofTheGoldTablesOneReferenceInACircleIsLeftOut() {
        ForeignKeys keys = ForeignKeys.among(Tables.of("gold"));
        List<Table> order = keys.order();
        Set<Reference> left = new HashSet<>(keys.all());
        order.forEach(table -> keys.declared(table, order).forEach(left::remove));
        assertEquals(
                Set.of("fact_journeys.conversion_id"),
                left.stream()
                        .map(r -> r.from().name() + "." + r.column().name())
                        .collect(Collectors.toSet()));
    }

    @Test
    void duckDbKnowsTheReferencesAndRefusesARowWithoutItsOther() throws SQLException {
        Path file = folder.resolve("mart.duckdb");
        DuckDbFile.write(Trips.publication("1", "Solo"), file);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            assertEquals(
                    List.of(
                            "FOREIGN KEY (city) REFERENCES gold.dim_city(city)",
                            "FOREIGN KEY (last_stop_id) REFERENCES gold.fact_stops(stop_id)"),
                    query(
                            duckDb,
                            "SELECT constraint_text FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY' ORDER BY 1"));
            assertEquals(List.of("2"), query(duckDb, "SELECT count(*) FROM gold.fact_trips"));
        }
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> DuckDbFile.write(Trips.publication("2", "a \"new\"\nAtlantis"), file));
        assertTrue(
                refused.getMessage()
                        .contains(
                                "gold.fact_stops: Constraint Error: Violates foreign key constraint because a key in city"),
                refused.getMessage());
        assertTrue(!refused.getMessage().contains("Atlantis"), "no values in messages: " + refused.getMessage());
    }

    @Test
    void postgresKnowsTheReferencesAndKeepsThemFromNightToNight() throws Exception {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed: jobs/bin/install-tools postgres");
        String constraints = "SELECT oid || ' ' || conname FROM pg_constraint WHERE contype = 'f' ORDER BY conname";
        try (PostgresServer server = PostgresServer.start(programs.get());
                Connection connection = server.connect()) {
            PostgresSchema.write(Trips.publication("1", "Solo"), server.url(), server.login());
            List<String> first = query(connection, constraints);
            assertEquals(
                    List.of("fact_stops_city_fkey", "fact_stops_trip_id_fkey", "fact_trips_last_stop_id_fkey"),
                    first.stream().map(c -> c.replaceFirst(".* ", "")).toList());
            assertEquals(
                    List.of("fact_stops_trip_id_idx", "fact_trips_last_stop_id_idx"),
                    query(connection, "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%_idx' ORDER BY 1"));
            PostgresSchema.write(Trips.publication("2", "Bandung"), server.url(), server.login());
            assertEquals(first, query(connection, constraints));
            assertEquals(
                    List.of("Bandung"), query(connection, "SELECT city FROM gold.fact_stops WHERE stop_id = 's2'"));
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class,
                    () -> PostgresSchema.write(Trips.publication("3", "Atlantis"), server.url(), server.login()));
            assertTrue(refused.getMessage().contains("the database is as it was"), refused.getMessage());
            assertTrue(refused.getMessage().contains("fact_stops_city_fkey"), refused.getMessage());
            assertTrue(!refused.getMessage().contains("Atlantis"), "no values in messages: " + refused.getMessage());
            connection.createStatement().execute("ALTER TABLE gold.dim_city ADD COLUMN mayor TEXT NOT NULL DEFAULT ''");
            PostgresSchema.write(Trips.publication("4", "Solo"), server.url(), server.login());
            assertEquals(List.of("2"), query(connection, "SELECT count(*) FROM gold.dim_city"), "made anew");
            assertEquals(3, query(connection, constraints).size());
        }
    }
}
