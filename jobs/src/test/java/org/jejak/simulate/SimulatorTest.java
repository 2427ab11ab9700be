package org.jejak.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
    /** Thirty times the usual dirt, but 5 % at most, so that a small world has every kind. */
    private static final DirtSettings FILTHY = new DirtSettings(DirtSettings.usual().shares().entrySet().stream()
            .collect(Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue() == 1 ? 1 : Math.min(0.05, 30 * e.getValue()))));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CUSTOMERS = 160;

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static WrittenLogs clean;
    private static WrittenLogs dirty;

    @BeforeAll
    static void simulateTwoWorlds() {
        spark = TestSpark.session();
        clean = simulate("clean", DirtSettings.none(), 2);
        dirty = simulate("dirty", FILTHY, 3);
    }

    private static WrittenLogs simulate(String name, DirtSettings dirt, int tasks) {
        Path out = folder.resolve(name);
        Simulator.simulate(spark, withDirt(dirt), out.toString(), tasks);
        return new WrittenLogs(out);
    }

    /** The same world with other dirt: people live the same lives, whatever happens to their records. */
    private static SimulationSettings withDirt(DirtSettings dirt) {
        SimulationSettings usual = new SimulationSettings(CUSTOMERS, 120, 7);
        return new SimulationSettings(
                usual.customers(), usual.days(), usual.seed(), usual.start(), dirt, usual.cadences());
    }

    @Test
    void sameArgumentsGiveSameBytesOnAnyNumberOfPartitions() throws IOException {
        Path again = simulate("again", FILTHY, 1).root();
        List<Path> first = allFiles(dirty.root());
        assertEquals(relative(dirty.root(), first), relative(again, allFiles(again)));
        for (Path file : first) {
            Path other = again.resolve(dirty.root().relativize(file));
            assertEquals(-1, Files.mismatch(file, other), () -> "differs: " + other);
        }
    }

    @Test
    void peopleLiveTheSameLivesWithAndWithoutDirt() {
        assertEquals(clean.truth("persons.csv.gz"), dirty.truth("persons.csv.gz"));
        assertEquals(CUSTOMERS, clean.truth("persons.csv.gz").size());
    }

    @Test
    void cleanLinesParseAndEveryOtherLineIsAccountedFor() {
        assertEquals(0, brokenLines(clean));
        long expected =
                dirty.dirt(DirtKind.CUT_LINE) + dirty.dirt(DirtKind.RAGGED_CSV) + dirty.dirt(DirtKind.INVALID_UTF8);
        long broken = brokenLines(dirty);
        // a line may be cut and hold bad bytes, and a cut log line may still look whole: not more than a few
        assertTrue(broken <= expected && broken > 0.8 * expected, broken + " broken lines, truth says " + expected);
    }

    @Test
    void truthCountsRecordsAndBlankLinesOfEveryFile() {
        for (WrittenLogs logs : List.of(clean, dirty)) {
            Map<String, byte[]> files = logs.files("raw");
            files.remove("raw/rates.csv");
            Map<String, Map<String, String>> reports = logs.truth("files.csv").stream()
                    .filter(row -> row.get("path").startsWith("raw/"))
                    .collect(Collectors.toMap(row -> row.get("path"), row -> row));
            assertEquals(files.keySet(), reports.keySet());
            files.forEach((path, bytes) -> {
                List<String> lines =
                        new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
                long blank = lines.stream().filter(String::isEmpty).count();
                long header = path.contains(".csv") ? 1 : 0;
                assertEquals(Long.parseLong(reports.get(path).get("blank_lines")), blank, path);
                assertEquals(Long.parseLong(reports.get(path).get("records")), lines.size() - blank - header, path);
            });
        }
    }

    @Test
    void everyKindOfDirtOccursAndNoneInCleanLogs() {
        for (DirtKind kind : DirtKind.values()) {
            assertEquals(0, clean.dirt(kind), kind.label());
            assertTrue(dirty.dirt(kind) > 0, kind.label());
        }
    }

    @Test
    void duplicatesAndRedeliveriesAreCounted() {
        Map<String, Long> copies = new HashMap<>();
        for (String name : List.of("web", "app")) {
            for (String line : dirty.lines("raw/" + name, "events-0.jsonl.gz")) {
                copies.merge(line, 1L, Long::sum);
            }
        }
        long extra = copies.values().stream().mapToLong(count -> count - 1).sum() - blanks(copies);
        long stated = dirty.dirt(DirtKind.DUPLICATE_SAME_FILE) + dirty.dirt(DirtKind.DUPLICATE_LATER_FILE);
        assertTrue(extra > 0 && extra <= stated, extra + " copies in web and app, truth says " + stated + " in all");

        long resent = dirty.files("raw").keySet().stream()
                .filter(path -> path.contains("-resent-"))
                .count();
        assertTrue(resent > 0);
        dirty.files("raw").forEach((path, bytes) -> {
            if (path.contains("-resent-")) {
                assertTrue(hasOriginal(path, bytes), path + " is no copy of an earlier file");
            }
        });
    }

    private static long blanks(Map<String, Long> copies) {
        return Math.max(0, copies.getOrDefault("", 0L) - 1);
    }

    private static boolean hasOriginal(String path, byte[] bytes) {
        String source = path.split("/")[1];
        return dirty.files("raw/" + source).entrySet().stream()
                .anyMatch(file -> file.getKey().compareTo(path) < 0
                        && !file.getKey().contains("-resent-")
                        && Arrays.equals(file.getValue(), bytes));
    }

    @Test
    void punctualWebEventsLieInTheFolderOfTheirDay() {
        clean.files("raw/web").forEach((path, bytes) -> {
            LocalDate day = LocalDate.parse(path.split("/")[2]);
            new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(SimulatorTest::json)
                    .forEach(event -> {
                        Instant received = Instant.parse(event.get("receivedAt").asText());
                        assertEquals(
                                day, received.atZone(java.time.ZoneOffset.UTC).toLocalDate());
                        assertTrue(event.get("timestamp")
                                        .asText()
                                        .compareTo(event.get("receivedAt").asText())
                                <= 0);
                    });
        });
    }

    @Test
    void ordersAreSeenByTrackerAndOrderSystemAndAddUpToTruth() {
        Set<String> tracked = new HashSet<>();
        for (String name : List.of("web", "app")) {
            clean.lines("raw/" + name, "events-0.jsonl.gz").stream()
                    .map(SimulatorTest::json)
                    .filter(event -> event.path("event").asText().equals("Order Completed"))
                    .forEach(event ->
                            tracked.add(event.at("/properties/order_id").asText()));
        }
        Set<String> placed = clean.lines("raw/orders", "orders.jsonl.gz").stream()
                .map(SimulatorTest::json)
                .filter(event -> event.get("event").asText().equals("placed"))
                .map(event -> event.get("order_id").asText())
                .collect(Collectors.toSet());
        assertEquals(tracked, placed);
        assertTrue(placed.size() > 30, placed.size() + " orders");

        long purchases = clean.truth("persons.csv.gz").stream()
                .mapToLong(person -> Long.parseLong(person.get("purchases")))
                .sum();
        long receipts = clean.lines("raw/store", "till.csv").stream()
                .filter(line -> line.startsWith("T"))
                .count();
        assertTrue(
                placed.size() <= purchases && purchases <= placed.size() + receipts, purchases + " purchases in truth");
    }

    @Test
    void itemsAddUpToTheirOrderAndTrackerAndOrderSystemAgreeOnThem() {
        Map<String, JsonNode> tracked = new HashMap<>();
        for (String name : List.of("web", "app")) {
            clean.lines("raw/" + name, "events-0.jsonl.gz").stream()
                    .map(SimulatorTest::json)
                    .filter(event -> event.path("event").asText().equals("Order Completed"))
                    .forEach(event ->
                            tracked.put(event.at("/properties/order_id").asText(), event.at("/properties")));
        }
        for (String line : clean.lines("raw/orders", "orders.jsonl.gz")) {
            JsonNode order = json(line);
            if (!order.get("event").asText().equals("placed")) continue;
            JsonNode seen = tracked.get(order.get("order_id").asText());
            assertEquals(0, order.get("total").decimalValue().compareTo(sum(order.get("items"))), line);
            assertEquals(0, order.get("total").decimalValue().compareTo(sum(seen.get("products"))), line);
            assertEquals(
                    order.get("items").findValuesAsText("product_id"),
                    seen.get("products").findValuesAsText("product_id"));
        }
    }

    private static BigDecimal sum(JsonNode items) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : items)
            sum = sum.add(new BigDecimal(item.get("price").asText())
                    .multiply(new BigDecimal(item.get("quantity").asText())));
        return sum;
    }

    @Test
    void mostBasketsAreLeftAndSomeCheckoutsToo() {
        Map<String, Long> events = new HashMap<>();
        for (String name : List.of("web", "app"))
            for (String line : clean.lines("raw/" + name, "events-0.jsonl.gz"))
                events.merge(json(line).path("event").asText(), 1L, Long::sum);
        double checkouts = events.get("Checkout Started");
        double left = 1 - checkouts / events.get("Product Added");
        double unpaid = 1 - events.get("Order Completed") / checkouts;
        assertTrue(left > 0.5 && left < 0.8, left + " of the baskets reach no checkout");
        assertTrue(unpaid > 0.15 && unpaid < 0.4, unpaid + " of the checkouts end without an order");
    }

    @Test
    void truthKnowsExactlyTheIdentifiersThatLogsShow() {
        Set<String> known = clean.truth("identifiers.csv.gz").stream()
                .filter(row -> row.get("identifier_type").equals("anonymous_id")
                        || row.get("identifier_type").equals("user_id"))
                .map(row -> row.get("value"))
                .collect(Collectors.toSet());
        Set<String> shown = new HashSet<>();
        for (String name : List.of("web", "app")) {
            for (String line : clean.lines("raw/" + name, "events-0.jsonl.gz")) {
                shown.add(json(line).get("anonymousId").asText());
                shown.add(json(line).get("userId").asText(null));
            }
        }
        shown.remove(null);
        shown.remove("null");
        shown.removeAll(known);
        assertEquals(Set.of(), shown);
    }

    @Test
    void checkoutFailsInTheOutageOnly() {
        Map<String, String> outage = clean.truth("stories.csv").stream()
                .filter(story -> story.get("story").equals("checkout_outage"))
                .findFirst()
                .orElseThrow();
        List<String> days = clean.lines("raw/web", "events-0.jsonl.gz").stream()
                .map(SimulatorTest::json)
                .filter(event -> event.path("event").asText().equals("Checkout Failed"))
                .map(event -> event.get("timestamp").asText().substring(0, 10))
                .toList();
        assertTrue(!days.isEmpty());
        for (String day : days) {
            assertTrue(day.compareTo(outage.get("first_day")) >= 0 && day.compareTo(outage.get("last_day")) <= 0, day);
        }
    }

    @Test
    void fullFolderIsRefused() {
        SimulationSettings settings = new SimulationSettings(1, 1, 1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Simulator.simulate(spark, settings, clean.root().toString()))
                .getMessage();
        assertTrue(message.contains("raw is not empty"), message);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertEquals(
                "customers is 0, but must lie in 1 to 100,000,000",
                assertThrows(IllegalArgumentException.class, () -> new SimulationSettings(0, 1, 1))
                        .getMessage());
        assertEquals(
                "days is 4000, but must lie in 1 to 3,660",
                assertThrows(IllegalArgumentException.class, () -> new SimulationSettings(1, 4000, 1))
                        .getMessage());
        Map<String, Cadence> unknown = Map.of("fax", Cadence.DAILY);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new SimulationSettings(
                                1, 1, 1, SimulationSettings.DEFAULT_START, DirtSettings.none(), unknown))
                .getMessage();
        assertTrue(message.startsWith("cadences: unknown source fax; known: web, app"), message);
    }

    /** Lines that are not UTF-8, not whole JSON, or whose number of fields differs from the header's. */
    private static long brokenLines(WrittenLogs logs) {
        long[] broken = {0};
        logs.files("raw").forEach((path, bytes) -> {
            if (path.contains("-resent-") || path.endsWith("rates.csv")) {
                return;
            }
            List<byte[]> lines = split(bytes);
            boolean csv = path.contains(".csv");
            char separator = csv && text(lines.get(0)).contains(";") ? ';' : ',';
            long columns = csv ? fields(text(lines.get(0)), separator) : 0;
            for (byte[] line : lines) {
                String text = text(line);
                boolean whole = text != null
                        && (csv
                                ? fields(text, separator) == columns
                                : path.contains(".jsonl") ? json(text) != null : text.endsWith("\""));
                broken[0] += line.length > 0 && !whole ? 1 : 0;
            }
        });
        return broken[0];
    }

    private static List<byte[]> split(byte[] bytes) {
        return Stream.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n"))
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** The text, or null if the bytes are not UTF-8. */
    private static String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static long fields(String line, char separator) {
        boolean quoted = false;
        long fields = 1;
        for (char c : line.toCharArray()) {
            quoted ^= c == '"';
            fields += c == separator && !quoted ? 1 : 0;
        }
        return fields;
    }

    private static List<Path> allFiles(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> relative(Path root, List<Path> files) {
        return files.stream().map(root::relativize).toList();
    }
}
