package org.jejak.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.table.AggSegmentDaily;
import org.jejak.table.CustomerMerges;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.jejak.warehouse.Warehouse;

/** Installations in temporary folders, and their tables as text. */
public final class Worlds {
    static final String KEY = "a key for tests, long enough for HMAC-SHA-256";

    private static final List<Table> RECORDS = List.of(CustomerMerges.TABLE, AggSegmentDaily.TABLE);

    private static Path template;

    private Worlds() {}

    /** Settings of an installation in a folder. */
    public static Settings install(Path home, String settings, Map<String, String> overrides) {
        try {
            Files.createDirectories(home.resolve("raw"));
            Files.writeString(home.resolve("rates.csv"), "currency,valid_from,rate_to_base\nEUR,2020-01-01,1.25\n");
            Files.writeString(home.resolve("jejak.conf"), settings);
            copyEmptyTables(home.resolve("warehouse"));
            return Settings.read(home.resolve("jejak.conf"), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creating two dozen tables takes seconds, copying them none. */
    private static synchronized void copyEmptyTables(Path warehouse) throws IOException {
        if (template == null) {
            template = Files.createTempDirectory("jejak-tables");
            new Warehouse(TestSpark.session(), template.toString()).createMissing();
        }
        copy(template, warehouse);
    }

    /** Copies a folder. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) Files.createDirectories(target);
                else Files.copy(path, target);
            }
        }
    }

    public static boolean night(Settings settings, LocalDate date) {
        return run(settings, NightlyRun.Request.night(date));
    }

    static boolean rebuild(Settings settings, LocalDate date) {
        return run(settings, new NightlyRun.Request("nightly", date, Optional.empty(), true, Optional.empty()));
    }

    private static boolean run(Settings settings, NightlyRun.Request request) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        return new NightlyRun(TestSpark.session(), settings, KEY, clock, quiet).run(request);
    }

    /** Every silver and gold table as sorted text, but for those that record what runs did. */
    static Map<String, List<String>> tables(Settings settings) {
        Warehouse warehouse = Warehouse.of(TestSpark.session(), settings);
        Map<String, List<String>> all = new TreeMap<>();
        for (Table table : Tables.ALL) {
            if (table.schema().equals("ops") || RECORDS.contains(table)) continue;
            all.put(table.fullName(), texts(warehouse.read(table)));
        }
        return all;
    }

    private static List<String> texts(Dataset<Row> rows) {
        Column json = functions.to_json(functions.struct(
                Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new)));
        return rows.select(json).collectAsList().stream()
                .map(r -> r.getString(0))
                .sorted()
                .toList();
    }
}
