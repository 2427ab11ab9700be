package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.Customers;
import org.jejak.table.FactConversions;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactOrderItems;
import org.jejak.table.IdentityConflicts;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.table.Sessions;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise that everything rests on: any split of the files into nights gives the tables of one full run. */
class NightsEqualFullRunTest {
    private static final int NIGHTS = 3;

    @TempDir
    Path folder;

    /** More seeds by hand: -Djejak.seeds=1,2,3,4,5. */
    @Test
    void anySplitIntoNightsGivesTheTablesOfOneRun() throws Exception {
        for (String seed : System.getProperty("jejak.seeds", "1").split(","))
            splitGivesTheTablesOfOneRun(Long.parseLong(seed));
    }

    private void splitGivesTheTablesOfOneRun(long seed) throws Exception {
        Path folder = this.folder.resolve("seed" + seed);
        SmallWorld world = new SmallWorld(seed);
        Settings full = Worlds.install(folder.resolve("full"), SmallWorld.settings(), Map.of());
        world.write(Path.of(full.raw()), world.files().keySet());
        Worlds.night(full, SmallWorld.END);
        Map<String, List<String>> expected = Worlds.tables(full);
        if (seed == 1) theInvariantsHold(full, world);

        Settings nightly = Worlds.install(folder.resolve("nightly"), otherDefinitions(), Map.of());
        Random random = new Random(seed * 31);
        List<Set<String>> deliveries = new ArrayList<>();
        for (int i = 0; i < NIGHTS; i++) deliveries.add(new HashSet<>());
        for (String file : world.files().keySet())
            deliveries.get(random.nextInt(NIGHTS)).add(file);
        for (int i = 0; i < NIGHTS; i++) {
            world.write(Path.of(nightly.raw()), deliveries.get(i));
            if (i == NIGHTS - 1) nightly = changed(folder.resolve("nightly/jejak.conf"));
            LocalDate date = i == NIGHTS - 1 ? SmallWorld.END : SmallWorld.END.minusDays(12 - 3L * i);
            assertTrue(Worlds.night(nightly, date));
        }
        assertEqualTables(expected, Worlds.tables(nightly));
        if (seed == 1) {
            assertFalse(Worlds.night(nightly, SmallWorld.END), "the same night again has nothing to do");
            TestSpark.session().conf().set("spark.sql.shuffle.partitions", "7");
            try {
                Worlds.rebuild(nightly, SmallWorld.END);
            } finally {
                TestSpark.session().conf().set("spark.sql.shuffle.partitions", "2");
            }
            assertEqualTables(expected, Worlds.tables(nightly));
            laterNight(nightly);
        }
    }

    /** What customers do and agree to is defined otherwise in the first nights: the last one makes it anew for everybody. */
    private static String otherDefinitions() {
        String other = SmallWorld.settings()
                .replace("order { types = [order], amount", "order { types = [order, refund], amount")
                .replace("withdrawals = [{ types = [survey_response] }]", "withdrawals = [{ types = [page_view] }]")
                .replace("DE = Europe/Berlin", "DE = Asia/Tokyo");
        assertFalse(other.equals(SmallWorld.settings()));
        return other;
    }

    private static Settings changed(Path file) throws IOException {
        Files.writeString(file, SmallWorld.settings());
        return Settings.read(file, Map.of());
    }

    /** Time alone ends journeys, and the forecast of two months before is kept. */
    private static void laterNight(Settings settings) {
        Warehouse warehouse = new Warehouse(TestSpark.session(), settings.warehouse());
        assertFalse(warehouse.read(FactJourneys.TABLE).filter("state = 'open'").isEmpty());
        Worlds.night(settings, SmallWorld.END.plusDays(60));
        assertTrue(warehouse.read(FactJourneys.TABLE).filter("state = 'open'").isEmpty());
        assertEquals(
                List.of(SmallWorld.END + "|36", SmallWorld.END.plusDays(60) + "|36"),
                TestSpark.texts(warehouse
                        .read(AggRevenueForecast.TABLE)
                        .groupBy("as_of_date")
                        .count()));
    }

    static void assertEqualTables(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        for (String table : expected.keySet()) {
            List<String> onlyExpected = new ArrayList<>(expected.get(table));
            onlyExpected.removeAll(actual.get(table));
            List<String> onlyActual = new ArrayList<>(actual.get(table));
            onlyActual.removeAll(expected.get(table));
            assertEquals(
                    String.join("\n", onlyExpected),
                    String.join("\n", onlyActual),
                    () -> "rows only in one of " + table);
            assertEquals(expected.get(table).size(), actual.get(table).size(), table);
        }
    }

    private static void theInvariantsHold(Settings settings, SmallWorld world) {
        Warehouse warehouse = new Warehouse(TestSpark.session(), settings.warehouse());
        assertEquals(List.of(), Orphans.in(warehouse), "every foreign key has its row");
        Row counts = warehouse
                .read(IngestedFiles.TABLE)
                .selectExpr(
                        "sum(read_count)",
                        "sum(accepted_count + duplicate_count + rejected_count + left_out_count)",
                        "sum(blank_count)")
                .first();
        long skipped =
                warehouse.read(IngestedFiles.TABLE).filter("state = 'skipped'").count();
        assertTrue(skipped > 0, "a file delivered twice is skipped");
        assertEquals(counts.getLong(0), counts.getLong(1), "read = accepted + duplicate + rejected");
        long lines = 0;
        Set<String> contents = new HashSet<>();
        for (var file : world.files().entrySet()) {
            String source = file.getKey().split("/")[0];
            // spend is read again: the latest delivery of a day counts
            if (!source.equals("spend") && !contents.add(source + file.getValue())) continue;
            lines += file.getValue().size() - (file.getKey().endsWith(".csv") ? 1 : 0);
        }
        assertEquals(lines, counts.getLong(0) + counts.getLong(2), "every line is read or blank");
        assertTrue(
                warehouse.read(Interactions.TABLE).filter("bad_item_count > 0").count() > 0, "bad items are counted");
        assertTrue(warehouse.read(FactOrderItems.TABLE).count() > 5, "orders have items");
        long interactions = warehouse.read(Interactions.TABLE).count();
        Row sessions = warehouse
                .read(Sessions.TABLE)
                .selectExpr("explode(interaction_ids) AS id")
                .selectExpr("count(*)", "count(DISTINCT id)")
                .first();
        assertEquals(interactions, sessions.getLong(0), "each interaction is in a session");
        assertEquals(interactions, sessions.getLong(1), "and in one only");
        List<String> conflicts = TestSpark.texts(
                warehouse.read(IdentityConflicts.TABLE).select("identifier_value", "connected_type", "limit_count"));
        assertTrue(conflicts.contains("kiosk|user_id|1"), () -> "the kiosk is taken out: " + conflicts);
        Dataset<Row> unknown = warehouse.read(Customers.TABLE).filter("NOT is_identified");
        assertEquals(
                List.of("r1"),
                TestSpark.texts(warehouse
                        .read(FactConversions.TABLE)
                        .join(unknown, "customer_id")
                        .select("order_id")),
                "a receipt that came back with an address is its customer's");
    }
}
