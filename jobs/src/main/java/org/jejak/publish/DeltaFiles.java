package org.jejak.publish;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * The Parquet files that make up a Delta table at a version, as Delta's own kernel lists them: milliseconds, where Spark
 * takes a job.
 */
public final class DeltaFiles {
    /**
     * One file.
     *
     * @param path on this machine
     * @param folder values of the columns that name its folder and are not in the file
     */
    public record DataFile(Path path, Map<String, String> folder) {}

    private DeltaFiles() {}

    /**
     * Lists the files.
     *
     * @param location folder of the table, or its address
     * @return empty where other tools cannot read the files as they are: on another machine, or with rows deleted in them
     */
    public static Optional<List<DataFile>> of(String location, long version, Configuration configuration) {
        try {
            FileSystem files = new org.apache.hadoop.fs.Path(location).getFileSystem(configuration);
            if (!files.getUri().getScheme().equals("file")) return Optional.empty();
            Engine engine = DefaultEngine.create(configuration);
            Snapshot snapshot = Table.forPath(engine, location).getSnapshotAsOfVersion(engine, version);
            List<DataFile> all = new ArrayList<>();
            try (CloseableIterator<FilteredColumnarBatch> batches =
                    snapshot.getScanBuilder().build().getScanFiles(engine)) {
                while (batches.hasNext()) {
                    try (CloseableIterator<Row> rows = batches.next().getRows()) {
                        while (rows.hasNext()) {
                            Row file = rows.next();
                            if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file) != null)
                                return Optional.empty();
                            all.add(dataFile(file));
                        }
                    }
                }
            }
            return Optional.of(all);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the files of " + location, e);
        }
    }

    private static DataFile dataFile(Row file) {
        URI address = URI.create(InternalScanFileUtils.getAddFileStatus(file).getPath());
        Path path = Path.of(address.getPath());
        return new DataFile(path, InternalScanFileUtils.getPartitionValues(file));
    }
}
