package org.jejak.command.file;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.jejak.table.Datasets.materialize;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.value.CustomerSummary;
import picocli.CommandLine.Option;

/**
 * Histories that another tool has summed up: one row per customer with repeat purchases x, recency t_x and age T. Rows that
 * cannot be used are counted by reason.
 */
final class SummaryFile {
    private static final Column CUSTOMER = col("customer");
    private static final Column X = col("x");
    private static final Column RECENCY = col("t_x");
    private static final Column AGE = col("T");
    private static final Column MEAN = col("mean");
    private static final Column MEAN_TEXT = col("mean_text");

    /** More purchases of one customer, longer times (in any unit) and larger amounts are none. */
    private static final double MOST_PURCHASES = 8_000_000;

    private static final double LONGEST = 1e6;
    private static final double MOST_SPEND = 1e11;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description =
                    "Instead of --transactions: one row per customer with x, t_x and T in --unit, as other tools sum "
                            + "them up. --customer is optional (else rows are numbered); --amount is the mean of repeat purchases.")
    private Path file;

    @Option(names = "--frequency", paramLabel = "COLUMN", description = "x of --summary. Default: frequency.")
    private String frequency;

    @Option(names = "--recency", paramLabel = "COLUMN", description = "t_x of --summary. Default: recency.")
    private String recency;

    @Option(names = "--age", paramLabel = "COLUMN", description = "T of --summary. Default: T.")
    private String age;

    /**
     * What the file holds.
     *
     * @param rows usable histories, by customer; in the order of the file without --customer
     * @param leftOut the other rows by reason: those of the reader, missing_customer, bad_frequency (no whole number from 0),
     *     bad_recency, bad_age, bad_amount (not if x is 0), recency_beyond_age, recency_without_repeat (x is 0, t_x is not)
     */
    record Histories(List<CustomerSummary> rows, List<SkippedRows> leftOut) {
        /** Tells what was read and what was left out. */
        void report(PrintStream out) {
            out.printf(Locale.ROOT, "%,d histories read%n", rows.size());
            SkippedRows.report(leftOut, out);
        }
    }

    /** Whether histories come from such a file. */
    boolean isGiven() {
        return file != null;
    }

    /** @throws UsageException if columns are named and there is no file they could be in */
    void check() {
        if (file == null && (frequency != null || recency != null || age != null))
            throw new UsageException("--frequency, --recency and --age are columns of --summary FILE");
    }

    /**
     * Reads the file.
     *
     * @param customer column of the customer; null for none
     * @param amount column of the mean repeat amount; null for none
     * @throws UsageException if the file is missing or damaged, a column is missing, a customer has two rows, or
     *     no row can be used
     */
    Histories read(SparkSession spark, String customer, String amount, String separator) {
        List<String> columns = new ArrayList<>(List.of(
                frequency == null ? "frequency" : frequency,
                recency == null ? "recency" : recency,
                age == null ? "T" : age));
        List<String> names = new ArrayList<>(List.of(InputFile.LINE, InputFile.REASON, "x_text", "t_x_text", "T_text"));
        if (customer != null) {
            columns.add(customer);
            names.add("customer_text");
        }
        if (amount != null) {
            columns.add(amount);
            names.add("mean_text");
        }
        Dataset<Row> raw = new InputFile(file, separator)
                .read(spark, columns.stream().distinct().toList())
                .select(Stream.concat(Stream.of(InputFile.LINE, InputFile.REASON), columns.stream())
                        .map(c -> col("`" + c.replace("`", "``") + "`"))
                        .toArray(Column[]::new))
                .toDF(names.toArray(String[]::new));
        if (customer == null) raw = raw.withColumn("customer_text", lit("?"));
        if (amount == null) raw = raw.withColumn("mean_text", lit(null).cast("string"));
        Dataset<Row> judged = materialize(raw.select(
                        col(InputFile.LINE),
                        col(InputFile.REASON),
                        trim(col("customer_text")).as("customer"),
                        number("x_text").as("x"),
                        number("t_x_text").as("t_x"),
                        number("T_text").as("T"),
                        number("mean_text").as("mean"),
                        when(trim(MEAN_TEXT).notEqual(""), MEAN_TEXT).as("mean_text"))
                .withColumn(InputFile.REASON, coalesce(col(InputFile.REASON), reason())));
        List<SkippedRows> leftOut = SkippedRows.of(judged);
        List<CustomerSummary> rows = new ArrayList<>();
        Iterator<Row> usable = judged.filter(col(InputFile.REASON).isNull())
                .orderBy(col(InputFile.LINE))
                .select(
                        CUSTOMER,
                        X,
                        RECENCY,
                        AGE,
                        when(X.gt(0), coalesce(MEAN, lit(0.0))).otherwise(0.0))
                .toLocalIterator();
        while (usable.hasNext()) {
            Row row = usable.next();
            rows.add(new CustomerSummary(
                    customer == null ? String.valueOf(rows.size() + 1) : row.getString(0),
                    (int) row.getDouble(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getDouble(4)));
        }
        if (rows.isEmpty())
            throw new UsageException(file + " has no usable history"
                    + (leftOut.isEmpty() ? "" : "; rows left out: " + SkippedRows.brief(leftOut))
                    + ". Check --frequency, --recency, --age, --customer and --amount.");
        if (customer != null) sortAndCheck(rows);
        return new Histories(rows, leftOut);
    }

    private void sortAndCheck(List<CustomerSummary> rows) {
        rows.sort(Comparator.comparing(CustomerSummary::customer));
        Set<String> customers = new HashSet<>();
        long again = rows.stream().filter(r -> !customers.add(r.customer())).count();
        if (again > 0)
            throw new UsageException(file + " has " + again
                    + " rows of customers that stand in a row before; --summary takes one row per customer, --transactions "
                    + "takes one per purchase");
    }

    private static Column number(String text) {
        return trim(col(text)).try_cast("double");
    }

    private static Column reason() {
        return when(CUSTOMER.isNull().or(CUSTOMER.equalTo("")), "missing_customer")
                .when(isNot(X, MOST_PURCHASES).or(X.notEqual(rint(X))), "bad_frequency")
                .when(isNot(RECENCY, LONGEST), "bad_recency")
                .when(isNot(AGE, LONGEST), "bad_age")
                .when(
                        X.gt(0)
                                .and(MEAN_TEXT.isNotNull())
                                .and(coalesce(MEAN.between(-MOST_SPEND, MOST_SPEND), lit(false))
                                        .equalTo(false)),
                        "bad_amount")
                .when(RECENCY.gt(AGE), "recency_beyond_age")
                .when(X.equalTo(0).and(RECENCY.gt(0)), "recency_without_repeat");
    }

    /** No number from 0 to the most; what is no number in the file is neither. */
    private static Column isNot(Column value, double most) {
        return coalesce(value.between(0, most), lit(false)).equalTo(false);
    }
}
