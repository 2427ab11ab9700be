package org.jejak.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jejak.config.UsageException;
import org.jejak.ingest.Pseudonymizer;

/**
 * Recognises the hashing key that a warehouse was made with, by the hash of a constant in the file {@code _hash_key_check}.
 * With another key everybody would be a stranger: a second population beside the first, and nothing would fail.
 */
public final class HashKeyCheck {
    /** Environment variable with the key for hashing personal identifiers. */
    public static final String KEY_VARIABLE = "JEJAK_SECRET_HASH_KEY";

    private final FileSystem files;
    private final Path file;

    HashKeyCheck(String warehouse, Configuration configuration) {
        this.file = new Path(warehouse, "_hash_key_check");
        try {
            this.files = file.getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Notes the key at the first run and expects it ever after. Not for two runs at a time.
     *
     * @throws UsageException if it is another one
     */
    void check(Pseudonymizer pseudonyms) {
        String value = pseudonyms.keyCheck();
        try {
            String noted = files.exists(file) ? read() : "";
            if (!noted.matches("[0-9a-f]{64}")) { // new, older than this check, or spoilt by a power cut
                write(value);
            } else if (!noted.equals(value)) {
                throw new UsageException(
                        "the hashing key in " + KEY_VARIABLE
                                + " is not the one that the warehouse " + file.getParent()
                                + " was made with, so no customer would be recognised; set that one, or use an empty warehouse");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot check the hashing key by " + file, e);
        }
    }

    private String read() throws IOException {
        try (InputStream in = files.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        }
    }

    private void write(String value) throws IOException {
        try (OutputStream out = files.create(file, true)) {
            out.write((value + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
