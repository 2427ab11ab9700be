package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.jejak.TestSpark;
import org.jejak.rawlog.LocalFiles;
import org.jejak.table.FactStageHistory;
import org.jejak.table.RowBuilder;
import org.jejak.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {
    private static final Table STAYS = FactStageHistory.TABLE;
    private static final String JANUARY = "2026-01-01";
    private static final String MARCH = "2026-03-01";

    @TempDir
    static Path empty;

    @TempDir
    Path folder;

    private Warehouse warehouse;

    @BeforeAll
    static void create() {
        new Warehouse(TestSpark.session(), empty.toString()).createMissing();
    }

    @BeforeEach
    void fill() throws IOException {
        FileUtils.copyDirectory(
                empty.resolve("gold").toFile(), folder.resolve("gold").toFile());
        warehouse = new Warehouse(TestSpark.session(), folder.toString());
        warehouse.overwrite(STAYS, stays(stay("ann", 1, JANUARY, "reach"), stay("bob", 1, JANUARY, "reach")));
        warehouse.append(STAYS, stays(stay("bob", 2, MARCH, "nurture")), 1);
    }

    @Test
    void twoWritesOfATableAreToldAsOne() {
        Written first = new Written(STAYS, "replaced_rows", 5, 3, 7);
        assertEquals(new Written(STAYS, "appended", 7, 5, 8), first.and(new Written(STAYS, "appended", 2, 2, 8)));
        assertEquals(first, first.and(new Written(STAYS, "unchanged", 0, 0, 7)), "what wrote nothing is no way");
    }

    @Test
    void onlyRowsThatDifferAreWritten() {
        List<String> before = files(JANUARY);
        List<String> march = files(MARCH);
        Written written = warehouse.replaceGroups(
                STAYS,
                stays(
                        stay("bob", 1, JANUARY, "reach"),
                        stay("bob", 2, MARCH, "support"),
                        stay("bob", 3, MARCH, "reach")),
                AffectedKeys.of(people("bob"), FactStageHistory.CUSTOMER_ID));
        assertEquals(List.of("replaced_rows", 2L, 2L), List.of(written.operation(), written.rows(), written.changed()));
        assertEquals(List.of("ann|1|reach", "bob|1|reach", "bob|2|support", "bob|3|reach"), stored());
        assertEquals(before, files(JANUARY), "nothing changed in January");
        assertEquals(List.of(), files(MARCH).stream().filter(march::contains).toList(), "no row of that file is left");
    }

    @Test
    void aGroupThatStaysTheSameCommitsNothing() {
        long before = warehouse.version(STAYS);
        Written written = warehouse.replaceGroups(
                STAYS,
                stays(stay("ann", 1, JANUARY, "reach")),
                AffectedKeys.of(people("ann"), FactStageHistory.CUSTOMER_ID));
        assertEquals("unchanged", written.operation());
        assertEquals(before, warehouse.version(STAYS));
    }

    @Test
    void monthsAreReplacedAsTheyAre() {
        Written written =
                warehouse.replaceMonths(STAYS, stays(stay("cat", 1, JANUARY, "reach")), List.of(Date.valueOf(JANUARY)));
        assertEquals("replaced_months", written.operation());
        assertEquals(1, written.rows());
        assertEquals(List.of("bob|2|nurture", "cat|1|reach"), stored());
        warehouse.replaceMonths(STAYS, stays(), List.of(Date.valueOf(MARCH)));
        assertEquals(List.of("cat|1|reach"), stored(), "no rows for March");
    }

    @Test
    void aGroupThatIsGoneLeavesNoRow() {
        warehouse.replaceGroups(STAYS, stays(), AffectedKeys.of(people("bob", "nobody"), FactStageHistory.CUSTOMER_ID));
        assertEquals(List.of("ann|1|reach"), stored());
    }

    @Test
    void earlierVersionsStayReadable() {
        warehouse.replaceAll(STAYS, stays(stay("eve", 1, MARCH, "reach")));
        assertEquals(List.of("eve|1|reach"), stored());
        assertEquals(2, warehouse.read(STAYS, 1).count());
        assertEquals(3, warehouse.read(STAYS, 2).count());
    }

    @Test
    void aBrokenCheckIsRefusedByDelta() {
        RowBuilder wrong = row("ann", 2, MARCH, "reach").set(FactStageHistory.IS_CURRENT, false);
        assertThrows(Exception.class, () -> warehouse.append(STAYS, stays(wrong.row()), 1));
        assertEquals(List.of("ann|1|reach", "bob|1|reach", "bob|2|nurture"), stored());
    }

    @Test
    void aKeyThatWouldBeThereTwiceLeavesTheTableAsItWas() {
        Dataset<Row> twice = stays(stay("ann", 1, JANUARY, "reach"), stay("ann", 1, MARCH, "reach"));
        assertThrows(Warehouse.KeyViolation.class, () -> warehouse.overwrite(STAYS, twice));
        assertThrows(Warehouse.KeyViolation.class, () -> warehouse.replaceAll(STAYS, twice));
        assertThrows(
                Warehouse.KeyViolation.class,
                () -> warehouse.replaceGroups(
                        STAYS, twice, AffectedKeys.of(people("ann"), FactStageHistory.CUSTOMER_ID)));
        assertEquals(List.of("ann|1|reach", "bob|1|reach", "bob|2|nurture"), stored());
    }

    /** A run that dies after a commit may leave it without its checksum. */
    @Test
    void aKeyOfAnotherGroupIsRefused() {
        assertThrows(
                Warehouse.KeyViolation.class,
                () -> warehouse.replaceGroups(
                        STAYS,
                        stays(stay("bob", 1, MARCH, "reach")),
                        AffectedKeys.of(people("ann"), FactStageHistory.CUSTOMER_ID)));
        assertEquals(List.of("ann|1|reach", "bob|1|reach", "bob|2|nurture"), stored());
    }

    @Test
    void filesAreFoundWithoutAChecksum() throws IOException {
        Path log = folder.resolve("gold/fact_stage_history/_delta_log");
        for (File file : log.toFile().listFiles()) if (file.getName().endsWith(".crc")) Files.delete(file.toPath());
        DeltaLog.clearCache();
        assertEquals(List.of("ann|1|reach", "bob|1|reach", "bob|2|nurture"), stored());
        warehouse.replaceAll(STAYS, stays(stay("eve", 1, MARCH, "reach")));
        assertEquals(List.of("eve|1|reach"), stored());
    }

    @Test
    void filesAreMadeReadableAsHadoopWould() throws IOException {
        FileSystem files = FileSystem.get(
                folder.toUri(), TestSpark.session().sparkContext().hadoopConfiguration());
        Path file = Files.createFile(folder.resolve("some"));
        for (String symbols : List.of("rw-r--r--", "rwxr-x---", "r--------")) {
            files.setPermission(new org.apache.hadoop.fs.Path(file.toUri()), FsPermission.valueOf("-" + symbols));
            assertEquals(symbols, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertArrayEquals(new Object[] {LocalFiles.class}, new Object[] {files.getClass()});
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        try (Stream<Path> written = Files.walk(empty)) { // copies would have the modes of this process
            Set<String> modes = new TreeSet<>();
            for (Path file : written.filter(Files::isRegularFile).toList())
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(Set.of("rw-------"), modes);
        }
    }

    private List<String> stored() {
        return TestSpark.texts(warehouse
                .read(STAYS)
                .select(
                        FactStageHistory.CUSTOMER_ID.col(),
                        FactStageHistory.POSITION.col(),
                        FactStageHistory.STAGE.col()));
    }

    private List<String> files(String month) {
        return Arrays.stream(warehouse
                        .read(STAYS)
                        .filter(FactStageHistory.MONTH.col().equalTo(Date.valueOf(month)))
                        .inputFiles())
                .filter(file -> file.contains(month))
                .sorted()
                .toList();
    }

    private static Dataset<Row> people(String... ids) {
        return TestSpark.session()
                .createDataset(List.of(ids), org.apache.spark.sql.Encoders.STRING())
                .toDF(FactStageHistory.CUSTOMER_ID.name());
    }

    private static Dataset<Row> stays(Row... rows) {
        return TestSpark.session().createDataFrame(new ArrayList<>(List.of(rows)), STAYS.toStructType());
    }

    private static Row stay(String customer, long position, String month, String stage) {
        return row(customer, position, month, stage).row();
    }

    private static RowBuilder row(String customer, long position, String month, String stage) {
        return new RowBuilder(STAYS)
                .set(FactStageHistory.CUSTOMER_ID, customer)
                .set(FactStageHistory.STAGE, stage)
                .set(FactStageHistory.SESSION_ID, "s" + position)
                .set(FactStageHistory.POSITION, position)
                .set(FactStageHistory.IS_BACK_STEP, false)
                .set(FactStageHistory.IS_CURRENT, true)
                .set(FactStageHistory.ENTERED_DATE, Date.valueOf(month))
                .set(FactStageHistory.MONTH, Date.valueOf(month))
                .set(FactStageHistory.ENTERED_AT, Timestamp.valueOf(month + " 10:00:00"));
    }
}
