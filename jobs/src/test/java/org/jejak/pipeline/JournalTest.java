package org.jejak.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.TestSpark;
import org.jejak.pipeline.job.KeySet;
import org.jejak.table.Interactions;
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

    private List<String> texts(KeySet set) {
        return TestSpark.texts(journal.keys(set).list());
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
        assertEquals(List.of(), texts(KeySet.CUSTOMERS_OF_RUN));
        journal.add(KeySet.CUSTOMERS_OF_RUN, customers("ann", "bob"));
        journal.add(KeySet.CUSTOMERS_OF_RUN, List.of(RowFactory.create("cat")));
        assertEquals(List.of("ann", "bob", "cat"), texts(KeySet.CUSTOMERS_OF_RUN));
        Path set = warehouse.resolve("_journal/customers_of_run");
        Files.move(set.resolve("part1.json"), set.resolve("part1.json.tmp"));
        assertEquals(List.of("ann", "bob"), texts(KeySet.CUSTOMERS_OF_RUN));
        assertEquals(
                List.of("ann", "bob"),
                TestSpark.texts(journal.keys(KeySet.CUSTOMERS_OF_RUN).dataset()));
        assertEquals(List.of(), texts(KeySet.FORMER_CUSTOMERS));
    }

    @Test
    void keysAreReadAsTheyWereWritten() {
        Row file = RowFactory.create("web/\"a\\.json", Date.valueOf("2026-03-01"), Date.valueOf("2026-03-02"));
        journal.add(KeySet.FILES_OF_RUN, List.of(file));
        journal.add(KeySet.SESSION_IDENTIFIERS, List.of(RowFactory.create(Long.MIN_VALUE)));
        assertEquals(List.of(file), journal.keys(KeySet.FILES_OF_RUN).list());
        assertEquals(
                List.of(RowFactory.create(Long.MIN_VALUE)),
                journal.keys(KeySet.SESSION_IDENTIFIERS).list());
    }

    @Test
    void rowsOfATableThatWereNotWrittenToTheEndGo() throws IOException {
        journal.add(KeySet.FORMER_INTERACTIONS, noInteractions());
        assertFalse(journal.keys(KeySet.FORMER_INTERACTIONS).areLocal());
        Files.delete(warehouse.resolve("_journal/former_interactions/part0/_SUCCESS"));
        assertTrue(journal.keys(KeySet.FORMER_INTERACTIONS).areLocal());
    }

    private static Dataset<Row> noInteractions() {
        return TestSpark.session()
                .createDataFrame(List.of(), Interactions.TABLE.toStructType())
                .coalesce(1);
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
        journal.add(KeySet.CUSTOMERS_OF_RUN, customers("ann"));
        assertFalse(journal.isDamaged());
        for (String left : new String[] {"", "[[\"an", "\0\0\0\0"}) {
            Files.writeString(warehouse.resolve("_journal/customers_of_run/part0.json"), left);
            assertTrue(journal.isDamaged());
        }
    }

    @Test
    void rowsThatAPowerCutEmptiedMakeTheJournalDamaged() throws IOException {
        journal.add(KeySet.FORMER_INTERACTIONS, noInteractions());
        assertFalse(journal.isDamaged());
        try (Stream<Path> files = Files.list(warehouse.resolve("_journal/former_interactions/part0"))) {
            List<Path> parquet =
                    files.filter(f -> f.toString().endsWith(".parquet")).toList();
            for (Path file : parquet) Files.write(file, new byte[0]);
            assertFalse(parquet.isEmpty());
        }
        assertTrue(journal.isDamaged());
    }
}
