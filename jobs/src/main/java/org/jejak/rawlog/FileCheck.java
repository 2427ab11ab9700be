package org.jejak.rawlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * The result of reading a whole file before any record of it is used: its checksum, and whether it can be read to the
 * end. So a truncated file is rejected as a whole and never used in part.
 *
 * @param file the file
 * @param checksum SHA-256 of the bytes on disk, hex; "unreadable" if they cannot be read
 * @param fault reason code if the file cannot be used, else null
 * @param blankLines lines with nothing but spaces and tabs
 */
public record FileCheck(RawFile file, String checksum, String fault, long blankLines) implements Serializable {

    /** So many bytes at the start show an encoding or a packed format. */
    private static final int SIGNATURE_BYTES = 6;

    /** What was found in the text of a file: a reason code or null, and the number of blank lines. */
    private record TextScan(String fault, long blankLines) {}

    /** The same file, found to be unusable for a reason. */
    FileCheck withFault(String reason) {
        return new FileCheck(file, checksum, reason, blankLines);
    }

    /** Reads a whole file; never throws for what is wrong with the file, and never waits for what is none. */
    static FileCheck of(RawFile file, String format, Configuration configuration) {
        if (!isRegular(file)) return unreadable(file);
        MessageDigest digest = DigestUtils.getSha256Digest();
        Path path = new Path(file.location());
        boolean isParquet = format.equals("parquet");
        TextScan scan = new TextScan(null, 0);
        try (DigestInputStream stored = new DigestInputStream(
                new BufferedInputStream(path.getFileSystem(configuration).open(path), 1 << 16), digest)) {
            if (!isParquet) scan = scan(file.location(), new BufferedInputStream(stored, 1 << 16));
            stored.transferTo(OutputStream.nullOutputStream()); // the checksum is of all bytes
        } catch (IOException
                | RuntimeException
                | FSError e) { // Hadoop's local files throw the others for names and disks
            return unreadable(file);
        }
        boolean isBroken = isParquet && !ParquetFiles.isWhole(path, configuration);
        return new FileCheck(
                file,
                HexFormat.of().formatHex(digest.digest()),
                isBroken ? "truncated_file" : scan.fault,
                scan.blankLines);
    }

    private static FileCheck unreadable(RawFile file) {
        return new FileCheck(file, "unreadable", "unreadable_file", 0);
    }

    /** Whether a file of this machine is a file: a named pipe would be waited for, and some names cannot be opened. */
    private static boolean isRegular(RawFile file) {
        URI address = new Path(file.location()).toUri();
        try {
            return !"file".equals(address.getScheme()) || Files.isRegularFile(java.nio.file.Path.of(address.getPath()));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static TextScan scan(String name, InputStream stored) {
        try {
            InputStream unpacked = new BufferedInputStream(Decompression.unpack(name, stored), 1 << 16);
            unpacked.mark(SIGNATURE_BYTES);
            byte[] start = unpacked.readNBytes(SIGNATURE_BYTES);
            if (Decompression.isUtf16(start)) return new TextScan("bad_encoding", 0);
            if (Decompression.isPacked(start)) return new TextScan("packed_file", 0);
            unpacked.reset();
            LineReader lines = new LineReader(unpacked, 64);
            long blank = 0;
            while (lines.next()) {
                if (lines.isBlank()) blank++;
            }
            return new TextScan(null, blank);
        } catch (IOException | RuntimeException | FSError e) {
            return new TextScan("truncated_file", 0);
        }
    }
}
