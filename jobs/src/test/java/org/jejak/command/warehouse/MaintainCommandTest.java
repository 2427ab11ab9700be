package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.Journal;
import org.jejak.pipeline.SmallWorld;
import org.jejak.pipeline.Worlds;
import org.jejak.table.Publications;
import org.jejak.table.RowBuilder;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainCommandTest {
    @TempDir
    Path folder;

    private static String maintain(Settings settings, boolean dryRun) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MaintainCommand.maintain(
                TestSpark.session(),
                settings,
                List.of(Publications.TABLE),
                dryRun,
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("ops.publications"))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void smallFilesAreJoinedAndRowsStay() {
        SparkSession spark = TestSpark.session();
        Settings settings = Worlds.install(folder, SmallWorld.settings(), Map.of());
        Warehouse warehouse = new Warehouse(spark, settings.warehouse());
        RowBuilder row = new RowBuilder(Publications.TABLE);
        for (int run = 1; run <= 3; run++)
            warehouse.appendNew(
                    Publications.TABLE,
                    spark.createDataFrame(
                            List.of(row.set(Publications.RUN_ID, "r" + run)
                                    .set(Publications.TABLE_NAME, "t")
                                    .set(Publications.DELTA_VERSION, 1L)
                                    .set(Publications.LOGICAL_DATE, Date.valueOf("2026-03-01"))
                                    .row()),
                            Publications.TABLE.toStructType()));
        List<String> before = TestSpark.texts(warehouse.read(Publications.TABLE));
        long version = warehouse.version(Publications.TABLE);
        assertEquals("ops.publications 3 3 0", maintain(settings, true));
        assertEquals(version, warehouse.version(Publications.TABLE), "a dry run changes nothing");
        assertEquals(
                "ops.publications 3 1 0", maintain(settings, false), "young files stay for readers of old versions");
        assertEquals(before, TestSpark.texts(warehouse.read(Publications.TABLE)));
        assertEquals(before, TestSpark.texts(warehouse.read(Publications.TABLE, version)));

        Journal journal = new Journal(spark, settings.warehouse());
        journal.begin(new Journal.Header(1, false));
        String error = assertThrows(IllegalStateException.class, () -> maintain(settings, false))
                .getMessage();
        assertTrue(error.contains("has not been finished"), error);
    }
}
