package org.jejak.pipeline.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;
import org.jejak.TestSpark;
import org.jejak.config.IdentitySettings;
import org.jejak.config.Settings;
import org.jejak.pipeline.Pipeline;
import org.jejak.pipeline.SmallWorld;
import org.jejak.pipeline.Worlds;
import org.jejak.table.*;
import org.jejak.warehouse.Restatement;
import org.jejak.warehouse.TableReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random interactions of few people with many identifiers, in a few nights, one of which dies. More by hand: -Djejak.seeds=50. */
class IdentityJobTest {
    private static final int SEEDS = Integer.getInteger("jejak.seeds", 2);
    private static final int NIGHTS = 3;
    private static final int EVERYTHING_BY_SPARK = 0;
    private static final int ALL_IN_MEMORY = 1_000_000;
    private static final List<Table> RESULTS = List.of(IdentityEdges.TABLE, IdentityConflicts.TABLE, Identifiers.TABLE);
    private static final Job JOB = Pipeline.JOBS.stream()
            .filter(job -> job.name().equals("resolve-identities"))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void nightsInMemoryNightsOfTooMuchAndOneFullRunGiveTheSameTables() {
        int conflicts = 0;
        int merges = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Settings settings = settings(random, seed);
            List<Row> interactions = interactions(random);
            World full = new World(settings);
            full.take(interactions, Set.of());
            full.restate(true, ALL_IN_MEMORY, Integer.MAX_VALUE);

            World nights = new World(settings);
            World large = new World(settings);
            int death = random.nextInt(NIGHTS);
            for (int night = 0; night < NIGHTS; night++) {
                String file = "night-" + night;
                List<Row> news = interactions.stream()
                        .filter(row -> row.getString(FILE).equals(file))
                        .toList();
                for (World world : List.of(nights, large)) {
                    world.take(news, Set.of(file));
                    int most = world == nights ? ALL_IN_MEMORY : EVERYTHING_BY_SPARK;
                    if (night == death) world.restate(false, most, random.nextInt(4));
                    world.restate(false, most, Integer.MAX_VALUE);
                }
                String when = "seed " + seed + ", night " + night;
                assertEquals(large.texts(CustomerMerges.TABLE), nights.texts(CustomerMerges.TABLE), when);
                for (Table table : RESULTS)
                    assertEquals(large.texts(table), nights.texts(table), () -> when + ", " + table);
                for (World world : List.of(nights, large)) world.forget();
            }
            for (Table table : RESULTS)
                assertEquals(full.texts(table), nights.texts(table), "seed " + seed + ", " + table);
            conflicts += nights.texts(IdentityConflicts.TABLE).size();
            merges += nights.texts(CustomerMerges.TABLE).size();
        }
        assertTrue(conflicts > 0 && merges > 0, conflicts + " conflicts and " + merges + " merges");
    }

    /** What was done with a shared browser before the first login on it is that account's: so another customer, who is handed on. */
    @Test
    void theCustomerWhoseLoginWasTheFirstOnASharedBrowserIsHandedOnWhenAnotherIs() {
        World world = new World(settings(new Random(0), 0));
        world.take(
                List.of(
                        interaction("night-0", 20, Map.of("user_id", "ann", "anonymous_id", "kiosk")),
                        interaction("night-0", 30, Map.of("user_id", "bob", "anonymous_id", "kiosk"))),
                Set.of("night-0"));
        world.restate(false, ALL_IN_MEMORY, Integer.MAX_VALUE);
        world.forget();
        String ann = world.customerOf("ann");
        world.take(
                List.of(interaction("night-1", 10, Map.of("user_id", "cat", "anonymous_id", "kiosk"))),
                Set.of("night-1"));
        world.restate(false, ALL_IN_MEMORY, Integer.MAX_VALUE);
        Set<Object> former = new HashSet<>();
        world.sets.get(KeySet.FORMER_CUSTOMERS).forEach(row -> former.add(row.get(0)));
        assertEquals(Set.of(ann, world.customerOf("kiosk")), former);
    }

    @Test
    void aNightThatTouchesNothingWritesNothing() {
        World world = new World(settings(new Random(0), 0));
        world.restate(false, ALL_IN_MEMORY, Integer.MAX_VALUE);
        assertEquals(List.of(), world.written);
    }

    private static final int FILE = Interactions.TABLE.placeOf(Interactions.SOURCE_FILE);

    /** Accounts of one or two systems, told apart or not; limits of 1 to 3. */
    private Settings settings(Random random, int seed) {
        Map<String, String> keys = new HashMap<>();
        keys.put("jejak.identity.separate-accounts", String.valueOf(seed % 3 != 1));
        for (String type : List.of("anonymous_id", "device_id", "email_hash"))
            keys.put("jejak.identity.limits." + type + ".user_id", String.valueOf(1 + random.nextInt(3)));
        keys.put("jejak.identity.limits.user_id.anonymous_id", String.valueOf(1 + random.nextInt(3)));
        if (seed % 2 == 0) keys.put("jejak.sources.orders.user-id-namespace", "till");
        return Worlds.install(folder.resolve("seed" + seed), SmallWorld.settings(), keys);
    }

    private static List<Row> interactions(Random random) {
        int people = 3 + random.nextInt(12);
        return IntStream.range(0, 10 + random.nextInt(60))
                .mapToObj(i -> {
                    Map<String, String> ids = new HashMap<>();
                    int person = random.nextInt(people);
                    for (String type : IdentitySettings.TYPES) {
                        if (random.nextInt(4) > 0) continue;
                        int other = random.nextInt(4) == 0 ? random.nextInt(people) : person;
                        String system = type.equals(IdentitySettings.ACCOUNT) && random.nextInt(3) == 0 ? "till:" : "";
                        ids.put(type, system + type.charAt(0) + (other + people * random.nextInt(2)));
                    }
                    return interaction("night-" + random.nextInt(NIGHTS), random.nextInt(25), ids);
                })
                .toList();
    }

    private static Row interaction(String file, int second, Map<String, String> identifiers) {
        RowBuilder row = new RowBuilder(Interactions.TABLE);
        for (Field field : Interactions.TABLE.fields())
            if (!field.nullable())
                row.set(
                        field,
                        switch (field.type().typeName()) {
                            case "string" -> "x";
                            case "long" -> 0L;
                            case "boolean" -> false;
                            case "date" -> Date.valueOf("2026-03-01");
                            case "timestamp" -> Timestamp.valueOf("2026-03-01 00:00:00");
                            default -> null;
                        });
        for (Field field : Interactions.TABLE.fields())
            if (identifiers.containsKey(field.name())) row.set(field, identifiers.get(field.name()));
        return row.set(Interactions.SOURCE_FILE, file)
                .set(
                        Interactions.OCCURRED_AT,
                        new Timestamp(Timestamp.valueOf("2026-03-01 00:00:00").getTime() + second))
                .row();
    }

    /** Tables and sets in memory, written as the runner would. */
    private static final class World {
        final Map<Table, List<Row>> tables = new HashMap<>();
        final Map<KeySet, List<Row>> sets = new EnumMap<>(KeySet.class);
        final List<Table> written = new ArrayList<>();
        final Settings settings;

        World(Settings settings) {
            this.settings = settings;
        }

        void take(List<Row> interactions, Set<String> files) {
            rows(Interactions.TABLE).addAll(interactions);
            Date day = Date.valueOf("2026-03-01");
            for (String file : files) set(KeySet.FILES_OF_RUN).add(RowFactory.create(file, day, day));
        }

        /** Runs the job; dies after some writes. */
        void restate(boolean full, int most, int writes) {
            TableReader reader = table -> dataset(table, rows(table));
            RunKeys keys = new RunKeys(
                    set -> new KeyRows(TestSpark.session(), set, List.copyOf(set(set)), Optional.empty()), full);
            Run run = new Run(settings, LocalDate.of(2026, 3, 1), full, null);
            Optional<Outputs> outputs = Optional.of(IdentityJob.restate(new Inputs(JOB, reader, keys), run, most));
            while (outputs.isPresent()) {
                outputs.get().touched().forEach((set, rows) -> set(set).addAll(rows.collectAsList()));
                outputs.get().touchedRows().forEach((set, rows) -> set(set).addAll(rows));
                for (Restatement r : outputs.get().restatements()) if (writes-- > 0) write(r);
                outputs = writes > 0 ? outputs.get().next() : Optional.empty();
            }
        }

        private void write(Restatement r) {
            Table table = r.table();
            List<Row> news = r.local()
                    .orElseGet(() -> table.select(r.dataset().orElseThrow()).collectAsList());
            if (!news.isEmpty()) written.add(table);
            List<Row> kept = new ArrayList<>();
            if (r.replaced().isNone()) {
                Set<String> known = new HashSet<>(texts(table));
                kept.addAll(rows(table));
                news.stream().filter(row -> !known.contains(row.mkString("|"))).forEach(kept::add);
            } else {
                if (!r.replaced().isEverything())
                    kept.addAll(
                            r.replaced().outside(dataset(table, rows(table))).collectAsList());
                kept.addAll(news);
            }
            tables.put(table, kept);
        }

        /** The run is finished. */
        void forget() {
            sets.clear();
        }

        String customerOf(String value) {
            return rows(Identifiers.TABLE).stream()
                    .filter(row -> row.get(2).equals(value))
                    .map(row -> row.getString(3))
                    .findFirst()
                    .orElseThrow();
        }

        List<String> texts(Table table) {
            return TestSpark.texts(rows(table));
        }

        private List<Row> rows(Table table) {
            return tables.computeIfAbsent(table, t -> new ArrayList<>());
        }

        private List<Row> set(KeySet set) {
            return sets.computeIfAbsent(set, s -> new ArrayList<>());
        }

        private static Dataset<Row> dataset(Table table, List<Row> rows) {
            return TestSpark.session().createDataFrame(List.copyOf(rows), table.toStructType());
        }
    }
}
