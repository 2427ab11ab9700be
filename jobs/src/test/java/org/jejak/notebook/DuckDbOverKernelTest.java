package org.jejak.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jejak.command.file.Answers;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.pipeline.SimulatedWorld;
import org.jejak.publish.Publication;
import org.jejak.publish.Publication.Part;
import org.jejak.table.Table;
import org.jejak.table.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What other tools read: Delta's own kernel, without Spark, lists the files of a gold table, and DuckDB reads them. Nothing
 * of jejak takes part.
 */
class DuckDbOverKernelTest {
    private static final Engine ENGINE = DefaultEngine.create(new Configuration());

    private static Stream<Table> tables() {
        return Tables.of("gold").stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void duckDbOverTheKernelsFilesSaysWhatSparkSays(Table table) throws Exception {
        Publication publication = PublicationFinder.last(SimulatedWorld.warehouse(), Optional.empty());
        Part part = publication.parts().stream()
                .filter(p -> p.table().equals(table))
                .findFirst()
                .orElseThrow();
        Snapshot snapshot = io.delta.kernel.Table.forPath(
                        ENGINE, SimulatedWorld.warehouse().pathOf(table))
                .getSnapshotAsOfVersion(ENGINE, part.version());
        assertEquals(
                table.scope().isRestatedByRows() ? 3 : 1,
                ((SnapshotImpl) snapshot).getProtocol().getMinReaderVersion(),
                "a reader need not know of vectors of deleted rows where none are written");
        assertEquals(
                table.fields().stream().map(f -> f.name()).toList(),
                snapshot.getSchema().fieldNames());
        snapshot.getSchema()
                .fields()
                .forEach(f -> assertFalse(f.getMetadata().getString("comment").isBlank(), f.getName()));
        List<String> files = files(SimulatedWorld.warehouse().pathOf(table), snapshot);
        Map<String, Object> spark = Answers.ofSpark(table, publication.rows(part));
        if (files.isEmpty()) {
            assertEquals(0L, spark.get("rows"));
            return;
        }
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            duckDb.createStatement().execute("SET TimeZone = 'UTC'");
            String from = "(" + String.join(" UNION ALL BY NAME ", files) + ")";
            Answers.assertSame(table, spark, Answers.ofDuckDb(duckDb, table, from));
        }
    }

    @org.junit.jupiter.api.Test
    void theWorldFillsMostGoldTables() {
        Publication publication = PublicationFinder.last(SimulatedWorld.warehouse(), Optional.empty());
        long filled = publication.parts().stream()
                .filter(p -> !publication.rows(p).isEmpty())
                .count();
        assertTrue(filled >= 10, filled + " gold tables have rows");
    }

    /** One query per active file; of the column that names its folder and of rows that are deleted the log has the last word. */
    private static List<String> files(String table, Snapshot snapshot) throws IOException {
        Scan scan = snapshot.getScanBuilder().build();
        List<String> files = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(ENGINE)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    while (rows.hasNext()) files.add(query(table, rows.next()));
                }
            }
        }
        return files;
    }

    private static String query(String table, Row file) {
        String path = Path.of(java.net.URI.create(
                        InternalScanFileUtils.getAddFileStatus(file).getPath()))
                .toString();
        Map<String, String> folder = InternalScanFileUtils.getPartitionValues(file);
        String more = folder.entrySet().stream()
                .map(e -> ", DATE '" + e.getValue() + "' AS " + e.getKey())
                .collect(Collectors.joining());
        String inFile =
                folder.isEmpty() ? "*" : "COLUMNS(lambda c: c NOT IN ('" + String.join("', '", folder.keySet()) + "'))";
        DeletionVectorDescriptor vector = InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file);
        String deleted = vector == null
                ? ""
                : " WHERE file_row_number NOT IN ("
                        + LongStream.of(DeletionVectorUtils.loadNewDvAndBitmap(ENGINE, table, vector)
                                        ._2
                                        .toArray())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(", "))
                        + ")";
        return "SELECT " + inFile + more + " FROM read_parquet('" + path
                + "', hive_partitioning = false, file_row_number = true)" + deleted;
    }
}
