package org.jejak.rawlog;

import static org.apache.spark.sql.functions.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.*;
import org.apache.spark.util.SerializableConfiguration;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;

/** Reads raw files into {@link RawRecord}s: every record exactly once, those that cannot be used with a reason. */
public final class RawReader {
    /** Files are read in parallel in bundles of about this many bytes on disk. */
    private static final long BUNDLE_BYTES = 16L << 20;

    /** Reads Parquet: tells columns apart that differ by letter case only. */
    private final SparkSession spark;

    private final JavaSparkContext context;
    private final IngestSettings limits;
    private final SerializableConfiguration configuration;

    public RawReader(SparkSession spark, IngestSettings limits) {
        this.spark = spark.newSession();
        this.spark.conf().set("spark.sql.caseSensitive", "true");
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.limits = limits;
        this.configuration = new SerializableConfiguration(context.hadoopConfiguration());
    }

    /**
     * Reads whole files, in parallel, and says whether each can be used.
     *
     * @param sources the sources of the files, by name
     * @return one check per file, in the order of the files
     */
    public List<FileCheck> check(List<RawFile> files, Map<String, SourceSettings> sources) {
        if (files.isEmpty()) return List.of();
        Map<String, String> formats =
                sources.values().stream().collect(Collectors.toMap(SourceSettings::name, SourceSettings::format));
        SerializableConfiguration shared = configuration;
        List<FileCheck> checks = inBundles(files)
                .map(file -> FileCheck.of(file, formats.get(file.source()), shared.value()))
                .collect();
        List<RawFile> parquet = checks.stream()
                .filter(c -> c.fault() == null && formats.get(c.file().source()).equals("parquet"))
                .map(FileCheck::file)
                .toList();
        Set<RawFile> refused = ParquetFiles.alike(parquet, configuration.value()).stream()
                .filter(alike -> !isKnownToSpark(alike.get(0)))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return checks.stream()
                .map(c -> refused.contains(c.file()) ? c.withFault("unreadable_file") : c)
                .toList();
    }

    /** Whether Spark can read the columns: it refuses some types. */
    private boolean isKnownToSpark(RawFile file) {
        try {
            parquet(List.of(file)).schema();
            return true;
        } catch (Exception e) { // Scala throws checked exceptions without declaring them
            if (e instanceof SparkThrowable || e instanceof IllegalArgumentException) return false;
            throw e;
        }
    }

    /**
     * The records of some files of one source, read when the result is used.
     *
     * @param fieldNames raw fields that are wanted; the texts of a record are in this order
     * @param whole names of those that may hold an object, and are then wanted as it is written
     */
    public JavaRDD<RawRecord> read(
            SourceSettings source, List<RawFile> files, List<String> fieldNames, Set<String> whole) {
        WantedFields fields = new WantedFields(fieldNames, source.properties(), whole);
        if (source.format().equals("parquet")) return readParquet(files, fields);
        SerializableConfiguration shared = configuration;
        IngestSettings bounds = limits;
        return inBundles(files).flatMap(file -> records(file, source, fields, bounds, shared.value()));
    }

    private static Iterator<RawRecord> records(
            RawFile file,
            SourceSettings source,
            WantedFields fields,
            IngestSettings limits,
            Configuration configuration) {
        RecordReader reader;
        try {
            reader = RecordReader.open(file, source, fields, limits, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.relative(), e);
        }
        return Stream.generate(() -> nextOrClose(reader, file))
                .takeWhile(Objects::nonNull)
                .iterator();
    }

    private static RawRecord nextOrClose(RecordReader reader, RawFile file) {
        try {
            RawRecord record = reader.next();
            if (record == null) reader.close();
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read on in " + file.relative(), e);
        }
    }

    /**
     * Parquet rows become JSON, which the reader of JSON lines takes apart. Files with equal columns are read together:
     * Spark would apply the columns of one file to all.
     */
    private JavaRDD<RawRecord> readParquet(List<RawFile> files, WantedFields fields) {
        Map<String, RawFile> byLocation = files.stream().collect(Collectors.toMap(RawFile::location, f -> f));
        IngestSettings bounds = limits;
        JavaRDD<RawRecord> all = context.emptyRDD();
        for (List<RawFile> alike : ParquetFiles.alike(files, configuration.value())) {
            all = all.union(parquet(alike)
                    .select(col("_metadata.file_path"), col("_metadata.row_index"), to_json(struct(col("*"))))
                    .javaRDD()
                    .mapPartitions(rows -> {
                        JsonRecord json = new JsonRecord(fields, bounds);
                        return StreamSupport.stream(
                                        Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                                .map(row -> parquetRecord(row, byLocation, json))
                                .iterator();
                    }));
        }
        return all;
    }

    private static RawRecord parquetRecord(Row row, Map<String, RawFile> byLocation, JsonRecord json) {
        // Spark gives the path as a URL, with file:/// and %20
        RawFile file = byLocation.get(new Path(URI.create(row.getString(0))).toString());
        byte[] bytes = row.getString(2).getBytes(StandardCharsets.UTF_8);
        return new RawRecord(file, row.getLong(1) + 1, 0, bytes.length, bytes, json.read(bytes));
    }

    /** Spark takes a location for a glob: brackets and stars in a file's name are escaped. */
    private Dataset<Row> parquet(List<RawFile> files) {
        return spark.read()
                .parquet(files.stream()
                        .map(f -> f.location().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0"))
                        .toArray(String[]::new));
    }

    /** The files, those of one bundle in one task: few tasks, and neighbouring dates stay together. */
    private JavaRDD<RawFile> inBundles(List<RawFile> files) {
        List<ArrayList<RawFile>> bundles = new ArrayList<>();
        long filled = 0;
        for (RawFile file : files) {
            if (bundles.isEmpty() || filled + file.bytes() > BUNDLE_BYTES) {
                bundles.add(new ArrayList<>());
                filled = 0;
            }
            bundles.get(bundles.size() - 1).add(file);
            filled += file.bytes();
        }
        return context.parallelize(bundles, Math.max(1, bundles.size())).flatMap(List::iterator);
    }
}
