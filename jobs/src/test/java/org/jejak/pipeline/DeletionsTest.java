package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deletion takes its record back, whenever either is delivered: nights give the tables of one run. */
class DeletionsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String SETTINGS = """
            jejak {
              time-zone = "Asia/Jakarta", raw = "raw", warehouse = "warehouse", rates-file = "rates.csv"
              sources.web {
                kind = web, path = "web/*", format = json, where = "at is not null", deleted = "deleted = 'true'"
                mapping {
                  interaction_id = id, anonymous_id = visitor, occurred_at = "instant(at)", order_id = order
                  revenue_amount = total, currency_code = "'EUR'"
                  interaction_type = "case when order is null then 'page_view' else 'order' end"
                }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void nightsGiveTheTablesOfOneRun() throws IOException {
        Settings nightly = Worlds.install(folder.resolve("nightly"), SETTINGS, Map.of());
        write(nightly, "1", order("bought", 0), view("first", 1), view("middle", 2), view("last", 3));
        write(nightly, "2", deletion("deleted before"), view("next", 4), view("by mistake", 4));
        Worlds.night(nightly, DAY);
        write(nightly, "3", view("same file", 5), deletion("same file"), view("deleted before", 6), view("first", 1));
        write(nightly, "4", deletion("same night"));
        write(nightly, "5", view("same night", 7), order("deleted after", 8));
        write(nightly, "6", deletion("by mistake"));
        Worlds.night(nightly, DAY.plusDays(1));
        assertEquals(List.of("bought", "deleted after", "first", "last", "middle", "next"), ids(nightly));

        // a record in the middle of a session, an order, one that has a copy, one that never was; and a deletion
        // corrected away
        write(nightly, "7", deletion("middle"), deletion("deleted after"), deletion("first"), deletion("never was"));
        write(nightly, "6", deletion("never was"), deletion("never was"));
        Worlds.night(nightly, DAY.plusDays(2));
        assertEquals(List.of("bought", "by mistake", "last", "next"), ids(nightly));
        assertEquals(
                List.of(
                        "web/1|1|4|4|0|0|0",
                        "web/1|3|4|2|0|2|0", // all are read again in run 3, since the deletion in 6 was corrected
                        "web/2|1|3|2|0|1|1",
                        "web/2|3|3|2|0|1|1",
                        "web/3|2|4|0|1|3|1",
                        "web/3|3|4|0|0|4|1",
                        "web/4|2|1|0|0|1|1",
                        "web/4|3|1|0|0|1|1",
                        "web/5|2|2|1|0|1|0",
                        "web/5|3|2|0|0|2|0",
                        "web/6|2|1|0|0|1|1",
                        "web/6|3|2|0|0|2|2",
                        "web/7|3|4|0|0|4|4"),
                counts(nightly));

        Settings full = Worlds.install(folder.resolve("full"), SETTINGS, Map.of());
        Worlds.copy(Path.of(nightly.raw()), Path.of(full.raw()));
        Worlds.night(full, DAY.plusDays(2));
        NightsEqualFullRunTest.assertEqualTables(Worlds.tables(full), Worlds.tables(nightly));
    }

    private static void write(Settings settings, String file, String... records) throws IOException {
        Path web = Files.createDirectories(Path.of(settings.raw()).resolve("web"));
        Files.writeString(web.resolve(file), String.join("\n", records) + "\n");
    }

    private static String view(String id, int hour) {
        return "{\"id\":\"%s\",\"visitor\":\"ann\",\"at\":\"2026-03-01T0%d:00:00Z\"}".formatted(id, hour);
    }

    private static String order(String id, int hour) {
        return "{\"id\":\"%s\",\"visitor\":\"ann\",\"order\":\"o1\",\"total\":\"9\",\"at\":\"2026-03-01T0%d:00:00Z\"}"
                .formatted(id, hour);
    }

    /** A tombstone: the id alone. */
    private static String deletion(String id) {
        return "{\"id\":\"%s\",\"deleted\":true}".formatted(id);
    }

    private static List<String> ids(Settings settings) {
        return TestSpark.texts(new Warehouse(TestSpark.session(), settings.warehouse())
                .read(Interactions.TABLE)
                .selectExpr("split_part(interaction_id, ':', -1)"));
    }

    /** File, run, and records read, accepted, duplicate, left out, and deletions among those. */
    private static List<String> counts(Settings settings) {
        return TestSpark.texts(new Warehouse(TestSpark.session(), settings.warehouse())
                .read(IngestedFiles.TABLE)
                .selectExpr(
                        "source_file",
                        "split_part(run_id, '/', -1)",
                        "read_count",
                        "accepted_count",
                        "duplicate_count",
                        "left_out_count",
                        "deletion_count"));
    }
}
