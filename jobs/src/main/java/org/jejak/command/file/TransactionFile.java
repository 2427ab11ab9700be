package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.table.Field;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A transaction log in a local file: who bought when for how much. Rows that cannot be used are counted by reason, never
 * dropped in silence. Rows of one customer and day are left as they are: which of them make one purchase is for the caller to
 * say.
 */
final class TransactionFile {
    /** The customer as the file writes it, without spaces around it. */
    static final Field CUSTOMER = Field.text("customer", "Customer as written in the file.");

    /** The day of the purchase in {@code --zone}. */
    static final Field DAY = Field.date("day", "Day of the purchase.");

    /** What was paid; negative for a refund; null throughout when no {@code --amount} is given. */
    static final Field AMOUNT = Field.money("amount", "Amount as written in the file.");

    /** The day on which the customer began, if {@link StartEvent} says so; null in rows that do not say it. */
    static final Field START = Field.date("start", "Day on which the customer began.");

    /** The customer's segment as the file writes it; (none) where it is blank. */
    static final Field SEGMENT = Field.text("segment", "Segment as written in the file.");

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

    @Mixin
    private TimeOptions times = new TimeOptions();

    /**
     * What the file holds.
     *
     * @param rows {@link #CUSTOMER}, {@link #DAY}, {@link #AMOUNT}, {@link #SEGMENT} if asked for, and {@link #START}, one row per usable record, in any order
     * @param count usable records
     * @param skipped the other records by reason, in the order of the reasons: those of the reader, missing_customer,
     *     missing_event, missing_date, bad_date, bad_start, unlikely_date (before 1900 or after 2199), missing_amount, bad_amount,
     *     unlikely_amount (above 100 thousand million)
     */
    record Transactions(Dataset<Row> rows, long count, List<SkippedRows> skipped) {
        /** Prints how much was read and what was skipped. */
        void print(PrintStream out) {
            out.printf(Locale.ROOT, "%,d transactions read%n", count);
            SkippedRows.print(skipped, out);
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

    /** Whether amounts are written 1.234,50. */
    boolean decimalComma() {
        return decimalComma;
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
        return read(spark, null, new StartEvent());
    }

    /**
     * Reads the file with a column that says to which segment the customer belongs.
     *
     * @param segment name of the column, which becomes {@link #SEGMENT}; null for none
     * @param start what becomes {@link #START}; rows that say nothing else have no {@link #DAY}
     */
    Transactions read(SparkSession spark, String segment, StartEvent start) {
        times.check();
        InputTable table = new InputTable(new InputFile(file, separator))
                .requireDistinct(
                        "--customer, --date, --amount, --segment and --event",
                        customer,
                        date,
                        amount,
                        segment,
                        start.event())
                .required(CUSTOMER.name(), "customer", customer);
        Column isPurchase = days(table, start);
        if (amount == null) table.value(AMOUNT.name(), lit(null).cast(AMOUNT.type()));
        else {
            Column text = table.text(amount);
            table.value(AMOUNT.name(), AmountParser.amount(text, decimalComma))
                    .skip("missing_amount", isPurchase.and(text.isNull()))
                    .skip("bad_amount", isPurchase.and(AMOUNT.col().isNull()))
                    .skip("unlikely_amount", abs(AMOUNT.col()).gt(MOST));
        }
        if (segment != null) table.value(SEGMENT.name(), coalesce(table.text(segment), lit("(none)")));
        table.value(START.name(), start(table, start));
        InputTable.Content content = table.value("currency", AmountParser.currency(table.text(amount)))
                .read(spark)
                .requireRows("--customer, --date, --amount, --decimal-comma and --date-pattern");
        Row totals =
                content.rows().agg(count(lit(1)), collect_set(col("currency"))).first();
        AmountParser.requireOne(totals.getList(1), file);
        return new Transactions(content.rows().drop(InputFile.LINE, "currency"), totals.getLong(0), content.skipped());
    }

    /** The day on which the customer began; null where the row does not say it. */
    private Column start(InputTable table, StartEvent start) {
        return start.event() == null
                ? times.day(table.text(start.column()))
                : when(table.text(start.event()).equalTo(start.startEvent()), times.day(table.text(date)));
    }

    /** Declares {@link #DAY}, and what is wrong with days. Returns which rows are purchases or refunds, and need an amount. */
    private Column days(InputTable table, StartEvent start) {
        Column text = table.text(date);
        Column day = times.day(text);
        Column isPurchase = DAY.col().isNotNull();
        if (start.event() != null) {
            Column event = table.text(start.event());
            table.value(DAY.name(), when(event.equalTo(start.returnEvent()), day))
                    .skip("missing_event", event.isNull())
                    .skip("missing_date", text.isNull())
                    .skip("bad_date", day.isNull());
        } else {
            Column started = table.text(start.column());
            table.value(DAY.name(), day)
                    .skip("missing_date", text.isNull().and(started.isNull()))
                    .skip("bad_date", text.isNotNull().and(DAY.col().isNull()))
                    .skip("bad_start", started.isNotNull().and(START.col().isNull()));
        }
        for (Field field : List.of(DAY, START))
            table.skip(
                    "unlikely_date",
                    not(year(field.col()).between(TimeOptions.EARLIEST_YEAR, TimeOptions.LATEST_YEAR)));
        return isPurchase;
    }
}
