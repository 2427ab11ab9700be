package org.jejak.command.warehouse;

import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.timestamp_diff;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.command.TextTable;
import org.jejak.config.Settings;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.Journal;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code status}: the last runs and how they ended. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Prints the last runs, or those of one date. The exit code is the outcome of the last of them.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(names = "--date", description = "Logical date, yyyy-MM-dd.")
    private LocalDate date;

    @Override
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        try (SparkSession spark = SparkSessions.start("status")) {
            Warehouse warehouse = Warehouse.of(spark, settings);
            if (!warehouse.exists(Runs.TABLE)) {
                System.out.println("Nothing has run yet in " + settings.warehouse());
                return ExitCodes.INPUT_MISSING;
            }
            List<Row> runs = print(lastRuns(warehouse.read(Runs.TABLE)));
            new Journal(spark, settings.warehouse())
                    .header()
                    .ifPresent(run -> System.out.println("\nA run (number " + run.number()
                            + ") is going on, failed or died; the next run takes over what it left."));
            if (runs.isEmpty()) return ExitCodes.INPUT_MISSING;
            Row last = runs.get(0);
            printOutcome(warehouse, last.getAs("run"));
            return last.<Long>getAs("exit").intValue();
        }
    }

    private Dataset<Row> lastRuns(Dataset<Row> runs) {
        return (date == null ? runs : runs.filter(Runs.RUN_ID.col().startsWith(date + "/")))
                .orderBy(Runs.SEQUENCE_NUMBER.col().desc())
                .limit(10)
                .select(
                        Runs.RUN_ID.col().as("run"),
                        Runs.COMMAND.col(),
                        Runs.OUTCOME.col(),
                        Runs.EXIT_CODE.col().as("exit"),
                        Runs.IS_FULL.col().as("full"),
                        round(
                                        timestamp_diff("MILLISECOND", Runs.STARTED_AT.col(), Runs.ENDED_AT.col())
                                                .divide(1000),
                                        1)
                                .as("seconds"),
                        seconds(Runs.PROCESS_CPU_MILLIS).as("cpu_seconds"),
                        Runs.SQL_EXECUTION_COUNT.col().as("executions"),
                        Runs.READ_COUNT.col().as("read"),
                        Runs.ACCEPTED_COUNT.col().as("accepted"),
                        Runs.DUPLICATE_COUNT.col().as("duplicate"),
                        Runs.REJECTED_COUNT.col().as("rejected"),
                        Runs.LEFT_OUT_COUNT.col().as("left_out"),
                        Runs.MESSAGE.col());
    }

    private static Column seconds(Field millis) {
        return round(millis.col().divide(1000), 1);
    }

    /** Prints what a run wrote, its checks that did not pass, and counts of all records that were ever rejected. */
    private static void printOutcome(Warehouse warehouse, String run) {
        printBelow(warehouse
                .read(JobRuns.TABLE)
                .filter(JobRuns.RUN_ID.col().equalTo(run))
                .select(
                        JobRuns.JOB.col(),
                        JobRuns.TABLE_NAME.col(),
                        JobRuns.WAY.col(),
                        JobRuns.WRITTEN_COUNT.col().as("written"),
                        JobRuns.CHANGED_COUNT.col().as("changed"),
                        JobRuns.DELTA_VERSION.col().as("version"),
                        seconds(JobRuns.DURATION_MILLIS).as("job_seconds"),
                        seconds(JobRuns.TASK_CPU_MILLIS).as("task_cpu_seconds"),
                        JobRuns.SQL_EXECUTION_COUNT.col().as("executions"),
                        JobRuns.SPARK_JOB_COUNT.col().as("spark_jobs"))
                .orderBy(JobRuns.JOB.col(), JobRuns.TABLE_NAME.col()));
        Dataset<Row> checks = warehouse
                .read(QualityResults.TABLE)
                .filter(QualityResults.RUN_ID.col().equalTo(run));
        Dataset<Row> others = checks.filter(QualityResults.OUTCOME.col().notEqual("passed"));
        long failed = others.count();
        System.out.println("\nChecks of the last run: " + (checks.count() - failed) + " passed"
                + (failed == 0 ? "." : ", those below did not."));
        printBelow(others.select(
                        QualityResults.RULE.col(),
                        QualityResults.TABLE_NAME.col(),
                        QualityResults.SEVERITY.col(),
                        QualityResults.OBSERVED.col(),
                        QualityResults.THRESHOLD.col(),
                        QualityResults.MEANING.col())
                .orderBy(QualityResults.RULE.col()));
        printBelow(warehouse
                .read(Rejects.TABLE)
                .groupBy(Rejects.SOURCE_NAME.col(), Rejects.REASON.col())
                .count()
                .orderBy(Rejects.SOURCE_NAME.col(), Rejects.REASON.col()));
    }

    private static List<Row> print(Dataset<Row> rows) {
        List<Row> all = rows.collectAsList();
        System.out.print(TextTable.of(List.of(rows.columns()), all));
        return all;
    }

    /** Prints rows after an empty line, if there are any. */
    private static void printBelow(Dataset<Row> rows) {
        List<Row> all = rows.collectAsList();
        if (!all.isEmpty()) System.out.print("\n" + TextTable.of(List.of(rows.columns()), all));
    }
}
