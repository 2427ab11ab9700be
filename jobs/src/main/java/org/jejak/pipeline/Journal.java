package org.jejak.pipeline;

import static org.jejak.table.Datasets.collectAtMost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.*;
import org.jejak.pipeline.job.KeyRows;
import org.jejak.pipeline.job.KeySet;
import org.jejak.table.Datasets;
import org.jejak.table.Field;

/**
 * What an unfinished run has to remember: its number, and the {@link KeySet keys} it set out to restate, written down before
 * any table changes. A run that finds the journal of a dead one takes over its keys; a finished run removes it. So a crash
 * anywhere loses nothing, and a clean warehouse has no journal.
 */
public final class Journal {
    /**
     * The run that a journal belongs to.
     *
     * @param number its number in the ledger
     * @param full whether it is about everything
     */
    public record Header(long number, boolean full) {}

    private static final byte[] PARQUET_END = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final JsonMapper mapper = new JsonMapper();
    private final FileSystem files;
    private final Path folder;
    private final SparkSession spark;

    public Journal(SparkSession spark, String warehouse) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        this.spark = spark;
        this.folder = new Path(warehouse, "_journal");
        try {
            this.files = folder.getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a run is going on, failed or died. */
    public boolean isOpen() {
        try {
            return headers() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run that began last; empty if none did or its note is damaged. */
    public Optional<Header> header() {
        try {
            int count = headers();
            return count == 0 ? Optional.empty() : read(headerPath(count - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that a run begins; headers before it stay until the journal is removed. */
    public void begin(Header header) {
        try {
            write(headerPath(headers()), header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file as a whole or not at all. */
    private void write(Path path, Object content) {
        Path temporary = path.suffix(".tmp");
        try {
            files.mkdirs(path.getParent());
            try (OutputStream out = files.create(temporary, true)) {
                out.write(mapper.writeValueAsBytes(content));
            }
            if (!files.rename(temporary, path)) throw new IOException("cannot rename " + temporary + " to " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a file of the journal is empty, cut off or not what was written, as a power cut can leave it. What the dead
     * run was about is not known then, so that everything has to be restated.
     */
    boolean isDamaged() {
        try {
            for (int i = 0; i < headers(); i++) if (read(headerPath(i)).isEmpty()) return true;
            for (KeySet set : KeySet.values())
                for (FileStatus part : partsOf(set)) if (!isWhole(set, part)) return true;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWhole(KeySet set, FileStatus part) throws IOException {
        if (!part.isDirectory()) return read(set, part.getPath()).isPresent();
        for (FileStatus file : files.listStatus(part.getPath()))
            if (file.getPath().getName().endsWith(".parquet") && !isWholeParquet(file)) return false;
        return true;
    }

    /** A Parquet file ends with its magic number. */
    private boolean isWholeParquet(FileStatus file) throws IOException {
        byte[] end = new byte[PARQUET_END.length];
        if (file.getLen() < end.length) return false;
        try (FSDataInputStream in = files.open(file.getPath())) {
            in.readFully(file.getLen() - end.length, end);
            return Arrays.equals(end, PARQUET_END);
        } catch (ChecksumException e) {
            return false;
        }
    }

    private Optional<Header> read(Path header) {
        return read(header, new TypeReference<>() {});
    }

    /** What a file holds; empty if it is not what was written. */
    private <T> Optional<T> read(Path file, TypeReference<T> type) {
        try (InputStream in = files.open(file)) {
            return Optional.ofNullable(mapper.readValue(in, type));
        } catch (JsonProcessingException | ChecksumException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int headers() throws IOException {
        int count = 0;
        while (files.exists(headerPath(count))) count++;
        return count;
    }

    private Path headerPath(int number) {
        return new Path(folder, "run-" + number + ".json");
    }

    /** Adds keys to a set; what a dead run added stays. Many are written by Spark, and whole rows of a table are. */
    void add(KeySet set, Dataset<Row> keys) {
        Dataset<Row> rows = set.shape().select(keys);
        Optional<List<Row>> few = set.holdsKeys() ? collectAtMost(Datasets.MOST_BROADCAST, rows) : Optional.empty();
        if (few.isPresent()) add(set, few.get());
        else rows.write().parquet(nextPart(set).toString());
    }

    /** Adds keys that are in this process to a set, as a whole or not at all; what a dead run added stays. */
    void add(KeySet set, List<Row> keys) {
        Path part = nextPart(set).suffix(".json");
        write(part, keys.stream().map(Journal::texts).toList());
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) texts.add(Objects.toString(row.get(i), null));
        return texts;
    }

    private Path nextPart(KeySet set) {
        return new Path(new Path(folder, set.folder()), "part" + partsOf(set).size());
    }

    /** All keys of a set; none if nobody wrote any. A key may be there more than once. */
    KeyRows keys(KeySet set) {
        List<Row> local = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        for (FileStatus part : partsOf(set)) {
            if (part.isDirectory()) stored.add(part.getPath().toString());
            else local.addAll(read(set, part.getPath()).orElseThrow());
        }
        return new KeyRows(
                spark,
                set,
                local,
                stored.isEmpty()
                        ? Optional.empty()
                        : Optional.of(spark.read()
                                .schema(set.shape().toStructType())
                                .parquet(stored.toArray(String[]::new))));
    }

    /** The rows of a file of keys; empty if it is not what was written. */
    private Optional<List<Row>> read(KeySet set, Path part) {
        return read(part, new TypeReference<List<List<String>>>() {})
                .map(rows -> rows.stream().map(texts -> row(set, texts)).toList());
    }

    private static Row row(KeySet set, List<String> texts) {
        Object[] values = new Object[texts.size()];
        for (int i = 0; i < values.length; i++)
            values[i] = value(set.shape().fields().get(i), texts.get(i));
        return RowFactory.create(values);
    }

    private static Object value(Field field, String text) {
        if (text == null) return null;
        return switch (field.type().typeName()) {
            case "long" -> Long.valueOf(text);
            case "date" -> Date.valueOf(text);
            default -> text;
        };
    }

    /** A folder for intermediate files of this attempt, empty. */
    String stagingFolder(String name) {
        Path path = new Path(folder, "staging-" + name);
        try {
            files.delete(path, true);
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything: the run is finished. */
    void remove() {
        try {
            files.delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Complete parts of a set, files of few keys and folders of many; unfinished ones are deleted, so only jobs that wait for its
     * writer may read a set.
     */
    private List<FileStatus> partsOf(KeySet keys) {
        Path set = new Path(folder, keys.folder());
        try {
            List<FileStatus> parts = new ArrayList<>();
            if (files.exists(set)) {
                for (FileStatus part : files.listStatus(set)) {
                    boolean isComplete = part.isDirectory()
                            ? files.exists(new Path(part.getPath(), "_SUCCESS"))
                            : part.getPath().getName().endsWith(".json");
                    if (isComplete) parts.add(part);
                    else files.delete(part.getPath(), true);
                }
            }
            parts.sort(Comparator.comparing(FileStatus::getPath));
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
