package org.jejak.command.file;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;
import static org.jejak.table.Datasets.materialize;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.table.Field;
import picocli.CommandLine.Option;

/**
 * A transaction log of the user's own: who bought when for how much. Rows that cannot be used are counted by reason,
 * never dropped in silence. Rows of one customer and day are left as they are: which of them make one purchase is for the
 * caller to say.
 */
final class TransactionFile {
    /** The customer as the file writes it, without spaces around it. */
    static final Field CUSTOMER = Field.text("customer", "Customer as written in the file.");

    /** The day of the purchase in {@code --zone}. */
    static final Field DAY = Field.date("day", "Day of the purchase.");

    /** What was paid; negative for a refund; null throughout when no {@code --amount} is given. */
    static final Field AMOUNT = Field.money("amount", "Amount as written in the file.");

    /** The customer's segment as the file writes it; (none) where it is blank. */
    static final Field SEGMENT = Field.text("segment", "Segment as written in the file.");

    /** Whole numbers of eight digits are dates such as 19970130, not seconds since 1970. */
    private static final String EIGHT_DIGITS = "^\\s*\\d{8}\\s*$";

    /** Dates before or after stand for none at all, such as 9999-12-31. */
    static final int EARLIEST_YEAR = 1900;

    static final int LATEST_YEAR = 2199;

    /** Larger amounts are no amounts, and their totals would not fit. */
    private static final long MOST = 100_000_000_000L;

    @Option(
            names = "--transactions",
            paramLabel = "FILE",
            description = "Purchases: CSV, TSV, JSON lines or Parquet; .gz and .zst are unpacked.")
    private Path file;

    @Option(names = "--customer", paramLabel = "COLUMN", description = "Who bought.")
    private String customer;

    @Option(
            names = "--date",
            paramLabel = "COLUMN",
            description = "When: ISO 8601, 19970130, or seconds, milli- or microseconds since 1970.")
    private String date;

    @Option(
            names = "--amount",
            paramLabel = "COLUMN",
            description =
                    "How much, such as 1234.5, $1,234.50 or USD 12; negative or in brackets for a refund. Without it "
                            + "purchases are only counted.")
    private String amount;

    @Option(names = "--decimal-comma", description = "Amounts are written 1.234,50.")
    private boolean decimalComma;

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Option(
            names = "--date-pattern",
            paramLabel = "PATTERN",
            description = "How dates are written if not as above, for example dd/MM/yyyy or 'M/d/yyyy H:mm'.")
    private String datePattern;

    @Option(
            names = "--zone",
            description = "Zone of days and of times without offset. Default: ${DEFAULT-VALUE}.",
            defaultValue = "UTC")
    private String zone;

    /**
     * What the file holds.
     *
     * @param rows {@link #CUSTOMER}, {@link #DAY}, {@link #AMOUNT} and {@link #SEGMENT} if asked for, one row per usable record, in any order
     * @param count usable records
     * @param leftOut the other records by reason, in the order of the reasons: those of the reader, missing_customer,
     *     missing_date, bad_date, unlikely_date (before 1900 or after 2199), missing_amount, bad_amount,
     *     unlikely_amount (above 100 thousand million)
     */
    record Transactions(Dataset<Row> rows, long count, List<SkippedRows> leftOut) {
        /** Tells what was read and what was left out. */
        void report(PrintStream out) {
            out.printf(Locale.ROOT, "%,d transactions read%n", count);
            SkippedRows.report(leftOut, out);
        }
    }

    /** Whether amounts are known. */
    boolean hasAmounts() {
        return amount != null;
    }

    /** Whether there is a file of transactions. */
    boolean isGiven() {
        return file != null;
    }

    /** Name of the column of customers; null if none was given. */
    String customer() {
        return customer;
    }

    /** Name of the column of dates; null if none was given. */
    String date() {
        return date;
    }

    /** Name of the column of amounts; null if none was given. */
    String amount() {
        return amount;
    }

    /** What stands between the columns of CSV. */
    String separator() {
        return separator;
    }

    /**
     * Refuses a file without its columns.
     *
     * @param instead the option for those who have no transactions
     * @throws UsageException if the file or one of the columns that it needs is not named
     */
    void check(String instead) {
        List<String> missing = new ArrayList<>();
        if (file == null) missing.add("--transactions FILE");
        if (customer == null) missing.add("--customer COLUMN");
        if (date == null) missing.add("--date COLUMN");
        if (!missing.isEmpty())
            throw new UsageException(String.join(" and ", missing) + " missing: a file of purchases needs "
                    + "--transactions, --customer and --date. Without single purchases see " + instead + ".");
    }

    /**
     * Reads the file.
     *
     * @throws UsageException if the file is missing or damaged, a column is missing, a zone or pattern is none,
     *     amounts are in several currencies, or no row can be used
     */
    Transactions read(SparkSession spark) {
        return read(spark, null);
    }

    /**
     * Reads the file with a column that says to which segment the customer belongs.
     *
     * @param segment name of the column, which becomes {@link #SEGMENT}; null for none
     */
    Transactions read(SparkSession spark, String segment) {
        ZoneId days = zone();
        checkPattern();
        if (separator.isEmpty())
            throw new UsageException("--separator must not be empty; write for example ';' or a tab");
        List<String> columns = new ArrayList<>(List.of(customer, date));
        if (amount != null) columns.add(amount);
        if (segment != null) columns.add(segment);
        if (columns.stream().distinct().count() < columns.size())
            throw new UsageException("--customer, --date, --amount and --segment must be different columns, not "
                    + String.join(", ", columns));
        List<String> names = new ArrayList<>(List.of(InputFile.LINE, InputFile.REASON, "customer_text", "date_text"));
        if (amount != null) names.add("amount_text");
        if (segment != null) names.add("segment_text");
        Dataset<Row> raw = new InputFile(file, separator).read(spark, columns).toDF(names.toArray(String[]::new));
        if (amount == null) raw = raw.withColumn("amount_text", lit(null).cast("string"));
        if (segment == null) raw = raw.withColumn("segment_text", lit(null).cast("string"));
        Dataset<Row> judged = materialize(raw.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        blankAsNull("customer_text").as(CUSTOMER.name()),
                        day(days).as(DAY.name()),
                        AmountParser.amount(col("amount_text"), decimalComma).as(AMOUNT.name()),
                        AmountParser.currency(col("amount_text")).as("currency"),
                        coalesce(blankAsNull("segment_text"), lit("(none)")).as(SEGMENT.name()),
                        blankAsNull("date_text").isNull().as("no_date"),
                        blankAsNull("amount_text").isNull().as("no_amount"))
                .withColumn(InputFile.REASON, coalesce(col(InputFile.REASON), reason())));
        List<SkippedRows> leftOut = SkippedRows.of(judged);
        Dataset<Row> usable = judged.filter(col(InputFile.REASON).isNull());
        Dataset<Row> rows = segment == null
                ? usable.select(CUSTOMER.col(), DAY.col(), AMOUNT.col())
                : usable.select(CUSTOMER.col(), DAY.col(), AMOUNT.col(), SEGMENT.col());
        Row figures = usable.agg(count(lit(1)), sort_array(collect_set(col("currency"))))
                .first();
        long count = figures.getLong(0);
        if (count == 0)
            throw new UsageException(file + " has no usable transaction"
                    + (leftOut.isEmpty() ? "" : "; rows left out: " + SkippedRows.brief(leftOut))
                    + ". Check --customer, --date, --amount, --decimal-comma and --date-pattern.");
        if (figures.getList(1).size() > 1)
            throw new UsageException(file + " has amounts in several currencies ("
                    + String.join(", ", figures.<String>getList(1)) + "); convert them to one first");
        return new Transactions(rows, count, leftOut);
    }

    /**
     * The date in an option.
     *
     * @throws UsageException if it is none, or one that no row could have
     */
    static LocalDate date(String option, String text) {
        try {
            LocalDate date = LocalDate.parse(text.trim());
            if (date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR) return date;
            throw new UsageException(
                    option + " " + text + " must be in the years " + EARLIEST_YEAR + " to " + LATEST_YEAR);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " " + text + " is no date; write for example 1997-09-30");
        }
    }

    private Column reason() {
        Column amountReason = amount == null
                ? lit(null).cast("string")
                : when(col("no_amount"), "missing_amount")
                        .when(AMOUNT.col().isNull(), "bad_amount")
                        .when(abs(AMOUNT.col()).gt(MOST), "unlikely_amount");
        return when(CUSTOMER.col().isNull(), "missing_customer")
                .when(col("no_date"), "missing_date")
                .when(DAY.col().isNull(), "bad_date")
                .when(not(year(DAY.col()).between(EARLIEST_YEAR, LATEST_YEAR)), "unlikely_date")
                .otherwise(amountReason);
    }

    private Column day(ZoneId days) {
        Column text = col("date_text");
        Column byPattern = callUDF(
                "instant_by", trim(text), lit(datePattern == null ? "yyyyMMdd" : datePattern), lit(days.getId()));
        Column instant = datePattern != null
                ? byPattern
                : when(text.rlike(EIGHT_DIGITS), byPattern).otherwise(callUDF("instant_in", text, lit(days.getId())));
        return to_date(from_utc_timestamp(instant, days.getId()));
    }

    private static Column blankAsNull(String column) {
        return when(trim(col(column)).notEqual(""), trim(col(column)));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--zone " + zone + " is no zone of the tz database; write for example Europe/Berlin or UTC");
        }
    }

    private void checkPattern() {
        if (datePattern == null) return;
        try {
            DateTimeFormatter.ofPattern(datePattern);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--date-pattern " + datePattern + " is no pattern: " + e.getMessage()
                    + "; write for example dd/MM/yyyy");
        }
    }
}
