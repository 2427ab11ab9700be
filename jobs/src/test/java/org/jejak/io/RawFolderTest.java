package org.jejak.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
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
}
