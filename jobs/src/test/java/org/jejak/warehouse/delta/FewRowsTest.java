package org.jejak.warehouse.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.TestSpark;
import org.jejak.config.DeltaAccess;
import org.jejak.table.Columns;
import org.jejak.table.Field;
import org.jejak.table.Publications;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few rows of this process in a table: the direct way writes and reads them without Spark's tasks, and nobody can tell. */
class FewRowsTest {
    private static final Field ID = Field.text("id", "Key.").required();
    private static final Field MONEY = Field.money("money", "18 digits.");
    private static final Field SUM = Field.moneySum("money_sum", "28 digits.");
    private static final Field SMALL = new Field("small", DataTypes.createDecimalType(5, 2), "5 digits.", true, false);
    private static final Field NUMBER = Field.number("number", "Whole.");
    private static final Field SHARE = Field.decimal("share", "Floating.");
    private static final Field FLAG = Field.flag("flag", "Yes or no.");
    private static final Field DAY = Field.date("day", "A day.");
    private static final Field MOMENT = Field.timestamp("moment", "A moment.");
    private static final Field BORN = Field.date("born", "A day of a person.").aboutAPerson();
    private static final Field NEVER = Field.timestamp("never", "Always null.");
    private static final Field TEXTS = Field.texts("texts", "Texts.");
    private static final Field PAIRS = Field.textMap("pairs", "Pairs.");

    private static final Table KINDS = Table.silver(
                    "kinds",
                    "One row of each kind of value.",
                    new Columns(ID, MONEY, SUM, SMALL, NUMBER, SHARE, FLAG, DAY, MOMENT, BORN, NEVER, TEXTS, PAIRS))
            .keyedBy(ID)
            .check("number_between", "number BETWEEN -5 AND 5")
            .check("no_negative_share", "nullif(share, -1.0) >= 0");

    private static final List<Row> ROWS = List.of(
            row("a").set(MONEY, new BigDecimal("99999999999999.9999"))
                    .set(SUM, new BigDecimal("-999999999999999999999999.9999"))
                    .set(SMALL, new BigDecimal("999.99"))
                    .set(DAY, Date.valueOf("1969-12-30"))
                    .set(MOMENT, moment("1969-12-31 23:59:59.123456"))
                    .set(BORN, Date.valueOf("1900-01-01"))
                    .set(TEXTS, new String[] {"x", ""})
                    .set(PAIRS, Map.of("k", "v"))
                    .row(),
            row("b").set(MONEY, new BigDecimal("1.5"))
                    .set(SMALL, new BigDecimal("1"))
                    .set(SHARE, Double.NaN)
                    .set(DAY, Date.valueOf("2026-02-28"))
                    .set(MOMENT, moment("2026-02-28 10:00:00.999999"))
                    .row(),
            row("c").set(SHARE, -0.0).set(TEXTS, new String[0]).row(),
            row("d, \"é\" 😀").set(SHARE, Double.POSITIVE_INFINITY).row());

    @TempDir
    Path folder;

    private DeltaStore store(DeltaAccess access) {
        return DeltaStore.at(TestSpark.session(), folder.resolve("kinds").toString(), access);
    }

    private DeltaStore created(DeltaAccess access, boolean deletionVectors) {
        store(DeltaAccess.DIRECT).create(KINDS, deletionVectors);
        return store(access);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfValueComesBackAsItWas(DeltaAccess writer) {
        DeltaStore store = created(writer, false);
        assertEquals(List.of(), store.rows(KINDS));
        store.append(KINDS, ROWS);
        List<String> stored = TestSpark.texts(store.read());
        for (DeltaAccess reader : DeltaAccess.values())
            assertEquals(stored, TestSpark.texts(store(reader).rows(KINDS)), "read " + reader);
        List<Row> rows = store.rows(KINDS).stream()
                .sorted((a, b) -> a.getString(0).compareTo(b.getString(0)))
                .toList();
        assertEquals(new BigDecimal("99999999999999.9999"), rows.get(0).getAs(MONEY.name()));
        assertEquals(
                new BigDecimal("-999999999999999999999999.9999"), rows.get(0).getAs(SUM.name()));
        assertEquals(new BigDecimal("999.99"), rows.get(0).getAs(SMALL.name()));
        assertEquals(moment("1969-12-31 23:59:59.123456"), rows.get(0).getAs(MOMENT.name()));
        assertEquals(Date.valueOf("1900-01-01"), rows.get(0).getAs(BORN.name()));
        assertEquals(List.of("x", ""), rows.get(0).getList(KINDS.placeOf(TEXTS)));
        assertEquals(Map.of("k", "v"), rows.get(0).getJavaMap(KINDS.placeOf(PAIRS)));
        assertEquals(new BigDecimal("1.5000"), rows.get(1).getAs(MONEY.name()));
        assertEquals((Double) Double.NaN, rows.get(1).getAs(SHARE.name()));
        assertEquals((Double) (-0.0), rows.get(2).getAs(SHARE.name()));
        assertEquals(List.of(), rows.get(2).getList(KINDS.placeOf(TEXTS)));
        assertEquals("d, \"é\" 😀", rows.get(3).getString(0));
    }

    @ParameterizedTest
    @EnumSource
    void theyAreAddedAndReplaced(DeltaAccess access) {
        DeltaStore store = created(access, false);
        store.append(KINDS, ROWS.subList(0, 1));
        store.append(KINDS, ROWS.subList(1, 3));
        assertEquals(List.of("a", "b", "c"), ids(store));
        store.overwrite(KINDS, ROWS.subList(2, 3));
        assertEquals(List.of("c"), ids(store));
        assertEquals(2, store.read(1).count() + store.read(2).count() - 2, "earlier versions stay");
        store.overwrite(KINDS, List.of());
        assertEquals(List.of(), ids(store));
        assertEquals(4, store.version());
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConstraintLeavesTheTableAsItWas(DeltaAccess access) {
        DeltaStore store = created(access, false);
        store.append(KINDS, ROWS.subList(0, 1));
        Map<String, Row> wrong = Map.of(
                "number_between", row("x").set(NUMBER, 6L).row(),
                "no_negative_share", row("x").set(SHARE, -1.0).row(), // null, as NULL is not true
                "NOT NULL", row(null).row());
        wrong.forEach((constraint, row) -> {
            for (List<Row> rows : List.of(List.of(row), List.of(ROWS.get(1), row))) {
                assertTrue(said(assertThrows(Exception.class, () -> store.append(KINDS, rows)))
                        .contains(constraint));
                assertThrows(Exception.class, () -> store.overwrite(KINDS, rows));
            }
        });
        assertEquals(1, store.version());
        assertEquals(List.of("a"), ids(store));
    }

    private static String said(Throwable e) {
        return e.getMessage() + (e.getCause() == null ? "" : said(e.getCause()));
    }

    /** Types, compression, notes in the file, and what Delta's log says about the rows; nothing about people. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileIsAsSparkWritesIt(boolean deletionVectors) throws IOException {
        DeltaStore direct = created(DeltaAccess.DIRECT, deletionVectors);
        direct.append(KINDS, ROWS);
        store(DeltaAccess.PLAIN).append(KINDS, ROWS);
        JsonNode here = added(1);
        JsonNode sparks = added(2);
        ParquetMetadata file = footer(here);
        ParquetMetadata sparksFile = footer(sparks);
        assertEquals(
                sparksFile.getFileMetaData().getSchema(), file.getFileMetaData().getSchema());
        assertEquals(
                sparksFile.getFileMetaData().getKeyValueMetaData(),
                file.getFileMetaData().getKeyValueMetaData());
        assertEquals(
                sparksFile.getBlocks().get(0).getColumns().get(0).getCodec(),
                file.getBlocks().get(0).getColumns().get(0).getCodec());
        String statistics = here.get("stats").asText();
        assertEquals(sparks.get("stats").asText(), statistics);
        assertEquals(
                "{\"numRecords\":4,\"minValues\":{\"day\":\"1969-12-30\",\"moment\":\"1969-12-31T23:59:59.123Z\"},"
                        + "\"maxValues\":{\"day\":\"2026-02-28\",\"moment\":\"2026-02-28T10:00:00.999Z\"},"
                        + "\"nullCount\":{\"day\":2,\"moment\":2,\"never\":4}"
                        + (deletionVectors ? ",\"tightBounds\":true}" : "}"),
                statistics);
        assertEquals(sparks.get("partitionValues"), here.get("partitionValues"));
        assertEquals(
                Files.size(folder.resolve("kinds").resolve(here.get("path").asText())),
                here.get("size").asLong());
    }

    /** Where a file is left out by its statistics, all its rows have to be others. */
    @Test
    void aQueryFindsRowsAtTheEndsOfAFile() {
        DeltaStore store = created(DeltaAccess.DIRECT, false);
        store.append(KINDS, ROWS);
        String table = "delta.`" + folder.resolve("kinds") + "`";
        for (String condition : List.of(
                "moment >= TIMESTAMP'2026-02-28 10:00:00.9999'",
                "moment < TIMESTAMP'1969-12-31 23:59:59.1235'",
                "day >= DATE'2026-02-28'",
                "day <= DATE'1969-12-30'"))
            assertEquals(
                    1,
                    TestSpark.session()
                            .sql("SELECT id FROM " + table + " WHERE " + condition)
                            .count(),
                    condition);
    }

    /** Rows that Spark has to help with: vectors of deleted rows, files by month, columns that came later. */
    @ParameterizedTest
    @CsvSource({"DIRECT", "PLAIN"})
    void rowsThatAreMarkedAsGoneAreNotRead(DeltaAccess access) {
        DeltaStore store = created(access, true);
        store.append(KINDS, ROWS);
        TestSpark.session().sql("DELETE FROM delta.`" + folder.resolve("kinds") + "` WHERE id = 'b'");
        assertEquals(List.of("a", "c", "d, \"é\" 😀"), ids(store));
        store.append(KINDS, List.of(row("e").row()));
        assertEquals(List.of("a", "c", "d, \"é\" 😀", "e"), ids(store));
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreStoredByMonth(DeltaAccess access) {
        Table byMonth = KINDS.byMonth(DAY);
        DeltaStore store = store(access);
        store.create(byMonth, false);
        store.append(byMonth, ROWS);
        assertEquals(
                2,
                store.rows(byMonth).stream()
                        .filter(r -> r.isNullAt(KINDS.placeOf(DAY)))
                        .count());
        assertEquals(List.of("a", "b", "c", "d, \"é\" 😀"), ids(store));
    }

    /** Not one into the place of the other. */
    @Test
    void aTableWithOtherColumnsThanExpectedIsNotWritten() {
        DeltaStore store = created(DeltaAccess.DIRECT, false);
        Table other = Table.silver("kinds", "As it will be.", new Columns(ID, NUMBER, Field.text("later", "New.")))
                .keyedBy(ID);
        Row row = RowFactory.create("a", 1L, "x");
        assertThrows(Exception.class, () -> store.append(other, List.of(row)));
        assertEquals(0, store.version());
    }

    @Test
    void nothingOfItIsASparkExecution() {
        DeltaStore store = DeltaStore.at(
                TestSpark.session(), folder.resolve("publications").toString(), DeltaAccess.DIRECT);
        store.create(Publications.TABLE, false);
        Row row = new RowBuilder(Publications.TABLE)
                .set(Publications.RUN_ID, "r")
                .set(Publications.TABLE_NAME, "t")
                .set(Publications.DELTA_VERSION, 1L)
                .set(Publications.LOGICAL_DATE, Date.valueOf("2026-03-01"))
                .row();
        assertEquals(0, TestSpark.executions(() -> {
            for (int i = 0; i < 3; i++) {
                store.append(Publications.TABLE, List.of(row));
                store.rows(Publications.TABLE);
                store.bytes();
                store.files();
            }
            store.overwrite(Publications.TABLE, List.of(row));
            assertEquals(1, store.rows(Publications.TABLE).size());
        }));
    }

    private List<String> ids(DeltaStore store) {
        List<Row> rows = store.rows(KINDS);
        assertEquals(TestSpark.texts(store.read().select(ID.col())).size(), rows.size());
        return rows.stream().map(r -> r.getString(KINDS.placeOf(ID))).sorted().toList();
    }

    private JsonNode added(int version) throws IOException {
        for (String line :
                Files.readAllLines(folder.resolve("kinds/_delta_log").resolve(String.format("%020d.json", version)))) {
            JsonNode action = new JsonMapper().readTree(line).get("add");
            if (action != null) return action;
        }
        throw new IllegalStateException("version " + version + " added no file");
    }

    private ParquetMetadata footer(JsonNode added) throws IOException {
        Path file = folder.resolve("kinds").resolve(added.get("path").asText());
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            return reader.getFooter();
        }
    }

    private static Timestamp moment(String text) {
        return Timestamp.valueOf(text);
    }

    private static RowBuilder row(String id) {
        return new RowBuilder(KINDS).set(ID, id).set(NUMBER, 5L).set(SHARE, 0.5).set(FLAG, true);
    }
}
