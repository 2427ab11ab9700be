package org.jejak.statistics;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.stream.IntStream;
import org.apache.spark.ml.fpm.PrefixSpan;
import org.apache.spark.sql.*;
import org.jejak.TestSpark;
import org.junit.jupiter.api.Test;

class FrequentSequencesTest {
    /** How often each frequent sequence is held. */
    private static Map<String, Long> found(int[][] sequences, long[] counts, long least, int longest) {
        Map<String, Long> found = new TreeMap<>();
        new FrequentSequences(sequences, counts, 4)
                .find(
                        least,
                        longest,
                        (sequence, holders) -> assertEquals(
                                null,
                                found.put(
                                        Arrays.toString(sequence),
                                        Arrays.stream(holders)
                                                .mapToLong(h -> counts[h])
                                                .sum()),
                                "each is found once"));
        return found;
    }

    @Test
    void aSequenceIsHeldWhateverLiesBetweenAndCountsAsOftenAsItsHolders() {
        assertEquals(
                Map.of("[0]", 3L, "[0, 0]", 3L, "[0, 2]", 3L, "[2]", 5L, "[2, 0]", 3L),
                found(new int[][] {{0, 2, 0}, {2}, {1}}, new long[] {3, 2, 1}, 3, 2));
    }

    @Test
    void nothingIsFrequentAmongNothing() {
        assertEquals(Map.of(), found(new int[0][], new long[0], 0, 3));
    }

    @Test
    void sparkFindsTheSame() {
        Random random = new Random(7);
        int[][] sequences = new int[40][];
        for (int i = 0; i < sequences.length; i++)
            sequences[i] = IntStream.range(0, 1 + random.nextInt(8))
                    .map(s -> random.nextInt(4))
                    .toArray();
        long[] counts = IntStream.range(0, 40).mapToLong(i -> 1 + i % 3).toArray();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < sequences.length; i++)
            rows.addAll(Collections.nCopies((int) counts[i], Arrays.toString(sequences[i])));
        Dataset<Row> all = TestSpark.session()
                .createDataset(rows, Encoders.STRING())
                .selectExpr("transform(from_json(value, 'array<int>'), step -> array(step)) AS sequence");
        Map<String, Long> expected = new TreeMap<>();
        new PrefixSpan()
                .setMinSupport(0.15)
                .setMaxPatternLength(3)
                .findFrequentSequentialPatterns(all)
                .select(col("freq"), functions.expr("transform(sequence, step -> step[0])"))
                .collectAsList()
                .forEach(r -> expected.put(r.getList(1).toString(), r.getLong(0)));
        assertTrue(expected.size() > 20, expected::toString);
        assertEquals(expected, found(sequences, counts, (long) Math.ceil(0.15 * rows.size()), 3));
    }
}
