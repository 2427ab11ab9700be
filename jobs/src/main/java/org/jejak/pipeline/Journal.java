package org.jejak.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.*;
import org.jejak.pipeline.job.KeySet;
import org.jejak.table.Table;

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

    /** Notes that a run begins, as a whole or not at all; headers before it stay until the journal is removed. */
    public void begin(Header header) {
        Path temporary = new Path(folder, ".run.tmp");
        try {
            files.mkdirs(folder);
            Path path = headerPath(headers());
            try (OutputStream out = files.create(temporary, true)) {
                out.write(mapper.writeValueAsBytes(header));
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
                for (String part : partsOf(set))
                    for (FileStatus file : files.listStatus(new Path(part)))
                        if (file.getPath().getName().endsWith(".parquet") && !isWhole(file)) return true;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Parquet file ends with its magic number. */
    private boolean isWhole(FileStatus file) throws IOException {
        byte[] end = new byte[PARQUET_END.length];
        if (file.getLen() < end.length) return false;
        try (FSDataInputStream in = files.open(file.getPath())) {
            in.readFully(file.getLen() - end.length, end);
            return Arrays.equals(end, PARQUET_END);
        } catch (ChecksumException e) {
            return false;
        }
    }

    private Optional<Header> read(Path header) throws IOException {
        try (InputStream in = files.open(header)) {
            return Optional.ofNullable(mapper.readValue(in, Header.class));
        } catch (JsonProcessingException | ChecksumException e) {
            return Optional.empty();
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

    /** Adds keys to a set; what a dead run added stays. */
    void add(KeySet set, Dataset<Row> keys) {
        int attempt = partsOf(set).size();
        set.shape().select(keys).write().parquet(new Path(new Path(folder, set.folder()), "part" + attempt).toString());
    }

    /** All keys of a set; none if nobody wrote any. A key may be there more than once. */
    Dataset<Row> keys(KeySet set) {
        Table shape = set.shape();
        List<String> parts = partsOf(set);
        return parts.isEmpty()
                ? spark.createDataFrame(List.of(), shape.toStructType())
                : spark.read().schema(shape.toStructType()).parquet(parts.toArray(String[]::new));
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

    /** Complete parts of a set; unfinished ones are deleted, so only jobs that wait for its writer may read a set. */
    private List<String> partsOf(KeySet keys) {
        Path set = new Path(folder, keys.folder());
        try {
            List<String> parts = new ArrayList<>();
            if (files.exists(set)) {
                for (FileStatus part : files.listStatus(set)) {
                    if (files.exists(new Path(part.getPath(), "_SUCCESS")))
                        parts.add(part.getPath().toString());
                    else files.delete(part.getPath(), true);
                }
            }
            parts.sort(null);
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
