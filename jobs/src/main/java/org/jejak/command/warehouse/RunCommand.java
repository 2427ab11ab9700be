package org.jejak.command.warehouse;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.NightlyRun;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.job.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code run}: recomputes the tables of one job from the whole warehouse. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Recomputes the tables of one job from what is in the warehouse.")
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job, as the other commands print it.")
    private String job;

    @Option(names = "--date", required = true, description = "Logical date, yyyy-MM-dd.")
    private LocalDate date;

    @Override
    public Integer call() throws IOException {
        List<String> jobs = Pipeline.JOBS.stream()
                .filter(j -> !j.takesInFiles())
                .map(Job::name)
                .toList();
        if (!jobs.contains(job))
            throw new UsageException("no job to run is named " + job + "; there are " + String.join(", ", jobs)
                    + (job.equals("ingest") ? ". Files are taken in by jejak nightly and jejak backfill" : ""));
        Settings settings = installation.settings();
        String key = installation.hashKey();
        try (SparkSession spark = SparkSessions.start("run " + job)) {
            new NightlyRun(spark, settings, key, Clock.systemUTC(), System.out)
                    .run(new NightlyRun.Request("run " + job, date, Optional.empty(), true, Optional.of(job)));
            return 0;
        }
    }
}
