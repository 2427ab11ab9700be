package org.jejak.rawlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jejak.TestSources.LIMITS;
import static org.jejak.TestSources.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.SourceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawReaderTest {
    @TempDir
    private Path raw;

    private final SparkSession spark = TestSpark.session();
    private final RawReader reader = new RawReader(spark, LIMITS);

    private List<RawFile> files(SourceSettings source) {
        return new RawFolder(raw.toString(), spark.sparkContext().hadoopConfiguration())
                .filesOf(source, Optional.empty(), LocalDate.of(2026, 12, 31));
    }

    private List<String> read(SourceSettings source, String... wanted) {
        return reader.read(source, files(source), List.of(wanted), Set.of()).collect().stream()
                .map(r -> r.file().relative() + " " + r.line() + " " + r.file().deliveredOn() + " "
                        + (r.values().reason == null ? String.join("|", r.values().texts) : r.values().reason))
                .sorted()
                .toList();
    }

    @Test
    void parquetRowsAreReadLikeJsonLines() {
        SourceSettings source = source("p q", "parquet", List.of(), List.of(), Map.of());
        spark.sql(
                        "SELECT 'a' AS id, named_struct('price', CAST(1.50 AS decimal(38, 2))) AS item, "
                                + "array(named_struct('key', 'page', 'value', named_struct('s', '/x', 'n', CAST(null AS int)))) AS params")
                .coalesce(1)
                .write()
                .parquet(raw.resolve("p q/2026-03-30").toString());
        List<String> rows = read(source, "id", "item.price", "params.page");
        assertEquals(1, rows.size());
        assertEquals("1 2026-03-30 a|1.50|/x", rows.get(0).replaceFirst("^p q/2026-03-30/part-\\S+ ", ""));
    }

    @Test
    void eachParquetFileHasColumnsOfItsOwn() {
        SourceSettings source = source("p", "parquet", List.of(), List.of(), Map.of());
        write("p/2026-03-29", "SELECT 'a' AS id, 1 AS total");
        write("p/2026-03-30", "SELECT 'new' AS extra, CAST(2.5 AS double) AS total, 'b' AS id");
        write("p/2026-03-31", "SELECT 'c' AS id, 3 AS total");
        List<RawFile> files = files(source);
        assertEquals(
                3,
                reader.check(files, Map.of("p", source)).stream()
                        .filter(i -> i.fault() == null)
                        .count());
        assertEquals(
                List.of("29 a|1|null", "30 b|2.5|new", "31 c|3|null"),
                read(source, "id", "total", "extra").stream()
                        .map(row -> row.replaceFirst("^p/\\S+ 1 2026-03-", ""))
                        .toList());
    }

    @Test
    void anyNameOfAFileCanBeRead() throws IOException {
        List<String> names =
                List.of("100%", "10:30:00", "a b", "br[a]ck", "per%20cent", "plus+&#", "q?x=1", "quo'te", "{x}", "日本");
        SourceSettings json = source("j", "json", List.of(), List.of(), Map.of());
        SourceSettings parquet = source("p", "parquet", List.of(), List.of(), Map.of());
        write("one", "SELECT 'a' AS id");
        Path one = Files.list(raw.resolve("one"))
                .filter(f -> f.toString().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        for (String name : names) {
            Files.createDirectories(raw.resolve("j/2026-03-30"));
            Files.createDirectories(raw.resolve("p/2026-03-30"));
            Files.writeString(raw.resolve("j/2026-03-30/" + name), "{\"id\":\"a\"}");
            Files.copy(one, raw.resolve("p/2026-03-30/" + name));
        }
        for (SourceSettings source : List.of(json, parquet)) {
            List<FileCheck> checks = reader.check(files(source), Map.of(source.name(), source));
            assertEquals(
                    List.of(), checks.stream().filter(i -> i.fault() != null).toList());
            assertEquals(
                    names.stream()
                            .map(name -> source.name() + "/2026-03-30/" + name + " 1 2026-03-30 a")
                            .toList(),
                    read(source, "id"));
        }
    }

    private void write(String folder, String select) {
        spark.sql(select).coalesce(1).write().parquet(raw.resolve(folder).toString());
    }

    @Test
    void aDamagedParquetFileIsQuarantined() throws IOException {
        SourceSettings source = source("p", "parquet", List.of(), List.of(), Map.of());
        write("p/2026-03-29", "SELECT CAST(id AS string) AS id FROM range(10000)");
        Path damaged = Path.of(files(source).get(0).location().replaceFirst("^file:", ""));
        byte[] bytes = Files.readAllBytes(damaged);
        for (int i = 100; i < 200; i++) bytes[i] ^= 0x55;
        Files.write(damaged, bytes);
        Files.delete(damaged.resolveSibling("." + damaged.getFileName() + ".crc")); // others write none
        assertEquals(
                List.of("truncated_file"),
                reader.check(files(source), Map.of("p", source)).stream()
                        .map(FileCheck::fault)
                        .toList());
    }

    @Test
    void columnsOfParquetThatDifferByCaseAreTwoFields() throws IOException {
        SourceSettings source = source("q", "parquet", List.of(), List.of(), Map.of());
        spark.conf().set("spark.sql.caseSensitive", "true");
        try {
            write("q/2026-03-30", "SELECT 'a' AS id, 'b' AS ID");
        } finally {
            spark.conf().set("spark.sql.caseSensitive", "false");
        }
        assertNull(reader.check(files(source), Map.of("q", source)).get(0).fault());
        String file = files(source).get(0).relative();
        assertEquals(List.of(file + " 1 2026-03-30 a|b"), read(source, "id", "ID"));
        assertEquals(List.of(file + " 1 2026-03-30 a"), read(source, "id"));
    }

    @Test
    void aFileThatIsNoParquetIsQuarantined() throws IOException {
        SourceSettings source = source("p", "parquet", List.of(), List.of(), Map.of());
        Path file = raw.resolve("p/2026-03-30/x.parquet");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "PAR1 and nothing more");
        assertEquals(
                List.of("truncated_file"),
                reader.check(files(source), Map.of("p", source)).stream()
                        .map(FileCheck::fault)
                        .toList());
    }

    @Test
    void pathsMayHoldSpacesAndSigns() throws IOException {
        SourceSettings source = source("json", "json", List.of(), List.of(), Map.of());
        for (String name : List.of("a b.jsonl", "100%.jsonl", "#1.jsonl", "ü.jsonl")) {
            Path file = raw.resolve("json/2026-03-30").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, "{\"id\":1}".getBytes(UTF_8));
        }
        assertEquals(
                List.of(
                        "json/2026-03-30/#1.jsonl 1 2026-03-30 1",
                        "json/2026-03-30/100%.jsonl 1 2026-03-30 1",
                        "json/2026-03-30/a b.jsonl 1 2026-03-30 1",
                        "json/2026-03-30/ü.jsonl 1 2026-03-30 1"),
                read(source, "id"));
    }

    @Test
    void onlyFilesOfTheDatesAreFoundAndThoseWithoutADateAlways() throws IOException {
        SourceSettings source = source("s", "json", List.of(), List.of(), Map.of());
        for (String name :
                List.of("2026-03-29/a", "20260330/b", "2026-03-31/c", "2026-99-99/d", "x/_hidden", "x/.hidden")) {
            Path file = raw.resolve("s").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}");
        }
        List<RawFile> found = new RawFolder(raw.toString(), spark.sparkContext().hadoopConfiguration())
                .filesOf(source, Optional.of(LocalDate.of(2026, 3, 30)), LocalDate.of(2026, 3, 30));
        assertEquals(
                List.of("s/2026-99-99/d", "s/20260330/b"),
                found.stream().map(RawFile::relative).sorted().toList());
    }

    @Test
    void noFilesGiveNoRows() {
        SourceSettings source = source("none", "json", List.of(), List.of(), Map.of());
        assertEquals(
                List.of(),
                reader.read(source, List.of(), List.of("id"), Set.of()).collect());
    }
}
