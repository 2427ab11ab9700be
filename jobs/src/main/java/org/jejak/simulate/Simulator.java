package org.jejak.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.UsageException;

/**
 * Makes raw interaction logs of a company with known truth: {@code raw/<source>/<delivery date>/<file>} as the company
 * would have them, and {@code truth/} with what really happened. {@code jobs/docs/simulator.md} describes it in full.
 *
 * <p>The process: people arrive through a first channel, a third of them once and never again. The others visit about
 * weekly; at each visit they decide to buy with a small probability times a lift, the sum of the effects of all touches
 * so far, each halved by its age ({@link TouchChannel}). After the first purchase they buy by a BG/NBD clock with
 * Gamma-Gamma orders ({@link Person}) until they drop out, the sooner the less satisfied they are. Stories happen at
 * fixed shares of the horizon ({@link Stories}); dirt falls on the finished lines ({@link DirtKind}) and changes no life.
 *
 * <p>People are simulated one by one, each from the seed and their number; their lines are shuffled once, by file, sorted
 * by time and streamed to disk. Memory does not grow with the number of people, and the bytes do not depend on the number
 * of partitions. The folder must be on a file system that all executors share.
 */
public final class Simulator {
    private static final StructType LINES = new StructType()
            .add("file", DataTypes.IntegerType, false)
            .add("position", DataTypes.LongType, false)
            .add("line", DataTypes.BinaryType, false)
            .add("dirt", DataTypes.IntegerType, false);
    private static final StructType REPORTS = new StructType()
            .add("path", DataTypes.StringType, false)
            .add("records", DataTypes.LongType, false)
            .add("blank_lines", DataTypes.LongType, false)
            .add("dirt", DataTypes.createArrayType(DataTypes.LongType, false), false);

    private static final int PEOPLE_PER_TASK = 2000;

    private Simulator() {}

    /** Writes {@code raw/} and {@code truth/} below the folder, which must not hold either yet. */
    public static void simulate(SparkSession spark, SimulationSettings settings, String outFolder) {
        int tasks = (int) Math.max(2, Math.min(4000, settings.customers() / PEOPLE_PER_TASK));
        simulate(spark, settings, outFolder, tasks);
    }

    static void simulate(SparkSession spark, SimulationSettings settings, String outFolder, int tasks) {
        Path root = Path.of(outFolder).toAbsolutePath();
        refuseOldOutput(root.resolve("raw"));
        refuseOldOutput(root.resolve("truth"));
        Dataset<Row> lines = spark.range(0, settings.customers(), 1, tasks)
                .mapPartitions((MapPartitionsFunction<Long, Row>) ids -> people(settings, ids), Encoders.row(LINES))
                .union(spark.range(0, settings.days(), 1, Math.min(tasks, settings.days()))
                        .mapPartitions(
                                (MapPartitionsFunction<Long, Row>) ids -> background(settings, ids),
                                Encoders.row(LINES)));
        String folder = root.toString();
        List<Row> reports = lines.repartition(tasks, functions.col("file"))
                .sortWithinPartitions("position", "line")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                sorted -> new RawWriter(new World(settings), Path.of(folder)).write(sorted),
                        Encoders.row(REPORTS))
                .collectAsList();
        try {
            World world = new World(settings);
            new Truth(world, root)
                    .write(reports.stream()
                            .map(Simulator::report)
                            .sorted(BY_PATH)
                            .toList());
            Files.writeString(root.resolve("raw/rates.csv"), world.rates.csv());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + root, e);
        }
    }

    private static final Comparator<Truth.FileReport> BY_PATH = Comparator.comparing(Truth.FileReport::path);

    private static Truth.FileReport report(Row row) {
        long[] dirt = row.<Long>getList(3).stream().mapToLong(Long::longValue).toArray();
        return new Truth.FileReport(row.getString(0), row.getLong(1), row.getLong(2), dirt);
    }

    private static Iterator<Row> people(SimulationSettings settings, Iterator<Long> ids) {
        World world = new World(settings);
        Outbox outbox = new Outbox(world);
        return new RecordIterator(ids, id -> {
            Person person = new Person(world, id);
            outbox.turnTo(person, world.chance(World.DIRT, id));
            new Life(world, outbox, person).live();
            return outbox.take();
        });
    }

    private static Iterator<Row> background(SimulationSettings settings, Iterator<Long> days) {
        World world = new World(settings);
        Outbox outbox = new Outbox(world);
        Background background = new Background(world, outbox);
        return new RecordIterator(days, day -> {
            background.day(day);
            return outbox.take();
        });
    }

    private static void refuseOldOutput(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new UsageException(
                        folder + " is not empty. Old and new logs must not mix: choose another folder or remove it.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
