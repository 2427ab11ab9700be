package org.jejak.warehouse.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.jejak.table.Datasets.broadcastIfSmall;

import java.net.URI;
import java.util.*;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.*;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.DataFile;
import org.jejak.table.Table;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads and writes a table through Delta's private classes, where that is faster. Delta starts a Spark job to list the files of a table for each
 * query and each overwrite, half of all jobs of a small night; the checksum that lies beside each commit names them already.
 */
final class DirectDeltaStore extends PlainDeltaStore {
    /** Spark takes longer to plan a job than this process to read as much. */
    private static final long SMALL_BYTES = 4L << 20;

    /** So many files of a small table are joined by the next row that is added: a ledger would have one more each night. */
    private static final int MANY_FILES = 20;

    private final DeltaLog log;

    DirectDeltaStore(SparkSession spark, String path) {
        super(spark, path);
        this.log = DeltaLog.forTable(spark, path);
    }

    /** The table as it is now; version -1 if there is none. */
    private Snapshot now() {
        return log.update(false, Option.empty(), Option.empty());
    }

    /** Without Spark's planning: a first run creates dozens of tables. */
    @Override
    public void create(Table table, boolean deletionVectors) {
        Metadata metadata = new Metadata(
                UUID.randomUUID().toString(),
                null,
                table.grain(),
                new Format("parquet", scalaMap(Map.of())),
                table.toStructType().json(),
                seq(partitionColumns(table)),
                scalaMap(properties(table, deletionVectors)),
                Option.empty());
        OptimisticTransaction creation = log.startTransaction(Option.empty(), Option.empty());
        creation.updateMetadataForNewTable(metadata);
        creation.commit(seq(List.of()), new DeltaOperations.CreateTable(metadata, false, false, Option.empty()));
    }

    @Override
    public StructType schema() {
        return now().schema();
    }

    @Override
    public long version() {
        return now().version();
    }

    @Override
    public long bytes() {
        return bytes(now());
    }

    /** From the checksum, if there is one: Delta's own {@code sizeInBytes} reads the whole log by two Spark queries to tell. */
    private static long bytes(Snapshot snapshot) {
        Optional<VersionChecksum> known =
                Optional.ofNullable(snapshot.checksumOpt().getOrElse(() -> null));
        return known.map(VersionChecksum::tableSizeBytes).orElseGet(snapshot::sizeInBytes);
    }

    @Override
    public long files() {
        return files(now()).size();
    }

    @Override
    public Dataset<Row> read() {
        return read(now());
    }

    @Override
    public Dataset<Row> read(long version) {
        return read(at(version));
    }

    @Override
    public Optional<List<DataFile>> local(long version) {
        List<DataFile> local = new ArrayList<>();
        DeletionVectors vectors = new DeletionVectors(log);
        for (AddFile file : CollectionConverters.asJava(files(at(version)))) {
            URI address = file.absolutePath(log).toUri();
            if (address.getScheme() != null && !address.getScheme().equals("file")) return Optional.empty();
            local.add(new DataFile(
                    java.nio.file.Path.of(address.getPath()),
                    CollectionConverters.asJava(file.partitionValues()),
                    vectors.deleted(file)));
        }
        return Optional.of(local);
    }

    private Snapshot at(long version) {
        Snapshot now = now();
        return version == now.version() ? now : log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
    }

    private Dataset<Row> read(Snapshot snapshot) {
        return KnownFiles.rows(spark, log, snapshot, files(snapshot));
    }

    /** Read here if they are few and nothing but rows of the table is in its files. */
    @Override
    public List<Row> rows(Table table) {
        Snapshot now = now();
        if (now.version() <= 0) return List.of();
        boolean few = bytes(now) <= SMALL_BYTES && isPlain(now, table);
        List<AddFile> files = few ? CollectionConverters.asJava(files(now)) : List.of();
        if (!few || files.stream().anyMatch(file -> file.deletionVector() != null))
            return table.select(read(now)).collectAsList();
        Function1<Object, Object> toRow = CatalystTypeConverters.createToScalaConverter(now.schema());
        List<Row> rows = new ArrayList<>();
        parquet(now).read(files.stream().map(this::status).toList(), row -> rows.add((Row) toRow.apply(row)));
        return rows;
    }

    private FileStatus status(AddFile file) {
        return new FileStatus(file.size(), false, 1, file.size(), file.modificationTime(), file.absolutePath(log));
    }

    private LocalParquet parquet(Snapshot table) {
        return new LocalParquet(spark, table.schema(), log.newDeltaHadoopConf());
    }

    /** Whether the files have just the columns of the table as it is defined now. */
    private static boolean isPlain(Snapshot snapshot, Table table) {
        return snapshot.metadata().partitionColumns().isEmpty()
                && DataTypeUtils.equalsIgnoreNullability(snapshot.schema(), table.toStructType());
    }

    @Override
    public void append(Table table, List<Row> rows) {
        Snapshot now = now();
        if (!isPlain(now, table)) super.append(table, rows);
        else if (isScattered(now))
            overwrite(table, Stream.concat(rows(table).stream(), rows.stream()).toList());
        else commit(now, transaction -> written(now, rows), SaveMode.Append, file -> false, Option.empty());
    }

    private static boolean isScattered(Snapshot snapshot) {
        return bytes(snapshot) <= SMALL_BYTES && files(snapshot).size() >= MANY_FILES;
    }

    @Override
    public void overwrite(Table table, List<Row> rows) {
        Snapshot now = now();
        if (!isPlain(now, table)) super.overwrite(table, rows);
        else commit(now, transaction -> written(now, rows), SaveMode.Overwrite, file -> true, Option.empty());
    }

    /** Rows of this process in a file of their own, once all are checked. */
    private List<AddFile> written(Snapshot table, List<Row> rows) {
        if (rows.isEmpty()) return List.of();
        Function1<Object, Object> toInternal = CatalystTypeConverters.createToCatalystConverter(table.schema());
        RowChecks checks = RowChecks.of(spark, table.metadata());
        FileStatistics statistics =
                new FileStatistics(table.schema(), DeletionVectors.writable(table), statisticsColumns(table));
        List<InternalRow> internal = new ArrayList<>();
        for (Row row : rows) {
            InternalRow one = (InternalRow) toInternal.apply(row);
            checks.check(one);
            statistics.add(one);
            internal.add(one);
        }
        FileStatus file = parquet(table).write(log.dataPath(), internal);
        return List.of(AddFile.apply(
                file.getPath().getName(),
                scalaMap(Map.of()),
                file.getLen(),
                file.getModificationTime(),
                true,
                statistics.json(),
                null,
                null,
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                Option.empty()));
    }

    private static String[] statisticsColumns(Snapshot table) {
        return table.metadata()
                .configuration()
                .getOrElse(STATISTICS_COLUMNS, () -> "")
                .split(",");
    }

    @Override
    public void append(Dataset<Row> rows) {
        commit(rows, SaveMode.Append, file -> false, Option.empty());
    }

    @Override
    public void overwrite(Dataset<Row> rows) {
        commit(rows, SaveMode.Overwrite, file -> true, Option.empty());
    }

    @Override
    public long overwrite(Dataset<Row> rows, String column, List<String> values) {
        return commit(
                rows,
                SaveMode.Overwrite,
                file -> values.contains(file.partitionValues().apply(column)),
                Option.apply(column + " IN ('" + String.join("', '", values) + "')"));
    }

    @Override
    public void checkpoint() {
        log.checkpoint(now(), Option.empty());
    }

    private long commit(Dataset<Row> rows, SaveMode mode, Predicate<AddFile> replaced, Option<String> predicate) {
        return commit(
                now(),
                transaction -> CollectionConverters.asJava(transaction.writeFiles(rows)),
                mode,
                replaced,
                predicate);
    }

    private long commit(
            Snapshot now,
            Function<OptimisticTransaction, List<? extends Action>> write,
            SaveMode mode,
            Predicate<AddFile> replaced,
            Option<String> predicate) {
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.apply(now));
        if (mode == SaveMode.Overwrite) transaction.readWholeTable();
        List<Action> actions = new ArrayList<>(write.apply(transaction));
        long written = actions.stream().mapToLong(DirectDeltaStore::rows).sum();
        CollectionConverters.asJava(files(now)).stream().filter(replaced).forEach(file -> actions.add(file.remove()));
        commit(transaction, actions, mode, predicate);
        return written;
    }

    private static void commit(
            OptimisticTransaction transaction, List<Action> actions, SaveMode mode, Option<String> predicate) {
        transaction.commit(
                seq(actions),
                new DeltaOperations.Write(
                        mode,
                        Option.apply(transaction.metadata().partitionColumns()),
                        predicate,
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty(),
                        Option.empty()));
    }

    /** By vectors of deleted rows where the table may have them; else the files that rows go from are written again. */
    @Override
    public RowEdit edit(Table table) {
        Snapshot before = now();
        boolean vectors = DeletionVectors.writable(before);
        return new RowEdit() {
            /** Delta tells places of tables with vectors alone. */
            @Override
            public Dataset<Row> rows() {
                return read(before)
                        .withColumn(FILE, col("_metadata.file_path"))
                        .withColumn(POSITION, vectors ? col("_metadata.row_index") : lit(0L));
            }

            @Override
            public void commit(RowPlaces places, Dataset<Row> keys, Dataset<Row> added) {
                OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.apply(before));
                transaction.readWholeTable();
                Map<AddFile, BitSet> touched = touched(before, places);
                List<Action> actions = new ArrayList<>();
                Dataset<Row> written = table.select(added);
                if (vectors) actions.addAll(new DeletionVectors(log).without(touched));
                else {
                    touched.keySet().forEach(file -> actions.add(file.remove()));
                    written = written.unionByName(table.select(staying(touched.keySet(), keys)));
                }
                actions.addAll(CollectionConverters.asJava(transaction.writeFiles(written)));
                DirectDeltaStore.commit(transaction, actions, SaveMode.Overwrite, Option.empty());
            }

            private Dataset<Row> staying(Set<AddFile> files, Dataset<Row> gone) {
                return KnownFiles.rows(spark, log, before, seq(List.copyOf(files)))
                        .join(broadcastIfSmall(gone), table.keyNames().toArray(String[]::new), "left_anti");
            }
        };
    }

    /** The files that rows go from, with the places of these. */
    private Map<AddFile, BitSet> touched(Snapshot snapshot, RowPlaces gone) {
        Map<Path, BitSet> wanted = new HashMap<>();
        gone.byFile().forEach((file, positions) -> wanted.put(new Path(URI.create(file)), positions));
        Map<AddFile, BitSet> touched = new LinkedHashMap<>();
        for (AddFile file : CollectionConverters.asJava(files(snapshot))) {
            BitSet positions = wanted.remove(file.absolutePath(log));
            if (positions != null) touched.put(file, positions);
        }
        if (!wanted.isEmpty())
            throw new IllegalStateException(
                    path + ": no files of version " + snapshot.version() + ": " + wanted.keySet());
        return touched;
    }

    private static long rows(Action action) {
        return action instanceof AddFile file ? (Long) file.numPhysicalRecords().get() : 0;
    }

    private static Seq<AddFile> files(Snapshot snapshot) {
        Optional<Seq<AddFile>> known = Optional.ofNullable(
                snapshot.checksumOpt().flatMap(VersionChecksum::allFiles).getOrElse(() -> null));
        return known.orElseGet(() -> snapshot.getAllFiles(false));
    }

    private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
    }

    private static <T> Seq<T> seq(List<T> items) {
        return CollectionConverters.asScala(items).toSeq();
    }
}
