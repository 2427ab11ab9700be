package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.*;
import org.jejak.config.*;
import org.junit.jupiter.api.Test;

class LeadFitTest {
    private static final int TODAY = LeadWorld.TODAY;

    @Test
    void whatComesLaterReachesNoEarlierDate() {
        LeadFeatures features = new LeadFeatures(LeadWorld.SCORE, LeadWorld.AUDIENCE);
        Random random = new Random(11);
        for (LeadCustomer customer : new LeadWorld(2, 300).customers) {
            int origin = TODAY - random.nextInt(200);
            ActivityHistory known = new ActivityHistory();
            for (String activity : List.of("article", "machine", "app", "book"))
                customer.history()
                        .between(activity, Integer.MIN_VALUE, origin)
                        .forEach(day -> known.add(activity, day));
            assertArrayEquals(features.values(known, origin), features.values(customer.history(), origin));
        }
    }

    @Test
    void columnKnownForTodayOnlyIsRefused() {
        AudienceSettings audience =
                LeadWorld.audience(new TraitSettings("rfm", "rfm_segment", null, null, null, false));
        ScoreSettings score = score(List.of("rfm"), List.of());
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new LeadFeatures(score, audience));
        assertEquals("score lead: feature rfm is known for today only", e.getMessage());
    }

    private static ScoreSettings score(List<String> features, List<PointRule> points) {
        return new ScoreSettings(
                "lead", Conditions.NONE, "book", Duration.ofDays(28), features, points, 0, 100, List.of());
    }

    @Test
    void originsAreAHorizonApartAndNeedHistoryBefore() {
        assertEquals(
                List.of(TODAY - 30, TODAY - 60, TODAY - 90),
                LeadOrigins.of(TODAY, 30, TODAY - 120).days());
        assertEquals(
                List.of(TODAY - 7, TODAY - 35),
                LeadOrigins.of(TODAY, 7, TODAY - 63).days());
        assertEquals(6, LeadOrigins.of(TODAY, 30, 0).days().size());
    }

    @Test
    void withoutEvidenceThereIsNoNumber() {
        List<LeadCustomer> few = new LeadWorld(1, 200).customers;
        LeadModel model = LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, few);
        LeadModel.Told told = model.of(few.get(0).history());
        assertNull(told.probability());
        assertNotNull(told.points());
        assertEquals("too_few", told.reason());
        assertTrue(
                model.candidates()
                        .get(0)
                        .reason()
                        .matches("\\d+ of \\d+ customers of the \\w+ dates have the outcome, but 50 are needed"),
                model.candidates().get(0).reason());
    }

    @Test
    void pointsAloneTellWhereFeaturesDoNot() {
        List<LeadCustomer> customers = new LeadWorld(1, 5000).customers;
        LeadModel model = LeadWorld.learn(score(List.of(), LeadWorld.SCORE.points()), LeadWorld.AUDIENCE, customers);
        assertEquals(
                List.of("points"),
                model.candidates().stream().map(LeadCandidate::model).toList());
        LeadCustomer reader = customers.stream()
                .max(Comparator.comparingDouble(c -> model.of(c.history()).points()))
                .orElseThrow();
        LeadModel.Told told = model.of(reader.history());
        assertTrue(told.probability() > 0.05, told.toString());
        assertTrue(told.topFactors().matches("article \\(\\+\\d+\\.\\d points\\)"), told.topFactors());
    }

    @Test
    void outcomeThatNothingTellsHasNoModel() {
        List<LeadCustomer> customers = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 4000; i++) {
            ActivityHistory history = new ActivityHistory();
            for (int day = TODAY - 300; day <= TODAY; day++) {
                if (random.nextDouble() < 0.05) history.add("article", LeadWorld.event(day));
                if (random.nextDouble() < 0.003) history.add("book", LeadWorld.event(day));
            }
            customers.add(new LeadCustomer("c" + i, TODAY - 300, false, history));
        }
        LeadModel model = LeadWorld.learn(score(List.of("articles_28d"), List.of()), LeadWorld.AUDIENCE, customers);
        assertTrue(model.candidates().get(0).check().skill() < 0.002);
    }

    @Test
    void whoObjectedIsNotLearnedFrom() {
        List<LeadCustomer> customers = new LeadWorld(1, 5000).customers;
        List<LeadCustomer> objecting = customers.stream()
                .map(c -> new LeadCustomer(c.customerId(), c.firstDay(), true, c.history()))
                .toList();
        assertEquals(
                "0 of 0 customers of the fit dates have the outcome, but 50 are needed",
                LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, objecting)
                        .candidates()
                        .get(0)
                        .reason());
    }

    @Test
    void binsOfNumbersAndTexts() {
        FeatureCounts numbers = new FeatureCounts();
        for (int i = 0; i < 900; i++) numbers.add(0.0);
        for (int i = 0; i < 200; i++) numbers.add(1.0 + i % 4);
        numbers.add(null);
        FeatureBins bins = FeatureBins.of("views", false, numbers);
        assertEquals(6, bins.size());
        assertEquals("views not known", bins.label(bins.of(null)));
        assertEquals("views 0", bins.label(bins.of(0.0)));
        assertEquals("views 3", bins.label(bins.of(3.0)));
        assertEquals("views 4 or more", bins.label(bins.of(17.0)));
        FeatureCounts texts = new FeatureCounts();
        for (int i = 0; i < 100; i++) texts.add(i == 0 ? "rare" : i < 30 ? "Bandung" : "Jakarta");
        FeatureBins stores = FeatureBins.of("store", true, texts);
        assertEquals("store 'Bandung'", stores.label(stores.of("Bandung")));
        assertEquals("store something else", stores.label(stores.of("rare")));
        FeatureBins unseen = FeatureBins.of("store", true, new FeatureCounts());
        assertEquals(
                "store something else",
                unseen.label(unseen.of("Bandung")),
                "a text that nobody had when it was learned");
    }

    @Test
    void numbersAreRoundedToThreeDigits() {
        assertEquals(999, FeatureCounts.rounded(999));
        assertEquals(1230, FeatureCounts.rounded(1234));
        assertEquals(0.0123, FeatureCounts.rounded(0.012345));
        assertEquals(-12.3, FeatureCounts.rounded(-12.345));
        assertEquals(0.0, FeatureCounts.rounded(-0.0));
    }
}
