package org.jejak.report;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.config.SourceSettings;
import org.jejak.table.*;

/**
 * What became of the records of each source, and whether it still delivers.
 *
 * @param all by name: the sources of the settings; without any those that ever delivered
 */
record SourceHealth(List<Delivered> all) {
    /** A source may rest for so many days, however often it delivered before. */
    static final int REST = 3;

    /** More records than this share rejected are unusual. */
    private static final double MOST_REJECTED = 0.05;

    /**
     * One source. Counts are of this run.
     *
     * @param last day of its last delivery; null if it never delivered
     * @param isSilent whether it has been quiet for longer than ever before, and for more than three days
     */
    record Delivered(
            String name,
            double files,
            double read,
            double accepted,
            double duplicate,
            double rejected,
            double leftOut,
            LocalDate last,
            boolean isSilent) {
        /** Whether many of its records were rejected. */
        boolean isUnusual() {
            return read > 0 && rejected / read > MOST_REJECTED;
        }
    }

    static SourceHealth of(Source source) {
        Map<String, Row> counts = counts(source);
        Map<String, TreeSet<LocalDate>> days = days(source);
        List<String> configured =
                source.settings().sources().stream().map(SourceSettings::name).toList();
        Collection<String> names = configured.isEmpty() ? days.keySet() : configured;
        return new SourceHealth(names.stream()
                .sorted()
                .map(n -> delivered(n, counts.get(n), days.getOrDefault(n, new TreeSet<>()), source.date()))
                .toList());
    }

    /** Files that this run or an earlier one took in. Runs are called by date and number. */
    static Dataset<Row> soFar(Source source, Dataset<Row> files) {
        long number = Long.parseLong(source.runId().replaceFirst(".*/", ""));
        return files.filter(expr("try_cast(substring_index(" + IngestedFiles.RUN_ID.name() + ", '/', -1) AS BIGINT)")
                .leq(number));
    }

    private static Map<String, Row> counts(Source source) {
        return source
                .rows(
                        IngestedFiles.TABLE,
                        files -> files.filter(IngestedFiles.RUN_ID.col().equalTo(source.runId()))
                                .groupBy(IngestedFiles.SOURCE_NAME.col())
                                .agg(
                                        count(lit(1)).as("files"),
                                        total(IngestedFiles.READ_COUNT),
                                        total(IngestedFiles.ACCEPTED_COUNT),
                                        total(IngestedFiles.DUPLICATE_COUNT),
                                        total(IngestedFiles.REJECTED_COUNT),
                                        total(IngestedFiles.LEFT_OUT_COUNT)))
                .stream()
                .collect(Collectors.toMap(Cells.text(IngestedFiles.SOURCE_NAME), r -> r));
    }

    private static Column total(Field field) {
        return sum(field.col()).as(field.name());
    }

    private static Map<String, TreeSet<LocalDate>> days(Source source) {
        Map<String, TreeSet<LocalDate>> days = new TreeMap<>();
        source.rows(
                        IngestedFiles.TABLE,
                        files -> soFar(source, files)
                                .filter(IngestedFiles.DELIVERED_DATE.col().isNotNull())
                                .select(IngestedFiles.SOURCE_NAME.col(), IngestedFiles.DELIVERED_DATE.col())
                                .distinct())
                .forEach(r -> days.computeIfAbsent(Cells.text(r, IngestedFiles.SOURCE_NAME), n -> new TreeSet<>())
                        .add(Cells.date(r, IngestedFiles.DELIVERED_DATE)));
        return days;
    }

    private static Delivered delivered(String name, Row counts, TreeSet<LocalDate> days, LocalDate date) {
        return new Delivered(
                name,
                counts == null ? 0 : Cells.number(counts, "files"),
                amount(counts, IngestedFiles.READ_COUNT),
                amount(counts, IngestedFiles.ACCEPTED_COUNT),
                amount(counts, IngestedFiles.DUPLICATE_COUNT),
                amount(counts, IngestedFiles.REJECTED_COUNT),
                amount(counts, IngestedFiles.LEFT_OUT_COUNT),
                days.isEmpty() ? null : days.last(),
                isSilent(days, date));
    }

    private static double amount(Row counts, Field field) {
        return counts == null ? 0 : Cells.amount(counts, field);
    }

    private static boolean isSilent(TreeSet<LocalDate> days, LocalDate date) {
        if (days.isEmpty()) return true;
        long longest = REST;
        for (LocalDate day : days) {
            LocalDate next = days.higher(day);
            if (next != null) longest = Math.max(longest, ChronoUnit.DAYS.between(day, next));
        }
        return ChronoUnit.DAYS.between(days.last(), date) > longest;
    }

    /** Sources that do not deliver any more. */
    List<Delivered> silent() {
        return all.stream().filter(Delivered::isSilent).toList();
    }

    /** Sources to look at: silent, or with many records rejected. */
    List<Delivered> troubled() {
        return all.stream().filter(d -> d.isSilent || d.isUnusual()).toList();
    }
}
