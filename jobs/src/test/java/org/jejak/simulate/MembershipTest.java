package org.jejak.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What members do besides buying keeps to the truth that is written about it. */
class MembershipTest {
    private static final int PEOPLE = 3000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Map<OutputFeed, List<String>> lines;
    private static List<JsonNode> events;

    @BeforeAll
    static void liveWithoutDirt() {
        lines = live(DirtSettings.none());
        events = lines.get(OutputFeed.WEB).stream().map(MembershipTest::json).collect(Collectors.toList());
        lines.get(OutputFeed.APP).stream().map(MembershipTest::json).forEach(events::add);
    }

    private static Map<OutputFeed, List<String>> live(DirtSettings dirt) {
        SimulationSettings settings =
                new SimulationSettings(PEOPLE, 365, 5, SimulationSettings.DEFAULT_START, dirt, Map.of());
        World world = new World(settings);
        Outbox outbox = new Outbox(world);
        Map<OutputFeed, List<String>> lines = new EnumMap<>(OutputFeed.class);
        for (long id = 0; id < PEOPLE; id++) {
            Person person = new Person(world, id);
            outbox.turnTo(person, world.chance(World.DIRT, id));
            new Life(world, outbox, person).live();
            for (Row row : outbox.take())
                lines.computeIfAbsent(world.files.feed(row.getInt(0)), f -> new ArrayList<>())
                        .add(new String(row.<byte[]>getAs(2), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Test
    void bookingsFollowTheirPropensity() {
        List<double[]> rows = rows(OutputFeed.TRUTH_PROPENSITY).stream()
                .map(r -> new double[] {Double.parseDouble(r[6]), r[7].equals("true") ? 1 : 0})
                .sorted((a, b) -> Double.compare(a[0], b[0]))
                .toList();
        assertTrue(rows.size() > 5000, rows.size() + " rows");
        int near = 0;
        for (int bin = 0; bin < 10; bin++) {
            List<double[]> some = rows.subList(rows.size() * bin / 10, rows.size() * (bin + 1) / 10);
            double p = some.stream().mapToDouble(r -> r[0]).average().orElseThrow();
            double booked = some.stream().mapToDouble(r -> r[1]).average().orElseThrow();
            near += Math.abs(p - booked) < 0.03 ? 1 : 0;
        }
        assertTrue(near >= 9, near + " of ten bins");
        double last = rows(OutputFeed.TRUTH_PROPENSITY).stream()
                .filter(r -> r[1].equals("2026-06-03"))
                .filter(r -> r[7].equals("true"))
                .count();
        assertTrue(last >= 50, last + " bookings in the last 28 days: too few to tell how good a score is");
    }

    @Test
    void propensityIsAsDesigned() {
        assertEquals(1 / (1 + Math.exp(4)), Classes.propensity(0, false, false, false), 1e-12);
        double all = -4 + 0.8 * Math.log(4) + 1.2 + 0.6 - 0.5;
        assertEquals(1 / (1 + Math.exp(-all)), Classes.propensity(3, true, true, true), 1e-12);
    }

    @Test
    void everyTrueBookingIsLoggedOnceAndAheadOfItsClass() {
        List<JsonNode> booked = named("Class Booked");
        assertEquals(
                rows(OutputFeed.TRUTH_PROPENSITY).stream()
                        .filter(r -> r[7].equals("true"))
                        .count(),
                booked.size());
        for (JsonNode event : booked) {
            double days = Duration.between(time(event), startsAt(event)).toHours() / 24.0;
            assertTrue(days > 2 && days < 41, days + " days ahead");
        }
        assertTrue(share("Class Moved", booked) > 0.05 && share("Class Moved", booked) < 0.15);
        assertTrue(share("Class Cancelled", booked) > 0.04 && share("Class Cancelled", booked) < 0.12);
    }

    private static double share(String event, List<JsonNode> of) {
        return named(event).size() / (double) of.size();
    }

    @Test
    void halfOfTheVisitsAreWithinAnHourOfThePersonsOwn() {
        long visits = 0, near = 0, delivered = 0, clicks = 0;
        for (String[] row : rows(OutputFeed.TRUTH_HOURS)) {
            visits += Long.parseLong(row[2]);
            near += Long.parseLong(row[3]);
            delivered += Long.parseLong(row[4]);
            clicks += Long.parseLong(row[5]);
        }
        double share = near / (double) visits;
        assertTrue(share > 0.45 && share < 0.6, share + " of " + visits + " visits");
        double clicked = clicks / (double) delivered;
        assertTrue(clicked > 0.05 && clicked < 0.09, clicked + " of " + delivered + " invitations");
    }

    @Test
    void articlesFollowTastes() {
        long[] read = new long[Habits.TOPICS.size()];
        for (JsonNode event : named("Article Viewed"))
            read[Habits.TOPICS.indexOf(event.at("/properties/topic").asText())]++;
        double[] expected = new double[read.length];
        for (String[] row : rows(OutputFeed.TRUTH_TASTES))
            for (int i = 0; i < expected.length; i++)
                expected[i] += Double.parseDouble(row[2 + i]) * Long.parseLong(row[7]);
        for (int i = 0; i < expected.length; i++) assertEquals(1, read[i] / expected[i], 0.1, Habits.TOPICS.get(i));
    }

    /** What logs say of consents at every month's end, the withdrawal first at a tie, is what is true. */
    @Test
    void consentsAreWhatLogsSay() {
        Map<String, String> people = new HashMap<>();
        Set<String> sharing = new HashSet<>();
        for (String[] row : rows(OutputFeed.TRUTH_IDENTIFIERS)) {
            people.put(row[2], row[0]);
            if (row[3].equals("true")) sharing.add(row[0]);
        }
        Map<String, TreeMap<String, String>> told = new HashMap<>();
        for (JsonNode event : events) {
            String list = event.at("/properties/list").asText();
            boolean profiling = list.equals("profiling");
            String state = event.at("/properties/state").asText();
            if (event.path("event").asText().equals("Subscription Changed"))
                tell(
                        told,
                        people.get(event.get("anonymousId").asText()),
                        profiling ? "profiling" : "newsletter",
                        time(event),
                        state.equals("on"));
            if (event.path("event").asText().equals("Question Answered"))
                tell(
                        told,
                        people.get(event.get("anonymousId").asText()),
                        "family_letter",
                        time(event),
                        event.at("/properties/answer").asText().equals("yes"));
        }
        for (String line : lines.get(OutputFeed.EMAIL)) {
            String[] row =
                    line.replaceAll("\"\"", "").replaceAll("\"[^\"]*\"", "").split(",", -1);
            if (!row[1].equals("unsubscribed")) continue;
            String person = people.get(row[2].toLowerCase());
            Instant at = OffsetDateTime.parse(row[6]).toInstant();
            tell(told, person, "newsletter", at, false);
            tell(told, person, "family_letter", at, false);
        }
        int checked = 0;
        for (String[] row : rows(OutputFeed.TRUTH_CONSENTS)) {
            if (row[1].equals("ads") || sharing.contains(row[0])) continue;
            TreeMap<String, String> changes = told.get(row[0] + row[1]);
            Instant end = LocalDate.parse(row[2])
                    .plusDays(1)
                    .atStartOfDay(ZoneId.of("Asia/Jakarta"))
                    .toInstant();
            Map.Entry<String, String> latest = changes.lowerEntry(end.toString());
            assertEquals(row[3], latest.getValue(), String.join(" ", row));
            checked++;
        }
        assertTrue(checked > 3000, checked + " states");
    }

    private static void tell(
            Map<String, TreeMap<String, String>> told, String person, String purpose, Instant at, boolean grant) {
        told.computeIfAbsent(person + purpose, p -> new TreeMap<>())
                .merge(at.toString(), grant ? "granted" : "withdrawn", (a, b) -> a.equals("withdrawn") ? a : b);
    }

    @Test
    void someWithdrawalsArriveLate() {
        List<JsonNode> off = live(DirtSettings.usual()).get(OutputFeed.WEB).stream()
                .filter(line -> line.contains("\"state\":\"off\""))
                .map(MembershipTest::json)
                .filter(event -> event != null)
                .toList();
        long late = off.stream()
                .filter(e -> Duration.between(
                                        Instant.parse(e.get("originalTimestamp").asText()),
                                        Instant.parse(e.get("receivedAt").asText()))
                                .toHours()
                        >= 24)
                .count();
        assertTrue(late > 0 && late < off.size() / 8, late + " of " + off.size());
    }

    private static List<JsonNode> named(String event) {
        return events.stream()
                .filter(e -> e.path("event").asText().equals(event))
                .toList();
    }

    private static List<String[]> rows(OutputFeed feed) {
        return lines.get(feed).stream().map(line -> line.split(",", -1)).toList();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.get("timestamp").asText());
    }

    private static Instant startsAt(JsonNode event) {
        return OffsetDateTime.parse(event.at("/properties/starts_at").asText()).toInstant();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
