package org.jejak.rawlog;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens raw files, unpacking .gz (any number of members) and .zst by name, in letters of either case. */
final class Decompression {
    private Decompression() {}

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
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz"))
            return GzipCompressorInputStream.builder()
                    .setInputStream(stored)
                    .setDecompressConcatenated(true)
                    .get();
        if (lower.endsWith(".zst")) return new ZstdInputStream(stored);
        return stored;
    }

    /** Whether bytes begin like a packed file: gzip, zstd, zip, bzip2, xz. No text does. */
    static boolean isPacked(byte[] start) {
        return begins(start, 0x1F, 0x8B)
                || begins(start, 0x28, 0xB5, 0x2F, 0xFD)
                || begins(start, 'P', 'K', 3, 4)
                || begins(start, 'B', 'Z', 'h', '9', 0x31, 0x41)
                || begins(start, 0xFD, '7', 'z', 'X', 'Z');
    }

    private static boolean begins(byte[] start, int... bytes) {
        if (start.length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) if ((start[i] & 0xFF) != bytes[i]) return false;
        return true;
    }
}
