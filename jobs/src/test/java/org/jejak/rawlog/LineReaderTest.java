package org.jejak.rawlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static final int LIMIT = 100;
    private static final int BUFFER = 1 << 16;
    private static final String MARK = "\uFEFF";

    private static LineReader reader(String text, int limit) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), limit);
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text, 1 << 20);
    }

    private static List<String> lines(String text, int limit) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = reader(text, limit)) {
            while (reader.next()) lines.add(new String(reader.bytes(), UTF_8));
        }
        return lines;
    }

    /** offset+length of each line. */
    private static List<String> places(String text) throws IOException {
        List<String> places = new ArrayList<>();
        try (LineReader reader = reader(text, LIMIT)) {
            while (reader.next()) places.add(reader.offset() + "+" + reader.byteLength());
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(strings = {"one|two|", "one|two"})
    void linesEndAtLfCrlfOrCrAndTheLastNeedsNoEnd(String text) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertEquals(List.of("one", "two"), lines(text.replace("|", end)));
        }
    }

    @Test
    void lineEndsMayBeMixed() throws IOException {
        assertEquals(List.of("a", "b", "c", "", "d"), lines("a\r\nb\nc\r\rd"));
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        assertEquals(List.of(), lines(""));
    }

    @Test
    void aFileOfOneLineEndHasOneEmptyLine() throws IOException {
        assertEquals(List.of(""), lines("\n"));
        assertEquals(List.of(""), lines("\r\n"));
    }

    @Test
    void unicodeSeparatorsDoNotEndALine() throws IOException {
        assertEquals(List.of("a\u2028b\u2029c\u0085d\u000Be\ff"), lines("a\u2028b\u2029c\u0085d\u000Be\ff\n"));
    }

    @Test
    void byteOrderMarkIsDroppedAtTheStartAndWhereFilesWereConcatenated() throws IOException {
        assertEquals(List.of("a", "b", "c"), lines(MARK + "a\nb\n" + MARK + "c\n"));
        assertEquals(List.of("a", "b"), lines("a\r\n" + MARK + "b"));
    }

    @Test
    void byteOrderMarkInsideALineIsKept() throws IOException {
        assertEquals(List.of("a" + MARK + "b"), lines("a" + MARK + "b\n"));
    }

    @Test
    void aFileOfNothingButAByteOrderMarkHasNoLines() throws IOException {
        assertEquals(List.of(), lines(MARK));
    }

    @Test
    void offsetsAndLengthsCountBytes() throws IOException {
        assertEquals(List.of("0+1", "2+4", "7+0", "8+2"), places("a\n" + "éü" + "\n\nbc"));
        assertEquals(List.of("0+1", "3+1", "5+1"), places("a\r\nb\rc\n"));
    }

    @Test
    void offsetOfALineWithAByteOrderMarkIsAfterTheMark() throws IOException {
        assertEquals(List.of("3+1", "5+1"), places(MARK + "a\nb\n"));
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, false", "101, true"})
    void theLimitIsExact(int length, boolean tooLong) throws IOException {
        for (String end : List.of("", "\n", "\r\n")) {
            try (LineReader reader = reader("x".repeat(length) + end, LIMIT)) {
                assertTrue(reader.next());
                assertEquals(tooLong, reader.isTooLong());
                assertEquals(length, reader.byteLength());
                assertEquals(Math.min(length, LIMIT), reader.bytes().length);
            }
        }
    }

    @Test
    void theLimitDoesNotCountTheByteOrderMark() throws IOException {
        try (LineReader reader = reader(MARK + "x".repeat(LIMIT) + "\n", LIMIT)) {
            assertTrue(reader.next());
            assertFalse(reader.isTooLong());
            assertEquals(LIMIT, reader.bytes().length);
        }
    }

    @Test
    void anOverLongLineLeavesItsNeighboursIntact() throws IOException {
        List<String> lines = lines("a\n" + "x".repeat(3 * BUFFER) + "\nb\n", LIMIT);
        assertEquals(List.of("a", "x".repeat(LIMIT), "b"), lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2})
    void bufferBordersDoNotShow(int shift) throws IOException {
        String first = "x".repeat(BUFFER + shift);
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertEquals(List.of(first, "b"), lines(first + end + "b" + end));
            assertEquals(List.of(first, "", "b"), lines(first + end + end + "b"));
            assertEquals(List.of(first, "b"), lines(first + end + MARK + "b"));
        }
    }

    @Test
    void blankMeansNothingButSpacesAndTabsInTheWholeLine() throws IOException {
        String spaces = " ".repeat(2 * LIMIT);
        try (LineReader reader = reader("\n \t\n" + spaces + "\n" + spaces + "x\n" + MARK + "\n.\n", LIMIT)) {
            List<Boolean> blank = new ArrayList<>();
            while (reader.next()) blank.add(reader.isBlank());
            assertEquals(List.of(true, true, true, false, true, false), blank);
        }
    }
}
