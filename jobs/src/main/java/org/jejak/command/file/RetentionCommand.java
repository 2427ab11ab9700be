package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.RetentionSettings;
import org.jejak.config.UsageException;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.retention.DurationReport;
import org.jejak.retention.Granularity;
import org.jejak.retention.RetentionReport;
import org.jejak.table.Field;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Retention from a local transaction log, or from a curve of survivors, without a warehouse. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Cohorts, revenue movements, survival and projections from a file of purchases (--transactions with"
                        + " --customer and --date), or from a curve (--survivors) or durations measured elsewhere. Rows of"
                        + " one customer and day are one purchase. Columns are those of the gold tables; see jejak tables"
                        + " agg_retention_cohort.")
public final class RetentionCommand implements Callable<Integer> {
    /** Which cohorts a customer is in. */
    enum Cohorts {
        FIRST,
        RECURRING
    }

    @Mixin
    private TransactionFile file = new TransactionFile();

    @Mixin
    private StartEvent start = new StartEvent();

    @Option(
            names = "--survivors",
            paramLabel = "N,N,...",
            description =
                    "Instead of a file: customers still there after 0, 1, 2, ... periods, for the reports projection"
                            + " and fits. Several cohorts, joined by a / such as 100,80,65/90,70, have one fit together.")
    private String survivors;

    @Mixin
    private DurationFile durations = new DurationFile();

    @Option(names = "--report", description = "${COMPLETION-CANDIDATES}. Default: cohorts, projection for --survivors.")
    private RetentionReport.Kind report;

    @Option(
            names = "--granularity",
            description = "${COMPLETION-CANDIDATES}; WEEK is from Monday. Default: ${DEFAULT-VALUE}.",
            defaultValue = "MONTH")
    private Granularity granularity;

    @Option(
            names = "--window",
            description =
                    "${COMPLETION-CANDIDATES}, for the report cohorts: periods of the calendar, equal periods from the "
                            + "customer's first day, or brackets of days. Default: ${DEFAULT-VALUE}.",
            defaultValue = "CALENDAR")
    private RetentionReport.WindowKind window;

    @Option(
            names = "--window-days",
            paramLabel = "DAYS",
            description =
                    "Length of rolling windows; with 1, period N is day N. Default: 91, 30, 7 or 1 by --granularity.")
    private Integer windowDays;

    @Option(
            names = "--cohorts",
            description =
                    "${COMPLETION-CANDIDATES}: customers are in the cohort of the period of their first purchase, or"
                            + " in that of every period in which they bought, for the report cohorts by calendar. Default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "FIRST")
    private Cohorts cohorts = Cohorts.FIRST;

    @Option(
            names = "--periods",
            paramLabel = "N",
            description =
                    "Follow cohorts for so many periods after the first, in the report cohorts. Default: all there"
                            + " are, 30 with --granularity day.")
    private Integer periods;

    @Option(
            names = "--brackets",
            split = ",",
            description = "First day of each bracket, and the day after the last. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1,7,30,90,180,365")
    private List<String> brackets;

    @Option(
            names = "--inactivity",
            paramLabel = "DAYS",
            description =
                    "More quiet days than this, and a customer counts as lost; projections leave out as many recent "
                            + "days. 0 with contracts. Default: ${DEFAULT-VALUE}.",
            defaultValue = "90")
    private int inactivity;

    @Option(
            names = "--horizon",
            paramLabel = "PERIODS",
            description = "How far to project from the last complete period. Default: ${DEFAULT-VALUE}.",
            defaultValue = "12")
    private int horizon;

    @Option(
            names = "--discount",
            paramLabel = "RATE",
            description = "Of expected lifetimes, a year; with --survivors per period. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.10")
    private double discount;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            description = "Last day observed; later rows are left out. Default: the last day in the file.")
    private String end;

    @Option(
            names = "--segment",
            paramLabel = "COLUMN",
            description = "The customer's segment or channel, on the first row by date: rows for each besides all.")
    private String segment;

    @Option(
            names = "--returns",
            description =
                    "Rows with a negative amount, which are never purchases: NET takes them off the purchases they"
                            + " belong to, as jejak value does, EXCLUDE also drops purchases that are refunded wholly,"
                            + " GROSS leaves them out. Default: ${DEFAULT-VALUE}.",
            defaultValue = "NET")
    private Returns returns;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        output.check();
        try (SparkSession spark = SparkSessions.start("retention")) {
            output.show(result(spark));
            return 0;
        }
    }

    /** The rows asked for, in their order. */
    Dataset<Row> result(SparkSession spark) {
        checkInput();
        if (durations.isGiven()) {
            if (report != null && report != RetentionReport.Kind.SURVIVAL)
                throw new UsageException("--durations is for --report survival, not " + word(report));
            return spark.createDataFrame(
                            durations.read(spark, segment, file.separator()).rows(), DurationReport.SCHEMA)
                    .coalesce(1);
        }
        List<long[]> curves = survivors == null ? null : survivors(survivors);
        RetentionReport asked = asked(curves != null);
        RetentionReport.Result result = curves == null ? fromFile(spark, asked) : asked.of(curves);
        Column[] columns = result.columns().stream().map(Field::col).toArray(Column[]::new);
        return spark.createDataFrame(
                        result.rows(), result.table().toStructType().asNullable())
                .coalesce(1)
                .select(columns);
    }

    private void checkInput() {
        int given = (file.isGiven() ? 1 : 0) + (survivors == null ? 0 : 1) + (durations.isGiven() ? 1 : 0);
        if (given != 1)
            throw new UsageException("give one of --transactions FILE (with --customer and --date), --survivors "
                    + "N,N,... and --durations FILE (with --duration and --ended), not "
                    + (given == 0 ? "none" : given));
        start.check();
        if (file.isGiven()) file.check("--survivors and --durations");
    }

    private static String word(RetentionReport.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private RetentionReport asked(boolean curve) {
        RetentionReport.Kind kind =
                report != null ? report : curve ? RetentionReport.Kind.PROJECTION : RetentionReport.Kind.COHORTS;
        if (curve && kind != RetentionReport.Kind.PROJECTION && kind != RetentionReport.Kind.FITS)
            throw new UsageException("--survivors is for --report projection or fits, not " + word(kind));
        if (inactivity < 0 || inactivity > 10_000)
            throw new UsageException("--inactivity " + inactivity + " must be 0 to 10000 days");
        if (horizon < 0 || horizon > 1_000)
            throw new UsageException("--horizon " + horizon + " must be 0 to 1000 periods");
        if (!(discount >= 0.001 && discount <= 10))
            throw new UsageException("--discount " + discount + " must be 0.001 to 10, such as 0.10 for 10 %");
        if (windowDays != null && (windowDays < 1 || windowDays > 10_000))
            throw new UsageException("--window-days " + windowDays + " must be 1 to 10000 days");
        if (windowDays != null && window != RetentionReport.WindowKind.ROLLING)
            throw new UsageException("--window-days " + windowDays + " is for --window rolling");
        boolean plain = kind == RetentionReport.Kind.COHORTS && window == RetentionReport.WindowKind.CALENDAR;
        if (cohorts == Cohorts.RECURRING && !plain)
            throw new UsageException("--cohorts recurring is for --report cohorts with --window calendar");
        if (start.isGiven() && (kind != RetentionReport.Kind.COHORTS || cohorts == Cohorts.RECURRING))
            throw new UsageException("--start and --event are for --report cohorts, with --cohorts first");
        if (periods != null && (periods < 0 || periods > 10_000))
            throw new UsageException("--periods " + periods + " must be 0 to 10000");
        List<Integer> bounds;
        try {
            bounds = RetentionSettings.brackets(brackets);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--brackets " + String.join(",", brackets) + " " + e.getMessage());
        }
        RetentionReport.Following following =
                new RetentionReport.Following(window, bounds, windowDays, periods, cohorts == Cohorts.RECURRING);
        return new RetentionReport(kind, granularity, following, inactivity, horizon, discount);
    }

    private RetentionReport.Result fromFile(SparkSession spark, RetentionReport asked) {
        LocalDate last = end == null ? null : TimeOptions.date("--end", end);
        TransactionFile.Transactions read = file.read(spark, segment, start);
        read.print(System.err);
        LocalDate lastDay = last == null ? lastDay(read.rows()) : last;
        Column untilLast = lit(Date.valueOf(lastDay));
        Dataset<Row> rows = read.rows().filter(TransactionFile.DAY.col().leq(untilLast));
        Dataset<Row> starts = read.rows()
                .filter(TransactionFile.START.col().leq(untilLast))
                .drop(TransactionFile.DAY.name())
                .withColumnRenamed(TransactionFile.START.name(), TransactionFile.DAY.name());
        printNotes(read, lastDay);
        RetentionReport.Result result = asked.of(
                PurchaseDays.of(rows, returns, segment != null),
                TransactionFile.CUSTOMER.col(),
                TransactionFile.DAY.col(),
                PurchaseDays.ORDERS,
                PurchaseDays.PAID,
                segment == null ? null : TransactionFile.SEGMENT.col(),
                start.isGiven() ? starts : null,
                file.hasAmounts(),
                lastDay);
        System.err.printf(Locale.ROOT, "observed until %s%n", lastDay);
        if (result.withoutPurchase() > 0)
            System.err.printf(
                    Locale.ROOT,
                    "%,d customers without a %s left out%n",
                    result.withoutPurchase(),
                    start.isGiven() ? "start" : "purchase");
        if (result.rows().isEmpty())
            throw new UsageException("no purchase up to " + lastDay + "; check --end and --returns");
        return result;
    }

    private static LocalDate lastDay(Dataset<Row> rows) {
        Column day = greatest(TransactionFile.DAY.col(), TransactionFile.START.col());
        return rows.agg(max(day)).first().getDate(0).toLocalDate();
    }

    /** What becomes of refunds and of rows after the last day; on stderr. */
    private void printNotes(TransactionFile.Transactions read, LocalDate lastDay) {
        long refunds = read.rows().filter(TransactionFile.AMOUNT.col().lt(0)).count();
        if (refunds > 0)
            System.err.printf(
                    Locale.ROOT,
                    "%,d refunds %s%n",
                    refunds,
                    switch (returns) {
                        case NET -> "taken off their purchases";
                        case GROSS -> "left out";
                        case EXCLUDE -> "taken off their purchases; those refunded wholly left out";
                    });
        Column day = least(TransactionFile.DAY.col(), TransactionFile.START.col());
        long later = read.rows().filter(day.gt(lit(Date.valueOf(lastDay)))).count();
        if (later > 0) System.err.printf(Locale.ROOT, "%,d rows after %s left out%n", later, lastDay);
    }

    private static List<long[]> survivors(String text) {
        return Arrays.stream(text.split("/", -1))
                .map(curve -> curve(curve.split(",", -1)))
                .toList();
    }

    private static long[] curve(String[] texts) {
        long[] curve = new long[texts.length];
        for (int t = 0; t < curve.length; t++) {
            String text = texts[t].trim();
            boolean number = text.matches("\\d{1,12}");
            if (number) curve[t] = Long.parseLong(text);
            if (!number || curve[0] == 0 || (t > 0 && curve[t] > curve[t - 1]))
                throw new UsageException("--survivors " + String.join(",", texts) + ": '" + text
                        + "' must be a whole number, not more than the one before it, and the first more than 0");
        }
        if (curve.length < 2 || curve.length > 10_000)
            throw new UsageException("--survivors " + String.join(",", texts)
                    + ": a curve has 2 to 10000 numbers, such as 1000,869,743");
        return curve;
    }
}
