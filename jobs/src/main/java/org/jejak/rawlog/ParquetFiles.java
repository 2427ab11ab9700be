package org.jejak.rawlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Checks raw Parquet files: each has columns of its own, and may be damaged in the middle. */
final class ParquetFiles {
    private ParquetFiles() {}

    /** Whether all rows can be read. Reads them all, since nothing else finds a damaged page. */
    static boolean isWhole(Path path, Configuration configuration) {
        try (var rows = ParquetReader.builder(new GroupReadSupport(), path)
                .withConf(configuration)
                .build()) {
            while (rows.read() != null) {
                // only to see whether it can be read
            }
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Groups files whose columns have the same names, types and order. Groups are in the order of their first files. */
    static List<List<RawFile>> alike(List<RawFile> files, Configuration configuration) {
        Map<String, List<RawFile>> alike = new LinkedHashMap<>();
        for (RawFile file : files) {
            alike.computeIfAbsent(columns(file, configuration), columns -> new ArrayList<>())
                    .add(file);
        }
        return List.copyOf(alike.values());
    }

    private static String columns(RawFile file, Configuration configuration) {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.location()), configuration))) {
            return reader.getFileMetaData().getSchema().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.relative(), e);
        }
    }
}
