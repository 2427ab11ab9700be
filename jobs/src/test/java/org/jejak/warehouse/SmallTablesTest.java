package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.table.Publications;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of few rows, which are most: Spark is asked for nothing but the new rows, and for these only if it has to compute them. */
class SmallTablesTest {
    private static final Table TABLE = Publications.TABLE;

    @TempDir
    Path folder;

    private Warehouse warehouse;

    @BeforeEach
    void create() {
        warehouse = new Warehouse(TestSpark.session(), folder.toString());
        warehouse.files(TABLE).create(TABLE, false);
        warehouse.appendNew(TABLE, List.of(row("one", 1), row("two", 1), row("three", 1)));
    }

    @Test
    void changedRowsAreCountedByKey() {
        Written written = warehouse.replaceAll(TABLE, List.of(row("one", 1), row("two", 2), row("four", 1)));
        assertEquals("replaced_all", written.operation());
        assertEquals(3, written.rows());
        assertEquals(3, written.changed(), "two is different, three is gone, four is new");
        assertEquals(2, written.version());
        assertEquals(List.of("four|1", "one|1", "two|2"), stored());
    }

    @Test
    void theSameRowsInAnotherOrderCommitNothing() {
        List<Row> same = List.of(row("three", 1), row("two", 1), row("one", 1));
        assertEquals(new Written(TABLE, "unchanged", 0, 0, 1), warehouse.replaceAll(TABLE, same));
        assertEquals(new Written(TABLE, "unchanged", 0, 0, 1), warehouse.replaceAll(TABLE, computed(same)));
    }

    @Test
    void allRowsMayGo() {
        assertEquals(3, warehouse.replaceAll(TABLE, List.of()).changed());
        assertEquals(List.of(), stored());
        assertEquals(0, warehouse.replaceAll(TABLE, List.of()).changed());
    }

    @Test
    void aKeyTwiceIsRefused() {
        List<Row> twice = List.of(row("one", 1), row("one", 2));
        assertThrows(Warehouse.KeyViolation.class, () -> warehouse.replaceAll(TABLE, twice));
        assertThrows(Warehouse.KeyViolation.class, () -> warehouse.replaceAll(TABLE, computed(twice)));
        assertThrows(
                Warehouse.KeyViolation.class, () -> warehouse.appendNew(TABLE, List.of(row("new", 1), row("new", 2))));
        assertThrows(Warehouse.KeyViolation.class, () -> warehouse.overwrite(TABLE, computed(twice)));
        assertEquals(List.of("one|1", "three|1", "two|1"), stored());
    }

    @Test
    void onlyRowsWithANewKeyAreAdded() {
        Written written = warehouse.appendNew(TABLE, List.of(row("two", 9), row("five", 1)));
        assertEquals(new Written(TABLE, "appended", 1, 1, 2), written);
        assertEquals(List.of("five|1", "one|1", "three|1", "two|1"), stored());
        assertEquals(
                "unchanged", warehouse.appendNew(TABLE, List.of(row("two", 9))).operation());
    }

    @Test
    void rowsOfThisProcessAreWrittenWithoutSpark() {
        assertEquals(0, TestSpark.executions(() -> {
            warehouse.replaceAll(TABLE, List.of(row("one", 1), row("two", 2)));
            warehouse.replaceAll(TABLE, List.of(row("one", 1), row("two", 3)));
            warehouse.appendNew(TABLE, List.of(row("two", 1), row("six", 1)));
            assertEquals(3, warehouse.rows(TABLE).size());
            assertEquals(
                    1,
                    warehouse
                            .rows(TABLE, Publications.TABLE_NAME, List.of("six", "x"))
                            .size());
        }));
    }

    @Test
    void rowsThatSparkComputesAreOneQuery() {
        assertEquals(1, TestSpark.executions(() -> warehouse.replaceAll(TABLE, computed(List.of(row("two", 2))))));
        assertEquals(1, TestSpark.executions(() -> warehouse.replaceAll(TABLE, computed(List.of(row("two", 2))))));
        assertEquals(1, TestSpark.executions(() -> warehouse.overwrite(TABLE, computed(List.of(row("two", 3))))));
        assertEquals(List.of("two|3"), stored());
    }

    @Test
    void aLedgerDoesNotGetAFileForEachNight() {
        for (int night = 0; night < 50; night++) warehouse.appendNew(TABLE, List.of(row("night " + night, 1)));
        assertEquals(53, stored().size());
        long files = warehouse.files(TABLE).files();
        assertTrue(files <= 20, files + " files");
        assertEquals(51, warehouse.version(TABLE), "one commit each");
    }

    @Test
    void manyRowsGoTheLongWay() {
        List<Row> many =
                IntStream.range(0, 21_000).mapToObj(i -> row("t" + i, i)).toList();
        Written written = warehouse.replaceAll(TABLE, computed(many));
        assertEquals(21_000, written.rows());
        assertEquals(21_003, written.changed());
        assertEquals(21_000, warehouse.read(TABLE).count());
    }

    private List<String> stored() {
        return TestSpark.texts(
                warehouse.read(TABLE).select(Publications.TABLE_NAME.col(), Publications.DELTA_VERSION.col()));
    }

    /** As Spark has to compute them: not a list that it was given. */
    private static Dataset<Row> computed(List<Row> rows) {
        return TestSpark.session()
                .createDataFrame(new ArrayList<>(rows), TABLE.toStructType())
                .filter("rand(1) >= 0");
    }

    private static Row row(String table, long version) {
        return new RowBuilder(TABLE)
                .set(Publications.RUN_ID, "run")
                .set(Publications.TABLE_NAME, table)
                .set(Publications.DELTA_VERSION, version)
                .set(Publications.LOGICAL_DATE, Date.valueOf("2026-03-01"))
                .row();
    }
}
