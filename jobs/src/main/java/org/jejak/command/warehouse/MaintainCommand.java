package org.jejak.command.warehouse;

import java.io.IOException;
import java.io.PrintStream;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.command.TextTable;
import org.jejak.config.Settings;
import org.jejak.pipeline.Journal;
import org.jejak.pipeline.RunLock;
import org.jejak.table.*;
import org.jejak.warehouse.Maintenance;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code maintain}: compacts tables and deletes files that are no longer needed; once a week, between nights. */
@Command(
        name = "maintain",
        mixinStandardHelpOptions = true,
        description =
                "Joins small files, deletes files that no version within jejak.maintain.retention needs, and writes "
                        + "checkpoints. No row changes. Takes the same lock as a night.")
public final class MaintainCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(names = "--dry-run", description = "Only count how many files there are and could be deleted.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        try (SparkSession spark = SparkSessions.start("maintain")) {
            maintain(spark, settings, Tables.ALL, dryRun, System.out);
            return 0;
        }
    }

    /**
     * Maintains those of the tables that were ever written to.
     *
     * @throws IllegalStateException if a run died and has not been taken over: its tables do not belong together yet, and
     *     readers need the last publication for as long as it takes
     */
    static void maintain(SparkSession spark, Settings settings, List<Table> tables, boolean dryRun, PrintStream out) {
        Optional<RunLock> lock = RunLock.take(settings.warehouse());
        try {
            if (new Journal(spark, settings.warehouse()).isOpen())
                throw new IllegalStateException("a run in " + settings.warehouse()
                        + " has not been finished; run it again (jejak nightly), then maintain");
            Warehouse warehouse = Warehouse.of(spark, settings);
            Maintenance maintenance = new Maintenance(spark, warehouse, settings.keepVersions());
            List<Row> rows = new ArrayList<>();
            for (Table table : tables) {
                if (warehouse.isEmpty(table)) continue;
                Maintenance.Maintained maintained = dryRun ? maintenance.inspect(table) : maintenance.compact(table);
                rows.add(RowFactory.create(
                        table.fullName(), maintained.filesBefore(), maintained.filesAfter(), maintained.removed()));
            }
            out.print(TextTable.of(
                    List.of("table", "files before", "files after", dryRun ? "removable" : "removed"), rows));
        } finally {
            lock.ifPresent(RunLock::close);
        }
    }
}
