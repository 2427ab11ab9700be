package org.jejak.command.file;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.rawlog.InputFile;

/**
 * Records of a file of the user's own that could not be used.
 *
 * @param reason what is wrong
 * @param rows how many
 * @param firstLine line of the first of them, from 1; null for Parquet
 */
record SkippedRows(String reason, long rows, Long firstLine) {
    /** The records with a reason in {@link InputFile#REASON}, by reason, in the order of the reasons. */
    static List<SkippedRows> of(Dataset<Row> judged) {
        return judged
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
        return all.stream().map(l -> l.rows + " " + l.reason).collect(Collectors.joining(", "));
    }

    /** One line for each reason. */
    static void report(List<SkippedRows> all, PrintStream out) {
        for (SkippedRows l : all)
            out.printf(
                    Locale.ROOT,
                    "%,d rows left out: %s%s%n",
                    l.rows,
                    l.reason,
                    l.firstLine == null ? "" : ", first in line " + l.firstLine);
    }
}
