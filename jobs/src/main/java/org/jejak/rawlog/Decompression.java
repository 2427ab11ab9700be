package org.jejak.rawlog;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens raw files. By the end of its name, in any letter case, .gz (of any number of members) and .zst are unpacked. */
final class Decompression {
    private Decompression() {}

    static InputStream open(String location, Configuration configuration) throws IOException {
        Path path = new Path(location);
        InputStream stored =
                new BufferedInputStream(path.getFileSystem(configuration).open(path), 1 << 16);
        return unpack(location, stored);
    }

    /** The unpacked bytes of a stream; its name says how it is packed. An empty stream stays empty. */
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

    /** Whether bytes begin like a file packed by gzip, zstd, zip, bzip2 or xz. No text does. */
    static boolean isPacked(byte[] start) {
        return begins(start, 0x1F, 0x8B)
                || begins(start, 0x28, 0xB5, 0x2F, 0xFD)
                || begins(start, 'P', 'K', 3, 4)
                || begins(start, 'B', 'Z', 'h', '9', 0x31, 0x41)
                || begins(start, 0xFD, '7', 'z', 'X', 'Z');
    }

    /** Whether bytes begin with a UTF-16 byte order mark. */
    static boolean isUtf16(byte[] start) {
        return begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF);
    }

    private static boolean begins(byte[] start, int... bytes) {
        if (start.length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) if ((start[i] & 0xFF) != bytes[i]) return false;
        return true;
    }
}
