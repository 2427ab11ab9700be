package org.jejak.warehouse.delta;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The data files of one Delta table. Delta starts a Spark job to list them for each query and each overwrite, half of all
 * jobs of a small night; the checksum that lies beside each commit names them already.
 */
public final class DeltaFiles {
    private final DeltaLog log;

    public DeltaFiles(SparkSession spark, String path) {
        this.log = DeltaLog.forTable(spark, path);
    }

    public DeltaLog log() {
        return log;
    }

    /** The table as it is now; version -1 if there is none. */
    public Snapshot now() {
        return log.update(false, Option.empty(), Option.empty());
    }

    /** All rows as of now. */
    public Dataset<Row> read() {
        return read(now());
    }

    /** All rows as of a version. */
    public Dataset<Row> read(long version) {
        return read(at(version));
    }

    /** The files as of a version with their partition values; empty if they are not on this machine, or hold deleted rows. */
    public Optional<Map<java.nio.file.Path, Map<String, String>>> local(long version) {
        Map<java.nio.file.Path, Map<String, String>> local = new TreeMap<>();
        for (AddFile file : CollectionConverters.asJava(files(at(version)))) {
            URI address = new Path(log.dataPath(), new Path(URI.create(file.path()))).toUri();
            boolean here = address.getScheme() == null || address.getScheme().equals("file");
            if (!here || file.deletionVector() != null) return Optional.empty();
            local.put(java.nio.file.Path.of(address.getPath()), CollectionConverters.asJava(file.partitionValues()));
        }
        return Optional.of(local);
    }

    private Snapshot at(long version) {
        Snapshot now = now();
        return version == now.version() ? now : log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
    }

    private Dataset<Row> read(Snapshot snapshot) {
        return log.createDataFrame(snapshot, files(snapshot), false, Option.empty());
    }

    /** Adds rows, in one commit. The table's checks hold for them. */
    public void append(Dataset<Row> rows) {
        commit(rows, SaveMode.Append, file -> false, Option.empty());
    }

    /** Replaces all rows, in one commit. */
    public void overwrite(Dataset<Row> rows) {
        commit(rows, SaveMode.Overwrite, file -> true, Option.empty());
    }

    /**
     * Replaces the rows of some partitions, in one commit; returns how many rows they have then.
     *
     * @param rows of those partitions only
     * @param column the column that the table is partitioned by
     * @param values its values, as text
     */
    public long overwrite(Dataset<Row> rows, String column, List<String> values) {
        return commit(
                rows,
                SaveMode.Overwrite,
                file -> values.contains(file.partitionValues().apply(column)),
                Option.apply(column + " IN ('" + String.join("', '", values) + "')"));
    }

    private long commit(Dataset<Row> rows, SaveMode mode, Predicate<AddFile> replaced, Option<String> predicate) {
        Snapshot now = now();
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.apply(now));
        if (mode == SaveMode.Overwrite) transaction.readWholeTable();
        List<Action> actions = new ArrayList<>(CollectionConverters.asJava(transaction.writeFiles(rows)));
        long written = actions.stream().mapToLong(DeltaFiles::rows).sum();
        CollectionConverters.asJava(files(now)).stream().filter(replaced).forEach(file -> actions.add(file.remove()));
        transaction.commit(
                CollectionConverters.asScala(actions).toSeq(),
                new DeltaOperations.Write(
                        mode,
                        Option.apply(now.metadata().partitionColumns()),
                        predicate,
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty()));
        return written;
    }

    private static long rows(Action action) {
        return action instanceof AddFile file ? (Long) file.numPhysicalRecords().get() : 0;
    }

    private static Seq<AddFile> files(Snapshot snapshot) {
        Optional<Seq<AddFile>> known = Optional.ofNullable(
                snapshot.checksumOpt().flatMap(VersionChecksum::allFiles).getOrElse(() -> null));
        return known.orElseGet(() -> snapshot.getAllFiles(false));
    }
}
