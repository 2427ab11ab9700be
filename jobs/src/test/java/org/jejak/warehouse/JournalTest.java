package org.jejak.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jejak.TestSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path warehouse;

    private Journal journal;

    @BeforeEach
    void twoNotes() {
        journal = new Journal(TestSpark.session(), warehouse.toString());
        journal.write("run", journal.empty().put("number", 7));
        journal.write("run", journal.empty().put("number", 8));
    }

    private void cutOff(String text) throws IOException {
        Files.writeString(warehouse.resolve("_journal/run-1.json"), text);
    }

    @Test
    void theLastNoteCountsUntilTheJournalIsRemoved() {
        assertEquals(8, journal.note("run").orElseThrow().get("number").asInt());
        assertEquals(Optional.empty(), journal.note("files"));
        assertFalse(journal.isDamaged());
        journal.remove();
        assertEquals(Optional.empty(), journal.note("run"));
        assertFalse(journal.isDamaged());
    }

    @Test
    void aNoteThatAPowerCutEmptiedIsEmptyAndTheJournalDamaged() throws IOException {
        for (String left : new String[] {"", "{\"number\":", "\0\0\0\0"}) {
            cutOff(left);
            assertEquals(Optional.<JsonNode>of(journal.empty()), journal.note("run"));
            assertTrue(journal.isDamaged());
        }
        Files.delete(warehouse.resolve("_journal/.run-1.json.crc"));
        cutOff("");
        assertEquals(Optional.<JsonNode>of(journal.empty()), journal.note("run"));
        assertTrue(journal.isDamaged());
    }
}
