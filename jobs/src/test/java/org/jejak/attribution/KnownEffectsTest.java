package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jejak.config.ModelSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Which models recover what channels really do, and which cannot. People visit about weekly and buy at a visit with
 * probability 0.044 x (1 + the sum of the effects of all touches so far, each fading with its half-life), as in the
 * simulator. What a channel really earns is what is not bought when its effect is nothing and all chances are the same.
 * Brand search only harvests: people who have decided to buy click it on their way. Its effect is nothing.
 */
class KnownEffectsTest {
    private record Channel(String name, double effect, double halfLifeDays, double first, double later) {}

    private static final List<Channel> CHANNELS = List.of(
            new Channel("direct", 0, 1, 0.10, 0.30),
            new Channel("referral", 1.0, 10, 0.10, 0.08),
            new Channel("organic", 0.6, 7, 0.30, 0.20),
            new Channel("paid", 0.5, 4, 0.14, 0.10),
            new Channel("social", 0.3, 5, 0.20, 0.10),
            new Channel("email", 0.8, 6, 0, 0.12),
            new Channel("display", 0.15, 3, 0.16, 0.10));
    private static final String BRAND = "brand search";
    private static final int PEOPLE = 60_000;

    private static final Map<String, Double> truth = new TreeMap<>();
    private static final Map<String, Map<String, Double>> shares = new LinkedHashMap<>();

    @BeforeAll
    static void simulate() {
        ModelAccumulator study = new ModelAccumulator(AttributionModels.named("all", ModelSettings.USUAL), true);
        PathMaker maker = new PathMaker(study.channels(), Transforms.NONE, "direct");
        double[] lost = new double[CHANNELS.size()];
        for (int person = 0; person < PEOPLE; person++) {
            List<Integer> path = new ArrayList<>();
            List<Double> times = new ArrayList<>();
            boolean bought = live(person, -1, path, times);
            for (int c = 0; c < CHANNELS.size(); c++)
                if (bought && !live(person, c, new ArrayList<>(), new ArrayList<>())) lost[c]++;
            List<String> names = new ArrayList<>();
            for (int c : path) names.add(CHANNELS.get(c).name);
            if (bought && new SplittableRandom(~person).nextDouble() < 0.3) {
                names.add(BRAND);
                times.add(times.get(times.size() - 1) + 0.1);
            }
            double end = times.get(times.size() - 1);
            long[] seconds =
                    times.stream().mapToLong(t -> (long) ((end - t) * 86_400)).toArray();
            study.add(maker.of(names.toArray(String[]::new), seconds, null, null), bought ? 1 : 0, 0, bought ? 0 : 1);
        }
        double all = 0;
        for (double l : lost) all += l;
        for (int c = 0; c < lost.length; c++) truth.put(CHANNELS.get(c).name, lost[c] / all);
        truth.put(BRAND, 0.0);
        double conversions = study.totals().conversions();
        for (ModelAccumulator.Credit credit : study.results().credits())
            shares.computeIfAbsent(credit.model(), m -> new TreeMap<>())
                    .put(credit.channel(), credit.conversions() / conversions);
        System.out.println("true effects by what is lost without them, and what models say (shares):");
        System.out.println("  truth            " + text(truth));
        shares.forEach((model, s) ->
                System.out.printf(Locale.ROOT, "  %-16s %s  off by %.3f%n", model, text(s), error(model)));
    }

    private static String text(Map<String, Double> shares) {
        StringBuilder text = new StringBuilder();
        shares.forEach((c, s) -> text.append(String.format(Locale.ROOT, "%s %.3f  ", c, s)));
        return text.toString();
    }

    /** One person; one channel may be without effect. The chances are the same for all counterfactuals. */
    private static boolean live(int person, int without, List<Integer> path, List<Double> times) {
        SplittableRandom random = new SplittableRandom(person * 7_919L + 1);
        double at = 0;
        while (true) {
            boolean first = path.isEmpty();
            double pick = random.nextDouble();
            int channel = 0;
            for (; channel < CHANNELS.size() - 1; channel++) {
                pick -= first ? CHANNELS.get(channel).first : CHANNELS.get(channel).later;
                if (pick < 0) break;
            }
            path.add(channel);
            times.add(at);
            double lift = 1;
            for (int i = 0; i < path.size(); i++) {
                Channel c = CHANNELS.get(path.get(i));
                if (path.get(i) != without) lift += c.effect * Math.pow(0.5, (at - times.get(i)) / c.halfLifeDays);
            }
            double decides = random.nextDouble();
            double leaves = random.nextDouble();
            double pause = -Math.log(1 - random.nextDouble()) * 7;
            if (decides < 0.044 * lift) return true;
            if (leaves < 0.085) return false;
            at += pause;
        }
    }

    /** Share of the credit that a model gives to the wrong channel. */
    private static double error(String model) {
        double error = 0;
        for (String channel : truth.keySet())
            error += Math.abs(shares.get(model).getOrDefault(channel, 0.0) - truth.get(channel)) / 2;
        return error;
    }

    @Test
    void noModelRecoversTheEffects() {
        for (String model : shares.keySet()) assertTrue(error(model) > 0.25, model + " is off by " + error(model));
    }

    @Test
    void theConversionRateGameComesNearestAndTheLastTouchIsFarthest() {
        for (String model : shares.keySet()) {
            assertTrue(error("shapley_rate") <= error(model), model);
            assertTrue(error("last") >= error(model), model);
        }
    }

    @Test
    void aHarvestingChannelIsCreditedByEveryModelThatLooksAtLateTouches() {
        for (String model : shares.keySet())
            if (!model.equals("first"))
                assertTrue(
                        shares.get(model).get(BRAND) > 0.05,
                        model + " " + shares.get(model).get(BRAND));
        assertTrue(shares.get("last").get(BRAND) > 0.25, "the last touch gives it all that it harvests");
    }

    @Test
    void directHasNoEffectAndIsCreditedByAllButTheLastNonDirectTouch() {
        for (String model : shares.keySet()) {
            double share = shares.get(model).get("direct");
            assertTrue(model.equals("last_non_direct") ? share < 0.02 : share > 0.05, model + " " + share);
        }
    }

    @Test
    void aStrongChannelWithFewTouchesIsSeenByTheConversionRateGameOnly() {
        double referral = truth.get("referral");
        for (String model : shares.keySet()) {
            double share = shares.get(model).get("referral");
            assertTrue(model.equals("shapley_rate") ? share > 0.8 * referral : share < 0.5 * referral, model);
        }
    }
}
