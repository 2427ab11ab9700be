package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.value.CustomerSummary;
import picocli.CommandLine.Option;

/**
 * A local file of histories that another tool has summed up: one row per customer with repeat purchases x, recency t_x and
 * age T. Rows that cannot be used are counted by reason.
 */
final class SummaryFile {
    private static final Column X = col("x");
    private static final Column RECENCY = col("t_x");
    private static final Column AGE = col("T");
    private static final Column MEAN = col("mean");

    /** More purchases of one customer, longer times (in any unit) and larger amounts are none. */
    private static final double MOST_PURCHASES = 8_000_000;

    private static final double LONGEST = 1e6;
    private static final double MOST_SPEND = 1e11;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description =
                    "Instead of --transactions: one row per customer with x, t_x and T in --unit, as other tools sum"
                            + " them up. --customer is optional (else rows are numbered); --amount is the mean of repeat"
                            + " purchases.")
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
     * @param skipped the other rows by reason: those of the reader, missing_customer, bad_frequency (no whole number from 0),
     *     bad_recency, bad_age, bad_amount (no amount from 0; not if x is 0), recency_beyond_age, recency_without_repeat (x is 0, t_x is not)
     */
    record Histories(List<CustomerSummary> rows, List<SkippedRows> skipped) {
        /** Prints how much was read and what was skipped. */
        void print(PrintStream out) {
            out.printf(Locale.ROOT, "%,d histories read%n", rows.size());
            SkippedRows.print(skipped, out);
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
     * @param decimalComma whether amounts are written 1.234,50
     * @throws UsageException if the file is missing or damaged, a column is missing, a customer has two rows, or
     *     no row can be used
     */
    Histories read(SparkSession spark, String customer, String amount, boolean decimalComma, String separator) {
        InputTable table = new InputTable(new InputFile(file, separator));
        InputTable.Content content =
                values(table, customer, amount, decimalComma).read(spark);
        content.requireRows("--frequency, --recency, --age, --customer and --amount");
        List<CustomerSummary> rows = new ArrayList<>();
        content.rows().orderBy(InputFile.LINE).toLocalIterator().forEachRemaining(row -> {
            double repeats = row.getAs("x");
            Double mean = row.getAs("mean");
            rows.add(new CustomerSummary(
                    customer == null ? String.valueOf(rows.size() + 1) : row.getAs("customer"),
                    (int) repeats,
                    row.getAs("t_x"),
                    row.getAs("T"),
                    repeats == 0 || mean == null ? 0 : mean));
        });
        if (customer != null) sortAndCheck(rows);
        return new Histories(rows, content.skipped());
    }

    private InputTable values(InputTable table, String customer, String amount, boolean decimalComma) {
        if (customer != null) table.required("customer", "customer", customer);
        Column meanText = table.text(amount);
        return table.value("x", number(table, frequency, "frequency"))
                .value("t_x", number(table, recency, "recency"))
                .value("T", number(table, age, "T"))
                .value("mean", AmountParser.number(meanText, decimalComma).try_cast("double"))
                .skip("bad_frequency", isNot(X, MOST_PURCHASES).or(X.notEqual(rint(X))))
                .skip("bad_recency", isNot(RECENCY, LONGEST))
                .skip("bad_age", isNot(AGE, LONGEST))
                .skip("bad_amount", X.gt(0).and(meanText.isNotNull()).and(isNot(MEAN, MOST_SPEND)))
                .skip("recency_beyond_age", RECENCY.gt(AGE))
                .skip("recency_without_repeat", X.equalTo(0).and(RECENCY.gt(0)));
    }

    private static Column number(InputTable table, String column, String usual) {
        return table.text(column == null ? usual : column).try_cast("double");
    }

    private void sortAndCheck(List<CustomerSummary> rows) {
        rows.sort(Comparator.comparing(CustomerSummary::customer));
        Set<String> customers = new HashSet<>();
        long again = rows.stream().filter(r -> !customers.add(r.customer())).count();
        if (again > 0)
            throw new UsageException(file + " has " + again
                    + " rows of customers that stand in a row before; --summary takes one row per customer,"
                    + " --transactions takes one per purchase");
    }

    /** Whether a value is missing, no number, or not from 0 to the most. */
    private static Column isNot(Column value, double most) {
        return not(coalesce(value.between(0, most), lit(false)));
    }
}
