package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jejak.config.RfmSegment;
import org.jejak.config.Settings;
import org.jejak.config.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RfmTest {
    @TempDir
    Path folder;

    private Settings settings(String more) throws Exception {
        Path file = folder.resolve("jejak.conf");
        Files.writeString(file, more);
        return Settings.read(file);
    }

    private List<RfmSegment> shipped() throws Exception {
        return settings("").value().segments();
    }

    @Test
    void segmentsOfTheCdnowSampleAreThoseOfTheReference() throws Exception {
        List<History> sample = Cdnow.sample();
        Rfm rfm = Rfm.at(Cdnow.END, sample, shipped());
        assertArrayEquals(new double[] {152, 442, 486, 512}, rfm.thresholds().get(0));
        assertArrayEquals(new double[] {1, 1, 2, 4}, rfm.thresholds().get(1));
        assertArrayEquals(
                new double[] {15.36, 31.958, 59.25, 130.436}, rfm.thresholds().get(2), 1e-9);
        Map<String, long[]> found = new TreeMap<>();
        for (History h : sample) {
            long[] sums = found.computeIfAbsent(rfm.of(h).segment(), s -> new long[2]);
            sums[0]++;
            sums[1] += h.paid(0, h.days().length);
        }
        int compared = 0;
        for (Map<String, String> row : Cdnow.csv("reference/clv/cdnow_sample_rfm_segments.csv")) {
            if (!row.get("scheme").equals("segment11_q")) continue;
            long[] sums = found.get(row.get("segment"));
            assertEquals(Long.parseLong(row.get("n")), sums[0], row.get("segment"));
            assertEquals(Double.parseDouble(row.get("revenue")), sums[1] / History.SCALE, 1e-6, row.get("segment"));
            compared++;
        }
        assertEquals(found.size(), compared);
    }

    @Test
    void cellsThatAreNotInExactlyOneSegmentAreNamed() {
        String error = org.junit.jupiter.api.Assertions.assertThrows(SettingsException.class, () -> settings("""
                                jejak.value.rfm.segments = [
                                  { name = All, recency = "1-5", frequency = "1-4", at-risk = false }
                                  { name = Some, recency = "2-5", frequency = "5", at-risk = false }
                                  { name = Twice, recency = "3", frequency = "2", at-risk = false }
                                  { name = Odd, recency = "6", frequency = "2-1", at-risk = false }
                                ]
                                """))
                .getMessage();
        assertTrue(error.contains("recency 1 frequency 5 is in no segment"), error);
        assertTrue(error.contains("recency 3 frequency 2 is in All and Twice"), error);
        assertTrue(error.contains("must be a score from 1 to 5"), error);
        assertTrue(error.contains("the smaller score comes first"), error);
    }

    @Test
    void movesOfAMonthCoverEveryBuyerOnce() throws Exception {
        List<History> sample = Cdnow.sample();
        LocalDate last = LocalDate.of(1997, 5, 15);
        List<Migration.Move> moves = Migration.moves(sample, last, 13, shipped());
        Map<LocalDate, Long> customers = new TreeMap<>();
        moves.forEach(m -> customers.merge(m.month(), m.customers(), Long::sum));
        assertEquals(
                Map.of(
                        LocalDate.of(1997, 1, 1), 781L,
                        LocalDate.of(1997, 2, 1), 1638L,
                        LocalDate.of(1997, 3, 1), 2357L,
                        LocalDate.of(1997, 4, 1), 2357L,
                        LocalDate.of(1997, 5, 1), 2357L),
                customers);
        assertTrue(moves.stream().allMatch(m -> m.isRunning() == m.month().equals(LocalDate.of(1997, 5, 1))));
        assertTrue(moves.stream()
                .filter(m -> m.month().getMonthValue() == 1)
                .allMatch(m -> m.from().equals(Migration.NEW)));
        long paid = moves.stream()
                .filter(m -> m.month().equals(LocalDate.of(1997, 2, 1)))
                .mapToLong(Migration.Move::paid)
                .sum();
        long january = sample.stream()
                .mapToLong(h ->
                        h.paid(0, h.purchasesBy((int) LocalDate.of(1997, 1, 31).toEpochDay())))
                .sum();
        assertEquals(january, paid, "revenue of the year before, of all who could move");
    }
}
