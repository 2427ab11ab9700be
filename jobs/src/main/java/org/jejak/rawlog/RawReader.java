package org.jejak.rawlog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;
import org.jejak.table.raw.InternalRows;
import org.jejak.table.raw.RawRecords;

/** Reads raw files into {@link RawRecords}: every record once, the bad ones with a reason. */
public final class RawReader {
    /** Files are read in parallel in bundles of about this many bytes on disk. */
    private static final long BUNDLE_BYTES = 16L << 20;

    private final SparkSession spark;
    private final IngestSettings limits;
    private final SerializableConfiguration configuration;

    public RawReader(SparkSession spark, IngestSettings limits) {
        this.spark = spark;
        this.limits = limits;
        this.configuration = new SerializableConfiguration(spark.sessionState().newHadoopConf());
    }

    /** Looks through whole files, in parallel. The order of the answer is the order of the files. */
    public List<FileCheck> inspect(List<RawFile> files, Map<String, SourceSettings> sources) {
        if (files.isEmpty()) return List.of();
        Map<String, String> formats =
                sources.values().stream().collect(Collectors.toMap(SourceSettings::name, SourceSettings::format));
        SerializableConfiguration shared = configuration;
        List<FileCheck> inspections = sparkContext()
                .parallelize(bundles(files), bundles(files).size())
                .flatMap(bundle -> bundle.stream()
                        .map(f -> FileCheck.of(f, formats.get(f.source()), shared.value()))
                        .iterator())
                .collect();
        List<RawFile> parquet = inspections.stream()
                .filter(i -> i.fault() == null && formats.get(i.file().source()).equals("parquet"))
                .map(FileCheck::file)
                .toList();
        Set<RawFile> strange = ParquetFiles.alike(parquet, configuration.value()).stream()
                .filter(alike -> !isKnownToSpark(alike.get(0)))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return inspections.stream()
                .map(i -> strange.contains(i.file()) ? i.failing("unreadable_file") : i)
                .toList();
    }

    /** Whether Spark takes columns of such types and names; two names that differ by letter case only it does not. */
    private boolean isKnownToSpark(RawFile file) {
        try {
            parquet(List.of(file)).schema();
            return true;
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            if (e instanceof SparkThrowable || e instanceof IllegalArgumentException) return false;
            throw e;
        }
    }

    /**
     * The records of some files of one source.
     *
     * @param fieldNames raw fields that the mapping names, by their place in {@link RawRecords#FIELDS}
     */
    public Dataset<Row> read(SourceSettings source, List<RawFile> files, List<String> fieldNames) {
        WantedFields fields = new WantedFields(fieldNames, source.properties());
        if (source.format().equals("parquet")) return readParquet(source, files, fields);
        Bundles open = new Bundles(source, fields, limits, configuration);
        List<ArrayList<RawFile>> bundles = bundles(files);
        return InternalRows.dataset(
                spark,
                sparkContext().parallelize(bundles, Math.max(1, bundles.size())).flatMap(open),
                RawRecords.SCHEMA);
    }

    /** Files with equal columns are read together: Spark would take the columns of one file for those of all. */
    private Dataset<Row> readParquet(SourceSettings source, List<RawFile> files, WantedFields fields) {
        Map<String, RawFile> byName = files.stream().collect(Collectors.toMap(f -> f.location(), f -> f));
        JsonOptions options = new JsonOptions(source, fields, limits, byName);
        JavaRDD<InternalRow> all = sparkContext().emptyRDD();
        for (List<RawFile> alike : ParquetFiles.alike(files, configuration.value())) {
            Dataset<Row> rows = parquet(alike);
            all = all.union(InternalRows.of(rows.select(
                            col("_metadata.file_path"),
                            col("_metadata.row_index"),
                            to_json(struct(functions.col("*"))).as("json")))
                    .mapPartitions(options));
        }
        return InternalRows.dataset(spark, all, RawRecords.SCHEMA);
    }

    /** Spark takes locations for globs; brackets and stars in these mean themselves. */
    private Dataset<Row> parquet(List<RawFile> files) {
        return spark.read()
                .parquet(files.stream()
                        .map(f -> f.location().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0"))
                        .toArray(String[]::new));
    }

    private JavaSparkContext sparkContext() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    /** Neighbouring files together until a bundle is full: few tasks, and rows stay near their dates. */
    private static List<ArrayList<RawFile>> bundles(List<RawFile> files) {
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
        return bundles;
    }

    private static InternalRow row(RawFile file, String source, RawRecord r) {
        WantedFields.Values v = r.values();
        return InternalRows.row(
                source,
                file.relative(),
                r.line(),
                r.offset(),
                r.byteLength(),
                r.bytes(),
                v.reason,
                v.field,
                v.texts,
                v.rest.isEmpty() ? null : v.rest,
                file.deliveredOn() == null ? null : file.deliveredOn().toLocalDate());
    }

    /** Opens bundles of files one after the other on an executor. */
    private record Bundles(
            SourceSettings source, WantedFields fields, IngestSettings limits, SerializableConfiguration configuration)
            implements FlatMapFunction<ArrayList<RawFile>, InternalRow> {
        @Override
        public Iterator<InternalRow> call(ArrayList<RawFile> files) {
            Iterator<RawFile> left = files.iterator();
            return new Iterator<>() {
                private Iterator<InternalRow> rows = java.util.Collections.emptyIterator();

                @Override
                public boolean hasNext() {
                    while (!rows.hasNext() && left.hasNext()) rows = new FileRows(Bundles.this, left.next());
                    return rows.hasNext();
                }

                @Override
                public InternalRow next() {
                    if (!hasNext()) throw new NoSuchElementException();
                    return rows.next();
                }
            };
        }
    }

    /** The rows of one file. */
    private static final class FileRows implements Iterator<InternalRow> {
        private final RawFile file;
        private final String source;
        private final RecordReader reader;
        private RawRecord next;

        FileRows(Bundles open, RawFile file) {
            this.file = file;
            this.source = open.source.name();
            try {
                this.reader = new RecordReader(
                        new LineReader(
                                Decompression.open(file.location(), open.configuration.value()),
                                open.limits.maxLineBytes()),
                        open.source,
                        open.fields,
                        open.limits);
                this.next = reader.next();
                if (next == null) reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file.relative(), e);
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public InternalRow next() {
            if (next == null) throw new NoSuchElementException();
            try {
                InternalRow row = row(file, source, next);
                next = reader.next();
                if (next == null) reader.close();
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read on in " + file.relative(), e);
            }
        }
    }

    /** Parquet rows come as JSON and are taken apart by the same reader as JSON lines. */
    private record JsonOptions(
            SourceSettings source, WantedFields fields, IngestSettings limits, Map<String, RawFile> files)
            implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
        @Override
        public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
            JsonRecord json = new JsonRecord(fields, limits.maxDepth(), limits.maxFields());
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public InternalRow next() {
                    InternalRow r = rows.next();
                    // Spark writes the path as a URL, with file:/// and %20
                    RawFile file =
                            files.get(new Path(URI.create(r.getUTF8String(0).toString())).toString());
                    byte[] bytes = r.getUTF8String(2).getBytes();
                    long line = r.getLong(1) + 1;
                    return row(file, source.name(), new RawRecord(line, 0, bytes.length, bytes, json.read(bytes)));
                }
            };
        }
    }
}
