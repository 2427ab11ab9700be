package org.jejak.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.junit.jupiter.api.Test;

class DictionaryTest {
    private static final Path FILE = Path.of("docs", "tables.md");

    @Test
    void docsTablesMdIsUpToDate() throws IOException {
        String written = Files.exists(FILE) ? Files.readString(FILE) : "";
        assertEquals(
                Dictionary.markdown(),
                written,
                "jobs/docs/tables.md is not what the tables say; refresh it: jobs/bin/jejak tables --markdown > jobs/docs/tables.md");
    }

    @Test
    void everyTableAndColumnIsListed() {
        String text = Dictionary.markdown();
        for (Table table : Tables.ALL) {
            assertTrue(text.contains("\n### " + table.fullName() + "\n"), table.fullName());
            for (Field field : table.fields()) assertTrue(text.contains("| " + field.name() + " | "), field.name());
        }
    }
}
