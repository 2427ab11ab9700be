package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.job.IngestPlan;
import org.jejak.pipeline.job.KeySet;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.table.IngestedFiles;
import org.jejak.table.Interactions;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that do not stay what they were: after each night the tables are those of one run over the files as they are. */
class ChangedFilesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String SETTINGS = """
            jejak {
              time-zone = "Asia/Jakarta", raw = "raw", warehouse = "warehouse", rates-file = "rates.csv"
              sources.web {
                kind = web, path = "web/*", format = json
                mapping { interaction_id = "id", anonymous_id = "visitor", occurred_at = "instant(at)", interaction_type = "'page_view'" }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void nightsOverChangingFilesGiveTheTablesOfOneRunOverTheLast() throws IOException {
        Settings nightly = Worlds.install(folder.resolve("nightly"), SETTINGS, Map.of());
        Map<String, String> first = files("log a b", "s1 c", "s2 d", "t1 e", "t2 e", "u f", "v1 g h", "v2 h i", "w j");
        Map<String, String> second =
                files("log k", "log.1 a b", "s1 d", "s2 c", "t1 l", "t2 e", "u m", "v1 g", "v2 h i", "w j");
        Map<String, String> third =
                files("log n", "log.1 k", "log.2 a b", "s1 c", "s2 d", "t1 l", "t2 e", "u f", "v1 g", "v2 h i", "w");
        int night = 0;
        for (Map<String, String> files : List.of(first, second, third)) {
            if (files == third) dieOver(nightly, 3, "web/v2");
            deliver(nightly, files);
            Worlds.night(nightly, DAY.plusDays(night++));
        }
        Settings full = Worlds.install(folder.resolve("full"), SETTINGS, Map.of());
        deliver(full, third);
        Worlds.night(full, DAY.plusDays(2));
        NightsEqualFullRunTest.assertEqualTables(Worlds.tables(full), Worlds.tables(nightly));
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "n"), ids(nightly));

        // the oldest log is renamed away: what was read from it stays
        Map<String, String> held = TestSpark.texts(new Warehouse(TestSpark.session(), nightly.warehouse())
                        .read(IngestedFiles.TABLE)
                        .filter("run_id LIKE '%/3'")
                        .select("source_file", "checksum"))
                .stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
        IngestPlan.Decision decision = new IngestPlan(
                        new Warehouse(TestSpark.session(), nightly.warehouse()).rows(IngestedFiles.TABLE),
                        file -> Optional.empty(),
                        source -> Optional.of(Duration.ofDays(30)),
                        Set.of())
                .decide(List.of(
                        inspection("web/log", "something new"),
                        inspection("web/log.1", held.get("web/log")),
                        inspection("web/log.2", held.get("web/log.1"))));
        assertEquals(List.of("web/log", "web/log.1"), decision.superseded());
        assertEquals(
                List.of("web/log", "web/log.1", "web/log.2"),
                decision.read().stream().map(i -> i.file().relative()).toList());
    }

    /**
     * As if a night that found a file corrected had died when it had taken back the rows of its first version; since then the
     * correction was withdrawn, so that the file holds again what is recorded of it.
     */
    private static void dieOver(Settings settings, long number, String path) {
        Journal journal = new Journal(TestSpark.session(), settings.warehouse());
        journal.begin(new Journal.Header(number, false));
        Warehouse warehouse = new Warehouse(TestSpark.session(), settings.warehouse());
        Dataset<Row> interactions = warehouse.read(Interactions.TABLE);
        AffectedKeys ofFile = AffectedKeys.of(Interactions.SOURCE_FILE, List.of(path));
        Dataset<Row> gone = ofFile.in(interactions);
        journal.add(KeySet.TAKEN_BACK_FILES, gone.select("source_file").distinct());
        journal.add(KeySet.FORMER_INTERACTIONS, gone);
        warehouse.replaceGroups(Interactions.TABLE, interactions.limit(0), ofFile);
    }

    private static FileCheck inspection(String path, String checksum) {
        return new FileCheck(new RawFile("web", path, path, 1, 1, null), checksum, null, 0);
    }

    /** Each file as its name and the ids of its records. */
    private static Map<String, String> files(String... files) {
        Map<String, String> lines = new TreeMap<>();
        for (String file : files) {
            String[] words = file.split(" ");
            StringBuilder text = new StringBuilder();
            for (int i = 1; i < words.length; i++)
                text.append("{\"id\":\"" + words[i] + "\",\"visitor\":\"visitor " + words[i].charAt(0) % 3
                        + "\",\"at\":\"2026-03-01T0" + words[i].charAt(0) % 10 + ":00:00Z\"}\n");
            lines.put(words[0], text.toString());
        }
        return lines;
    }

    private static void deliver(Settings settings, Map<String, String> files) throws IOException {
        Path web = Files.createDirectories(Path.of(settings.raw()).resolve("web"));
        try (Stream<Path> before = Files.list(web)) {
            for (Path file : before.toList()) {
                String text = files.get(file.getFileName().toString());
                if (text == null) Files.delete(file);
            }
        }
        for (var file : files.entrySet()) {
            Path path = web.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue()))
                Files.writeString(path, file.getValue());
        }
    }

    private static List<String> ids(Settings settings) {
        return TestSpark.texts(new Warehouse(TestSpark.session(), settings.warehouse())
                .read(Interactions.TABLE)
                .selectExpr("split_part(interaction_id, ':', -1)"));
    }
}
