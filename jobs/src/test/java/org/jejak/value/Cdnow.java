package org.jejak.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jejak.ReferenceData;

/** The CDNOW sample and its published figures, read from the shared reference folder. */
final class Cdnow {
    static final int CALIBRATION_END = (int) LocalDate.of(1997, 9, 30).toEpochDay();
    static final int END = (int) LocalDate.of(1998, 6, 30).toEpochDay();

    private Cdnow() {}

    static Path shared(String path) {
        return ReferenceData.file(path);
    }

    /** Rows of a CSV by column name; cells hold no commas. */
    static List<Map<String, String>> csv(String path) {
        try {
            List<String> lines = Files.readAllLines(shared(path));
            String[] header = lines.get(0).split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < header.length; i++) row.put(header[i], cells[i]);
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Histories of the 2,357 customers of the sample, by sample id. */
    static List<History> sample() {
        Map<String, TreeMap<Integer, Long>> days = new TreeMap<>();
        for (Map<String, String> row : csv("data/cdnow/cdnow_sample.csv")) {
            int day = (int) LocalDate.parse(row.get("date")).toEpochDay();
            long amount = Math.round(Double.parseDouble(row.get("amount")) * History.SCALE);
            days.computeIfAbsent(row.get("sample_customer_id"), c -> new TreeMap<>())
                    .merge(day, amount, Long::sum);
        }
        return days.entrySet().stream()
                .map(e -> new History(
                        e.getKey(),
                        null,
                        e.getValue().keySet().stream().mapToInt(d -> d).toArray(),
                        e.getValue().values().stream().mapToLong(a -> a).toArray()))
                .toList();
    }
}
