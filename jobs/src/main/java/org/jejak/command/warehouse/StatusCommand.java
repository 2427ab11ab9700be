package org.jejak.command.warehouse;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.command.TextTable;
import org.jejak.config.Settings;
import org.jejak.pipeline.ExitCodes;
import org.jejak.table.JobRuns;
import org.jejak.table.QualityResults;
import org.jejak.table.Rejects;
import org.jejak.table.Runs;
import org.jejak.warehouse.Journal;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What ran, and how it ended. */
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
    public Integer call() {
        Settings settings = installation.settings();
        SparkSession spark = SparkSessions.start("status");
        try {
            Warehouse warehouse = Warehouse.of(spark, settings);
            if (!warehouse.exists(Runs.TABLE)) {
                System.out.println("Nothing has run yet in " + settings.warehouse());
                return ExitCodes.INPUT_MISSING;
            }
            Dataset<Row> runs = warehouse.read(Runs.TABLE);
            if (date != null) runs = runs.filter(Runs.RUN_ID.col().startsWith(date + "/"));
            List<Row> rows = runs.orderBy(Runs.SEQUENCE_NUMBER.col().desc())
                    .selectExpr(
                            "run_id",
                            "command",
                            "outcome",
                            "exit_code",
                            "is_full",
                            "round(timestampdiff(MILLISECOND, started_at, ended_at) / 1000, 1) AS seconds",
                            "read_count",
                            "accepted_count",
                            "duplicate_count",
                            "rejected_count",
                            "message")
                    .takeAsList(10);
            System.out.print(TextTable.of(
                    List.of(
                            "run",
                            "command",
                            "outcome",
                            "exit",
                            "full",
                            "seconds",
                            "read",
                            "accepted",
                            "duplicate",
                            "rejected",
                            "message"),
                    rows));
            new Journal(spark, settings.warehouse())
                    .note("run")
                    .ifPresent(note -> System.out.println("\nA run (number " + note.get("number")
                            + ") is going on, failed or died; the next run takes over what it left."));
            if (rows.isEmpty()) return ExitCodes.INPUT_MISSING;
            String last = rows.get(0).getString(0);
            print(warehouse
                    .read(JobRuns.TABLE)
                    .filter(Runs.RUN_ID.col().equalTo(last))
                    .select("job", "table_name", "way", "written_count", "delta_version", "duration_millis")
                    .orderBy("job", "table_name"));
            Dataset<Row> checks = warehouse
                    .read(QualityResults.TABLE)
                    .filter(QualityResults.RUN_ID.col().equalTo(last));
            long passed = checks.filter(QualityResults.OUTCOME.col().equalTo("passed"))
                    .count();
            System.out.println("\nChecks of the last run: " + passed + " passed"
                    + (checks.count() == passed ? "." : ", those below did not."));
            print(checks.filter(QualityResults.OUTCOME.col().notEqual("passed"))
                    .select("rule", "table_name", "severity", "observed", "threshold", "meaning")
                    .orderBy("rule"));
            print(warehouse
                    .read(Rejects.TABLE)
                    .groupBy("source_name", "reason")
                    .count()
                    .orderBy("source_name", "reason"));
            return (int) rows.get(0).getLong(3);
        } finally {
            spark.stop();
        }
    }

    private static void print(Dataset<Row> rows) {
        List<Row> all = rows.collectAsList();
        if (!all.isEmpty()) System.out.print("\n" + TextTable.of(List.of(rows.columns()), all));
    }
}
