package org.jejak.warehouse;

import static org.apache.spark.sql.functions.*;
import static org.jejak.table.Datasets.materialize;

import java.util.*;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.DeltaSettings;
import org.jejak.config.Settings;
import org.jejak.table.*;
import org.jejak.warehouse.delta.DeltaStore;
import org.jejak.warehouse.delta.RowEdit;

/**
 * The Delta tables under one folder, {@code schema/table} each. The only code that writes them; each write is one atomic
 * commit, leaves out what did not change, and refuses rows that break the table's key.
 */
public final class Warehouse implements TableReader {
    /** Rows broke the key of a table: nothing was written. */
    public static final class KeyViolation extends RuntimeException {
        KeyViolation(Table table, long rows) {
            super(table.fullName() + ": " + rows + " keys would appear more than once; key is " + table.keyNames()
                    + ". The table is as it was.");
        }
    }

    /** A table of this size is likely to be replaced by few rows, which are compared faster here than by Spark. */
    private static final long SMALL_BYTES = 1L << 20;

    private static final int FEW_ROWS = 20_000;

    private final SparkSession spark;
    private final String location;
    private final DeltaSettings delta;

    /** The tables under a folder, kept as usual. */
    public Warehouse(SparkSession spark, String location) {
        this(spark, location, DeltaSettings.USUAL);
    }

    public Warehouse(SparkSession spark, String location, DeltaSettings delta) {
        this.spark = spark;
        this.location = location;
        this.delta = delta;
    }

    /** The tables of an installation. */
    public static Warehouse of(SparkSession spark, Settings settings) {
        return new Warehouse(spark, settings.warehouse(), settings.delta());
    }

    /** Where a table lies. */
    public String pathOf(Table table) {
        return new Path(new Path(location, table.schema()), table.name()).toString();
    }

    /** The folder of all tables. */
    public String location() {
        return location;
    }

    /**
     * Creates the tables that are not there yet, with comments, constraints and properties. Ledgers that an earlier release
     * created get the columns that came later: they cannot be computed anew as other tables can. Several at a time: Delta takes
     * a tenth of a second for each.
     */
    public void createMissing() {
        Tables.ALL.parallelStream().forEach(table -> {
            if (!exists(table))
                files(table)
                        .create(table, delta.deletionVectors() && table.scope().isRestatedByRows());
            else if (!missing(table, files(table)::schema).isEmpty())
                files(table).addColumns(table);
        });
    }

    /** Columns that came into a ledger later than it was created. */
    private static List<Field> missing(Table table, Supplier<StructType> there) {
        if (!table.schema().equals("ops")) return List.of();
        Set<String> names = Set.of(there.get().fieldNames());
        return table.fields().stream().filter(f -> !names.contains(f.name())).toList();
    }

    /** Whether a table has been created. */
    public boolean exists(Table table) {
        return version(table) >= 0;
    }

    /** Delta version of a table now; -1 if it was never created. */
    public long version(Table table) {
        return files(table).version();
    }

    /** Size of a table's files as it is now. */
    public long bytes(Table table) {
        return files(table).bytes();
    }

    /** Whether nothing was ever written to the table since it was created. */
    @Override
    public boolean isEmpty(Table table) {
        return version(table) <= 0;
    }

    /** Columns that an earlier release did not know, of a ledger that no run has touched since, are null. */
    @Override
    public Dataset<Row> read(Table table) {
        Dataset<Row> rows = files(table).read();
        for (Field later : missing(table, rows::schema))
            rows = rows.withColumn(later.name(), lit(null).cast(later.type()));
        return rows;
    }

    /** Without Spark where the table is small. */
    @Override
    public List<Row> rows(Table table) {
        DeltaStore files = files(table);
        if (files.version() <= 0) return List.of();
        return missing(table, files::schema).isEmpty()
                ? files.rows(table)
                : read(table).collectAsList();
    }

    /** The rows of a table that have one of some values in a column, in this process; without Spark where the table is small. */
    public List<Row> rows(Table table, Field column, Collection<?> values) {
        if (bytes(table) > SMALL_BYTES)
            return table.select(read(table).filter(column.col().isin(values.toArray())))
                    .collectAsList();
        Set<?> wanted = new HashSet<>(values);
        return rows(table).stream()
                .filter(row -> wanted.contains(row.<Object>getAs(column.name())))
                .toList();
    }

    @Override
    public Dataset<Row> read(Table table, long version) {
        return files(table).read(version);
    }

    /** The Parquet files of a table as of a version; empty where other tools cannot read them, see {@link DeltaStore#local}. */
    public Optional<List<DataFile>> localFiles(Table table, long version) {
        return files(table).local(version);
    }

    DeltaStore files(Table table) {
        return DeltaStore.at(spark, pathOf(table), delta.access());
    }

    /** Adds rows whose key is not in the table yet; rows whose key is there already are left out. */
    public Written appendNew(Table table, Dataset<Row> rows) {
        Dataset<Row> kept = materialize(withoutKnown(table, rows, AffectedKeys.NONE));
        return append(table, kept, TableKeys.check(table, kept));
    }

    /** Adds rows of this process whose key is not in the table yet; rows whose key is there already are left out. */
    public Written appendNew(Table table, List<Row> rows) {
        if (rows.isEmpty()) return unchanged(table);
        Field first = table.key().get(0);
        Set<?> wanted = rows.stream().map(row -> row.get(table.placeOf(first))).collect(Collectors.toSet());
        DriverRows kept = new DriverRows(table, rows).without(rows(table, first, wanted));
        if (kept.rows().isEmpty()) return unchanged(table);
        int count = kept.checked();
        files(table).append(table, kept.rows());
        return new Written(table, "appended", count, count, version(table));
    }

    /** Rows whose key is not in the table, not counting the rows of some keys. */
    Dataset<Row> withoutKnown(Table table, Dataset<Row> rows, AffectedKeys notCounted) {
        Dataset<Row> selected = table.select(rows);
        return isEmpty(table)
                ? selected
                : selected.join(
                        notCounted.outside(read(table)).select(columns(table.keyNames())),
                        table.keyNames().toArray(String[]::new),
                        "left_anti");
    }

    /** Rows of this process as a dataset of the table's shape. */
    Dataset<Row> dataset(Table table, List<Row> rows) {
        return spark.createDataFrame(rows, table.toStructType()).coalesce(1);
    }

    private Written unchanged(Table table) {
        return new Written(table, "unchanged", 0, 0, version(table));
    }

    /** Adds rows that are known to be new and unique; for large batches whose keys were already compared. */
    public Written append(Table table, Dataset<Row> rows, long count) {
        if (count == 0) return unchanged(table);
        files(table).append(table.select(rows));
        return new Written(table, "appended", count, count, version(table));
    }

    /** Makes the table hold exactly these rows; no commit if it does already. */
    public Written replaceAll(Table table, Dataset<Row> rows) {
        if (isEmpty(table)) return overwrite(table, rows);
        Dataset<Row> selected = table.select(rows);
        if (bytes(table) < SMALL_BYTES) {
            List<Row> few = selected.limit(FEW_ROWS + 1).collectAsList();
            if (few.size() <= FEW_ROWS) return replaceAll(table, few);
        }
        Dataset<Row> all = materialize(selected);
        long changed = RowDiff.changed(table, read(table), all);
        if (changed == 0) return unchanged(table);
        files(table).overwrite(all);
        return new Written(table, "replaced_all", all.count(), changed, version(table));
    }

    /** Makes the table hold exactly these rows of this process; no commit if it does already. */
    public Written replaceAll(Table table, List<Row> rows) {
        DeltaStore files = files(table);
        DriverRows all = new DriverRows(table, rows);
        all.checked();
        long changed = all.changed(files.rows(table));
        if (changed == 0) return unchanged(table);
        files.overwrite(table, rows);
        return new Written(table, "replaced_all", rows.size(), changed, version(table));
    }

    /**
     * Makes the rows of some groups be exactly {@code rows}, and leaves all other rows as they are, in one atomic commit. Only
     * rows that differ are written and taken away.
     *
     * @param rows must not depend on the table itself; see {@link Datasets#materialize}
     * @param keys names the groups
     */
    public Written replaceGroups(Table table, Dataset<Row> rows, AffectedKeys keys) {
        if (isEmpty(table)) return overwrite(table, rows);
        RowEdit edit = files(table).edit(table);
        RowDiff diff = RowDiff.of(table, keys.in(edit.rows()), table.select(rows), keys.areFew());
        if (diff.isEmpty()) return unchanged(table);
        if (!isOwn(table, diff.added(), keys)) diff.refuseKeysOf(edit.rows());
        edit.commit(diff.places(), diff.goneKeys(), laidOut(table, diff.added(), diff.addedCount()));
        return new Written(table, "replaced_rows", diff.addedCount(), diff.changedCount(), version(table));
    }

    /** Whether rows cannot have the key of a row of another group, since columns of the key name the groups. */
    private static boolean isOwn(Table table, Dataset<Row> rows, AffectedKeys keys) {
        return table.key().containsAll(keys.columns()) && keys.outside(rows).isEmpty();
    }

    /** Rows in as few files as they need: one for each month. */
    private static Dataset<Row> laidOut(Table table, Dataset<Row> rows, long count) {
        return count <= FEW_ROWS
                ? rows.coalesce(1)
                : table.month().map(m -> rows.repartition(m.col())).orElse(rows);
    }

    /**
     * Makes some months hold exactly these rows, in one commit, without a look at what was there: for months that are known
     * to have changed.
     *
     * @param rows of those months alone; computed once, so they may be many
     */
    public Written replaceMonths(Table table, Dataset<Row> rows, List<?> months) {
        if (isEmpty(table)) return overwrite(table, rows);
        Field month = table.month().orElseThrow();
        Dataset<Row> laidOut = table.select(rows).repartition(month.col());
        return audited(
                table,
                "replaced_months",
                () -> files(table).overwrite(laidOut, month.name(), names(months)),
                () -> read(table).filter(month.col().isin(months.toArray())));
    }

    private static List<String> names(List<?> months) {
        return months.stream().map(Object::toString).toList();
    }

    /**
     * Makes the table hold exactly these rows: the whole history at once. The key is checked on what was written, so
     * that large results are neither stored in between nor computed twice.
     */
    public Written overwrite(Table table, Dataset<Row> rows) {
        Dataset<Row> all = table.select(rows);
        Dataset<Row> laidOut = table.month().map(m -> all.repartition(m.col())).orElse(all);
        return audited(table, "replaced_all", () -> files(table).overwrite(laidOut), () -> read(table));
    }

    /**
     * Writes, then checks the key; takes the commit back if it is broken.
     *
     * @param among what was written
     */
    private Written audited(Table table, String way, Runnable write, Supplier<Dataset<Row>> among) {
        long before = version(table);
        write.run();
        try {
            long rows = bytes(table) <= SMALL_BYTES && table.month().isEmpty()
                    ? new DriverRows(table, rows(table)).checked()
                    : TableKeys.check(table, among.get());
            return new Written(table, way, rows, rows, version(table));
        } catch (KeyViolation e) {
            files(table).restore(before);
            throw e;
        }
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(Column[]::new);
    }
}
