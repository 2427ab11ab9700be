package org.jejak.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.value.CustomerRows;
import org.jejak.value.Purchases;
import org.jejak.value.Study;
import org.jejak.value.StudyRows;
import org.jejak.value.Terms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Customer value from a file of the user's own, without a warehouse. */
@Command(
        name = "value",
        mixinStandardHelpOptions = true,
        description = {
            "Fits NBD, BG/NBD, MBG/NBD, Pareto/NBD and Gamma-Gamma to a transaction log, validates them on what came after "
                    + "--calibration-end, chooses one and says why, and predicts for each customer.",
            "All rows of a customer and day are one purchase. x counts repeat purchases, t_x is the time from first to last "
                    + "purchase, T from first purchase to --calibration-end.",
            "",
            "Needs --transactions with --customer and --date, or --summary.",
            ""
        })
final class ValueCommand implements Callable<Integer> {
    /** Units of time, in days. */
    enum Unit {
        DAY(1),
        WEEK(7),
        MONTH(365.25 / 12),
        YEAR(365.25);

        final double days;

        Unit(double days) {
            this.days = days;
        }
    }

    /** Which rows are the result. */
    enum Result {
        PREDICTIONS,
        FITS,
        VALIDATION
    }

    /** Customers that a segment needs for a fit of its own. */
    private static final long LEAST_OF_SEGMENT = 1_000;

    @Mixin
    private TransactionFile transactions = new TransactionFile();

    @Mixin
    private Output output = new Output();

    @Mixin
    private SummaryFile summary = new SummaryFile();

    @Mixin
    private GivenModel model = new GivenModel();

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
            names = "--unit",
            description = "Unit of time of parameters and times: day, week, month, year. Default: ${DEFAULT-VALUE}.",
            defaultValue = "week")
    private Unit unit;

    @Option(
            names = "--horizon",
            paramLabel = "UNITS",
            description = "How far predictions look ahead. Default: to the end of the holdout, else a year.")
    private Double horizon;

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
    private Returns returns;

    @Option(
            names = "--discount-rate",
            paramLabel = "RATE",
            description = "Yearly; the continuous discount is ln(1 + rate) a year. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.1")
    private double discountRate;

    @Option(names = "--delta", description = "Continuous discount per unit instead of --discount-rate.")
    private Double delta;

    @Option(
            names = "--margin",
            description = "Share of amounts that is margin, 0 to 1. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double margin;

    @Option(
            names = "--backtests",
            description = "Repeat the holdout at this many earlier origins. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private int backtests;

    @Option(
            names = "--result",
            description = "Rows to print or write: predictions, fits or validation. Default: ${DEFAULT-VALUE}.",
            defaultValue = "predictions")
    private Result result;

    @Override
    public Integer call() {
        output.check();
        SparkSession spark = SparkStarter.start("value");
        try {
            output.show(result(spark, output.isData() ? System.err : System.out));
            return 0;
        } finally {
            spark.stop();
        }
    }

    private void checkOptions() {
        check(discountRate > 0 && discountRate <= 10, "--discount-rate", discountRate, "above 0 and at most 10");
        check(delta == null || delta > 0 && delta <= 10, "--delta", delta, "above 0 and at most 10");
        check(horizon == null || horizon > 0 && horizon <= 1e6, "--horizon", horizon, "above 0 and at most 1000000");
        check(margin >= 0 && margin <= 1, "--margin", margin, "between 0 and 1");
        check(backtests >= 0 && backtests <= 100, "--backtests", backtests, "between 0 and 100");
        summary.check();
        model.parameters();
        if (summary.isGiven()) checkForSummary();
        else transactions.check("--summary");
    }

    private void checkForSummary() {
        Map<String, Boolean> forTransactions = new LinkedHashMap<>();
        forTransactions.put("--transactions", transactions.isGiven());
        forTransactions.put("--date", transactions.date() != null);
        forTransactions.put("--calibration-end", calibrationEnd != null);
        forTransactions.put("--horizon-end", horizonEnd != null);
        forTransactions.put("--segment", segment != null);
        forTransactions.put("--backtests", backtests > 0);
        forTransactions.put("--result validation", result == Result.VALIDATION);
        forTransactions.forEach((option, isGiven) -> {
            if (isGiven)
                throw new IllegalArgumentException(
                        option + " does not go with --summary: it has histories, and no single purchases");
        });
    }

    /** Does the work; what was read, fitted and chosen is told to {@code beside}. */
    Dataset<Row> result(SparkSession spark, PrintStream beside) {
        checkOptions();
        Study study = summary.isGiven() ? ofSummary(spark, beside) : ofTransactions(spark, beside);
        Dataset<Row> rows = rows(spark, study);
        return output.isPrinted() ? rounded(rows) : rows;
    }

    private Study ofSummary(SparkSession spark, PrintStream beside) {
        SummaryFile.Histories read =
                summary.read(spark, transactions.customer(), transactions.amount(), transactions.separator());
        double[] given = model.parameters();
        Terms terms = terms(1, horizon != null ? horizon : 365.25 / unit.days);
        Study study = given == null
                ? Study.of(read.rows(), terms)
                : Study.given(read.rows(), terms, model.name(), given, model.spend());
        new ValueText(beside).tell(read, study);
        return study;
    }

    private Study ofTransactions(SparkSession spark, PrintStream beside) {
        TransactionFile.Transactions read = transactions.read(spark, segment);
        int last = day(horizonEnd, "--horizon-end", lastDay(read));
        Purchases purchases =
                Purchases.of(lines(read, last), returns, day(calibrationEnd, "--calibration-end", Integer.MAX_VALUE));
        if (segment != null) purchases = purchases.grouped(segments(read));
        int first = firstDay(purchases);
        int end = Math.max(last, first);
        int origin = day(calibrationEnd, "--calibration-end", end);
        check(horizonEnd == null || origin <= end, "--horizon-end", horizonEnd, "not before --calibration-end");
        check(
                first <= origin,
                "--calibration-end",
                calibrationEnd,
                "not before the first purchase on " + LocalDate.ofEpochDay(first));
        Study study = study(purchases, origin, Math.max(origin, end));
        new ValueText(beside).tell(read, purchases, returns, study);
        return study;
    }

    /** Few digits, for the eye. */
    private static Dataset<Row> rounded(Dataset<Row> rows) {
        return rows.select(Arrays.stream(rows.schema().fields())
                .map(f -> f.dataType().equals(DataTypes.DoubleType)
                        ? round(col(f.name()), 4).as(f.name())
                        : col(f.name()))
                .toArray(Column[]::new));
    }

    private Study study(Purchases purchases, int origin, int end) {
        double ahead = horizon != null ? horizon : end > origin ? (end - origin) / unit.days : 365.25 / unit.days;
        Terms terms = terms(unit.days, ahead);
        double[] given = model.parameters();
        return given == null
                ? Study.of(purchases.histories(), origin, origin, end, terms)
                : Study.given(purchases.histories(), origin, end, terms, model.name(), given, model.spend());
    }

    /** @param daysPerTime how many of what times are counted in make a unit */
    private Terms terms(double daysPerTime, double ahead) {
        double perUnit = delta != null ? delta : Math.log1p(discountRate) / 365.25 * unit.days;
        List<String> models = model.name() == null ? Terms.ALL_MODELS : List.of(model.name());
        boolean amounts = transactions.amount() != null;
        return new Terms(daysPerTime, ahead, perUnit, models, 1, LEAST_OF_SEGMENT, amounts, backtests, 0, 0.25);
    }

    private Dataset<Row> rows(SparkSession spark, Study study) {
        return switch (result) {
            case PREDICTIONS -> predictions(spark, new CustomerRows(study, margin));
            case FITS ->
                dataset(
                                spark,
                                StudyRows.models(study),
                                AggClvModel.TABLE.toStructType().asNullable())
                        .drop(segment == null ? AggClvModel.CUSTOMER_GROUP.name() : "")
                        .drop(summary.isGiven() ? AggClvModel.AS_OF_DATE.name() : "");
            case VALIDATION -> dataset(spark, StudyRows.validation(study), AggClvValidation.TABLE.toStructType());
        };
    }

    /** One partition keeps the order. */
    private static Dataset<Row> predictions(SparkSession spark, CustomerRows rows) {
        return spark.range(0, rows.size(), 1, 1).map(rows, Encoders.row(CustomerRows.SCHEMA));
    }

    private static Dataset<Row> dataset(SparkSession spark, List<Row> rows, StructType schema) {
        return spark.createDataFrame(rows, schema);
    }

    private static Iterable<Purchases.Line> lines(TransactionFile.Transactions read, int last) {
        List<Purchases.Line> lines = new ArrayList<>();
        for (Iterator<Row> rows = read.rows().toLocalIterator(); rows.hasNext(); ) {
            Row row = rows.next();
            int day = (int) row.getDate(1).toLocalDate().toEpochDay();
            long amount =
                    row.isNullAt(2) ? 0 : row.getDecimal(2).unscaledValue().longValueExact();
            if (day <= last) lines.add(new Purchases.Line(row.getString(0), day, amount));
        }
        return lines;
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
        return (int) read.rows()
                .agg(org.apache.spark.sql.functions.max(TransactionFile.DAY.col()))
                .first()
                .getDate(0)
                .toLocalDate()
                .toEpochDay();
    }

    private static int firstDay(Purchases purchases) {
        return purchases.histories().stream()
                .mapToInt(h -> h.days()[0])
                .min()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no purchase: all rows are refunds, or later than --horizon-end, or refunded wholly"));
    }

    private static int day(String text, String option, int instead) {
        if (text == null) return instead;
        return (int) TransactionFile.date(option, text).toEpochDay();
    }

    private static void check(boolean holds, String option, Object value, String range) {
        if (!holds) throw new IllegalArgumentException(option + " " + value + " must be " + range);
    }
}
