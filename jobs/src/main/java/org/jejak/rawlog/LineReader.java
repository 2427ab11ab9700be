package org.jejak.rawlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines at LF, CRLF or CR, and never holds more than the longest allowed line in memory. Byte
 * order marks at the start of a line are dropped. Spark's own reader is not used: it splits over-long lines into
 * fragments and does not count what it skips.
 */
final class LineReader implements Closeable {
    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private long position;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long lineOffset;
    private long lineBytes;
    private long visibleBytes;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Moves to the next line; false at the end. A last line without a line end counts if it is not empty. */
    boolean next() throws IOException {
        length = 0;
        lineBytes = 0;
        visibleBytes = 0;
        lineOffset = position;
        while (true) {
            if (start == end && !fill()) return lineBytes > 0;
            int i = start;
            while (i < end && buffer[i] != '\n' && buffer[i] != '\r') i++;
            append(start, i - start);
            position += i - start;
            start = i;
            if (i == end) continue;
            boolean carriage = buffer[start] == '\r';
            start++;
            position++;
            if (carriage && (start < end || fill()) && buffer[start] == '\n') {
                start++;
                position++;
            }
            dropByteOrderMark();
            return true;
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        start = 0;
        end = Math.max(read, 0);
        if (read <= 0) dropByteOrderMark();
        return read > 0;
    }

    private void append(int from, int count) {
        lineBytes += count;
        // counting to 7 is enough: at most two byte order marks, of 3 bytes each, are dropped
        for (int i = from; i < from + count && visibleBytes < 7; i++)
            if (buffer[i] != ' ' && buffer[i] != '\t') visibleBytes++;
        // a little more than the limit, so that an over-long line is recognised after a byte order mark is dropped
        int keep = (int) Math.min(count, (long) maxBytes + 4 - length);
        if (keep <= 0) return;
        if (length + keep > line.length) line = Arrays.copyOf(line, Math.max(line.length * 2, length + keep));
        System.arraycopy(buffer, from, line, length, keep);
        length += keep;
    }

    private void dropByteOrderMark() {
        if (length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            System.arraycopy(line, 3, line, 0, length - 3);
            length -= 3;
            lineBytes -= 3;
            visibleBytes -= 3;
            lineOffset += 3;
        }
    }

    /** Whether the whole line, however long, is nothing but spaces and tabs. */
    boolean isBlank() {
        return visibleBytes == 0;
    }

    boolean isTooLong() {
        return lineBytes > maxBytes;
    }

    /** A copy of the line without its line end; only the beginning if it is too long. */
    byte[] bytes() {
        return Arrays.copyOf(line, Math.min(length, maxBytes));
    }

    /** Byte of the unpacked file at which the line starts, after a byte order mark. */
    long offset() {
        return lineOffset;
    }

    /** Length of the line in bytes, without its line end. */
    long byteLength() {
        return lineBytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
