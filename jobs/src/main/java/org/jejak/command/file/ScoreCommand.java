package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.audience.LeadScores;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.AudienceSettings;
import org.jejak.config.UsageException;
import org.jejak.rawlog.InputFile;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A lead score from a local file of events, without a warehouse. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How likely each customer of a file of events is to do something soon, and how well that could be told"
                    + " before.",
            "",
            "Customers are looked at on earlier days, with what was known then, and whether the outcome came within"
                    + " the horizon: a regression learns from the older of those days, probabilities are calibrated on a"
                    + " later one and checked on the latest. Without 50 outcomes in each, or where nothing is gained over"
                    + " giving everybody the same probability, there is none. Columns are those of the gold tables; see"
                    + " jejak tables fact_customer_score, agg_score_model and agg_score_validation.",
            ""
        })
public final class ScoreCommand implements Callable<Integer> {
    /** What is shown. */
    enum Report {
        CUSTOMERS,
        MODEL,
        VALIDATION
    }

    private static final String AT = "at";
    private static final String EVENT = "event";

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "Events: CSV, TSV, JSON lines or Parquet; .gz and .zst are unpacked.")
    private Path events;

    @Option(names = "--customer", required = true, paramLabel = "COLUMN", description = "Who it was.")
    private String customer;

    @Option(
            names = "--time",
            required = true,
            paramLabel = "COLUMN",
            description = "When: ISO 8601, 20260131, or seconds, milli- or microseconds since 1970.")
    private String time;

    @Option(names = "--event", required = true, paramLabel = "COLUMN", description = "What was done.")
    private String event;

    @Option(
            names = "--separator",
            description = "Between the columns of CSV. Default: ${DEFAULT-VALUE}.",
            defaultValue = ",")
    private String separator;

    @Mixin
    private TimeOptions times = new TimeOptions();

    @Mixin
    private ScoreOptions options = new ScoreOptions();

    @Option(
            names = "--end",
            paramLabel = "DATE",
            description = "Last day observed; later rows are left out. Default: the last day in the file.")
    private String end;

    @Option(
            names = "--report",
            description =
                    "${COMPLETION-CANDIDATES}: scores of the customers, the highest first; the models that were tried; "
                            + "how well they told. Default: ${DEFAULT-VALUE}.",
            defaultValue = "CUSTOMERS")
    private Report report = Report.CUSTOMERS;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() throws IOException {
        check();
        output.check();
        try (SparkSession spark = SparkSessions.start("score")) {
            output.show(result(spark));
            return 0;
        }
    }

    private void check() {
        times.check();
        options.check();
        if (end != null) TimeOptions.date("--end", end);
    }

    /** The rows asked for, in their order. */
    Dataset<Row> result(SparkSession spark) {
        check();
        Dataset<Row> all = read(spark);
        LocalDate last = end == null ? lastDay(all) : TimeOptions.date("--end", end);
        Dataset<Row> days = all.filter(CustomerActivity.BUSINESS_DATE.col().leq(lit(Date.valueOf(last))));
        LeadScores scores = LeadScores.learn(days, customers(days), consents(spark), settings(days), last);
        System.err.printf(Locale.ROOT, "observed until %s%n", last);
        return switch (report) {
            case CUSTOMERS ->
                scores.customers()
                        .orderBy(
                                FactCustomerScore.PERCENTILE.col().desc_nulls_last(),
                                FactCustomerScore.CUSTOMER_ID.col())
                        .drop(FactCustomerScore.KIND.name());
            case MODEL -> spark.createDataFrame(scores.models(), AggScoreModel.TABLE.toStructType());
            case VALIDATION -> spark.createDataFrame(scores.validation(), AggScoreValidation.TABLE.toStructType());
        };
    }

    /** The file in the columns of customer_activity: an event is an activity. What is skipped is printed on stderr. */
    private Dataset<Row> read(SparkSession spark) {
        String customerId = CustomerActivity.CUSTOMER_ID.name();
        InputTable.Content content = new InputTable(new InputFile(events, separator))
                .required(customerId, "customer", customer)
                .required(AT, "time", time, times::timestampOrSeconds)
                .required(EVENT, "event", event)
                .requireDistinct("--customer, --time and --event", customer, time, event)
                .read(spark);
        SkippedRows.print(content.skipped(), System.err);
        Column day = times.dayOf(col(AT));
        return content.requireRows("--customer, --time, --event and --separator")
                .rows()
                .groupBy(
                        col(customerId),
                        CustomerActivity.ACTIVITY.from(col(EVENT)),
                        CustomerActivity.BUSINESS_DATE.from(day))
                .agg(
                        CustomerActivity.EVENT_COUNT.from(count(lit(1))),
                        CustomerActivity.FIRST_AT.from(min(col(AT))),
                        CustomerActivity.LAST_AT.from(max(col(AT))))
                .withColumn(CustomerActivity.VALUE.name(), CustomerActivity.VALUE.from(lit(CustomerActivity.NO_VALUE)))
                .withColumn(CustomerActivity.AMOUNT.name(), CustomerActivity.AMOUNT.from(lit(0)));
    }

    private static LocalDate lastDay(Dataset<Row> days) {
        return days.agg(max(CustomerActivity.BUSINESS_DATE.col()))
                .first()
                .getDate(0)
                .toLocalDate();
    }

    /** Everybody in the file, known from the first event on. */
    private static Dataset<Row> customers(Dataset<Row> days) {
        return days.groupBy(CustomerActivity.CUSTOMER_ID.col())
                .agg(
                        Customers.FIRST_SEEN_DATE.from(min(CustomerActivity.BUSINESS_DATE.col())),
                        Customers.IS_IDENTIFIED.from(lit(true)),
                        Customers.IS_BOT.from(lit(false)));
    }

    private static Dataset<Row> consents(SparkSession spark) {
        return spark.createDataFrame(List.of(), FactConsent.TABLE.toStructType());
    }

    private AudienceSettings settings(Dataset<Row> days) {
        List<String> frequent = days
                .groupBy(CustomerActivity.ACTIVITY.col())
                .agg(sum(CustomerActivity.EVENT_COUNT.col()).as(EVENT))
                .orderBy(col(EVENT).desc(), CustomerActivity.ACTIVITY.col())
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        if (!frequent.contains(options.outcome()))
            throw new UsageException("--outcome " + options.outcome() + " is no event of " + events + "; it has "
                    + String.join(", ", frequent.subList(0, Math.min(ScoreOptions.MOST_FEATURES, frequent.size()))));
        for (String name : options.named())
            if (!frequent.contains(name)) System.err.println("note: no event is named '" + name + "'");
        return options.settings(frequent);
    }
}
