package org.jejak.run;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One job over everything. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Recomputes the tables of one job from what is in the warehouse.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "JOB", description = "Name of the job, as the other commands print it.")
    private String job;

    @Option(names = "--date", required = true, description = "Logical date, yyyy-MM-dd.")
    private LocalDate date;

    @Override
    public Integer call() {
        if (Pipeline.JOBS.stream().noneMatch(j -> j.name().equals(job))) {
            throw new IllegalArgumentException("no job is named " + job + "; jobs are "
                    + String.join(", ", Pipeline.JOBS.stream().map(Job::name).toList()));
        }
        Settings settings = installation.settings();
        String key = installation.hashKey();
        SparkSession spark = SparkStarter.start("run " + job);
        try {
            new Nightly(spark, settings, key, Clock.systemUTC(), System.out)
                    .run(new Nightly.Request("run " + job, date, Optional.empty(), true, Optional.of(job)));
            return 0;
        } finally {
            spark.stop();
        }
    }
}
