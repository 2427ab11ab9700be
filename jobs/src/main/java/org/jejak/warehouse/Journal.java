package org.jejak.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What an unfinished run has to remember: the files it took in and the groups it set out to restate, written down before
 * any table changes. A run that finds the journal of a dead one takes over its scope; a finished run removes it. So a
 * crash anywhere loses nothing, and a clean warehouse has no journal.
 */
public final class Journal {
    private final JsonMapper mapper = new JsonMapper();
    private final FileSystem files;
    private final Path folder;
    private final SparkSession spark;

    public Journal(SparkSession spark, String warehouse) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        this.spark = spark;
        this.folder = new Path(warehouse, "_journal");
        try {
            this.files = folder.getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last note of this name that the running or a dead run wrote; empty in itself if it cannot be read. */
    public Optional<JsonNode> note(String name) {
        try {
            int count = notes(name);
            return count == 0
                    ? Optional.empty()
                    : Optional.of(read(notePath(name, count - 1)).orElseGet(this::empty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a note cannot be read: a power cut can leave a file without its content. What the dead run was about is not
     * known then, so that everything has to be restated.
     */
    public boolean isDamaged() {
        try {
            FileStatus[] notes = files.globStatus(new Path(folder, "*.json"));
            for (FileStatus note : notes == null ? new FileStatus[0] : notes)
                if (read(note.getPath()).isEmpty()) return true;
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing if the file is empty, cut off or not what was written. */
    private Optional<ObjectNode> read(Path note) throws IOException {
        try (InputStream in = files.open(note)) {
            return mapper.readTree(in) instanceof ObjectNode content ? Optional.of(content) : Optional.empty();
        } catch (JsonProcessingException | ChecksumException e) {
            return Optional.empty();
        }
    }

    /** Writes a note, as a whole or not at all; the ones before it stay until the journal is removed. */
    public void write(String name, JsonNode note) {
        Path temporary = new Path(folder, "." + name + ".tmp");
        try {
            files.mkdirs(folder);
            Path path = notePath(name, notes(name));
            try (OutputStream out = files.create(temporary, true)) {
                out.write(mapper.writeValueAsBytes(note));
            }
            if (!files.rename(temporary, path)) throw new IOException("cannot rename " + temporary + " to " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int notes(String name) throws IOException {
        int count = 0;
        while (files.exists(notePath(name, count))) count++;
        return count;
    }

    private Path notePath(String name, int number) {
        return new Path(folder, name + "-" + number + ".json");
    }

    /** An empty note. */
    public ObjectNode empty() {
        return mapper.createObjectNode();
    }

    /** Adds rows to a named set; what a dead run added stays. Returns the whole set, independent of the tables. */
    public Dataset<Row> add(String name, Dataset<Row> rows) {
        Path set = new Path(folder, name);
        int attempt = partsOf(set).size();
        rows.write().parquet(new Path(set, "part" + attempt).toString());
        return read(name, rows);
    }

    /** All rows of a named set; none, in the shape of {@code like}, if nobody wrote any. */
    public Dataset<Row> read(String name, Dataset<Row> like) {
        List<String> parts = partsOf(new Path(folder, name));
        Dataset<Row> all = like.limit(0);
        if (parts.isEmpty()) return all;
        return spark.read().schema(like.schema()).parquet(parts.toArray(String[]::new));
    }

    /** A folder for intermediate files of this attempt, empty. */
    public String scratch(String name) {
        Path path = new Path(folder, "scratch-" + name);
        try {
            files.delete(path, true);
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything: the run is finished. */
    public void remove() {
        try {
            files.delete(folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> partsOf(Path set) {
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
