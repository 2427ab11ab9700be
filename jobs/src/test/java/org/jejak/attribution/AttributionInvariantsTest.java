package org.jejak.attribution;

import static org.jejak.attribution.PathFiles.credit;
import static org.jejak.attribution.PathFiles.lines;
import static org.jejak.attribution.PathFiles.settings;
import static org.jejak.attribution.PathFiles.study;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jejak.attribution.PathFiles.Line;
import org.jejak.config.ModelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any paths: seeded random ones. */
class AttributionInvariantsTest {
    /** Names that contain each other, the separator's character, a comma, spaces, other scripts. */
    private static final List<String> NAMES =
            List.of("Email", "Email Marketing", "a>b", "(start)", "eta", "theta", "ré, seau", "検索", "(conversion)");

    private static List<Line> random(long seed, int rows, List<String> names) {
        Random random = new Random(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<String> steps = new ArrayList<>();
            int length = 1 + random.nextInt(7);
            for (int s = 0; s < length; s++) steps.add(names.get(random.nextInt(names.size())));
            int conversions = random.nextInt(4);
            lines.add(new Line(steps, conversions, conversions * random.nextInt(100) * 0.37, random.nextInt(6)));
        }
        return lines;
    }

    private static ModelAccumulator.Results results(List<Line> lines, String models, int order) {
        return study(lines, models, settings(order), "Email", Transforms.NONE).results();
    }

    private static double sum(ModelAccumulator.Results results, String model, boolean value) {
        return results.credits().stream()
                .filter(c -> c.model().equals(model))
                .mapToDouble(c -> value ? c.value() : c.conversions())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void creditOfEveryModelSumsToTheTotals(int order) {
        List<Line> lines = random(order, 200, NAMES);
        double conversions = lines.stream().mapToDouble(Line::conversions).sum();
        double value = lines.stream().mapToDouble(Line::value).sum();
        ModelAccumulator.Results results = results(lines, "all", order);
        for (String model : AttributionModels.names()) {
            assertEquals(conversions, sum(results, model, false), 1e-9 * conversions, model);
            assertEquals(value, sum(results, model, true), 1e-9 * value, model);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10})
    void theChainReproducesTheObservedConversionRate(int order) {
        List<Line> lines = random(order, 300, NAMES);
        double conversions = lines.stream().mapToDouble(Line::conversions).sum();
        double nulls = lines.stream().mapToDouble(Line::nulls).sum();
        double p = results(lines, "markov", order).probability("markov");
        assertEquals(conversions / (conversions + nulls), p, 1e-12);
    }

    @Test
    void repeatsInARowDoNotChangeRemovalEffects() {
        List<Line> plain = random(5, 200, NAMES);
        List<Line> repeated = plain.stream()
                .map(l -> new Line(
                        l.steps().stream()
                                .flatMap(s -> Collections.nCopies(1 + s.length() % 3, s).stream())
                                .toList(),
                        l.conversions(),
                        l.value(),
                        l.nulls()))
                .toList();
        for (ModelAccumulator.Credit c : results(plain, "markov", 1).credits())
            assertEquals(
                    c.effect(),
                    credit(results(repeated, "markov", 1), "markov", c.channel())
                            .effect(),
                    1e-12);
    }

    @Test
    void fromTheLongestPathOnTheEffectIsTheShareOfConversionsThatHoldTheChannel() {
        List<Line> lines = random(6, 300, NAMES);
        double all = lines.stream().mapToDouble(Line::conversions).sum();
        ModelAccumulator.Results results = results(lines, "markov", 8);
        for (String name : NAMES) {
            double with = lines.stream()
                    .filter(l -> l.steps().contains(name))
                    .mapToDouble(Line::conversions)
                    .sum();
            assertEquals(with / all, credit(results, "markov", name).effect(), 1e-12, name);
        }
    }

    @Test
    void orderOfRowsSplitRowsAndNamesDoNotMatter() {
        List<Line> lines = random(7, 200, NAMES);
        List<Line> changed = new ArrayList<>();
        for (Line l : lines) {
            changed.add(new Line(renamed(l), 1, 1, 1));
            changed.add(new Line(renamed(l), l.conversions(), l.value(), l.nulls()));
        }
        List<Line> added = new ArrayList<>(lines);
        for (Line l : lines) added.add(new Line(l.steps(), 1, 1, 1));
        Collections.shuffle(changed, new Random(8));
        ModelAccumulator.Results expected = results(added, "all", 2);
        ModelAccumulator.Results actual =
                study(changed, "all", settings(2), "x-Email", Transforms.NONE).results();
        for (ModelAccumulator.Credit c : expected.credits())
            assertEquals(
                    c.conversions(),
                    credit(actual, c.model(), "x-" + c.channel()).conversions(),
                    1e-9 * (1 + c.conversions()),
                    c.model());
    }

    private static List<String> renamed(Line line) {
        return line.steps().stream().map(s -> "x-" + s).toList();
    }

    @Test
    void sameBitsInAnyOrderAndAnyParts() {
        List<Line> lines = random(9, 400, NAMES);
        List<ModelAccumulator.Credit> whole = results(lines, "all", 2).credits();
        for (int parts : new int[] {2, 7, 200}) {
            List<Line> shuffled = new ArrayList<>(lines);
            Collections.shuffle(shuffled, new Random(parts));
            ModelAccumulator merged = null;
            for (int i = 0; i < parts; i++) {
                List<Line> part = shuffled.subList(i * lines.size() / parts, (i + 1) * lines.size() / parts);
                ModelAccumulator study = study(part, "all", settings(2), "Email", Transforms.NONE);
                if (merged == null) merged = study;
                else merged.merge(study);
            }
            assertEquals(whole, merged.results().credits());
        }
    }

    @Test
    void allWaysToSolveAChainAgree() {
        int size = 60;
        Random random = new Random(10);
        Absorption chain = new Absorption(size);
        for (int s = 0; s < size; s++) {
            chain.start(s, 1.0 / size);
            chain.end(s, 0.1 * random.nextDouble(), random.nextDouble());
            for (int i = 0; i < 5; i++) chain.move(s, (s + 1 + 7 * i) % size, 0.17);
        }
        int[][] groups = {{0, 1, 2, 3}, {5}, {}, {10, 40, 59}};
        double[][] effects = new double[3][4];
        double[][] values = new double[3][4];
        double dense = chain.dense(groups, effects[0], values[0]);
        double walked = chain.sparse(groups, effects[1], values[1], 20_000);
        double sparseLu = chain.sparse(groups, effects[2], values[2], 0);
        assertEquals(dense, walked, 1e-13);
        assertEquals(dense, sparseLu, 1e-13);
        for (int i = 1; i < 3; i++) {
            assertArrayEquals(effects[0], effects[i], 1e-12);
            assertArrayEquals(values[0], values[i], 1e-12);
        }
        assertEquals(0, effects[0][2]);
    }

    @Test
    void theEffectIsWhatIsLostWhenWalksEndAtTheChannel() {
        List<Line> lines = random(10, 300, NAMES);
        ModelAccumulator.Results results = results(lines, "markov", 1);
        for (String name : NAMES)
            assertEquals(
                    bruteForce(lines, name), credit(results, "markov", name).effect(), 1e-12, name);
    }

    /** P without a channel by walking the transition probabilities of order 1 many times, on plain maps. */
    private static double bruteForce(List<Line> lines, String removed) {
        var counts = new java.util.TreeMap<String, java.util.TreeMap<String, Double>>();
        for (Line l : lines) {
            String from = "\0start";
            for (String step : l.steps()) {
                if (step.equals(from)) continue;
                count(counts, from, step, l.conversions() + l.nulls());
                from = step;
            }
            count(counts, from, "\0conversion", l.conversions());
            count(counts, from, "\0null", l.nulls());
        }
        return 1 - walk(counts, removed) / walk(counts, null);
    }

    private static void count(
            java.util.TreeMap<String, java.util.TreeMap<String, Double>> counts, String from, String to, double n) {
        counts.computeIfAbsent(from, f -> new java.util.TreeMap<>()).merge(to, n, Double::sum);
    }

    private static double walk(java.util.TreeMap<String, java.util.TreeMap<String, Double>> counts, String removed) {
        var mass = new java.util.TreeMap<String, Double>();
        mass.put("\0start", 1.0);
        double converted = 0;
        for (int step = 0; step < 200; step++) {
            var next = new java.util.TreeMap<String, Double>();
            for (var at : mass.entrySet()) {
                var row = counts.get(at.getKey());
                double total = row.values().stream().mapToDouble(d -> d).sum();
                if (total == 0) continue;
                for (var to : row.entrySet()) {
                    double moved = at.getValue() * to.getValue() / total;
                    if (to.getKey().equals("\0conversion")) converted += moved;
                    else if (!to.getKey().equals("\0null") && !to.getKey().equals(removed))
                        next.merge(to.getKey(), moved, Double::sum);
                }
            }
            mass = next;
        }
        return converted;
    }

    @Test
    void simplifiedShapleyIsTheShapleyValueOfItsGame() {
        List<Line> lines = random(11, 60, NAMES.subList(0, 5));
        ModelAccumulator.Results results = results(lines, "shapley", 1);
        for (String player : NAMES.subList(0, 5)) {
            double value = 0;
            for (int mask = 0; mask < 32; mask++) {
                Set<String> coalition = new HashSet<>();
                for (int i = 0; i < 5; i++) if ((mask >> i & 1) == 1) coalition.add(NAMES.get(i));
                if (coalition.contains(player)) continue;
                double before = conversionsWithin(lines, coalition);
                coalition.add(player);
                int size = coalition.size() - 1;
                double weight = factorial(size) * factorial(4 - size) / factorial(5);
                value += weight * (conversionsWithin(lines, coalition) - before);
            }
            assertEquals(value, credit(results, "shapley", player).conversions(), 1e-9, player);
        }
    }

    private static double conversionsWithin(List<Line> lines, Set<String> coalition) {
        return lines.stream()
                .filter(l -> coalition.containsAll(l.steps()))
                .mapToDouble(Line::conversions)
                .sum();
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    @Test
    void sampledShapleyValuesAreWithinTheirStatedError() {
        List<Line> lines = random(12, 400, NAMES);
        ModelSettings u = ModelSettings.USUAL;
        ModelAccumulator.Results exact = results(lines, "shapley_rate", 1);
        ModelSettings few =
                new ModelSettings(.4, .4, .2, .2, .2, .2, u.halfLife(), u.custom(), 1, 10, 3, 400, u.maxSets(), 5);
        ModelAccumulator.Results sampled =
                study(lines, "shapley_rate", few, "Email", Transforms.NONE).results();
        for (ModelAccumulator.Credit c : exact.credits()) {
            ModelAccumulator.Credit s = credit(sampled, "shapley_rate", c.channel());
            assertTrue(s.standardError() > 0);
            assertEquals(c.effect(), s.effect(), 5 * s.standardError(), c.channel());
        }
    }

    @Test
    void leaveOneOutComparesWithThePathLessOneTouch() {
        ModelAccumulator.Results results = study(lines("a > b, 6, 60, 4", "a, 2, 2, 8", "b, 5, 5, 5"), "leave_one_out")
                .results();
        // p(ab) = .6, without a: p(b) = .5, without b: p(a) = .2; so a gets .1 and b .4, of .5
        assertEquals(2 + 6 * 0.2, credit(results, "leave_one_out", "a").conversions(), 1e-12);
        assertEquals(5 + 6 * 0.8, credit(results, "leave_one_out", "b").conversions(), 1e-12);
    }

    @Test
    void moreStatesThanTheCapIsAnError() {
        ModelSettings u = ModelSettings.USUAL;
        ModelSettings capped = new ModelSettings(.4, .4, .2, .2, .2, .2, u.halfLife(), u.custom(), 2, 10, 15, 2, 10, 1);
        List<Line> lines = random(13, 100, NAMES);
        for (String model : List.of("markov", "shapley_rate", "leave_one_out")) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> study(lines, model, capped, "x", Transforms.NONE))
                    .getMessage();
            assertTrue(message.contains("more than 10"), message);
        }
    }

    @Test
    void oneChannelOnlyNoNullsNoConversions() {
        ModelAccumulator.Results one = study(lines("a > a, 3, 9, 0"), "all").results();
        for (ModelAccumulator.Credit c : one.credits()) assertEquals(3, c.conversions(), 1e-12, c.model());
        ModelAccumulator.Results none = study(lines("a > b, 0, 0, 5"), "all").results();
        for (ModelAccumulator.Credit c : none.credits()) assertEquals(0, c.conversions(), c.model());
        assertEquals(0, none.probability("markov"));
        ModelAccumulator.Results noNulls =
                study(lines("a > b, 3, 9, 0", "b, 1, 1, 0"), "markov").results();
        assertEquals(1, noNulls.probability("markov"), 1e-15);
        assertEquals(0.75, credit(noNulls, "markov", "a").effect(), 1e-15);
        assertEquals(1, credit(noNulls, "markov", "b").effect(), 1e-15);
    }

    @Test
    void fiveHundredChannelsAtOrderOne() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) many.add("c" + i);
        List<Line> lines = random(14, 5_000, many);
        ModelAccumulator.Results results = results(lines, "markov,shapley", 1);
        assertEquals(
                500,
                results.credits().stream()
                        .filter(c -> c.model().equals("markov"))
                        .count());
        assertEquals(results.totals().conversions(), sum(results, "markov", false), 1e-6);
    }

    @Test
    void theSuggestedOrderIsTheOneThatMadeThePaths() {
        assertEquals(1, suggested(chain(1)));
        assertEquals(2, suggested(chain(2)));
    }

    /** Paths whose next step depends on the last step, or on the one before it as well. */
    private static List<Line> chain(int order) {
        Random random = new Random(15);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            List<String> steps = new ArrayList<>(List.of(random.nextBoolean() ? "a" : "b"));
            while (random.nextInt(6) > 0) {
                int last = steps.get(steps.size() - 1).charAt(0) - 'a';
                int before = steps.size() > 1 ? steps.get(steps.size() - 2).charAt(0) - 'a' : 0;
                int likely = order == 1 ? last + 1 : last + 1 + before % 2;
                int next = random.nextInt(10) < 8 ? likely : random.nextInt(4);
                steps.add(String.valueOf((char) ('a' + next % 4)));
            }
            boolean converted = random.nextInt(3) == 0;
            lines.add(new Line(steps, converted ? 1 : 0, 0, converted ? 0 : 1));
        }
        return lines;
    }

    private static int suggested(List<Line> lines) {
        ModelAccumulator study = new ModelAccumulator(List.of(new MarkovOrder(3, 5, 100_000)), true);
        for (Line l : lines)
            study.add(
                    Path.evenly(
                            l.steps().stream()
                                    .mapToInt(study.channels()::number)
                                    .toArray(),
                            1,
                            -1),
                    l.conversions(),
                    0,
                    l.nulls());
        return MarkovOrder.best(MarkovOrder.scores(study.results()));
    }
}
