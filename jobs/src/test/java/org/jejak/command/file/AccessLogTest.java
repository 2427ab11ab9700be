package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.ReferenceData;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.Worlds;
import org.jejak.table.FactSessions;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real web access log, from raw lines to sessions, with a small configuration of its own. */
class AccessLogTest {
    @TempDir
    Path folder;

    @Test
    void everyLineOfARealLogIsAccountedForAndCrawlersAreMarked() throws Exception {
        Path log = ReferenceData.file("data/apache-access-log/access.log");
        Settings settings = Worlds.install(folder, """
                jejak {
                  raw = "raw"
                  warehouse = "warehouse"
                  referrers.own-hosts = ["semicomplete.com"]
                  sources.site { kind = web, path = "*.log", format = text, preset = combined-log, required = true }
                }
                """, Map.of());
        Files.copy(log, Path.of(settings.raw()).resolve("access.log"));
        Worlds.night(settings, LocalDate.of(2015, 5, 21));
        Warehouse warehouse = new Warehouse(TestSpark.session(), settings.warehouse());
        assertEquals(9_999, warehouse.read(Interactions.TABLE).count());
        assertEquals(
                List.of("8899|unparseable"),
                TestSpark.texts(warehouse.read(Rejects.TABLE).select("source_line", "reason")));
        Row sessions = warehouse
                .read(FactSessions.TABLE)
                .selectExpr("sum(interaction_count)", "count_if(is_bot)", "count(*)", "count(DISTINCT channel)")
                .first();
        assertEquals(9_999, sessions.getLong(0));
        assertTrue(
                sessions.getLong(1) > 100 && sessions.getLong(1) < sessions.getLong(2), () -> "crawlers: " + sessions);
        List<String> bots = TestSpark.texts(warehouse
                .read(org.jejak.table.Agents.TABLE)
                .filter(
                        "user_agent LIKE '%Googlebot%' OR user_agent LIKE '%bingbot%' OR user_agent LIKE '%Firefox/28%'")
                .select("is_bot")
                .distinct());
        assertEquals(List.of("false", "true"), bots, "crawlers are marked, browsers are not");
    }
}
