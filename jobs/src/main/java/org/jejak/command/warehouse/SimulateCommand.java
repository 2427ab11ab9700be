package org.jejak.command.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.SparkSessions;
import org.jejak.simulate.SimulationSettings;
import org.jejak.simulate.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code simulate}: raw logs of invented customers whose true behaviour is known. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Writes raw logs of invented people, and the truth about them, as jobs/docs/simulator.md says.")
public final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--customers", required = true, description = "People.")
    private long customers;

    @Option(names = "--days", required = true, description = "Days from 2025-07-01 on.")
    private int days;

    @Option(
            names = "--seed",
            description = "Seed; the same arguments give the same bytes. Default: ${DEFAULT-VALUE}.",
            defaultValue = "42")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Gets raw/ and truth/; must not hold any yet.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSessions.start("simulate")) {
            Simulator.simulate(spark, new SimulationSettings(customers, days, seed), out.toString());
            System.out.println("Written: " + out.resolve("raw") + " for the pipeline, " + out.resolve("truth")
                    + " for checking it.");
            return 0;
        }
    }
}
