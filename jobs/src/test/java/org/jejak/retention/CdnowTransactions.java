package org.jejak.retention;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jejak.ReferenceData;

/** The CDNOW histories and the reference tables computed from them by others. */
final class CdnowTransactions {
    static final int END = (int) LocalDate.of(1998, 6, 30).toEpochDay();

    private CdnowTransactions() {}

    /** Rows of one customer and day are one purchase. */
    static List<Activity> sample() {
        return activities("cdnow_sample.csv", 1, 2, 4);
    }

    /** All customers, of whom the sample is a tenth. */
    static List<Activity> master() {
        return activities("cdnow_master.csv", 0, 1, 3);
    }

    private static List<Activity> activities(String file, int customer, int date, int amount) {
        Map<String, TreeMap<Integer, Long>> days = new LinkedHashMap<>();
        List<String[]> lines = lines(ReferenceData.file("data/cdnow/" + file));
        for (String[] row : lines.subList(1, lines.size())) {
            days.computeIfAbsent(row[customer], c -> new TreeMap<>())
                    .merge(
                            (int) LocalDate.parse(row[date]).toEpochDay(),
                            new BigDecimal(row[amount]).movePointRight(4).longValueExact(),
                            Long::sum);
        }
        List<Activity> activities = new ArrayList<>();
        for (TreeMap<Integer, Long> of : days.values()) {
            int[] at = of.keySet().stream().mapToInt(d -> d).toArray();
            long[] one = new long[at.length];
            Arrays.fill(one, 1);
            activities.add(Activity.of(
                    at, one, one, of.values().stream().mapToLong(a -> a).toArray()));
        }
        return activities;
    }

    /** Rows of a reference table, by column name. */
    static List<Map<String, String>> reference(String file) {
        List<String[]> lines = lines(ReferenceData.file("reference/clv/" + file));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < lines.get(0).length; i++) row.put(lines.get(0)[i], i < line.length ? line[i] : "");
            rows.add(row);
        }
        return rows;
    }

    private static List<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(l -> l.split(",", -1)).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
