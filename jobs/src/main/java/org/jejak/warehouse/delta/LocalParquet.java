package org.jejak.warehouse.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads and writes small Parquet files in this process, with the very classes by which Spark's tasks do it: types, compression
 * and notes in the file are the same, but there is no job to plan and to wait for.
 */
final class LocalParquet {
    private static final ParquetFileFormat FORMAT = new ParquetFileFormat();

    private final SparkSession spark;
    private final StructType type;
    private final Configuration settings;

    /** @param type columns of the files; one that a file does not have is read as null */
    LocalParquet(SparkSession spark, StructType type, Configuration settings) {
        this.spark = spark;
        this.type = type.asNullable();
        this.settings = settings;
    }

    /** Hands over each row of some files; a row is valid until the next one. */
    void read(List<FileStatus> files, Consumer<InternalRow> rows) {
        Function1<PartitionedFile, Iterator<InternalRow>> reader = FORMAT.buildReaderWithPartitionValues(
                spark,
                type,
                new StructType(),
                type,
                CollectionConverters.asScala(List.<Filter>of()).toSeq(),
                options(Map.of("returning_batch", "false")),
                settings);
        for (FileStatus file : files) {
            Iterator<InternalRow> found = reader.apply(new PartitionedFile(
                    InternalRow.empty(),
                    SparkPath.fromPath(file.getPath()),
                    0,
                    file.getLen(),
                    new String[0],
                    file.getModificationTime(),
                    file.getLen(),
                    options(Map.of())));
            while (found.hasNext()) rows.accept(found.next());
        }
    }

    /** Writes rows into a new file of a folder. */
    FileStatus write(Path folder, Iterable<InternalRow> rows) {
        try {
            Job job = Job.getInstance(settings);
            OutputWriterFactory writers = FORMAT.prepareWrite(spark, job, options(Map.of()), type);
            TaskAttemptContext task = new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
            Path path = new Path(folder, "part-00000-" + UUID.randomUUID() + "-c000" + writers.getFileExtension(task));
            OutputWriter writer = writers.newInstance(path.toString(), type, task);
            try {
                rows.forEach(writer::write);
            } finally {
                writer.close();
            }
            return path.getFileSystem(settings).getFileStatus(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> scala.collection.immutable.Map<String, V> options(Map<String, V> options) {
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(options));
    }
}
