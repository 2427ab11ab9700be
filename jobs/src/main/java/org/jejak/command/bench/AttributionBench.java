package org.jejak.command.bench;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.*;
import org.jejak.attribution.AttributionModels;
import org.jejak.attribution.DistributedCount;
import org.jejak.attribution.ModelAccumulator;
import org.jejak.attribution.PathRows;
import org.jejak.attribution.Transforms;
import org.jejak.command.SparkSessions;
import org.jejak.config.ModelSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures attribution on simulated path files: the model step in this process, the whole command in one of its own. */
@Command(
        name = "attribution",
        mixinStandardHelpOptions = true,
        description =
                "Markov attribution of simulated paths of 6 to 18 touches: the model step over rows that are read "
                        + "already, and the whole command with its peak memory.")
final class AttributionBench implements Callable<Integer> {
    @Option(names = "--work", paramLabel = "FOLDER", required = true, description = "Where to put the path files.")
    private Path work;

    @Option(
            names = "--rows",
            description = "Rows of the smaller file; the larger one has five times as many. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000000")
    private int rows;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(work);
        Path small = file(rows, 12);
        Path large = file(5 * rows, 12);
        Path wide = file(rows, 500);
        try (SparkSession spark = SparkSessions.start("bench attribution")) {
            modelStep(spark, small, 1); // to warm up
            modelStep(spark, small, 1);
            modelStep(spark, large, 1);
            modelStep(spark, small, 3);
            modelStep(spark, wide, 1);
        }
        command(small);
        command(large);
        return 0;
    }

    /** Paths of 6 to 18 touches; channels differ in how often they occur and how well paths with them convert. */
    private Path file(int count, int channels) throws IOException {
        Path file = work.resolve("paths-" + count + "-" + channels + ".csv");
        if (Files.exists(file)) return file;
        SplittableRandom random = new SplittableRandom(42);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("path,total_conversions,total_conversion_value,total_null\n");
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < count; i++) {
                line.setLength(0);
                int length = 6 + random.nextInt(13);
                double lift = 0;
                for (int t = 0; t < length; t++) {
                    int channel = Math.min(random.nextInt(channels), random.nextInt(channels));
                    lift += channel / (double) channels;
                    if (t > 0) line.append(" > ");
                    line.append("channel ").append(channel);
                }
                int conversions = random.nextDouble() < lift / length / 2 ? 1 + random.nextInt(3) : 0;
                line.append(',').append(conversions).append(',');
                line.append(conversions * (1_000 + random.nextInt(9_000)) / 100.0)
                        .append(',');
                line.append(1 + random.nextInt(4)).append('\n');
                out.write(line.toString());
            }
        }
        return file;
    }

    private void modelStep(SparkSession spark, Path file, int order) {
        Dataset<Row> read = materialize(spark.read()
                .option("header", true)
                .csv(file.toString())
                .select(
                        lit(null).cast("bigint"),
                        lit(null).cast("string"),
                        col("path"),
                        col("total_conversions"),
                        col("total_conversion_value"),
                        col("total_null")));
        PathRows counter = new PathRows(
                new DistributedCount.Options(
                        AttributionModels.named("markov", ModelSettings.USUAL.withMarkovOrder(order)),
                        false,
                        Transforms.NONE,
                        "direct",
                        true),
                " > ",
                86_400);
        long start = System.nanoTime();
        ModelAccumulator.Results results =
                DistributedCount.of(read, counter).models().results();
        System.out.printf(
                Locale.ROOT,
                "model step, markov order %d with values, %s: %.2f s (P = %.12f)%n",
                order,
                file.getFileName(),
                (System.nanoTime() - start) / 1e9,
                results.probability("markov"));
    }

    private void command(Path file) throws IOException {
        System.out.printf(
                "whole command, heap of 1 GB, %s: %s%n",
                file.getFileName(),
                ChildProcess.run(
                                "1g",
                                work.resolve("attribute.log"),
                                List.of("attribute", "--models", "markov", "--paths", file.toString()))
                        .text());
    }
}
