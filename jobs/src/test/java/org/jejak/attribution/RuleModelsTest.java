package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jejak.config.ModelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worked weights of the rules, transforms, and names. */
class RuleModelsTest {
    private static final int DIRECT = 0;

    private static Path path(int... channels) {
        return Path.evenly(channels, 86_400, DIRECT);
    }

    private static void assertWeights(RuleModel model, Path path, double... expected) {
        assertArrayEquals(expected, model.weights(path), 1e-12, model.name());
    }

    @Test
    void weightsAreNeverBelowNothing() {
        assertWeights(new PositionBased(0.5, 0.3), path(1, 2, 3), 0.5, 0.2, 0.3);
        assertEquals(0, new PositionBased(0.9, 0.1).weights(path(1, 2, 3))[1], "never below 0, not even by rounding");
        assertWeights(new CustomCurve(List.of(0.0, 1.0)), path(1), 1);
    }

    @Test
    void decayIsByRealTimeAndSurvivesOldPaths() {
        Path path = new Path(new int[] {1, 2}, new long[] {3 * 86_400, 86_400}, null, null, -1);
        assertWeights(new TimeDecay(86_400), path, 0.2, 0.8);
        Path old = new Path(new int[] {1, 2}, new long[] {4_000_000_000L, 3_999_999_999L}, null, null, -1);
        assertWeights(new TimeDecay(1), old, 1 / 3.0, 2 / 3.0);
    }

    @Test
    void viewsMayCountLessAndPathsOfViewsAloneCountAsUsual() {
        Path path = new Path(new int[] {1, 2}, new long[2], new double[] {0.25, 1}, null, -1);
        assertWeights(new Linear(), path, 0.2, 0.8);
        assertWeights(new FirstTouch(), path, 1, 0);
        Path views = new Path(new int[] {1, 2}, new long[2], new double[] {0, 0}, null, -1);
        assertWeights(new Linear(), views, 0.5, 0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unique | D A B B C D C C",
                "frequency | D(2) A(1) B(2) C(3)",
                "remove_if_not_all(C) | D A B B D",
                "remove_if_last_and_not_all(C) | D A B B C D",
                "trim(3) | D C C",
                "exposure,trim(4) | C D C",
                "remove_if_not_all(C),exposure | D A B D",
                "remove_if_not_all( C ) | D A B B D",
                "exposure,frequency | D(2) A(1) B(1) C(2)",
            })
    void transforms(String transform, String expected) {
        ChannelDictionary names = new ChannelDictionary();
        int[] channels = Arrays.stream("D A B B C D C C".split(" "))
                .mapToInt(names::number)
                .toArray();
        Path changed = Transforms.parse(transform).apply(Path.evenly(channels, 1, -1), names);
        assertEquals(
                expected,
                String.join(
                        " ",
                        IntStream.of(changed.channels()).mapToObj(names::name).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exposure", "first", "frequency"})
    void aTouchThatStaysForOthersStaysWithAllThatHappened(String transform) {
        ChannelDictionary names = new ChannelDictionary();
        int[] channels = {names.number("email"), names.number("email"), names.number("search")};
        double[] weights = {0, 1, 1}; // a view, then clicks
        int[] milestones = {0, Path.LEAD, 0};
        Path changed = Transforms.parse(transform)
                .apply(new Path(channels, new long[] {9, 5, 0}, weights, milestones, -1), names);
        assertArrayEquals(new long[] {9, 0}, changed.secondsBefore());
        assertWeights(new WShaped(0.225, 0.225, 0.225, 0.225), changed, 2 / 3.0, 1 / 3.0);
        assertWeights(new Linear(), changed, 0.5, 0.5);
    }

    @Test
    void whatIsNoTransformIsRefused() {
        for (String text : List.of("exposures", "trim", "trim(0)", "trim(x)", "first(2)", "remove_if_not_all()"))
            assertThrows(IllegalArgumentException.class, () -> Transforms.parse(text), text);
        assertEquals(
                1,
                Transforms.parse("remove_if_not_all(a, b (c))")
                        .apply(path(0), new ChannelDictionary())
                        .length());
    }

    @Test
    void modelsAreFoundByNamesThatPeopleUse() {
        assertEquals(
                List.of("last", "position_based", "markov"),
                AttributionModels.named("markov, Last-Touch,u_shaped", ModelSettings.USUAL).stream()
                        .map(AttributionModel::name)
                        .toList());
        assertEquals(13, AttributionModels.named("all", ModelSettings.USUAL).size());
        assertThrows(IllegalArgumentException.class, () -> AttributionModels.named("lasst", ModelSettings.USUAL));
        assertThrows(IllegalArgumentException.class, () -> AttributionModels.named(" , ", ModelSettings.USUAL));
    }

    @Test
    void touchesAreCutIntoPathsByRules() {
        long day = 1;
        long[] touches = {0, 10, 12, 60, 61};
        boolean[] views = {false, false, true, false, false};
        long[] conversions = {10, 20};
        PathRules reuse = new PathRules(20 * day, 100, false, 5);
        assertEquals(List.of("0 1 -> 10", "0 1 -> 20", "3 4 -> null 81"), cut(touches, views, conversions, reuse));
        PathRules reset = new PathRules(20 * day, 100, true, 10);
        assertEquals(List.of("0 1 -> 10", "2 -> 20", "3 4 -> null 81"), cut(touches, views, conversions, reset));
        PathRules last = new PathRules(Long.MAX_VALUE, 1, false, Long.MAX_VALUE);
        assertEquals(List.of("1 -> 10", "2 -> 20", "4 -> null 61"), cut(touches, views, conversions, last));
        assertEquals(List.of(" -> 5"), cut(new long[0], new boolean[0], new long[] {5}, last));
    }

    private static List<String> cut(long[] touches, boolean[] views, long[] conversions, PathRules rules) {
        List<String> paths = new ArrayList<>();
        PathWindow.cut(touches, views, conversions, rules, path -> paths.add(text(path)));
        return paths;
    }

    private static String text(PathWindow s) {
        return String.join(
                        " ", IntStream.of(s.touches()).mapToObj(String::valueOf).toList())
                + (s.conversion() < 0 ? " -> null " : " -> ")
                + s.outcomeAt();
    }
}
