package org.jejak.warehouse.delta;

import static org.apache.spark.sql.functions.input_file_name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.TestSpark;
import org.jejak.config.DeltaAccess;
import org.jejak.table.Columns;
import org.jejak.table.DataFile;
import org.jejak.table.FactStageHistory;
import org.jejak.table.Field;
import org.jejak.table.JobRuns;
import org.jejak.table.Publications;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both ways of reading and writing a Delta table have to do alike. */
class DeltaStoreTest {
    private static final Table STAYS = FactStageHistory.TABLE;
    private static final String MONTH = FactStageHistory.MONTH.name();
    private static final String JANUARY = "2026-01-01";
    private static final String MARCH = "2026-03-01";

    @TempDir
    Path folder;

    private DeltaStore created(DeltaAccess access) {
        return created(access, false);
    }

    private DeltaStore created(DeltaAccess access, boolean deletionVectors) {
        DeltaStore store = store(access, "stays");
        store.create(STAYS, deletionVectors);
        return store;
    }

    private DeltaStore store(DeltaAccess access, String name) {
        return DeltaStore.at(TestSpark.session(), folder.resolve(name).toString(), access);
    }

    @ParameterizedTest
    @EnumSource
    void aTableThatWasNotCreatedHasNoVersion(DeltaAccess access) {
        assertEquals(-1, store(access, "nothing").version());
        assertEquals(0, store(access, "nothing").bytes());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTableIsVersionZero(DeltaAccess access) {
        DeltaStore store = created(access);
        assertEquals(List.of(0L, 0L, 0L), List.of(store.version(), store.bytes(), store.files()));
        assertEquals(List.of(), stored(store.read()));
        assertEquals(List.of(), store.local(0).orElseThrow());
        assertEquals(STAYS.toStructType().json(), store.read().schema().json(), "columns, types and comments");
    }

    /** Comments, key, constraints, properties, columns of partitions, and what a reader or writer has to know of Delta. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothCreateTheSameTable(boolean deletionVectors) {
        assertEquals(description(DeltaAccess.DIRECT, deletionVectors), description(DeltaAccess.PLAIN, deletionVectors));
    }

    private String description(DeltaAccess access, boolean deletionVectors) {
        store(access, access.name()).create(STAYS, deletionVectors);
        Row detail = DeltaTable.forPath(
                        TestSpark.session(), folder.resolve(access.name()).toString())
                .detail()
                .selectExpr(
                        "format",
                        "description",
                        "partitionColumns",
                        "array_sort(map_entries(properties))",
                        "minReaderVersion",
                        "minWriterVersion",
                        "array_sort(tableFeatures)")
                .first();
        assertTrue(detail.mkString().contains(STAYS.grain()), detail.mkString());
        assertEquals(deletionVectors ? 3 : 1, detail.<Integer>getAs("minReaderVersion"));
        for (String rule : STAYS.checks().keySet()) assertTrue(detail.mkString().contains("delta.constraints." + rule));
        return detail.mkString("\n");
    }

    @ParameterizedTest
    @EnumSource
    void columnsThatCameLaterAreAddedAndNullInEarlierRows(DeltaAccess access) {
        Table now = Table.ops(
                        "jobs",
                        "One row per job.",
                        new Columns(JobRuns.JOB, JobRuns.READS, JobRuns.SQL_EXECUTION_COUNT))
                .keyedBy(JobRuns.JOB);
        Table earlier = Table.ops("jobs", now.grain(), new Columns(JobRuns.JOB, JobRuns.READS))
                .keyedBy(JobRuns.JOB);
        DeltaStore store = store(access, "jobs");
        store.create(earlier, false);
        store.append(TestSpark.session().createDataFrame(List.of(RowFactory.create("a", "x")), earlier.toStructType()));
        store.addColumns(now);
        assertEquals(now.toStructType().json(), store.schema().json(), "columns, types and comments");
        assertEquals(2, store.version(), "one commit");
        store.append(TestSpark.session().createDataFrame(List.of(RowFactory.create("b", "y", 7L)), now.toStructType()));
        assertEquals(List.of("a|x|null", "b|y|7"), TestSpark.texts(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreAddedAndReplaced(DeltaAccess access) {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY), stay("bob", JANUARY)));
        store.append(stays(stay("cat", MARCH)));
        Dataset<Row> earlier = store.read();
        store.overwrite(stays(stay("eve", MARCH)));
        assertEquals(3, store.version());
        assertEquals(List.of("eve"), stored(store.read()));
        assertEquals(List.of("ann", "bob"), stored(store.read(1)));
        assertEquals(List.of("ann", "bob", "cat"), stored(store.read(2)));
        assertEquals(List.of("ann", "bob", "cat"), stored(earlier), "a later commit does not change what was read");
        store.overwrite(stays());
        assertEquals(List.of(), stored(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheNamedMonthsAreReplaced(DeltaAccess access) {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY), stay("bob", "2026-02-01"), stay("cat", MARCH)));
        Set<String> march = files(store, MARCH);
        long rows = store.overwrite(
                stays(stay("dan", JANUARY), stay("eve", JANUARY)), MONTH, List.of(JANUARY, "2026-02-01"));
        assertEquals(2, rows);
        assertEquals(2, store.version(), "one commit");
        assertEquals(List.of("cat", "dan", "eve"), stored(store.read()));
        assertEquals(march, files(store, MARCH));
        assertEquals(0, store.overwrite(stays(), MONTH, List.of(MARCH)));
        assertEquals(List.of("dan", "eve"), stored(store.read()));
    }

    /** Rows that go and rows that come are one commit; vectors of several commits add up; a file without rows goes. */
    @ParameterizedTest
    @CsvSource({"DIRECT, true", "DIRECT, false", "PLAIN, true", "PLAIN, false"})
    void singleRowsAreReplaced(DeltaAccess access, boolean deletionVectors) {
        DeltaStore store = created(access, deletionVectors);
        store.append(stays(stay("ann", JANUARY), stay("bob", JANUARY), stay("cat", JANUARY), stay("dan", MARCH)));
        Dataset<Row> earlier = store.read();
        Set<String> march = files(store, MARCH);

        replace(store, List.of("bob"), stays(stay("eve", JANUARY)));
        assertEquals(2, store.version(), "one commit");
        assertEquals(List.of("ann", "cat", "dan", "eve"), stored(store.read()));
        assertEquals(march, files(store, MARCH), "files without such rows stay");
        assertEquals(List.of("ann", "bob", "cat", "dan"), stored(earlier));

        replace(store, List.of("ann", "eve"), stays(stay("fay", MARCH)));
        assertEquals(List.of("cat", "dan", "fay"), stored(store.read()));
        // of the first file ann and bob; that of eve is gone. Only the direct way can tell other tools which rows are
        // deleted in a file
        assertEquals(
                access == DeltaAccess.PLAIN && deletionVectors,
                store.local(store.version()).isEmpty());
        if (access == DeltaAccess.DIRECT) assertEquals(deletionVectors ? List.of(0, 1) : List.of(), deleted(store));

        replace(store, List.of("cat", "dan", "fay"), stays(stay("gil", MARCH)));
        assertEquals(List.of("gil"), stored(store.read()));
        assertEquals(1, store.files(), "no file is left without rows");
        assertEquals(List.of("ann", "cat", "dan", "eve"), stored(store.read(2)));
        replace(store, List.of("gil"), stays());
        assertEquals(List.of(), stored(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void eachWayReadsWhatTheOtherMarkedAsGone(DeltaAccess access) {
        DeltaStore one = created(access, true);
        DeltaStore other = store(access == DeltaAccess.DIRECT ? DeltaAccess.PLAIN : DeltaAccess.DIRECT, "stays");
        one.append(stays(stay("ann", JANUARY), stay("bob", JANUARY), stay("cat", JANUARY), stay("dan", JANUARY)));
        replace(one, List.of("ann"), stays());
        replace(other, List.of("bob"), stays(stay("eve", JANUARY)));
        replace(one, List.of("cat"), stays());
        assertEquals(List.of("dan", "eve"), stored(one.read()));
        assertEquals(List.of("dan", "eve"), stored(other.read()));
        DeltaTable.forPath(TestSpark.session(), folder.resolve("stays").toString())
                .optimize()
                .executeCompaction();
        assertEquals(List.of("dan", "eve"), stored(one.read()));
        DeltaStore direct = store(DeltaAccess.DIRECT, "stays");
        assertEquals(List.of(), deleted(direct), "compaction takes the rows out for good");
    }

    private static List<Integer> deleted(DeltaStore store) {
        return store.local(store.version()).orElseThrow().stream()
                .flatMap(file -> file.deleted().stream().boxed())
                .sorted()
                .toList();
    }

    private static void replace(DeltaStore store, List<String> gone, Dataset<Row> added) {
        RowEdit edit = store.edit(STAYS);
        Dataset<Row> rows =
                edit.rows().filter(FactStageHistory.CUSTOMER_ID.col().isin(gone.toArray()));
        RowPlaces places = new RowPlaces();
        rows.groupBy(RowPlaces.groups()).agg(RowPlaces.bitmap()).collectAsList().forEach(places::addGroup);
        edit.commit(places, rows.select(STAYS.key().stream().map(Field::col).toArray(Column[]::new)), added);
    }

    /** As a night does: what stays of a month is read from the table that it is written to. */
    @ParameterizedTest
    @EnumSource
    void aMonthMayBeMadeOfItsOwnRows(DeltaAccess access) {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY), stay("bob", JANUARY), stay("cat", MARCH)));
        Dataset<Row> kept =
                store.read().filter(MONTH + " = DATE'" + JANUARY + "'").filter("customer_id <> 'ann'");
        assertEquals(2, store.overwrite(kept.unionByName(stays(stay("dan", JANUARY))), MONTH, List.of(JANUARY)));
        assertEquals(List.of("bob", "cat", "dan"), stored(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConstraintLeavesTheTableAsItWas(DeltaAccess access) {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY)));
        Row left =
                builder("bob", JANUARY).set(FactStageHistory.IS_CURRENT, false).row();
        Row nameless = builder(null, JANUARY).row();
        for (Row wrong : List.of(left, nameless)) {
            Dataset<Row> rows = TestSpark.session()
                    .createDataFrame(List.of(wrong), STAYS.toStructType().asNullable());
            assertThrows(Exception.class, () -> store.append(rows));
            assertThrows(Exception.class, () -> store.overwrite(rows));
            assertThrows(Exception.class, () -> store.overwrite(rows, MONTH, List.of(JANUARY)));
        }
        assertEquals(1, store.version());
        assertEquals(List.of("ann"), stored(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void aVersionIsRestored(DeltaAccess access) {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY)));
        store.overwrite(stays(stay("bob", MARCH)));
        store.checkpoint();
        store.restore(1);
        assertEquals(3, store.version());
        assertEquals(List.of("ann"), stored(store.read()));
    }

    @ParameterizedTest
    @EnumSource
    void filesAreCountedAndNamed(DeltaAccess access) throws Exception {
        DeltaStore store = created(access);
        store.append(stays(stay("ann", JANUARY), stay("bob", MARCH)));
        store.append(stays(stay("cat", MARCH)));
        List<DataFile> files = store.local(2).orElseThrow();
        assertEquals(3, files.size());
        assertEquals(3, store.files());
        long bytes = 0;
        for (DataFile file : files) bytes += Files.size(file.path());
        assertEquals(bytes, store.bytes());
        assertEquals(
                List.of(JANUARY, MARCH, MARCH),
                files.stream().map(file -> file.folder().get(MONTH)).sorted().toList());
        assertEquals(2, store.local(1).orElseThrow().size());
    }

    /** The two may take turns on one table. */
    @Test
    void filesOfATableWithoutMonthsAreTheSameForBoth() {
        DeltaStore direct = store(DeltaAccess.DIRECT, "publications");
        DeltaStore plain = store(DeltaAccess.PLAIN, "publications");
        plain.create(Publications.TABLE, false);
        Row row = new RowBuilder(Publications.TABLE)
                .set(Publications.RUN_ID, "r")
                .set(Publications.TABLE_NAME, "t")
                .set(Publications.DELTA_VERSION, 1L)
                .set(Publications.LOGICAL_DATE, Date.valueOf(MARCH))
                .row();
        Dataset<Row> rows = TestSpark.session().createDataFrame(List.of(row), Publications.TABLE.toStructType());
        direct.append(rows);
        plain.append(rows);
        direct.append(rows);
        assertEquals(3, plain.local(3).orElseThrow().size());
        assertEquals(
                Set.copyOf(direct.local(3).orElseThrow()),
                Set.copyOf(plain.local(3).orElseThrow()));
        assertEquals(3, direct.version());
        assertEquals(direct.bytes(), plain.bytes());
    }

    private static List<String> stored(Dataset<Row> rows) {
        return TestSpark.texts(rows.select(FactStageHistory.CUSTOMER_ID.col()));
    }

    private static Set<String> files(DeltaStore store, String month) {
        return new TreeSet<>(TestSpark.texts(store.read()
                .filter(MONTH + " = DATE'" + month + "'")
                .select(input_file_name())
                .distinct()));
    }

    private static Dataset<Row> stays(Row... rows) {
        return TestSpark.session()
                .createDataFrame(new ArrayList<>(List.of(rows)), STAYS.toStructType())
                .coalesce(1);
    }

    private static Row stay(String customer, String month) {
        return builder(customer, month).row();
    }

    private static RowBuilder builder(String customer, String month) {
        return new RowBuilder(STAYS)
                .set(FactStageHistory.CUSTOMER_ID, customer)
                .set(FactStageHistory.STAGE, "reach")
                .set(FactStageHistory.SESSION_ID, "s")
                .set(FactStageHistory.POSITION, 1L)
                .set(FactStageHistory.IS_BACK_STEP, false)
                .set(FactStageHistory.IS_CURRENT, true)
                .set(FactStageHistory.ENTERED_DATE, Date.valueOf(month))
                .set(FactStageHistory.MONTH, Date.valueOf(month))
                .set(FactStageHistory.ENTERED_AT, Timestamp.valueOf(month + " 10:00:00"));
    }
}
