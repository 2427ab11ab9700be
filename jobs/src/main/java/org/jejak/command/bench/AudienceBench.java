package org.jejak.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.audience.CustomerSegments;
import org.jejak.audience.LeadScores;
import org.jejak.audience.Traits;
import org.jejak.command.OutputFiles;
import org.jejak.command.SparkSessions;
import org.jejak.config.AudienceSettings;
import org.jejak.config.UsageException;
import org.jejak.statistics.Counts;
import org.jejak.statistics.RidgeLogistic;
import org.jejak.table.*;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the audience on invented customers: one night from activities to members, and the fit of a score at its worst. */
@Command(
        name = "audience",
        mixinStandardHelpOptions = true,
        description =
                "A night over invented customers: 20 traits, 10 tags, a score and 10 segments, from customer_activity"
                        + " to fact_segment_member, each table written as Parquet. Then the regression of a score alone,"
                        + " on customers with 40 features in eight bins each, hardly two of them alike. Bars are for the"
                        + " defaults on two cores.")
final class AudienceBench implements Callable<Integer> {
    private static final double NIGHT_BAR = 60;
    private static final double FIT_BAR = 5;
    private static final int BINS = 8;
    private static final int WARM_UP = 20_000;

    @Option(
            names = "--customers",
            description = "Customers of the night. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000000")
    private int customers;

    @Option(
            names = "--rows",
            description = "Customers that the regression learns from. Default: ${DEFAULT-VALUE}.",
            defaultValue = "200000")
    private int rows;

    @Option(
            names = "--features",
            description = "Features of each of them. Default: ${DEFAULT-VALUE}.",
            defaultValue = "40")
    private int features;

    @Override
    public Integer call() throws IOException {
        if (customers < 1) throw new UsageException("--customers is " + customers + ", but must be at least 1");
        if (rows < 1) throw new UsageException("--rows is " + rows + ", but must be at least 1");
        if (features < 1) throw new UsageException("--features is " + features + ", but must be at least 1");
        fit("warm-up of the fit", Math.min(rows, WARM_UP));
        fit("fit", rows);
        Path work = Files.createTempDirectory("jejak-bench-audience");
        try (SparkSession spark = SparkSessions.start("bench-audience")) {
            night("warm-up of the night", spark, work.resolve("warm-up"), Math.min(customers, WARM_UP));
            night("night", spark, work.resolve("night"), customers);
        } finally {
            OutputFiles.remove(work);
        }
        return 0;
    }

    /** One night: each step reads what the ones before wrote. */
    private static void night(String what, SparkSession spark, Path work, int customers) {
        AudienceSimulation world = new AudienceSimulation(spark, customers);
        AudienceSettings audience = AudienceSimulation.SETTINGS;
        Dataset<Row> activity = written(work, CustomerActivity.TABLE, world.activity());
        Dataset<Row> who = written(work, Customers.TABLE, world.customers());
        Dataset<Row> consents = written(work, FactConsent.TABLE, world.nothing(FactConsent.TABLE));
        double traits = seconds(what + ": traits and tags", customers, () -> {
            Dataset<Row> all =
                    Datasets.materialize(new Traits(audience, AudienceSimulation.ZONE, AudienceSimulation.DATE)
                            .build(
                                    activity,
                                    who,
                                    world.nothing(FactCustomerValue.TABLE),
                                    world.nothing(FactContacts.TABLE),
                                    consents));
            for (Table table : Traits.TABLES) written(work, table, RowArrays.rowsOf(table, all));
        });
        double scores = seconds(
                what + ": scores",
                customers,
                () -> written(
                        work,
                        FactCustomerScore.TABLE,
                        LeadScores.learn(activity, who, consents, audience, AudienceSimulation.DATE)
                                .customers()));
        double segments = seconds(
                what + ": segments",
                customers,
                () -> written(
                        work,
                        FactSegmentMember.TABLE,
                        new CustomerSegments(audience, AudienceSimulation.ZONE, AudienceSimulation.DATE)
                                .members(
                                        read(spark, work, CustomerTraits.TABLE),
                                        read(spark, work, FactCustomerTag.TABLE),
                                        read(spark, work, FactCustomerScore.TABLE),
                                        consents,
                                        activity)));
        print(
                what + ", " + read(spark, work, FactSegmentMember.TABLE).count() + " members",
                customers,
                traits + scores + segments,
                NIGHT_BAR);
    }

    private static Dataset<Row> written(Path work, Table table, Dataset<Row> rows) {
        String folder = work.resolve(table.name()).toString();
        rows.write().mode(SaveMode.Overwrite).parquet(folder);
        return rows.sparkSession().read().parquet(folder);
    }

    private static Dataset<Row> read(SparkSession spark, Path work, Table table) {
        return spark.read().parquet(work.resolve(table.name()).toString());
    }

    private static double seconds(String what, int customers, Runnable step) {
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        print(what, customers, seconds, null);
        return seconds;
    }

    private static void print(String what, int customers, double seconds, Double bar) {
        String against =
                bar == null ? "" : String.format(Locale.ROOT, "  (bar %.0f s: %.2f of it)", bar, seconds / bar);
        System.out.printf(Locale.ROOT, "%-45s %,10d customers %8.2f s%s%n", what, customers, seconds, against);
    }

    private void fit(String what, int customers) {
        List<RidgeLogistic.Cell> cells = cells(customers);
        long start = System.nanoTime();
        RidgeLogistic.Fit fit = RidgeLogistic.fit(cells, features * BINS, 1);
        double seconds = (System.nanoTime() - start) / 1e9;
        String size = what + ", " + features + " features, " + fit.iterations() + " steps";
        print(size, customers, seconds, customers == rows ? FIT_BAR : null);
    }

    /** Customers in random bins; every second feature raises the chance of the outcome, the last bins the most. */
    private List<RidgeLogistic.Cell> cells(int customers) {
        Random random = new Random(42);
        List<RidgeLogistic.Cell> cells = new ArrayList<>(customers);
        for (int i = 0; i < customers; i++) {
            int[] columns = new int[features];
            double logit = -3;
            for (int f = 0; f < features; f++) {
                int bin = random.nextInt(BINS);
                columns[f] = f * BINS + bin;
                if (f % 2 == 0) logit += (bin - (BINS - 1) / 2.0) / BINS;
            }
            boolean hasOutcome = random.nextDouble() < RidgeLogistic.probability(logit);
            cells.add(new RidgeLogistic.Cell(columns, new Counts(1, hasOutcome ? 1 : 0)));
        }
        return cells;
    }
}
