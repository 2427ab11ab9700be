package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.delta.DeltaLog;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night that dies or fails again and again between two commits, each time started again, ends with the tables of one
 * that never did. A dead one leaves no trace in the ledger, one that fails does. It gets 1, 6, 11, ... commits further
 * each time; with {@code -Djejak.deaths=all}, which takes many minutes, one.
 */
@Tag("slow")
class KilledNightTest {
    private static final boolean EVERY_COMMIT = "all".equals(System.getProperty("jejak.deaths"));

    @TempDir
    Path folder;

    @AfterEach
    void live() {
        CrashFs.live();
    }

    @Test
    void aNightKilledAtEveryCommitGivesTheTablesOfAnUnkilledOne() throws Exception {
        SmallWorld world = new SmallWorld(7);
        List<String> names = List.copyOf(world.files().keySet());
        List<String> history = names.stream().filter(n -> n.hashCode() % 3 != 0).toList();
        Settings unkilled = Worlds.install(folder.resolve("unkilled"), SmallWorld.settings(), Map.of());
        world.write(Path.of(unkilled.raw()), history);
        Worlds.night(unkilled, SmallWorld.END.minusDays(1));

        Path home = folder.resolve("killed");
        Worlds.copy(folder.resolve("unkilled"), home);
        Settings killed = Settings.read(
                home.resolve("jejak.conf"), Map.of("jejak.warehouse", "crash:" + home.resolve("warehouse")));
        world.write(Path.of(unkilled.raw()), names);
        world.write(Path.of(killed.raw()), names);
        Worlds.night(unkilled, SmallWorld.END);

        int deaths = 0;
        boolean finished = false;
        while (!finished) {
            int commit = EVERY_COMMIT ? 2 : 2 + 5 * deaths;
            if (deaths % 2 == 0) CrashFs.dieBeforeCommit(commit);
            else CrashFs.stumbleAtCommit(commit);
            try {
                Worlds.night(killed, SmallWorld.END);
                finished = true;
            } catch (Exception e) {
                deaths++;
                assertTrue(deaths < 100, () -> "the night does not get on: " + e);
            }
            DeltaLog.clearCache();
        }
        CrashFs.live();
        System.out.println("killed night: " + deaths + " deaths");
        assertTrue(deaths >= (EVERY_COMMIT ? 12 : 3), "the night has many places to die");
        NightsEqualFullRunTest.assertEqualTables(Worlds.tables(unkilled), Worlds.tables(killed));
        Warehouse warehouse = new Warehouse(TestSpark.session(), killed.warehouse());
        assertEquals(
                deaths / 2,
                warehouse.read(Runs.TABLE).filter("outcome = 'failed'").count(),
                "one line for each run that failed and lived");
        assertEquals(
                2, warehouse.read(Runs.TABLE).filter("outcome = 'done'").count(), "one line for each finished run");
    }
}
