package org.jejak.rawlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jejak.TestSources.LIMITS;
import static org.jejak.TestSources.after;
import static org.jejak.TestSources.dialect;
import static org.jejak.TestSources.lines;
import static org.jejak.TestSources.separatedBy;
import static org.jejak.TestSources.source;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jejak.config.SourceSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records are shown as line number, then either the reason and field of a reject in brackets, or the values of the
 * wanted fields joined by bars ({@code -} for null), then the properties that are kept.
 */
class RecordReaderTest {
    private static List<String> read(SourceSettings source, List<String> wanted, byte[] file) throws IOException {
        List<String> records = new ArrayList<>();
        WantedFields fields = new WantedFields(wanted, source.properties());
        LineReader lines = new LineReader(new ByteArrayInputStream(file), LIMITS.maxLineBytes());
        try (RecordReader reader = new RecordReader(null, lines, source, fields, LIMITS)) {
            for (RawRecord r = reader.next(); r != null; r = reader.next()) records.add(shown(r));
        }
        return records;
    }

    private static String shown(RawRecord r) {
        WantedFields.Values v = r.values();
        if (v.reason != null) return r.line() + " [" + v.reason + (v.field == null ? "" : " " + v.field) + "]";
        List<String> texts = new ArrayList<>();
        for (String text : v.texts) texts.add(text == null ? "-" : text);
        String rest = v.properties.isEmpty() ? "" : " " + new TreeMap<>(v.properties);
        return r.line() + " " + String.join("|", texts) + rest;
    }

    @Nested
    class Json {
        private final SourceSettings source = source("s", "json", List.of(), List.of(), Map.of());

        private List<String> json(String wanted, String... lines) throws IOException {
            return read(
                    source, List.of(wanted.split(" ")), String.join("\n", lines).getBytes(UTF_8));
        }

        private List<String> keeping(String pattern, String wanted, String line) throws IOException {
            SourceSettings keeping = source("s", "json", List.of(), List.of(pattern), Map.of());
            return read(keeping, List.of(wanted.split(" ")), line.getBytes(UTF_8));
        }

        @Test
        void fieldsAreFoundByTheirPath() throws IOException {
            assertEquals(
                    List.of("1 1|x|-|true"),
                    json(
                            "id a.b.c a.d e",
                            "{\"id\": \"1\", \"a\": {\"b\": {\"c\": \"x\"}, \"d\": null}, \"e\": true}"));
        }

        @Test
        void blankLinesAreNoRecordsButCountAsLines() throws IOException {
            assertEquals(List.of("2 1", "5 2"), json("id", "", "{\"id\":1}", "  \t", "", "{\"id\":2}"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '^',
                value = {
                    "{\"id\":1}{\"id\":2};            [trailing_content]",
                    "{\"id\":1} {\"id\":2};           [trailing_content]",
                    "{\"id\":1} x;                    [unparseable]",
                    "[{\"id\":1},{\"id\":2}];         [not_an_object]",
                    "\"text\";                        [not_an_object]",
                    "42;                              [not_an_object]",
                    "null;                            [not_an_object]",
                    "{};                              -",
                    "{\"id\":1;                       [unparseable]",
                    "{'id':1};                        [unparseable]",
                    "{\"id\":NaN};                    [unparseable]",
                    "{\"id\":1,\"id\":2};             [duplicate_key id]",
                    "{\"id\":1,\"id\":1};             1",
                    "{\"id\":1,\"a\":1,\"a\":2};      1",
                    "{\"id\":1,\"a\":{\"b\":1,\"b\":2}}; 1",
                    "{\"id\":1,\"ID\":2};             1",
                    "{\"ID\":2,\"id\":1};             1",
                    "{\"ID\":2};                     2",
                    "{\"id\":null,\"ID\":2};          2",
                    "{\"ID\":1,\"Id\":2};             [duplicate_key id]",
                    "{\"ID\":1,\"Id\":1};             1",
                    "{\"id\":{\"x\":1}};              [type_clash id]",
                    "{\"id\":\"a\\u0000b\"};          [bad_encoding id]",
                    "{\"id\":\"a\\ud83d\"};           [bad_encoding id]",
                    "{\"id\":\"\\ude00a\"};           [bad_encoding id]",
                    "{\"id\":\"\\ud83d\\ude00\"};     \uD83D\uDE00",
                    "{\"ID\":\"a\\u0000b\"};          [bad_encoding id]",
                    "{\"id\":1,\"x\":\"\\u0000\"};    1",
                })
        void eachLineIsOneObjectOrARejectAndItsNeighboursAreRead(String line, String expected) throws IOException {
            assertEquals(
                    List.of("1 before", "2 " + expected, "3 after"),
                    json("id", "{\"id\":\"before\"}", line, "{\"id\":\"after\"}"));
        }

        @Test
        void keysThatDifferByCaseAreTwoFieldsAtEveryDepth() throws IOException {
            String line = "{\"p\":{\"coupon\":\"a\",\"Coupon\":\"b\"},\"P\":{\"coupon\":\"c\"},"
                    + "\"items\":[{\"sku\":\"s\",\"SKU\":\"t\"}],"
                    + "\"params\":[{\"key\":\"page\",\"value\":\"1\"},{\"key\":\"Page\",\"value\":\"2\"}]}";
            assertEquals(List.of("1 a|b|c"), json("p.coupon p.Coupon P.coupon", line));
            assertEquals(List.of("1 s|t|1|2"), json("items.0.sku items.0.SKU params.page params.Page", line));
            assertEquals(List.of("1 s"), json("items.0.sku", line));
            assertEquals(List.of("1 [duplicate_key p.COUPON]"), json("p.COUPON", line));
            assertEquals(List.of("1 - {p.Coupon=b, p.coupon=a}"), keeping("p\\..*", "id", line));
        }

        @Test
        void aWantedKeyWithTwoValuesInsideAListIsARejectAndNoOtherIs() throws IOException {
            String twice =
                    "{\"id\":1,\"params\":[{\"key\":\"page\",\"value\":\"1\"},{\"key\":\"page\",\"value\":\"2\"}]}";
            assertEquals(List.of("1 [duplicate_key params.page]"), json("params.page", twice));
            assertEquals(List.of("1 1|-"), json("id params.other", twice));
            assertEquals(List.of("1 [duplicate_key items.0.a]"), json("items.0.a", "{\"items\":[{\"a\":1,\"a\":2}]}"));
        }

        @ParameterizedTest
        @CsvSource({"100, 1 x", "101, 1 [too_deep]", "600, 1 [too_deep]"})
        void nestingIsReadUpToTheLimit(int depth, String expected) throws IOException {
            // the record itself is the first level
            String nested = "{\"id\":\"x\",\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
            assertEquals(List.of(expected), json("id", nested));
            assertEquals(List.of(expected.replace("x", "x|-")), json("id a.0.b", nested));
        }

        @ParameterizedTest
        @CsvSource({"50, 1 x", "51, 1 [too_many_fields]"})
        void fieldsAreReadUpToTheLimit(int count, String expected) throws IOException {
            StringBuilder line = new StringBuilder("{\"id\":\"x\"");
            for (int i = 1; i < count; i++) line.append(",\"f").append(i).append("\":1");
            assertEquals(List.of(expected), json("id", line + "}"));
        }

        @Test
        void longListsCountAsFieldsWhenTheyAreTakenApart() throws IOException {
            String line = "{\"id\":\"x\",\"a\":[" + "1,".repeat(60) + "1]}";
            assertEquals(List.of("1 [too_many_fields]"), json("id a.3", line));
            assertEquals(List.of("1 x"), json("id", line));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "12345678901234567890123456789012345678",
                    "1e308",
                    "0.1",
                    "1.50",
                    "-0",
                    "2147483648",
                    "0.30000000000000004"
                })
        void numbersKeepTheirDigits(String number) throws IOException {
            String line =
                    "{\"a\":%1$s,\"b\":[%1$s],\"c\":[{\"key\":\"k\",\"value\":{\"int_value\":null,\"double_value\":%1$s}}]}";
            assertEquals(
                    List.of("1 " + String.join("|", number, number, number)),
                    json("a b.0 c.k", line.formatted(number)));
        }

        @Test
        void keyValueListsOfGoogleAreReadAsObjects() throws IOException {
            String line = "{\"event_params\":["
                    + "{\"key\":\"page_location\",\"value\":{\"string_value\":\"/x\"}},"
                    + "{\"key\":\"ga_session_id\",\"value\":{\"string_value\":null,\"int_value\":7}},"
                    + "{\"key\":\"plain\",\"value\":\"text\"},"
                    + "{\"key\":\"nothing\",\"value\":{\"string_value\":null}}]}";
            assertEquals(
                    List.of("1 /x|7|text|-"),
                    json(
                            "event_params.page_location event_params.ga_session_id event_params.plain event_params.nothing",
                            line));
        }

        @Test
        void listsAreReadByNumber() throws IOException {
            assertEquals(
                    List.of("1 b|2"),
                    json("items.1.sku m.0.1", "{\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],\"m\":[[1,2]]}"));
        }

        @Test
        void aWantedListIsTakenAsItIsWritten() throws IOException {
            assertEquals(List.of("1 [1.50, \"ü\"]|x"), json("tags id", "{\"tags\":[1.50, \"ü\"],\"id\":\"x\"}"));
        }

        @Test
        void aTextWhereAnObjectIsNamedIsATypeClash() throws IOException {
            assertEquals(
                    List.of("1 [type_clash context]", "2 -", "3 -", "4 x"),
                    json(
                            "context.id",
                            "{\"context\":\"x\"}",
                            "{\"context\":null}",
                            "{\"context\":\"\"}",
                            "{\"context\":{\"id\":\"x\"}}"));
        }

        @Test
        void unknownFieldsAreDroppedUnlessAPatternKeepsThem() throws IOException {
            String line =
                    "{\"id\":1,\"app\":{\"version\":\"2\",\"build\":3},\"tags\":[\"a\"],\"items\":[{\"sku\":\"s\"}]}";
            assertEquals(List.of("1 1"), json("id", line));
            assertEquals(List.of("1 1 {app.build=3, app.version=2}"), keeping("app\\..*", "id", line));
            assertEquals(List.of("1 1|2 {app.build=3}"), keeping("app\\..*", "id app.version", line));
            assertEquals(List.of("1 1 {tags=[\"a\"]}"), keeping("tags", "id", line));
            assertEquals(List.of("1 1 {items.0.sku=s}"), keeping("items\\..*", "id", line));
            assertEquals(List.of("1 1"), keeping("version", "id", line));
        }

        @Test
        void brokenNamesOfKeptFieldsAreRefused() throws IOException {
            assertEquals(List.of("1 [bad_encoding]"), keeping(".*", "id", "{\"id\":1,\"a\\u0000\":\"x\"}"));
        }

        @Test
        void overLongLinesAndBadBytesAreRejectedAndTheirNeighboursRead() throws IOException {
            List<String> lines = List.of(
                    "{\"id\":1}",
                    "{\"id\":\"" + "x".repeat(2_000) + "\"}",
                    "{\"id\":\"caf\u00e9\"}",
                    "{\"id\":\"a\u0000\"}",
                    "\u0000\u0000",
                    "{\"id\":2}");
            byte[] latin = String.join("\n", lines).getBytes(ISO_8859_1);
            assertEquals(
                    List.of(
                            "1 1",
                            "2 [line_too_long]",
                            "3 [bad_encoding]",
                            "4 [nul_character]",
                            "5 [nul_character]",
                            "6 2"),
                    read(source, List.of("id"), latin));
        }

        @Test
        void overlongFormsAndEncodedSurrogatesAreBadBytes() throws IOException {
            byte[] overlong = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
            byte[] surrogate = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'};
            assertEquals(List.of("1 [bad_encoding]"), read(source, List.of("id"), overlong));
            assertEquals(List.of("1 [bad_encoding]"), read(source, List.of("id"), surrogate));
        }
    }

    @Nested
    class Csv {
        private final SourceSettings source = source("s", "csv", List.of(), List.of(), Map.of());

        private List<String> csv(String wanted, String... lines) throws IOException {
            return read(
                    source, List.of(wanted.split(" ")), String.join("\n", lines).getBytes(UTF_8));
        }

        @Test
        void columnsAreFoundByNameWhateverTheirOrder() throws IOException {
            assertEquals(List.of("2 1|x"), csv("id name", "id,name", "1,x"));
            assertEquals(List.of("2 1|x"), csv("id name", "other,name,id", "?,x,1"));
        }

        @Test
        void missingColumnsAndEmptyCellsAreNull() throws IOException {
            assertEquals(List.of("2 1|-|-"), csv("id name city", "id,name", "1,"));
        }

        @Test
        void linesInFrontOfTheHeaderAreNoRecords() throws IOException {
            byte[] report = "Campaign performance\n\"1 March, all\n\nid,name\n1,x\n".getBytes(UTF_8);
            assertEquals(List.of("5 1|x"), read(after(3, source), List.of("id", "name"), report));
            assertEquals(List.of(), read(after(9, source), List.of("id"), report));
        }

        @Test
        void raggedRowsAreRejectedAndTheirNeighboursRead() throws IOException {
            assertEquals(
                    List.of("2 1", "3 [ragged_row]", "4 [ragged_row]", "5 2"),
                    csv("id", "id,name", "1,a", "1,b,c", "1", "2,b"));
        }

        @Test
        void quotedCellsMayHoldSeparatorsQuotesAndLineEnds() throws IOException {
            assertEquals(
                    List.of("2 1|a,b", "3 2|say \"hi\"", "4 3|one\ntwo\n\nthree", "8 4|d"),
                    csv(
                            "id name",
                            "id,name",
                            "1,\"a,b\"",
                            "2,\"say \"\"hi\"\"\"",
                            "3,\"one",
                            "two",
                            "",
                            "three\"",
                            "4,d"));
        }

        @Test
        void aQuoteInsideAnUnquotedCellIsText() throws IOException {
            assertEquals(List.of("2 1|5\" disk", "3 2|b"), csv("id name", "id,name", "1,5\" disk", "2,b"));
        }

        @Test
        void textAfterAClosingQuoteIsUnparseable() throws IOException {
            assertEquals(List.of("2 [unparseable]", "3 2|b"), csv("id name", "id,name", "1,\"a\"b", "2,b"));
        }

        @Test
        void anUnclosedQuoteRejectsItsLineOnly() throws IOException {
            assertEquals(
                    List.of("2 [unclosed_quote]", "3 2|b", "4 3|c"), csv("id name", "id,name", "1,\"a", "2,b", "3,c"));
        }

        @Test
        void anUnclosedQuoteDoesNotEatNeighboursThatHaveQuotesThemselves() throws IOException {
            assertEquals(
                    List.of("2 [unclosed_quote]", "3 2|b", "4 3|c,d", "6 4|e"),
                    csv("id name", "id,name", "1,\"a", "2,\"b\"", "3,\"c,d\"", "", "4,e"));
            assertEquals(
                    List.of("2 [unclosed_quote]", "3 2|,x", "4 3|c"),
                    csv("id name", "id,name", "1,\"a", "2,\",x\"", "3,c"));
        }

        @Test
        void anUnclosedQuoteBeforeABadLineKeepsBothReasons() throws IOException {
            assertEquals(
                    List.of("2 [unclosed_quote]", "3 [line_too_long]", "4 [nul_character]", "5 3|c"),
                    csv("id name", "id,name", "1,\"a", "2," + "x".repeat(2_000), "\u0000", "3,c"));
        }

        @Test
        void repeatedHeadersAfterConcatenationAreRejected() throws IOException {
            assertEquals(
                    List.of("2 1", "3 [repeated_header]", "4 2"),
                    csv("id", " id ,name", "1,a", "\uFEFF id ,name", "2,b"));
        }

        @Test
        void aFirstColumnWithoutANameHoldsRowNumbers() throws IOException {
            assertEquals(List.of("2 a", "3 b"), csv("id", "\"\",id", "0,a", "1,b"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"id,id", ",_c0", ",", "id,", "id,\" \"", "id,\"na", "id,\u0000"})
        void headersThatAreNotUniqueNamesRejectEveryRow(String header) throws IOException {
            assertEquals(List.of("2 [bad_header]", "3 [bad_header]"), csv("id", header, "1,a", "2,b"));
        }

        @Test
        void columnsThatDifferByCaseAreTwoFields() throws IOException {
            assertEquals(List.of("2 1|x"), csv("id ID", "id,ID", "1,x"));
            assertEquals(List.of("2 1"), csv("id", "id,ID", "1,x"));
            assertEquals(List.of("2 [duplicate_key id]"), csv("id", "Id,ID", "1,x"));
        }

        @Test
        void anOverLongOrOverWideHeaderRejectsEveryRow() throws IOException {
            assertEquals(List.of("2 [bad_header]"), csv("id", "id," + "x".repeat(2_000), "1,a"));
            StringBuilder wide = new StringBuilder("id");
            for (int i = 0; i < 60; i++) wide.append(",c").append(i);
            assertEquals(List.of("2 [bad_header]"), csv("id", wide.toString(), "1,a"));
        }

        @Test
        void byteOrderMarkAndCrlfAreNoPartOfTheNames() throws IOException {
            byte[] file = "\uFEFFid,name\r\n1,x\r\n".getBytes(UTF_8);
            assertEquals(List.of("2 1|x"), read(source, List.of("id", "name"), file));
        }

        @Test
        void aFileOfOnlyAHeaderHasNoRecords() throws IOException {
            assertEquals(List.of(), csv("id", "id,name"));
            assertEquals(List.of(), csv("id", ""));
        }

        @Test
        void aRowMayBeginWithAHash() throws IOException {
            assertEquals(List.of("2 #1|x"), csv("#id name", "#id,name", "#1,x"));
        }

        @Test
        void aRowThatCannotBeReadWithDoubledQuotesIsReadWithBackslashes() throws IOException {
            assertEquals(
                    List.of(
                            "2 1|15\" wide",
                            "3 2|say \"hi\", ok",
                            "4 3|ends 9\"",
                            "5 4|a,b",
                            "6 5|one \"1\"\ntwo",
                            "8 6|x"),
                    csv(
                            "id name",
                            "id,name",
                            "1,\"15\\\" wide\"",
                            "2,\"say \\\"hi\\\", ok\"",
                            "3,\"ends 9\\\"\"",
                            "4,a\\,b",
                            "5,\"one \\\"1\\\"",
                            "two\"",
                            "6,x"));
        }

        @Test
        void aBackslashIsTextWhereDoubledQuotesGiveARow() throws IOException {
            assertEquals(
                    List.of("2 1|C:\\dir\\", "3 2|\\N", "4 3|a\\", "5 4|\\\"x"),
                    csv("id name", "id,name", "1,\"C:\\dir\\\"", "2,\\N", "3,a\\", "4,\"\\\"\"x\""));
        }

        @Test
        void anEscapeCharacterOfTheSourceHoldsForAllItsRows() throws IOException {
            byte[] file = "id,name\n1,a\\\nb\n2,\\N\n3,\"\\N\"\n4,\\\\\n5,\"\"\"x\"\n6,new\\name\n".getBytes(UTF_8);
            assertEquals(
                    List.of("2 1|a\nb", "4 2|-", "5 3|\\N", "6 4|\\", "7 5|\"x", "8 6|new\\name"),
                    read(dialect("\\", null, false, source), List.of("id", "name"), file));
            byte[] doubled = "id,name\n1,\"15\\\" wide\"\n".getBytes(UTF_8);
            assertEquals(
                    List.of("2 [unparseable]"),
                    read(dialect("\"", null, false, source), List.of("id", "name"), doubled));
        }

        @Test
        void commentsAreNoRecordsWhereverTheyStand() throws IOException {
            byte[] file = "# made today\nid,name\n1,\"x\n# text\"\n#2,y\n 3,#\n".getBytes(UTF_8);
            assertEquals(
                    List.of("3 1|x\n# text", "6  3|#"),
                    read(dialect(null, "#", false, source), List.of("id", "name"), file));
        }

        @Test
        void rowsMayLackTheirLastCellsWhereTheSourceSaysSo() throws IOException {
            byte[] file = "id,name,city\n1,x\n2\n3,x,y,z\n4,\"a\nb\"\nid,name\n".getBytes(UTF_8);
            assertEquals(
                    List.of("2 1|x|-", "3 2|-|-", "4 [ragged_row]", "5 4|a\nb|-", "7 id|name|-"),
                    read(dialect(null, null, true, source), List.of("id", "name", "city"), file));
        }

        @Test
        void separatorMayBeAnother() throws IOException {
            byte[] file = "id;name\n1;\"a;b\"\n2;c,d\n".getBytes(UTF_8);
            assertEquals(List.of("2 1|a;b", "3 2|c,d"), read(separatedBy(";", source), List.of("id", "name"), file));
        }

        @Test
        void namesMayComeFromTheSettings() throws IOException {
            SourceSettings named = source("s", "csv", List.of("id", "name"), List.of(), Map.of());
            assertEquals(
                    List.of("1 1|a", "2 [repeated_header]"),
                    read(named, List.of("id", "name"), "1,a\nid,name\n".getBytes(UTF_8)));
        }

        @Test
        void unknownColumnsAreKeptByPattern() throws IOException {
            SourceSettings keeping = source("s", "csv", List.of(), List.of("till|store"), Map.of());
            assertEquals(List.of("2 1 {till=7}"), read(keeping, List.of("id"), "id,till,x\n1,7,y\n".getBytes(UTF_8)));
        }
    }

    @Test
    void linesWithAHashThatDoNotMatchThePatternAreCommentsInText() throws IOException {
        SourceSettings text = lines("s", "(?<id>\\S+) (?<name>\\S+)", Map.of());
        byte[] log = "#Version: 1.0 of it\n1 a\n#2 b\n#Fields: id name x\n3\n4 d\n".getBytes(UTF_8);
        assertEquals(List.of("2 1|a", "3 #2|b", "5 [unparseable]", "6 4|d"), read(text, List.of("id", "name"), log));
        assertEquals(
                List.of("2 1|a", "5 [unparseable]", "6 4|d"),
                read(dialect(null, "#", false, text), List.of("id", "name"), log));
    }

    @Test
    void recordsSayWhereTheyStand() throws IOException {
        SourceSettings source = source("s", "csv", List.of(), List.of(), Map.of());
        byte[] file = "id,name\n1,\"a\nb\"\n2,c\n".getBytes(UTF_8);
        LineReader lines = new LineReader(new ByteArrayInputStream(file), 100);
        try (RecordReader reader =
                new RecordReader(null, lines, source, new WantedFields(List.of("id"), List.of()), LIMITS)) {
            RawRecord first = reader.next();
            assertEquals(List.of(2L, 8L, 7L), List.of(first.line(), first.offset(), first.byteLength()));
            assertEquals("1,\"a\nb\"", new String(first.bytes(), UTF_8));
            RawRecord second = reader.next();
            assertEquals(List.of(4L, 16L, 3L), List.of(second.line(), second.offset(), second.byteLength()));
        }
    }

    @Test
    void tabSeparatedRowsHaveNoQuotes() throws IOException {
        SourceSettings tsv = source("s", "tsv", List.of(), List.of(), Map.of());
        assertEquals(
                List.of("2 1|\"a", "3 -|b", "4 [ragged_row]"),
                read(tsv, List.of("id", "name"), "name\tid\n\"a\t1\nb\t\nc\n".getBytes(UTF_8)));
        assertEquals(
                List.of("2 1|x"), read(separatedBy("|", tsv), List.of("id", "name"), "name|id\nx|1\n".getBytes(UTF_8)));
    }

    @Test
    void textLinesAreTakenApartByThePattern() throws IOException {
        SourceSettings text = lines("s", "(?<id>\\d+) (?<name>\\w+)(?: (?<more>\\w+))?", Map.of());
        assertEquals(
                List.of("1 1|a|-", "2 2|b|c", "3 [unparseable]"),
                read(text, List.of("id", "name", "more"), "1 a\n2 b c\nx\n".getBytes(UTF_8)));
    }

    @Test
    void aLineThatOverwhelmsThePatternIsUnparseable() throws IOException {
        SourceSettings text = lines("s", "(?<id>(?:a|b)*)", Map.of());
        LineReader lines =
                new LineReader(new ByteArrayInputStream("a".repeat(1 << 20).getBytes(UTF_8)), 1 << 21);
        try (RecordReader reader =
                new RecordReader(null, lines, text, new WantedFields(List.of("id"), List.of()), LIMITS)) {
            assertEquals("unparseable", reader.next().values().reason);
        }
    }
}
