package org.jejak.rawlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What one look at a whole file tells before any row of it is used: its checksum, and whether it can be read to the
 * end. A truncated file is found out here, so that never a part of it is taken for the whole.
 *
 * @param file the file
 * @param checksum SHA-256 of the bytes on disk, hex; null if not even they can be read
 * @param fault reason code if the file is unreadable, else null
 * @param blankLines lines with nothing but blanks
 */
public record FileCheck(RawFile file, String checksum, String fault, long blankLines) implements Serializable {

    /** Bytes that tell what a file is. */
    private static final int LONGEST_SIGN = 6;

    /** The same, found to be unreadable after all. */
    FileCheck failing(String reason) {
        return new FileCheck(file, checksum, reason, blankLines);
    }

    static FileCheck of(RawFile file, String format, Configuration configuration) {
        MessageDigest digest = sha256();
        Path path = new Path(file.location());
        String fault = null;
        long blank = 0;
        try (DigestInputStream stored = new DigestInputStream(
                new BufferedInputStream(path.getFileSystem(configuration).open(path), 1 << 16), digest)) {
            if (!format.equals("parquet")) {
                try {
                    blank = readThrough(file.location(), new BufferedInputStream(stored, 1 << 16));
                } catch (NoText e) {
                    fault = e.getMessage();
                } catch (IOException | RuntimeException e) {
                    fault = "truncated_file";
                }
            }
            stored.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) { // Hadoop's own local files throw the second for some names
            return new FileCheck(file, "unreadable", "unreadable_file", 0);
        }
        if (format.equals("parquet") && !ParquetFiles.isWhole(path, configuration)) fault = "truncated_file";
        return new FileCheck(file, HexFormat.of().formatHex(digest.digest()), fault, blank);
    }

    private static long readThrough(String name, InputStream stored) throws IOException {
        long blank = 0;
        InputStream unpacked = new BufferedInputStream(Decompression.unpack(name, stored), 1 << 16);
        unpacked.mark(LONGEST_SIGN);
        byte[] start = unpacked.readNBytes(LONGEST_SIGN);
        if (isUtf16(start)) throw new NoText("bad_encoding");
        if (Decompression.isPacked(start)) throw new NoText("packed_file");
        unpacked.reset();
        LineReader lines = new LineReader(unpacked, 64);
        while (lines.next()) {
            if (lines.isBlank()) blank++;
        }
        return blank;
    }

    /** Whether the text begins with a UTF-16 byte order mark. */
    private static boolean isUtf16(byte[] start) {
        if (start.length < 2) return false;
        int first = start[0] & 0xFF;
        int second = start[1] & 0xFF;
        return first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message is the reason. */
    private static final class NoText extends IOException {
        NoText(String reason) {
            super(reason);
        }
    }
}
