package org.jejak.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jejak.publish.Publication.Part;
import org.jejak.table.DataFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void instants() {
        file = folder.resolve("mart [1]").resolve("m'art.duckdb");
    }

    private Connection open() throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file, readOnly);
    }

    @Test
    void everyValueArrivesAsItIs() throws SQLException {
        Map<?, Long> counts = DuckDbFile.write(
                TwoTables.publication("r/1", TwoTables.things(), List.of(TwoTables.pair("x", 1))), file);
        assertEquals(Map.of(TwoTables.THINGS, 5L, TwoTables.PAIRS, 1L), counts);
        try (Connection duckDb = open();
                ResultSet row = duckDb.createStatement().executeQuery("SELECT * FROM gold.fact_things ORDER BY id")) {
            row.next();
            assertEquals(TwoTables.DIFFICULT, row.getString("note"));
            assertEquals(1 / 3.0, row.getDouble("share"));
            assertEquals(new BigDecimal("1.0001"), row.getBigDecimal("amount"));
            assertEquals(LocalDate.of(2026, 3, 2), row.getObject("day", LocalDate.class));
            assertEquals(
                    Instant.parse("2026-03-29T02:00:00.123456Z"),
                    row.getObject("at", OffsetDateTime.class).toInstant());
            row.next();
            assertEquals("", row.getString("note"), "an empty text is not null");
            row.next();
            for (int i = 2; i <= 8; i++) assertNull(row.getObject(i));
            row.next();
            assertEquals(Long.MIN_VALUE, row.getLong("n"));
            assertEquals(Double.MIN_VALUE, row.getDouble("share"));
            assertEquals(new BigDecimal("-99999999999999.9999"), row.getBigDecimal("amount"));
            assertEquals(
                    Instant.parse("1969-12-31T23:59:59.999999Z"),
                    row.getObject("at", OffsetDateTime.class).toInstant());
        }
    }

    /** Delta marks rows as deleted and leaves them in their files. */
    @Test
    void rowsThatAreDeletedInTheirFilesDoNotArrive() throws SQLException, IOException {
        Publication all = TwoTables.publication("r/1", TwoTables.things(), List.of(TwoTables.pair("x", 1)));
        Path rows = folder.resolve("rows");
        all.rows(all.part(TwoTables.THINGS)).coalesce(1).write().parquet(rows.toString());
        Path parquet;
        try (Stream<Path> files = Files.list(rows)) {
            parquet = files.filter(f -> f.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        DataFile some = new DataFile(parquet, Map.of(), BitSet.valueOf(new long[] {0b01010}));
        DataFile whole = new DataFile(
                Files.copy(parquet, folder.resolve("none.parquet")), Map.of(), BitSet.valueOf(new long[] {0b11111}));
        DuckDbFile.write(
                new Publication(
                        all.runId(),
                        all.date(),
                        all.parts(),
                        all.reader(),
                        (table, version) ->
                                table.equals(TwoTables.THINGS) ? Optional.of(List.of(some, whole)) : Optional.empty()),
                file);
        try (Connection duckDb = open();
                ResultSet row = duckDb.createStatement()
                        .executeQuery("SELECT string_agg(id, ' ' ORDER BY id) FROM gold.fact_things")) {
            row.next();
            assertEquals("a d e", row.getString(1), "b and c are in places 1 and 3");
        }
    }

    @Test
    void commentsKeysAndOriginAreInTheFile() throws SQLException {
        DuckDbFile.write(TwoTables.publication("r/1", TwoTables.things(), List.of()), file);
        try (Connection duckDb = open()) {
            assertEquals(
                    List.of("One row per group and number.", "One row per thing."),
                    texts(duckDb.getMetaData().getTables(null, "gold", "%s", null), "REMARKS"));
            assertTrue(texts(duckDb.getMetaData().getColumns(null, "gold", "fact_things", "%"), "REMARKS")
                    .contains("Who's first; the key. [key]"));
            assertEquals(
                    List.of("group", "number"),
                    texts(duckDb.getMetaData().getPrimaryKeys(null, "gold", "agg_pairs"), "COLUMN_NAME"));
            assertEquals(
                    List.of("agg_pairs|r/1|4|0|2026-03-01", "fact_things|r/1|3|5|2026-03-01"),
                    texts(
                            duckDb.createStatement()
                                    .executeQuery(
                                            "SELECT concat_ws('|', table_name, run_id, delta_version, row_count, logical_date) AS t FROM gold.publication ORDER BY 1"),
                            "t"));
        }
    }

    @Test
    void aFailedPublicationLeavesTheOldFileAndNothingElse() throws SQLException, IOException {
        DuckDbFile.write(TwoTables.publication("old", TwoTables.things(), List.of(TwoTables.pair("x", 1))), file);
        Publication broken = TwoTables.publication("new", List.of(), List.of());
        Publication failing = new Publication("new", broken.date(), broken.parts(), (table, version) -> {
            if (table.equals(TwoTables.PAIRS)) throw new IllegalStateException("this version is gone");
            return broken.rows(new Part(table, version));
        });
        assertThrows(IllegalStateException.class, () -> DuckDbFile.write(failing, file));
        try (Connection duckDb = open()) {
            assertEquals(
                    List.of("5"),
                    texts(duckDb.createStatement().executeQuery("SELECT count(*) AS n FROM gold.fact_things"), "n"));
        }
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aLaterPublicationTakesThePlaceOfTheFile() throws SQLException {
        DuckDbFile.write(TwoTables.publication("old", TwoTables.things(), List.of()), file);
        DuckDbFile.write(TwoTables.publication("new", List.of(), List.of(TwoTables.pair("x", 1))), file);
        try (Connection duckDb = open()) {
            assertEquals(
                    List.of("0"),
                    texts(duckDb.createStatement().executeQuery("SELECT count(*) AS n FROM gold.fact_things"), "n"));
        }
    }

    @Test
    void aDuckDbOfTheReleaseBeforeReadsRowsCommentsAndKeys() throws Exception {
        DuckDbFile.write(TwoTables.publication("r/1", TwoTables.things(), List.of(TwoTables.pair("x", 1 << 20))), file);
        List<String> answer = OlderDuckDb.query(file, """
                SELECT (SELECT count(*) FROM gold.fact_things),
                       (SELECT "group" || number FROM gold.agg_pairs),
                       (SELECT comment FROM duckdb_tables() WHERE table_name = 'agg_pairs'),
                       (SELECT comment FROM duckdb_columns() WHERE table_name = 'fact_things' AND column_name = 'id'),
                       (SELECT constraint_text FROM duckdb_constraints()
                        WHERE table_name = 'agg_pairs' AND constraint_type = 'PRIMARY KEY')""");
        assertTrue(answer.get(0).startsWith("v1."), answer.get(0));
        assertEquals(
                "5|x1048576|One row per group and number.|Who's first; the key. [key]|PRIMARY KEY(\"group\", number)",
                answer.get(1));
    }

    @Test
    void aFileMayNotBeCalledAsASchema() {
        for (String name : List.of("gold.duckdb", "GOLD.db", "gold", "gold.2026.duckdb"))
            assertEquals(Optional.of("gold"), DuckDbFile.hiddenSchema(folder.resolve(name)), name);
        for (String name : List.of("mart.duckdb", "golden.duckdb", "mart.gold"))
            assertEquals(Optional.empty(), DuckDbFile.hiddenSchema(folder.resolve(name)), name);
    }

    private static List<String> texts(ResultSet rows, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) texts.add(rows.getString(column));
        return texts.stream().sorted().toList();
    }
}
