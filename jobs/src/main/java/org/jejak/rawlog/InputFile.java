package org.jejak.rawlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.IngestSettings;
import org.jejak.config.SourceSettings;
import org.jejak.config.UsageException;
import org.jejak.table.raw.RawRecords;

/**
 * A local file that holds one table, apart from any warehouse: CSV, TSV, JSON lines or Parquet by the ending of its name; .gz
 * and .zst are unpacked. Read by the same thin reader as raw logs, so no record is lost and every bad one has a reason.
 *
 * @param path the file
 * @param separator between the columns of CSV; \\t is a tab
 */
public record InputFile(Path path, String separator) {
    /** Line of the record, of Parquet its row, from 1. BIGINT. */
    public static final String LINE = RawRecords.SOURCE_LINE.name();
    /** Why the record could not be read (ragged_row, unclosed_quote, ...); null if it could. */
    public static final String REASON = RawRecords.REASON.name();

    public InputFile {
        if (Files.isDirectory(path)) throw new UsageException(path + " is a folder; give one file");
        if (!Files.isRegularFile(path)) throw new UsageException(path + ": no such file");
        if (separator.isEmpty())
            throw new UsageException("the separator of columns must not be empty; write for example ';' or '\\t'");
        if (separator.equals("\\t")) separator = "\t";
    }

    /** csv, tsv, json or parquet. */
    public String format() {
        String name = path.getFileName().toString().replaceFirst("\\.(gz|zst)$", "");
        if (name.endsWith(".parquet")) return "parquet";
        if (name.endsWith(".tsv")) return "tsv";
        return name.matches(".*\\.(json|jsonl|ndjson)") ? "json" : "csv";
    }

    /** This file as a source of raw records. */
    private SourceSettings source() {
        return SourceSettings.withoutMapping("input", format(), format().equals("tsv") ? "\t" : separator);
    }

    /** This file as the reader takes it. */
    private RawFile raw() {
        try {
            return new RawFile(
                    "input",
                    new org.apache.hadoop.fs.Path(path.toAbsolutePath().toUri()).toString(),
                    path.getFileName().toString(),
                    Files.size(path),
                    0,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /**
     * One row per record, in any order: {@link #LINE}, {@link #REASON}, then the named columns as text. Empty cells
     * are null, and so are columns that the file has not.
     *
     * @throws UsageException if the file is damaged
     */
    public Dataset<Row> read(SparkSession spark, List<String> columns) {
        RawReader reader = new RawReader(spark, IngestSettings.WIDE);
        SourceSettings source = source();
        List<RawFile> files = List.of(raw());
        String fault = reader.check(files, Map.of("input", source)).get(0).fault();
        if (fault != null) throw new UsageException(path + " cannot be read to its end: " + fault);
        StructType type = new StructType().add(LINE, DataTypes.LongType).add(REASON, DataTypes.StringType);
        for (String column : columns) type = type.add(column, DataTypes.StringType);
        return spark.createDataFrame(
                reader.read(source, files, columns, Set.of()).map(r -> row(r.line(), r.values())), type);
    }

    private static Row row(long line, WantedFields.Values values) {
        Object[] cells = new Object[2 + values.texts.length];
        cells[0] = line;
        cells[1] = values.reason;
        System.arraycopy(values.texts, 0, cells, 2, values.texts.length);
        return RowFactory.create(cells);
    }

    /**
     * The names of the columns of a CSV, TSV or Parquet file.
     *
     * @throws UsageException if its first line is no line of column names
     */
    public List<String> columns(SparkSession spark) {
        if (format().equals("parquet"))
            return List.of(spark.read().parquet(raw().location()).columns());
        try (RecordReader reader = RecordReader.open(
                raw(),
                source(),
                new WantedFields(List.of(), List.of()),
                IngestSettings.WIDE,
                spark.sparkContext().hadoopConfiguration())) {
            List<String> header = reader.header();
            if (header.isEmpty())
                throw new UsageException(
                        path
                                + " does not begin with the names of its columns: it is empty, or a name is missing or there twice");
            return header;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
