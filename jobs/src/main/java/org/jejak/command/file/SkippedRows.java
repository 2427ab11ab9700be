package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.PrintStream;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.rawlog.InputFile;

/**
 * Rows of a local file that could not be used, for one reason.
 *
 * @param reason what is wrong
 * @param rows how many
 * @param firstLine line of the first of them, from 1; null for Parquet
 */
record SkippedRows(String reason, long rows, Long firstLine) {
    /** The records with a reason in {@link InputFile#REASON}, by reason, in the order of the reasons. */
    static List<SkippedRows> of(Dataset<Row> records) {
        return records
                .filter(col(InputFile.REASON).isNotNull())
                .groupBy(InputFile.REASON)
                .agg(count(lit(1)), min(InputFile.LINE))
                .orderBy(InputFile.REASON)
                .collectAsList()
                .stream()
                .map(r -> new SkippedRows(r.getString(0), r.getLong(1), r.isNullAt(2) ? null : r.getLong(2)))
                .toList();
    }

    /** Reasons with their counts, such as "3 bad_date, 1 bad_amount". */
    static String brief(List<SkippedRows> all) {
        return all.stream().map(s -> s.rows + " " + s.reason).collect(Collectors.joining(", "));
    }

    /** What to do about a reason that is a mistake in writing the file. */
    static Optional<String> hint(List<SkippedRows> all) {
        return all.stream().anyMatch(s -> s.reason.equals("not_an_object"))
                ? Optional.of("JSON is read one object per line, without a list around them.")
                : Optional.empty();
    }

    /** Prints one line for each reason, and what to do about them. */
    static void print(List<SkippedRows> all, PrintStream out) {
        for (SkippedRows s : all)
            out.printf(
                    Locale.ROOT,
                    "%,d rows left out: %s%s%n",
                    s.rows,
                    s.reason,
                    s.firstLine == null ? "" : ", first in line " + s.firstLine);
        hint(all).ifPresent(out::println);
    }
}
