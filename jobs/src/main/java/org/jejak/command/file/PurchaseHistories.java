package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.retention.Granularity;
import org.jejak.value.PurchaseLog;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A local transaction log as purchase histories, cut where models are fitted. */
final class PurchaseHistories {
    @Mixin
    private TransactionFile file = new TransactionFile();

    @Option(
            names = "--calibration-end",
            paramLabel = "DATE",
            description =
                    "Last day of the histories that are fitted. Default: the last day in the file, so no holdout.")
    private String calibrationEnd;

    @Option(
            names = "--horizon-end",
            paramLabel = "DATE",
            description = "Last day of the holdout; later rows are left out. Default: the last day in the file.")
    private String horizonEnd;

    @Option(
            names = "--period",
            description =
                    "day, week (from Monday), week_from_sunday, month or quarter: rows of one customer and period are one "
                            + "purchase, and times run from period to period. A period that --calibration-end divides is two. Default: "
                            + "${DEFAULT-VALUE}.",
            defaultValue = "day")
    private Granularity period = Granularity.DAY;

    @Option(
            names = "--segment",
            paramLabel = "COLUMN",
            description =
                    "The customer's segment or channel, on the first row by date: shifts the rates where that pays (AIC), "
                            + "and segments of 1000 customers have a fit of their own.")
    private String segment;

    @Option(
            names = "--returns",
            description =
                    "What negative amounts do: net reduces purchases, gross nothing, exclude also drops purchases "
                            + "that are refunded wholly. After --calibration-end they only touch purchases after it. "
                            + "Default: ${DEFAULT-VALUE}.",
            defaultValue = "net")
    private Returns returns = Returns.NET;

    /**
     * What was read.
     *
     * @param file the rows, and those that were skipped
     * @param purchases the histories of all customers
     * @param returns what refunds did
     * @param origin last day of the histories that are fitted, days since 1970
     * @param end last day of what came after; the origin if there is no holdout
     */
    record Histories(TransactionFile.Transactions file, PurchaseLog purchases, Returns returns, int origin, int end) {}

    /** The columns of the file. */
    TransactionFile file() {
        return file;
    }

    /** Whether customers have a segment. */
    boolean hasSegments() {
        return segment != null;
    }

    /** The first option that asks for single purchases; null if there is none. */
    String anyOption() {
        if (file.isGiven()) return "--transactions";
        if (file.date() != null) return "--date";
        if (calibrationEnd != null) return "--calibration-end";
        if (horizonEnd != null) return "--horizon-end";
        if (period != Granularity.DAY) return "--period";
        return segment != null ? "--segment" : null;
    }

    /**
     * Reads the file.
     *
     * @throws UsageException if it has no purchase, or none by --calibration-end
     */
    Histories read(SparkSession spark) {
        TransactionFile.Transactions read = file.read(spark, segment, new StartEvent());
        int lastDay = day(horizonEnd, "--horizon-end", lastDay(read));
        int cutDay = day(calibrationEnd, "--calibration-end", Integer.MAX_VALUE);
        int last = startOf(lastDay);
        int cut = calibrationEnd == null ? cutDay : startOf(cutDay);
        PurchaseLog purchases = PurchaseLog.of(lines(read, cutDay, lastDay), returns, cut);
        if (segment != null) purchases = purchases.grouped(segments(read));
        int first = firstDay(purchases);
        int end = Math.max(last, first);
        int origin = calibrationEnd == null ? end : cut;
        if (horizonEnd != null && origin > end)
            throw new UsageException("--horizon-end " + horizonEnd + " must be not before --calibration-end");
        if (first > origin)
            throw new UsageException("--calibration-end " + calibrationEnd
                    + " must be not before the first purchase on " + LocalDate.ofEpochDay(first));
        return new Histories(read, purchases, returns, origin, Math.max(origin, end));
    }

    /** The rows by their periods, up to the last day; those after the cut in a period that it divides are at the day after the cut. */
    private Iterable<PurchaseLog.Line> lines(TransactionFile.Transactions read, int cutDay, int lastDay) {
        List<PurchaseLog.Line> lines = new ArrayList<>();
        for (Iterator<Row> rows = read.rows().toLocalIterator(); rows.hasNext(); ) {
            Row row = rows.next();
            int day = (int) row.getDate(1).toLocalDate().toEpochDay();
            if (day > lastDay) continue;
            int of = day > cutDay ? Math.max(startOf(day), cutDay + 1) : startOf(day);
            long amount =
                    row.isNullAt(2) ? 0 : row.getDecimal(2).unscaledValue().longValueExact();
            lines.add(new PurchaseLog.Line(row.getString(0), of, amount));
        }
        return lines;
    }

    /** The first day of the period of a day, which stands for the period. Days since 1970. */
    private int startOf(int day) {
        return (int) period.start(period.index(day)).toEpochDay();
    }

    /** The segment on the first row of each customer; of several that day the first by name. */
    private static Map<String, String> segments(TransactionFile.Transactions read) {
        Map<String, String> segments = new HashMap<>();
        read.rows()
                .groupBy(TransactionFile.CUSTOMER.col())
                .agg(min(struct(TransactionFile.DAY.col(), TransactionFile.SEGMENT.col()))
                        .getField(TransactionFile.SEGMENT.name()))
                .toLocalIterator()
                .forEachRemaining(row -> segments.put(row.getString(0), row.getString(1)));
        return segments;
    }

    private static int lastDay(TransactionFile.Transactions read) {
        Row row = read.rows().agg(max(TransactionFile.DAY.col())).first();
        return (int) row.getDate(0).toLocalDate().toEpochDay();
    }

    private static int firstDay(PurchaseLog purchases) {
        return purchases.histories().stream()
                .mapToInt(h -> h.days()[0])
                .min()
                .orElseThrow(() -> new UsageException(
                        "no purchase: all rows are refunds, or later than --horizon-end, or refunded wholly"));
    }

    private static int day(String text, String option, int instead) {
        if (text == null) return instead;
        return (int) TimeOptions.date(option, text).toEpochDay();
    }
}
