package org.jejak.rawlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFolderTest {
    @ParameterizedTest
    @CsvSource({
        "web/2026-11-22/a.jsonl,       2026-11-22",
        "web/2026/11/22/a.jsonl,       2026-11-22",
        "export_20261122.csv,          2026-11-22",
        "id-15301230/20261122.csv,     2026-11-22",
        "id-15301230/a.csv,            ",
        "id-21010101/a.csv,            ",
        "web/20261350/a.jsonl,         ",
        "batch-120261122/a.jsonl,      ",
    })
    void aDateInAPathIsARealOneOfOurTimes(String path, LocalDate date) {
        assertEquals(Optional.ofNullable(date), RawFolder.dateIn(path));
    }

    @TempDir
    private Path raw;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web/*/*.json              | web/2026-11-21/a.json web/2026-11-22/10:30:00.json web/2026-11-22/a.json",
                "web/2026-11-2[2-9]/*.json | web/2026-11-22/10:30:00.json web/2026-11-22/a.json",
                "web/2026-11-22/a.json     | web/2026-11-22/a.json",
                "{web/2026-11-21,app}/?.*  | app/b.json web/2026-11-21/a.json",
                "*:*.json                  | noon:2026-11-22.json",
                "{web,app}/*/*:30:*        | web/2026-11-22/10:30:00.json",
                "app/b.json/*              | ",
                "nowhere/*/*.json          | ",
                "nowhere.json              | ",
                "web/2026-11-22            | ",
            })
    void globsFindFilesWhateverTheirNames(String glob, String found) throws IOException {
        for (String name : List.of(
                "web/2026-11-21/a.json",
                "web/2026-11-22/a.json",
                "web/2026-11-22/10:30:00.json",
                "web/2026-11-22/.hidden.json",
                "web/2026-11-22/folder.json/b",
                "app/b.json",
                "noon:2026-11-22.json")) {
            Files.createDirectories(raw.resolve(name).getParent());
            Files.createFile(raw.resolve(name));
        }
        Files.createSymbolicLink(raw.resolve("app/gone.json"), Path.of("nowhere"));
        Files.createSymbolicLink(raw.resolve("app/c.json"), Path.of("c.json"));
        assertEquals(
                found == null ? List.of() : List.of(found.split(" ")),
                files(glob).stream().map(RawFile::relative).sorted().toList());
    }

    @Test
    void aRecordedFileIsFoundAgainUnderItsName() throws IOException {
        Files.createFile(raw.resolve("10:30.json"));
        RawFile file = files("*.json").get(0);
        RawFolder folder = new RawFolder(raw.toString(), configuration());
        assertEquals(Optional.of(file), folder.asNow(file));
        Files.delete(raw.resolve("10:30.json"));
        assertEquals(Optional.empty(), folder.asNow(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a name that is not in UTF-8 | printf '{}' > \"$(printf 'latin\\351.json')\"",
                "a disk that cannot read     | ln -s /proc/self/mem broken.json",
                "a pipe that nobody writes   | mkfifo pipe.json",
            })
    void whatCannotBeReadIsFoundAndUnreadable(String what, String command) throws Exception {
        Files.writeString(raw.resolve("plain.json"), "{}");
        assertEquals(
                0,
                new ProcessBuilder("bash", "-c", command)
                        .directory(raw.toFile())
                        .start()
                        .waitFor());
        assertEquals(
                List.of("null", "unreadable_file"),
                files("*.json").stream()
                        .map(file -> String.valueOf(
                                FileCheck.of(file, "json", configuration()).fault()))
                        .sorted()
                        .toList(),
                what);
    }

    @Test
    void namesAreOnlyReadAsUtf8() {
        RawFolder.checkEncodingOfNames("UTF-8");
        UsageException e = assertThrows(UsageException.class, () -> RawFolder.checkEncodingOfNames("ANSI_X3.4-1968"));
        assertTrue(e.getMessage().contains("LC_ALL=C.UTF-8"), e.getMessage());
    }

    /** As in every run: Hadoop keeps the first file system that is asked for. */
    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        LocalFiles.settings().forEach((key, value) -> configuration.set(key.replace("spark.hadoop.", ""), value));
        return configuration;
    }

    private List<RawFile> files(String glob) throws IOException {
        Path conf = raw.resolve("jejak.conf");
        Files.writeString(
                conf,
                "jejak.sources.s { kind = web, path = \"" + glob + "\", format = json, mapping { occurred_at = at } }");
        return new RawFolder(raw.toString(), configuration())
                .filesOf(Settings.read(conf, Map.of()).sources().get(0), Optional.empty(), LocalDate.of(2026, 12, 31));
    }
}
