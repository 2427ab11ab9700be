package org.jejak.io;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens raw files, unpacking .gz (any number of members) and .zst by name. */
final class Unpacking {
    private Unpacking() {}

    static InputStream open(String location, Configuration configuration) throws IOException {
        Path path = new Path(location);
        InputStream stored =
                new BufferedInputStream(path.getFileSystem(configuration).open(path), 1 << 16);
        return unpack(location, stored);
    }

    /** The unpacked bytes of a stream whose name says how it is packed; an empty stream stays empty. */
    static InputStream unpack(String name, InputStream stored) throws IOException {
        stored.mark(1);
        if (stored.read() < 0) return stored;
        stored.reset();
        if (name.endsWith(".gz")) return new GzipCompressorInputStream(stored, true);
        if (name.endsWith(".zst")) return new ZstdInputStream(stored);
        return stored;
    }
}
