package org.jejak.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jejak.TestSources.LIMITS;
import static org.jejak.TestSources.inZone;
import static org.jejak.TestSources.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.config.Rate;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.rawlog.FileCheck;
import org.jejak.rawlog.RawFile;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.jejak.table.Interactions;
import org.jejak.table.Rejects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw files in, validated records out: all files are written first and read in one go. A record is shown as its line
 * number, then {@code ok} or the reason and field of its reject.
 */
class RecordValidatorTest {
    private static final String DAY = "2026-03-30";
    private static final String BEFORE = event("'id':'before'");
    private static final String AFTER = event("'id':'after'");

    private static final SourceSettings EVENTS = inZone(
            "Europe/Berlin",
            source(
                    "events",
                    "json",
                    List.of(),
                    List.of("note", "extra\\..*"),
                    Map.ofEntries(
                            Map.entry("interaction_id", "id"),
                            Map.entry("interaction_type", "type"),
                            Map.entry("event_name", "name"),
                            Map.entry("anonymous_id", "visitor"),
                            Map.entry("user_id", "user"),
                            Map.entry("email", "email"),
                            Map.entry("phone", "phone"),
                            Map.entry("ip_address", "ip"),
                            Map.entry("page_url", "url"),
                            Map.entry("referrer_url", "referrer"),
                            Map.entry("page_title", "title"),
                            Map.entry("text", "words"),
                            Map.entry("campaign_name", "campaign"),
                            Map.entry("revenue_amount", "total"),
                            Map.entry("currency_code", "currency"),
                            Map.entry("click_id", "click"),
                            Map.entry("click_id_type", "click"),
                            Map.entry("country_code", "click"),
                            Map.entry("agent_type", "click"),
                            Map.entry("rating_scale", "click"),
                            Map.entry("quantity", "quantity"),
                            Map.entry("rating", "rating"),
                            Map.entry("occurred_at", "at"),
                            Map.entry("received_at", "instant(received)"))));
    private static final SourceSettings TABLE = source(
            "table",
            "csv",
            List.of(),
            List.of(),
            Map.of("interaction_id", "id", "user_id", "user", "event_name", "name", "occurred_at", "instant(at)"));

    @TempDir
    private static Path raw;

    private static final Map<String, String> faults = new TreeMap<>();
    private static Dataset<Row> validatedEvents;
    private static Map<String, List<Row>> records;

    /** A JSON object with a visitor and a time unless the members (in single quotes) say otherwise. */
    private static String event(String members) {
        String all = members;
        if (!all.contains("'visitor'")) all += (all.isEmpty() ? "" : ",") + "'visitor':'v1'";
        if (!all.contains("'at'")) all += ",'at':'" + DAY + "T10:00:00Z'";
        return "{" + all.replace('\'', '"') + "}";
    }

    private static void write(String file, byte[] content) {
        try {
            Path path = raw.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void events(String name, String... lines) {
        write("events/" + DAY + "/" + name, String.join("\n", lines).getBytes(UTF_8));
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @BeforeAll
    static void readEverything() {
        writeBytes();
        writeEvents();
        writeTables();
        SparkSession spark = TestSpark.session();
        RawFolder folder = new RawFolder(raw.toString(), spark.sparkContext().hadoopConfiguration());
        RawReader reader = new RawReader(spark, LIMITS);
        ExchangeRates rates =
                new ExchangeRates("USD", List.of(new Rate("EUR", Date.valueOf("2026-01-01"), new BigDecimal("1.10"))));
        RecordValidator intake = new RecordValidator(
                LIMITS,
                "Europe/Berlin",
                Settings.defaults(Map.of()).channels(),
                rates,
                new Pseudonymizer("a key of thirty-two bytes, or so", "62"));
        List<Row> all = new java.util.ArrayList<>();
        for (SourceSettings source : List.of(EVENTS, TABLE)) {
            List<RawFile> files = folder.filesOf(source, Optional.empty(), LocalDate.of(2100, 1, 1));
            List<RawFile> readable = new java.util.ArrayList<>();
            for (FileCheck i : reader.check(files, Map.of(source.name(), source))) {
                if (i.fault() == null) readable.add(i.file());
                faults.put(i.file().relative(), i.fault() == null ? "readable, blank " + i.blankLines() : i.fault());
            }
            Dataset<Row> validated = Presets.validated(intake, reader, source, readable);
            if (source == EVENTS) validatedEvents = validated;
            all.addAll(validated.collectAsList());
        }
        Function<Row, String> file = r -> r.getAs("source_file");
        records = all.stream().collect(Collectors.groupingBy(file));
        records.values().forEach(rows -> rows.sort(Comparator.comparingLong(r -> r.<Long>getAs("source_line"))));
    }

    private static List<Row> rows(String name) {
        return records.getOrDefault("events/" + DAY + "/" + name, List.of());
    }

    private static List<String> outcomes(String name) {
        return rows(name).stream().map(RecordValidatorTest::outcome).toList();
    }

    private static String outcome(Row r) {
        String reason = r.getAs("reason");
        String field = r.getAs("field");
        return r.getAs("source_line") + " " + (reason == null ? "ok" : reason) + (field == null ? "" : " " + field);
    }

    private static <T> List<T> column(String name, String column) {
        return rows(name).stream().map(r -> r.<T>getAs(column)).toList();
    }

    private static String fault(String name) {
        return faults.get("events/" + DAY + "/" + name);
    }

    // ---- files as a whole

    private static void writeBytes() {
        String many = (BEFORE + "\n").repeat(2_000);
        byte[] packed = gzip(many + event("'id':'" + Integer.toHexString(many.hashCode()) + "'"));
        byte[] flipped = packed.clone();
        flipped[packed.length / 2] ^= 0x10;
        String folder = "events/" + DAY + "/";
        write(folder + "cut.jsonl.gz", Arrays.copyOf(packed, packed.length / 2));
        write(folder + "flipped.jsonl.gz", flipped);
        write(folder + "not-packed.jsonl.gz", BEFORE.getBytes(UTF_8));
        write(folder + "garbage-behind.jsonl.gz", joined(gzip(BEFORE + "\n"), "garbage".getBytes(UTF_8)));
        write(folder + "cut.jsonl.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x04});
        write(folder + "utf16.jsonl", BEFORE.getBytes(UTF_16));
        write(folder + "unnamed.jsonl", gzip(BEFORE + "\n"));
        write(folder + "twice.jsonl.gz", gzip(gzip(BEFORE + "\n")));
        write(folder + "archive.jsonl.zip", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
        write(folder + "capital.jsonl.GZ", gzip(BEFORE + "\n"));
        write(folder + "members.jsonl.gz", joined(gzip(BEFORE + "\n"), gzip(AFTER + "\n")));
        write(folder + "nothing.jsonl.gz", new byte[0]);
        write(folder + "nothing.jsonl", new byte[0]);
        write(folder + "line-end.jsonl", "\n".getBytes(UTF_8));
        write(folder + "_hidden.jsonl", BEFORE.getBytes(UTF_8));
        write(
                folder + "latin.jsonl",
                String.join("\n", BEFORE, event("'id':'x','title':'caf\u00e9'"), AFTER)
                        .getBytes(ISO_8859_1));
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsQuarantinedWhole() {
        for (String name : List.of(
                "cut.jsonl.gz",
                "flipped.jsonl.gz",
                "not-packed.jsonl.gz",
                "garbage-behind.jsonl.gz",
                "cut.jsonl.zst")) {
            assertEquals("truncated_file", fault(name), name);
            assertEquals(List.of(), rows(name), name);
        }
        assertEquals("bad_encoding", fault("utf16.jsonl"));
        assertEquals(List.of(), rows("utf16.jsonl"));
    }

    @Test
    void packedFilesWithAnotherNameAreQuarantinedWhole() {
        for (String name : List.of("unnamed.jsonl", "twice.jsonl.gz", "archive.jsonl.zip"))
            assertEquals("packed_file", fault(name), name);
        assertEquals(List.of("1 ok"), outcomes("capital.jsonl.GZ"));
    }

    @Test
    void severalPackedMembersAreOneFile() {
        assertEquals(List.of("1 ok", "2 ok"), outcomes("members.jsonl.gz"));
    }

    @Test
    void emptyFilesAreReadAndHaveNoRecords() {
        for (String name : List.of("nothing.jsonl.gz", "nothing.jsonl")) assertEquals("readable, blank 0", fault(name));
        assertEquals("readable, blank 1", fault("line-end.jsonl"));
        assertEquals(List.of(), rows("line-end.jsonl"));
    }

    @Test
    void namesThatBeginWithAnUnderscoreAreLeftAlone() {
        assertNull(fault("_hidden.jsonl"));
    }

    // ---- lines

    private static void writeEvents() {
        events(
                "lines.jsonl",
                "\uFEFF" + BEFORE + "\r",
                "",
                event("'id':'" + "x".repeat(2_000) + "'"),
                BEFORE + BEFORE,
                "[" + BEFORE + "," + AFTER + "]",
                event("'id':'deep','a':" + "[".repeat(100) + "]".repeat(100)),
                "{}",
                "null",
                event("'id':1,'id':2"),
                event("'id':{'x':1}"),
                "{'id':'half".replace('\'', '"'),
                AFTER + "\r");
        events(
                "amounts.jsonl",
                amount("12.5"),
                amount("'12.50'"),
                amount("' 7 '"),
                amount("0.30000000000000004"),
                amount("99999999999.9999"),
                amount("0"),
                amount("''"),
                amount("null"),
                amount("'12,50'"),
                amount("'1 000'"),
                amount("-5"),
                amount("1e308"),
                amount("'NaN'"),
                amount("true"),
                amount("1000000000000"),
                amount("100000000000000"),
                amount("12345678901234567890123456789012345678"),
                amount("{'value':1}"));
        events(
                "numbers.jsonl",
                event("'quantity':3"),
                event("'quantity':'2.0'"),
                event("'quantity':9223372036854775807"),
                event("'quantity':9223372036854775808"),
                event("'quantity':1.5"),
                event("'quantity':'three'"),
                event("'rating':4.5"),
                event("'rating':''"),
                event("'rating':'NaN'"),
                event("'rating':1e999"),
                event("'rating':'good'"));
        events(
                "times.jsonl",
                at("'2026-03-30T10:00:00Z'"),
                at("1774864800"),
                at("1774864800000"),
                at("'1774864800000000'"),
                at("'2026-03-29T01:59:59'"),
                at("'2026-03-29T02:30:00'"),
                at("'2026-03-29T03:30:00'"),
                at("'2026-03-29T22:30:00Z'"),
                at("'2026-03-30'"),
                at("'0000-00-00'"),
                at("'0000-01-01T00:00:00Z'"),
                at("'1969-12-31T23:59:59Z'"),
                at("'1999-12-31T23:59:59Z'"),
                at("'9999-12-31T23:59:59Z'"),
                at("'+10000-01-01T00:00:00Z'"),
                at("292278994"),
                at("1774864800000000000"),
                at("'2026-02-30T00:00:00Z'"),
                at("'2026-03-30T10:00:00+25:00'"),
                at("'soon'"),
                at("''"),
                at("null"));
        write(
                "events/2025-10-27/overlap.jsonl",
                (at("'2025-10-26T02:30:00'") + "\n" + at("'2025-10-26T03:00:00'")).getBytes(UTF_8));
        write(
                "events/undated/old.jsonl",
                (at("'2001-01-01T00:00:00Z'") + "\n" + at("'2026-03-30T10:00:00Z'")).getBytes(UTF_8));
        events(
                "identifiers.jsonl",
                event("'id':'i1','visitor':'v1'"),
                event("'id':'i2','visitor':' v1 '"),
                event("'id':'i3','visitor':'" + "x".repeat(40) + "'"),
                event("'id':'i4','visitor':'" + "x".repeat(41) + "'"),
                event("'id':'i5','visitor':'NULL'"),
                event("'id':'i6','visitor':'Unknown'"),
                event("'id':'i7','visitor':'0000-0000'"),
                event("'id':'i8','visitor':''"),
                event("'id':'i9','visitor':null"),
                event("'id':'i10','visitor':'null','user':'u1'"),
                event("'id':'i11','visitor':'','email':'jane@example.com'"),
                event("'id':'i12','visitor':'','email':'no address'"));
        events(
                "people.jsonl",
                event("'email':'jane.doe@example.com','phone':'0812 3456 789','ip':'10.1.2.3'"),
                event("'email':' Jane.Doe@Example.COM ','phone':'+62 812-3456-789'"),
                event("'email':'john@example.com','phone':'0062 812 9999 999'"),
                event("'user':'jane.doe@example.com','id':'jane.doe@example.com|opened'"),
                event("'user':'+62 812-3456-789'"),
                event("'url':'https://www.Shop.example/a?email=jane.doe%40example.com&x=1&q=jane.doe@example.com'"),
                event("'url':'/unsubscribe?jane.doe%40example.com'"),
                event("'url':'/u/jane.doe%2540example.com/x?tel=1&p=%2B628123456789#jane.doe@example.com'"),
                event("'url':'/call/+628123456789','referrer':'https://mail.example/?u=jane.doe@example.com'"),
                event("'title':'Mail to jane.doe@example.com','name':'jane.doe@example.com signed up'"),
                event("'words':'call +62 812 3456 789 or write to JANE.DOE@example.com!'"),
                event("'note':'from jane.doe@example.com','extra':{'contact':'+628123456789','plain':'x'}"),
                event("'extra':{'jane.doe@example.com':'key','plain':'y'}"),
                event("'campaign':'for jane.doe@example.com'"),
                event("'click':'jane.doe@example.com','currency':'jane.doe@example.com'"),
                event("'words':'WA:0812-345-6789','url':'https://wa.me/628123456789','user':'08123456789'"));
        events(
                "addresses.jsonl",
                event(
                        "'url':'https://www.Shop.example:8443/A/b?utm_source=news&UTM_Medium=email&utm_campaign=March%20sale"
                                + "&utm_term=caf%C3%A9&utm_content=top&utm_id=7&gclid=G-1#part'"),
                event("'url':'https://shop.example/?fbclid=F1&utm_campaign=','campaign':'own'"),
                event("'url':'/path/only?gclid='"),
                event("'url':'https://shop.example/%zz?a=%zz&utm_source=%'"),
                event("'url':'','referrer':'android-app://com.google.android.gm/'"));
        events(
                "drift.jsonl",
                event("'id':'d1'"),
                event("'id':'d2','new_field':'x','note':'kept'"),
                event("'id':['a']"),
                event("'id':true,'type':'PAGE_VIEW'"),
                event("'id':4,'type':'dance'"),
                event("'id':'d6','extra':'now a text'"),
                "{'visitor':'v1'}".replace('\'', '"'));
    }

    private static String amount(String json) {
        return event("'total':" + json + ",'currency':'EUR'");
    }

    private static String at(String json) {
        return event("'at':" + json);
    }

    @Test
    void aBadLineIsOneRejectAndItsNeighboursAreAccepted() {
        assertEquals(
                List.of(
                        "1 ok",
                        "3 line_too_long",
                        "4 trailing_content",
                        "5 not_an_object",
                        "6 too_deep",
                        "7 missing_time occurred_at",
                        "8 not_an_object",
                        "9 duplicate_key id",
                        "10 type_clash id",
                        "11 unparseable",
                        "12 ok"),
                outcomes("lines.jsonl"));
        assertEquals("readable, blank 1", fault("lines.jsonl"));
        assertEquals(List.of("1 ok", "2 bad_encoding", "3 ok"), outcomes("latin.jsonl"));
    }

    @Test
    void everyRecordIsAcceptedOrRejected() {
        Map<String, Long> rejects =
                RecordValidator.rejects(validatedEvents).groupBy("source_file").count().collectAsList().stream()
                        .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1)));
        for (Map.Entry<String, List<Row>> file : records.entrySet()) {
            if (!file.getKey().startsWith("events/")) continue;
            List<Row> read = file.getValue();
            long accepted = read.stream().filter(r -> r.getAs("reason") == null).count();
            assertEquals(read.size(), accepted + rejects.getOrDefault(file.getKey(), 0L), file.getKey());
            assertEquals(
                    read.size(),
                    read.stream().map(r -> r.getAs("source_line")).distinct().count(),
                    file.getKey());
        }
        assertEquals(11, rows("lines.jsonl").size(), "12 lines, one of them blank");
    }

    @Test
    void rejectsHoldAPlaceAndAKeyedHashButNeverTheLine() {
        Dataset<Row> rejects = RecordValidator.rejects(validatedEvents);
        assertEquals(Rejects.TABLE.fields().stream().map(f -> f.name()).toList(), List.of(rejects.columns()));
        Row tooLong = rows("lines.jsonl").get(1);
        assertTrue(tooLong.<String>getAs("line_hmac").matches("[0-9a-f]{64}"));
        assertTrue(tooLong.<Long>getAs("byte_length") > 2_000);
        assertNull(rows("lines.jsonl").get(0).getAs("line_hmac"));
    }

    // ---- values

    @Test
    void amountsAreExactOrRejected() {
        List<String> expected = new java.util.ArrayList<>();
        for (int i = 1; i <= 8; i++) expected.add(i + " ok");
        for (int i = 9; i <= 17; i++) expected.add(i + " bad_amount revenue_amount");
        expected.add("18 type_clash total");
        assertEquals(expected, outcomes("amounts.jsonl"));
        assertEquals(
                Arrays.asList("12.5000", "12.5000", "7.0000", "0.3000", "99999999999.9999", "0.0000", null, null),
                column("amounts.jsonl", "revenue_amount").subList(0, 8).stream()
                        .map(a -> a == null ? null : a.toString())
                        .toList());
    }

    @Test
    void countsAndRatingsAreReadOrRejectedButNeverLost() {
        assertEquals(
                List.of(
                        "1 ok",
                        "2 ok",
                        "3 ok",
                        "4 bad_number quantity",
                        "5 bad_number quantity",
                        "6 bad_number quantity",
                        "7 ok",
                        "8 ok",
                        "9 bad_number rating",
                        "10 bad_number rating",
                        "11 bad_number rating"),
                outcomes("numbers.jsonl"));
        assertEquals(
                List.of(3L, 2L, Long.MAX_VALUE),
                column("numbers.jsonl", "quantity").subList(0, 3));
        assertEquals(Arrays.asList(4.5, null), column("numbers.jsonl", "rating").subList(6, 8));
    }

    @Test
    void timesInAnyUnitAreReadAndExtremeOnesRejected() {
        assertEquals(
                List.of(
                        "1 ok",
                        "2 ok",
                        "3 ok",
                        "4 ok",
                        "5 ok",
                        "6 ok",
                        "7 ok",
                        "8 ok",
                        "9 ok",
                        "10 bad_time occurred_at",
                        "11 bad_time occurred_at",
                        "12 bad_time occurred_at",
                        "13 bad_time occurred_at",
                        "14 future_time occurred_at",
                        "15 bad_time occurred_at",
                        "16 bad_time occurred_at",
                        "17 bad_time occurred_at",
                        "18 bad_time occurred_at",
                        "19 bad_time occurred_at",
                        "20 bad_time occurred_at",
                        "21 missing_time occurred_at",
                        "22 missing_time occurred_at"),
                outcomes("times.jsonl"));
        assertEquals(
                List.of(
                        "2026-03-30T10:00:00Z",
                        "2026-03-30T10:00:00Z",
                        "2026-03-30T10:00:00Z",
                        "2026-03-30T10:00:00Z",
                        // the hour that summer time skips
                        "2026-03-29T00:59:59Z",
                        "2026-03-29T01:30:00Z",
                        "2026-03-29T01:30:00Z",
                        "2026-03-29T22:30:00Z",
                        "2026-03-29T22:00:00Z"),
                instants(rows("times.jsonl").subList(0, 9)));
        assertEquals(
                List.of("2026-03-29", "2026-03-30", "2026-03-30"),
                column("times.jsonl", "business_date").subList(6, 9).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private static List<String> instants(List<Row> rows) {
        return rows.stream()
                .map(r -> r.<java.sql.Timestamp>getAs("occurred_at").toInstant().toString())
                .toList();
    }

    @Test
    void inTheHourThatComesTwiceTheFirstIsMeant() {
        assertEquals(
                List.of("2025-10-26T00:30:00Z", "2025-10-26T02:00:00Z"),
                instants(records.get("events/2025-10-27/overlap.jsonl")));
    }

    @Test
    void withoutArrivalAndFileDateNothingIsLate() {
        assertEquals(
                List.of("1 ok", "2 ok"),
                records.get("events/undated/old.jsonl").stream()
                        .map(RecordValidatorTest::outcome)
                        .toList());
    }

    // ---- identifiers and personal data

    @Test
    void identifiersThatSayNothingOrAreTooLongAreRefused() {
        assertEquals(
                List.of(
                        "1 ok",
                        "2 ok",
                        "3 ok",
                        "4 missing_identifier",
                        "5 missing_identifier",
                        "6 missing_identifier",
                        "7 missing_identifier",
                        "8 missing_identifier",
                        "9 missing_identifier",
                        "10 ok",
                        "11 ok",
                        "12 missing_identifier"),
                outcomes("identifiers.jsonl"));
        assertEquals(
                List.of("v1", "v1"), column("identifiers.jsonl", "anonymous_id").subList(0, 2));
        assertNull(column("identifiers.jsonl", "anonymous_id").get(9));
        assertEquals("events:i1", column("identifiers.jsonl", "interaction_id").get(0));
    }

    @Test
    void theSamePersonHasTheSameHashInAnySpelling() {
        List<String> emails = column("people.jsonl", "email_hash");
        List<String> phones = column("people.jsonl", "phone_hash");
        assertTrue(emails.get(0).matches("[0-9a-f]{64}"));
        assertEquals(emails.get(0), emails.get(1));
        assertNotEquals(emails.get(0), emails.get(2));
        assertEquals(phones.get(0), phones.get(1));
        assertNotEquals(phones.get(0), phones.get(2));
        assertNotNull(column("people.jsonl", "ip_address_hash").get(0));
        assertEquals(emails.get(0), column("people.jsonl", "user_id").get(3), "an account named by its address");
    }

    @Test
    void noColumnHoldsARawAddressOrPhoneNumber() {
        for (Row r : rows("people.jsonl")) {
            assertNull(r.getAs("reason"), outcome(r));
            for (String column : r.schema().fieldNames()) {
                String value = String.valueOf(r.<Object>getAs(column)).toLowerCase(java.util.Locale.ROOT);
                String where = "line " + r.getAs("source_line") + ", " + column + ": " + value;
                assertFalse(value.contains("jane.doe"), where);
                assertFalse(value.replaceAll("[ -]", "").contains("8123456789"), where);
                assertFalse(value.contains("10.1.2.3"), where);
            }
        }
        assertEquals(
                "https://www.Shop.example/a?email=removed&x=1&q=removed",
                column("people.jsonl", "page_url").get(5));
        assertEquals(
                "call [removed] or write to [removed]!",
                column("people.jsonl", "text").get(10));
        assertEquals(
                Map.of("note", "from [removed]", "extra.contact", "[removed]", "extra.plain", "x"),
                rows("people.jsonl")
                        .get(11)
                        .getJavaMap(rows("people.jsonl").get(11).fieldIndex("properties")));
    }

    @Test
    void campaignAndClickIdsAreTakenFromTheAddress() {
        Row full = rows("addresses.jsonl").get(0);
        assertEquals(
                List.of("shop.example", "/A/b", "news", "email", "March sale", "caf\u00e9", "top", "7", "G-1", "gclid"),
                List.of(
                        full.getAs("page_host"),
                        full.getAs("page_path"),
                        full.getAs("campaign_source"),
                        full.getAs("campaign_medium"),
                        full.getAs("campaign_name"),
                        full.getAs("campaign_term"),
                        full.getAs("campaign_content"),
                        full.getAs("campaign_id"),
                        full.getAs("click_id"),
                        full.getAs("click_id_type")));
        assertEquals(Arrays.asList("G-1", "F1", null, null, null), column("addresses.jsonl", "click_id"));
        assertEquals("own", column("addresses.jsonl", "campaign_name").get(1), "the mapping's own value wins");
        assertEquals(
                "com.google.android.gm",
                column("addresses.jsonl", "referrer_host").get(4));
        assertEquals(List.of("1 ok", "2 ok", "3 ok", "4 ok", "5 ok"), outcomes("addresses.jsonl"));
    }

    @Test
    void fieldsThatComeGoOrChangeTheirTypeNeverStopTheNight() {
        assertEquals(
                List.of("1 ok", "2 ok", "3 ok", "4 ok", "5 ok", "6 ok", "7 missing_time occurred_at"),
                outcomes("drift.jsonl"));
        assertEquals(
                List.of("other", "other", "other", "page_view", "other"),
                column("drift.jsonl", "interaction_type").subList(0, 5));
        Row kept = rows("drift.jsonl").get(1);
        assertEquals(Map.of("note", "kept"), kept.getJavaMap(kept.fieldIndex("properties")));
    }

    // ---- tables

    private static void writeTables() {
        String time = DAY + "T10:00:00Z";
        write(
                "table/" + DAY + "/a.csv",
                ("id,user,name,at\nc1,u1,one," + time + "\nc2,u2\nc3,u3,\"two\nlines\"," + time + "\nc4,u4,a,b," + time
                                + "\nc5,u5,\"open," + time + "\nc6,u6,last," + time + "\n")
                        .getBytes(UTF_8));
        write(
                "table/" + DAY + "/b.csv",
                ("\uFEFFname,extra,at,user,id\r\none,x," + time + ",u1,c7\r\n").getBytes(UTF_8));
        write("table/" + DAY + "/c.csv", ("id,user,user,at\nc8,u1,u2," + time + "\n").getBytes(UTF_8));
        write("table/" + DAY + "/d.csv", ("id,at\nc9," + time + "\n").getBytes(UTF_8));
        write("table/" + DAY + "/e.csv", "id,user,name,at\n".getBytes(UTF_8));
    }

    private static List<String> table(String file) {
        return records.getOrDefault(file, List.of()).stream()
                .map(RecordValidatorTest::outcome)
                .toList();
    }

    @Test
    void columnsAreReadByNameAndBadRowsLeaveTheirNeighboursIntact() {
        String folder = "table/" + DAY + "/";
        assertEquals(
                List.of("2 ok", "3 ragged_row", "4 ok", "6 ragged_row", "7 unclosed_quote", "8 ok"),
                table(folder + "a.csv"));
        Row reordered = records.get(folder + "b.csv").get(0);
        assertEquals(
                List.of("table:c7", "u1", "one"),
                List.of(reordered.getAs("interaction_id"), reordered.getAs("user_id"), reordered.getAs("event_name")));
        assertEquals(List.of("2 bad_header"), table(folder + "c.csv"));
        assertEquals(List.of("2 missing_identifier"), table(folder + "d.csv"));
        assertEquals(List.of(), table(folder + "e.csv"));
    }

    /** Rows that are stored already keep their keys: with another hash, copies of them would not be found. */
    @Test
    void theKeyOfAnInteractionIsTheSameInEveryVersion() {
        Row first = rows("identifiers.jsonl").get(0);
        assertEquals("events:i1", first.getAs("interaction_id"));
        assertEquals(1015143971712179326L, first.<Long>getAs("interaction_key"));
    }

    @Test
    void interactionsHaveTheColumnsOfTheirTable() {
        List<String> columns = List.of(validatedEvents.columns());
        Interactions.TABLE.fields().forEach(f -> assertTrue(columns.contains(f.name()), f.name()));
    }
}
