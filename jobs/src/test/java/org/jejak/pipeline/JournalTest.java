package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.pipeline.job.KeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path warehouse;

    private Journal journal;

    @BeforeEach
    void twoRunsBegan() {
        journal = new Journal(TestSpark.session(), warehouse.toString());
        journal.begin(new Journal.Header(7, false));
        journal.begin(new Journal.Header(8, true));
    }

    private static Dataset<Row> customers(String... ids) {
        return TestSpark.session()
                .createDataset(List.of(ids), Encoders.STRING())
                .toDF("customer_id");
    }

    @Test
    void theLastRunCountsUntilTheJournalIsRemoved() {
        assertEquals(new Journal.Header(8, true), journal.header().orElseThrow());
        assertFalse(journal.isDamaged());
        journal.remove();
        assertEquals(Optional.empty(), journal.header());
        assertFalse(journal.isOpen());
        assertFalse(journal.isDamaged());
    }

    @Test
    void keysOfADeadRunStayAndThoseItDidNotFinishWritingGo() throws IOException {
        assertEquals(List.of(), TestSpark.texts(journal.keys(KeySet.CUSTOMERS_OF_RUN)));
        journal.add(KeySet.CUSTOMERS_OF_RUN, customers("ann", "bob"));
        journal.add(KeySet.CUSTOMERS_OF_RUN, customers("cat"));
        assertEquals(List.of("ann", "bob", "cat"), TestSpark.texts(journal.keys(KeySet.CUSTOMERS_OF_RUN)));
        Files.delete(warehouse.resolve("_journal/customers_of_run/part1/_SUCCESS"));
        assertEquals(List.of("ann", "bob"), TestSpark.texts(journal.keys(KeySet.CUSTOMERS_OF_RUN)));
        assertEquals(List.of(), TestSpark.texts(journal.keys(KeySet.FORMER_CUSTOMERS)));
    }

    @Test
    void aNoteThatAPowerCutEmptiedMakesTheJournalDamaged() throws IOException {
        Path note = warehouse.resolve("_journal/run-1.json");
        for (String left : new String[] {"", "{\"number\":", "\0\0\0\0"}) {
            Files.writeString(note, left);
            assertEquals(Optional.empty(), journal.header());
            assertTrue(journal.isOpen() && journal.isDamaged());
        }
        Files.delete(warehouse.resolve("_journal/.run-1.json.crc"));
        Files.writeString(note, "");
        assertEquals(Optional.empty(), journal.header());
        assertTrue(journal.isDamaged());
    }

    @Test
    void keysThatAPowerCutEmptiedMakeTheJournalDamaged() throws IOException {
        journal.add(KeySet.CUSTOMERS_OF_RUN, customers("ann").coalesce(1));
        assertFalse(journal.isDamaged());
        try (Stream<Path> files = Files.list(warehouse.resolve("_journal/customers_of_run/part0"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) Files.write(file, new byte[0]);
        }
        assertTrue(journal.isDamaged());
    }
}
