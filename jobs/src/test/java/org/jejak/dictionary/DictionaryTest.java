package org.jejak.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
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
                withChecksSorted(Dictionary.markdown()),
                withChecksSorted(written),
                "jobs/docs/tables.md is not what the tables say; refresh it: jobs/bin/jejak tables --markdown > jobs/docs/tables.md");
    }

    /** Checks of one table in a fixed order: theirs differs from one JVM to the next. */
    private static String withChecksSorted(String markdown) {
        StringBuilder text = new StringBuilder();
        TreeSet<String> checks = new TreeSet<>();
        for (String line : markdown.split("\n")) {
            if (line.startsWith("Check ")) {
                checks.add(line);
            } else if (!line.isEmpty()) {
                checks.forEach(check -> text.append(check).append('\n'));
                checks.clear();
                text.append(line).append('\n');
            }
        }
        checks.forEach(check -> text.append(check).append('\n'));
        return text.toString();
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
