package org.jejak.warehouse.delta;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.*;

/**
 * Reads and writes a table through the public interface of Spark and Delta alone, so that another version of either can be
 * used. Slower than {@link DirectDeltaStore}: Delta plans a query for nearly each of these questions.
 */
class PlainDeltaStore implements DeltaStore {
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.(json|checkpoint\\..*)");

    static final String STATISTICS_COLUMNS = "delta.dataSkippingStatsColumns";

    private static final String ADDED = "_added";

    protected final SparkSession spark;
    protected final String path;

    PlainDeltaStore(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    @Override
    public void create(Table table, boolean deletionVectors) {
        DeltaTableBuilder builder = DeltaTable.create(spark)
                .location(path)
                .comment(table.grain())
                .addColumns(table.toStructType())
                .partitionedBy(partitionColumns(table).toArray(String[]::new));
        for (Map.Entry<String, String> property :
                properties(table, deletionVectors).entrySet())
            builder = builder.property(property.getKey(), property.getValue());
        builder.execute();
    }

    /** Properties of a new table: its constraints, and how Delta keeps its files. */
    static Map<String, String> properties(Table table, boolean deletionVectors) {
        Map<String, String> properties = new TreeMap<>();
        if (deletionVectors) properties.put("delta.enableDeletionVectors", "true");
        properties.put(STATISTICS_COLUMNS, String.join(",", table.statisticsColumns()));
        properties.put("delta.checkpointInterval", "30");
        table.checks().forEach((rule, predicate) -> properties.put("delta.constraints." + rule, predicate));
        return properties;
    }

    /** The column by which a table's files are stored apart, if there is one. */
    static List<String> partitionColumns(Table table) {
        return table.month().map(Field::name).map(List::of).orElse(List.of());
    }

    @Override
    public StructType schema() {
        return read().schema();
    }

    @Override
    public void addColumns(Table table) {
        Dataset<Row> none = spark.createDataFrame(List.of(), table.toStructType());
        writer(none, SaveMode.Append).option("mergeSchema", "true").save(path);
    }

    /** Read from the names of Delta's log, as its protocol says: {@code history} starts a Spark job for this. */
    @Override
    public long version() {
        org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(path, "_delta_log");
        long version = -1;
        try {
            FileSystem files = log.getFileSystem(spark.sparkContext().hadoopConfiguration());
            for (FileStatus file : files.listStatus(log)) {
                Matcher commit = COMMIT.matcher(file.getPath().getName());
                if (commit.matches()) version = Math.max(version, Long.parseLong(commit.group(1)));
            }
        } catch (FileNotFoundException e) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return version;
    }

    @Override
    public long bytes() {
        return version() >= 0 ? detail("sizeInBytes").getLong(0) : 0;
    }

    @Override
    public long files() {
        return detail("numFiles").getLong(0);
    }

    /** Columns of Delta's description of the table as it is now. */
    private Row detail(String... columns) {
        return table().detail()
                .select(List.of(columns).stream().map(functions::col).toArray(Column[]::new))
                .first();
    }

    /** Names the version, since Delta would otherwise look for later commits each time that the rows are computed. */
    @Override
    public Dataset<Row> read() {
        return read(version());
    }

    @Override
    public List<Row> rows(Table table) {
        return version() <= 0 ? List.of() : table.select(read()).collectAsList();
    }

    @Override
    public Dataset<Row> read(long version) {
        return spark.read().format("delta").option("versionAsOf", version).load(path);
    }

    /** There is no public way to read vectors of deleted rows. */
    @Override
    public Optional<List<DataFile>> local(long version) {
        Row detail = detail("tableFeatures", "partitionColumns");
        if (detail.<String>getList(0).contains("deletionVectors")) return Optional.empty();
        List<String> partitions = detail.getList(1);
        List<Column> columns = new ArrayList<>(List.of(col("_metadata.file_path")));
        partitions.forEach(partition -> columns.add(col(partition).cast("string")));
        List<DataFile> local = new ArrayList<>();
        for (Row file :
                read(version).select(columns.toArray(Column[]::new)).distinct().collectAsList()) {
            URI address = URI.create(file.getString(0));
            if (!address.getScheme().equals("file")) return Optional.empty();
            Map<String, String> values = new TreeMap<>();
            partitions.forEach(partition -> values.put(partition, file.getAs(partition)));
            local.add(new DataFile(Path.of(address.getPath()), values, new BitSet()));
        }
        return Optional.of(local);
    }

    @Override
    public void append(Dataset<Row> rows) {
        writer(rows, SaveMode.Append).save(path);
    }

    @Override
    public void append(Table table, List<Row> rows) {
        append(dataset(table, rows));
    }

    @Override
    public void overwrite(Dataset<Row> rows) {
        writer(rows, SaveMode.Overwrite).save(path);
    }

    @Override
    public void overwrite(Table table, List<Row> rows) {
        overwrite(dataset(table, rows));
    }

    /** As one partition, so that they get into one file. That a column is null is left to Delta to find. */
    private Dataset<Row> dataset(Table table, List<Row> rows) {
        return spark.createDataFrame(rows, table.toStructType().asNullable()).coalesce(1);
    }

    @Override
    public long overwrite(Dataset<Row> rows, String column, List<String> values) {
        String replaced = column + " IN ('" + String.join("', '", values) + "')";
        writer(rows, SaveMode.Overwrite).option("replaceWhere", replaced).save(path);
        return table().toDF().filter(replaced).count();
    }

    /** By a merge over the key, which is one commit: there is no public way to name rows by their places. */
    @Override
    public RowEdit edit(Table table) {
        long version = version();
        return new RowEdit() {
            @Override
            public Dataset<Row> rows() {
                return read(version).withColumn(FILE, lit("")).withColumn(POSITION, lit(0L));
            }

            @Override
            public void commit(RowPlaces places, Dataset<Row> keys, Dataset<Row> added) {
                String[] key = table.keyNames().toArray(String[]::new);
                Dataset<Row> changes = added.withColumn(ADDED, lit(true)).join(keys, key, "full_outer");
                Column sameKey = Stream.of(key)
                        .map(k -> col("before." + k).equalTo(col("incoming." + k)))
                        .reduce(lit(true), Column::and);
                Map<String, Column> values = new LinkedHashMap<>();
                table.fields().forEach(f -> values.put(f.name(), col("incoming." + f.name())));
                PlainDeltaStore.this
                        .table()
                        .as("before")
                        .merge(changes.as("incoming"), sameKey)
                        .whenMatched(col("incoming." + ADDED).isNull())
                        .delete()
                        .whenMatched()
                        .update(values)
                        .whenNotMatched()
                        .insert(values)
                        .execute();
            }
        };
    }

    private static DataFrameWriter<Row> writer(Dataset<Row> rows, SaveMode mode) {
        return rows.write().format("delta").mode(mode);
    }

    @Override
    public void restore(long version) {
        table().restoreToVersion(version);
    }

    /** There is no public way: Delta writes one by itself after every few commits. */
    @Override
    public void checkpoint() {}

    private DeltaTable table() {
        return DeltaTable.forPath(spark, path);
    }
}
