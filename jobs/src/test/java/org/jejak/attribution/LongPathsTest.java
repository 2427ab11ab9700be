package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.jejak.config.ModelSettings;
import org.junit.jupiter.api.Test;

/** One id that is met a hundred thousand times, such as a robot, costs no more than as many people met once. */
class LongPathsTest {
    private static final int LONG = 100_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void sequencesWithoutOneElementAreFound() {
        Random random = new Random(4);
        SequenceDictionary known = new SequenceDictionary();
        for (int i = 0; i < 2_000; i++) {
            int[] sequence = random.ints(random.nextInt(8), 0, 3).toArray();
            known.number(sequence);
        }
        for (int number = 0; number < known.size(); number++) {
            int[] sequence = known.get(number);
            int[] without = known.withoutEach(number);
            for (int left = 0; left < sequence.length; left++) {
                int leave = left;
                int[] shorter = IntStream.range(0, sequence.length)
                        .filter(i -> i != leave)
                        .map(i -> sequence[i])
                        .toArray();
                assertEquals(known.find(shorter), without[left]);
            }
        }
    }

    @Test
    void longPathsTakeTimeByTheirLength() {
        int[] path = new Random(6).ints(LONG, 0, 5).toArray();
        int[] shorter =
                IntStream.range(0, LONG).filter(i -> i != 7).map(i -> path[i]).toArray();
        assertTimeoutPreemptively(SOON, () -> {
            ModelAccumulator study = new ModelAccumulator(AttributionModels.named("all", ModelSettings.USUAL), true);
            for (int c = 0; c < 5; c++) study.channels().number("c" + c);
            study.add(Path.evenly(path, 60, 0), 2, 5, 0);
            study.add(Path.evenly(shorter, 60, 0), 1, 5, 1);
            ModelAccumulator.Results results = study.results();
            // without its eighth touch, or one of the same channel next to it, the long path is one that converts half
            // as often
            assertEquals(3, sum(results, "leave_one_out"), 1e-9);
            assertEquals(3, sum(results, "linear"), 1e-9);
        });
    }

    private static double sum(ModelAccumulator.Results results, String model) {
        return results.credits().stream()
                .filter(c -> c.model().equals(model))
                .mapToDouble(ModelAccumulator.Credit::conversions)
                .sum();
    }

    @Test
    void manyConversionsOfOneIdTakeTimeByTheTouchesTheyLookBackOn() {
        long[] touches = IntStream.range(0, LONG).mapToLong(i -> i * 10L).toArray();
        long[] conversions =
                IntStream.range(0, LONG).mapToLong(i -> i * 10L + 5).toArray();
        long[] counted = new long[1];
        assertTimeoutPreemptively(
                SOON,
                () -> PathWindow.cut(
                        touches,
                        new boolean[LONG],
                        conversions,
                        new PathRules(95, 1_000, false, 95),
                        path -> counted[0] += path.touches().length));
        assertEquals(LONG * 10L - 45, counted[0], "ten touches before each but the first nine");
    }
}
