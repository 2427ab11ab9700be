package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.UsageException;
import org.jejak.table.*;
import org.jejak.value.CustomerRows;
import org.jejak.value.CustomerSummary;
import org.jejak.value.ModelSelection;
import org.jejak.value.ModelSelectionOptions;
import org.jejak.value.ModelSelectionRows;
import org.jejak.value.RfmRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Customer value from a local file, without a warehouse. */
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
public final class ValueCommand implements Callable<Integer> {
    /** Units of time, in days. */
    enum Unit {
        DAY(1),
        WEEK(7),
        MONTH(365.25 / 12),
        QUARTER(365.25 / 4),
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
        VALIDATION,
        RFM
    }

    /** Histories of so many years are doubtful if no unit is given. */
    private static final double LONG_YEARS = 3;

    /** Histories of so many years are doubtful in any unit. */
    private static final double LONGEST_YEARS = 30;

    /** Customers that a segment needs for a fit of its own. */
    private static final long LEAST_OF_SEGMENT = 1_000;

    @Mixin
    private PurchaseHistories purchases = new PurchaseHistories();

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private SummaryFile summary = new SummaryFile();

    @Mixin
    private RfmOptions rfm = new RfmOptions();

    @Mixin
    private FixedModelOptions model = new FixedModelOptions();

    @Option(
            names = "--unit",
            description = "Unit of time of parameters and times: day, week, month, quarter, year. Default: week.")
    private Unit givenUnit;

    private Unit unit = Unit.WEEK;

    @Option(
            names = "--horizon",
            paramLabel = "UNITS",
            description = "How far predictions look ahead. Default: to the end of the holdout, else a year.")
    private Double horizon;

    @Option(
            names = "--discount-rate",
            paramLabel = "RATE",
            description =
                    "Yearly; the continuous discount is ln(1 + rate) a year. With 0 the values ever after (residual, total) are "
                            + "empty. Default: ${DEFAULT-VALUE}.",
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
            description =
                    "Rows to print or write: predictions, fits, validation, or rfm (scores and segments by --calibration-end, without a "
                            + "model). Default: ${DEFAULT-VALUE}.",
            defaultValue = "predictions")
    private Result result;

    @Override
    public Integer call() throws IOException {
        output.check();
        try (SparkSession spark = SparkSessions.start("value")) {
            output.show(result(spark, output.isData() ? System.err : System.out));
            return 0;
        }
    }

    private void checkOptions() {
        if (givenUnit != null) unit = givenUnit;
        check(discountRate >= 0 && discountRate <= 10, "--discount-rate", discountRate, "at least 0 and at most 10");
        check(delta == null || delta >= 0 && delta <= 10, "--delta", delta, "at least 0 and at most 10");
        check(horizon == null || horizon > 0 && horizon <= 1e6, "--horizon", horizon, "above 0 and at most 1000000");
        check(margin >= 0 && margin <= 1, "--margin", margin, "between 0 and 1");
        check(backtests >= 0 && backtests <= 100, "--backtests", backtests, "between 0 and 100");
        summary.check();
        model.given();
        rfm.check(result == Result.RFM);
        if (summary.isGiven()) checkForSummary();
        else columns().check("--summary");
    }

    private void checkForSummary() {
        String wrong = purchases.anyOption();
        if (backtests > 0) wrong = "--backtests";
        if (result == Result.VALIDATION || result == Result.RFM)
            wrong = "--result " + result.name().toLowerCase(Locale.ROOT);
        if (wrong != null)
            throw new UsageException(wrong + " does not go with --summary: it has histories, and no single purchases");
    }

    /**
     * Reads, fits and predicts.
     *
     * @param notes where is printed what was read, fitted and chosen
     * @return the rows of {@code --result}
     */
    Dataset<Row> result(SparkSession spark, PrintStream notes) {
        checkOptions();
        Dataset<Row> rows;
        if (summary.isGiven()) {
            rows = rows(spark, ofSummary(spark, notes));
        } else {
            PurchaseHistories.Histories read = purchases.read(spark);
            ValuePrinter printer = new ValuePrinter(notes);
            printer.print(read, columns().hasAmounts());
            if (result == Result.RFM) {
                RfmRows scores = rfm.rows(read.purchases().histories(), read.origin());
                notes.println(scores.thresholds());
                rows = spark.createDataFrame(scores.rows(), RfmRows.SCHEMA);
            } else {
                ModelSelection selection = selection(read, notes);
                printer.print(selection);
                rows = rows(spark, selection);
            }
        }
        return output.isPrinted() ? rounded(rows) : rows;
    }

    private TransactionFile columns() {
        return purchases.file();
    }

    private ModelSelection ofSummary(SparkSession spark, PrintStream notes) {
        SummaryFile.Histories read = summary.read(
                spark,
                columns().customer(),
                columns().amount(),
                columns().decimalComma(),
                columns().separator());
        ModelSelectionOptions options = options(1, horizon != null ? horizon : 365.25 / unit.days);
        ModelSelection selection = ModelSelection.of(read.rows(), options, model.given());
        read.print(notes);
        printUnits(options, notes);
        warnOfUnit(read, notes);
        new ValuePrinter(notes).print(selection);
        return selection;
    }

    /** Says in which unit times are, and how far predictions look. */
    private void printUnits(ModelSelectionOptions options, PrintStream notes) {
        String words = unit.name().toLowerCase(Locale.ROOT);
        notes.printf(
                Locale.ROOT,
                "Times and parameters are in %ss (--unit %s); predictions look %s %ss ahead (--horizon), discounted by %s a %s%n",
                words,
                words,
                shown(options.horizon()),
                words,
                shown(options.delta()),
                words);
    }

    private static String shown(double number) {
        return new BigDecimal(number, new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    /** Histories that are too long for their unit were counted in a shorter one. */
    private void warnOfUnit(SummaryFile.Histories read, PrintStream notes) {
        double longest =
                read.rows().stream().mapToDouble(CustomerSummary::age).max().orElse(0);
        double years = longest * unit.days / 365.25;
        if (unit != Unit.DAY && years > (givenUnit == null ? LONG_YEARS : LONGEST_YEARS))
            notes.printf(
                    Locale.ROOT,
                    "note: T goes up to %s %ss, which is %.3g years; if the file counts days, write --unit day%n",
                    shown(longest),
                    unit.name().toLowerCase(Locale.ROOT),
                    years);
    }

    private ModelSelection selection(PurchaseHistories.Histories read, PrintStream notes) {
        int origin = read.origin();
        int end = read.end();
        double ahead = horizon != null ? horizon : end > origin ? (end - origin) / unit.days : 365.25 / unit.days;
        ModelSelectionOptions options = options(unit.days, ahead);
        printUnits(options, notes);
        return ModelSelection.of(read.purchases().histories(), origin, end, options, model.given());
    }

    /** Few digits, for the eye. */
    private static Dataset<Row> rounded(Dataset<Row> rows) {
        return rows.select(Arrays.stream(rows.schema().fields())
                .map(f -> f.dataType().equals(DataTypes.DoubleType)
                        ? round(col(f.name()), 4).as(f.name())
                        : col(f.name()))
                .toArray(Column[]::new));
    }

    /** @param daysPerTime how many of what times are counted in make a unit */
    private ModelSelectionOptions options(double daysPerTime, double ahead) {
        double perUnit = delta != null ? delta : Math.log1p(discountRate) / 365.25 * unit.days;
        List<String> models = model.name() == null ? ModelSelectionOptions.ALL_MODELS : List.of(model.name());
        boolean amounts = columns().hasAmounts();
        return new ModelSelectionOptions(
                daysPerTime, ahead, perUnit, models, 1, LEAST_OF_SEGMENT, amounts, backtests, 0, 0.25);
    }

    private Dataset<Row> rows(SparkSession spark, ModelSelection selection) {
        return switch (result) {
            case PREDICTIONS -> predictions(spark, new CustomerRows(selection, margin));
            case FITS -> fits(spark, selection);
            case RFM -> throw new IllegalStateException("needs no model");
            case VALIDATION ->
                spark.createDataFrame(ModelSelectionRows.validation(selection), AggClvValidation.TABLE.toStructType());
        };
    }

    /** Fits without the columns that this input has not. */
    private Dataset<Row> fits(SparkSession spark, ModelSelection selection) {
        Dataset<Row> fits = spark.createDataFrame(
                ModelSelectionRows.models(selection),
                AggClvModel.TABLE.toStructType().asNullable());
        if (!purchases.hasSegments()) fits = fits.drop(AggClvModel.CUSTOMER_GROUP.name());
        return summary.isGiven() ? fits.drop(AggClvModel.AS_OF_DATE.name()) : fits;
    }

    /** One partition keeps the order. */
    private static Dataset<Row> predictions(SparkSession spark, CustomerRows rows) {
        return spark.range(0, rows.size(), 1, 1).map(rows, Encoders.row(CustomerRows.SCHEMA));
    }

    private static void check(boolean holds, String option, Object value, String range) {
        if (!holds) throw new UsageException(option + " " + value + " must be " + range);
    }
}
