package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.jejak.statistics.EvenBins;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scores learned in worlds in which the chance of every customer is known. */
class KnownChancesTest {
    private static final int CUSTOMERS = 12_000;

    /** How a score told the chances of a world: one bin in ten may be more than three points off. */
    private record Found(int goodBins, int bins, double brierAgainstTruth) {
        boolean isGood() {
            return goodBins >= bins - 1 && brierAgainstTruth <= 1.02;
        }
    }

    private static Found explore(long seed) {
        LeadWorld world = new LeadWorld(seed, CUSTOMERS);
        LeadModel model = LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, world.customers);
        SortedMap<Double, List<Double>> byForecast = new TreeMap<>();
        double brier = 0;
        double least = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            double chance = world.chances.get(i);
            double told = model.of(world.customers.get(i).history()).probability();
            byForecast.computeIfAbsent(told, p -> new ArrayList<>()).add(chance);
            least += chance * (1 - chance);
            brier += chance * (1 - chance) + (told - chance) * (told - chance);
        }
        int[] good = bins(byForecast);
        return new Found(good[0], good[1], brier / least);
    }

    /** Bins within three points of the true mean, and all. */
    private static int[] bins(SortedMap<Double, List<Double>> byForecast) {
        List<Double> told = List.copyOf(byForecast.keySet());
        long[] sizes = byForecast.values().stream().mapToLong(List::size).toArray();
        int[] ends = EvenBins.ends(sizes, 10, 1);
        int good = 0;
        int from = 0;
        for (int end : ends) {
            double gap = 0;
            double customers = 0;
            for (int i = from; i <= end; i++) {
                for (double chance : byForecast.get(told.get(i))) gap += told.get(i) - chance;
                customers += sizes[i];
            }
            if (Math.abs(gap / customers) <= 0.03) good++;
            from = end + 1;
        }
        return new int[] {good, ends.length};
    }

    @Test
    void probabilitiesAreTheTrueOnes() {
        Found found = explore(1);
        assertTrue(found.isGood(), found.toString());
    }

    @Test
    @Tag("slow")
    void probabilitiesAreTheTrueOnesInAHundredWorlds() {
        List<String> bad = new ArrayList<>();
        for (long seed = 1; seed <= 100; seed++) {
            Found found = explore(seed);
            if (!found.isGood()) bad.add(seed + ": " + found);
        }
        assertTrue(bad.size() <= 5, () -> bad.size() + " of 100 worlds: " + bad);
    }

    @Test
    void anyPartsOfTheCustomersGiveTheSameScores() {
        LeadWorld world = new LeadWorld(3, CUSTOMERS);
        LeadModel one = LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, world.customers);
        List<LeadCustomer> shuffled = new ArrayList<>(world.customers);
        Collections.shuffle(shuffled, new Random(5));
        LeadFeatures features = new LeadFeatures(LeadWorld.SCORE, LeadWorld.AUDIENCE);
        List<LeadSurvey> surveys = new ArrayList<>();
        for (int part = 0; part < 7; part++) {
            LeadSurvey survey = new LeadSurvey(features, LeadWorld.TODAY);
            for (int i = part; i < CUSTOMERS; i += 7) survey.add(shuffled.get(i));
            surveys.add(survey);
        }
        LeadPlan plan = surveys.stream().reduce(LeadSurvey::merge).orElseThrow().plan();
        LeadCounts counts = new LeadCounts();
        for (int part = 0; part < 7; part++) {
            LeadCounts some = new LeadCounts();
            for (int i = part; i < CUSTOMERS; i += 7) plan.count(shuffled.get(i), some);
            counts.merge(some);
        }
        LeadModel other = LeadFit.of(plan, counts);
        for (LeadCustomer customer : world.customers)
            assertEquals(one.of(customer.history()), other.of(customer.history()));
    }

    @Test
    void factorsAndBandsAreWords() {
        LeadWorld world = new LeadWorld(1, CUSTOMERS);
        LeadModel model = LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, world.customers);
        assertEquals(
                List.of("fitted", "fitted"),
                model.candidates().stream().map(LeadCandidate::outcome).toList());
        assertTrue(model.isChosen(model.candidates().get(0)));
        LeadCustomer best = world.customers.stream()
                .max(Comparator.comparingDouble(c -> model.of(c.history()).percentile()))
                .orElseThrow();
        LeadModel.Told told = model.of(best.history());
        assertEquals("warm", told.band());
        assertTrue(told.percentile() > 0.99, told.toString());
        assertTrue(
                told.topFactors().matches("(\\w+ [\\w .]+ \\(odds x \\d+\\.\\d\\d\\)(; )?){2,3}"), told.topFactors());
    }
}
