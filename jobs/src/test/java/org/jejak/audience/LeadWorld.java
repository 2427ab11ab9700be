package org.jejak.audience;

import java.time.Duration;
import java.util.*;
import org.jejak.config.*;
import org.jejak.table.CustomerActivity;

/** Invented customers whose chance to book within 28 days is known, as in docs/simulator.md: truth/propensity.csv. */
final class LeadWorld {
    static final int TODAY = 20_000;
    static final int HORIZON = 28;
    private static final int DAYS = 280;

    static final ScoreSettings SCORE = new ScoreSettings(
            "class",
            Conditions.NONE,
            "book",
            Duration.ofDays(HORIZON),
            List.of("articles_28d", "machines", "app_days"),
            List.of(new PointRule("article", null, 5, Duration.ofDays(14), null, false, 50.0)),
            0,
            100,
            List.of(new ScoreSettings.Band(10, "cold"), new ScoreSettings.Band(100, "warm")));

    static final AudienceSettings AUDIENCE = audience(
            trait("articles_28d", "article", Measure.COUNT, 28),
            trait("machines", "machine", Measure.COUNT, 3650),
            trait("app_days", "app", Measure.DAYS, 3650));

    final List<LeadCustomer> customers = new ArrayList<>();
    /** By customer: the chance to book in the days after today. */
    final List<Double> chances = new ArrayList<>();

    LeadWorld(long seed, int size) {
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) add(random);
    }

    private void add(Random random) {
        int first = TODAY - random.nextInt(DAYS);
        double rate = -Math.log(1 - random.nextDouble()) * 2.5 / 28;
        int machine = random.nextDouble() < 0.3 ? first + random.nextInt(60) : Integer.MAX_VALUE;
        int app = random.nextDouble() < 0.4 ? first + random.nextInt(90) : Integer.MAX_VALUE;
        ActivityHistory history = new ActivityHistory();
        List<Integer> articles = new ArrayList<>();
        for (int day = first; day <= TODAY; day++)
            if (random.nextDouble() < rate) {
                articles.add(day);
                history.add("article", event(day));
            }
        if (machine <= TODAY) history.add("machine", event(machine));
        if (app <= TODAY) history.add("app", event(app));
        double chance = 0;
        for (int origin = TODAY - 9 * HORIZON; origin <= TODAY; origin += HORIZON) {
            int from = origin - 28;
            int to = origin;
            long read = articles.stream().filter(day -> day > from && day <= to).count();
            chance = 1
                    / (1
                            + Math.exp(4
                                    - 0.8 * Math.log1p(read)
                                    - (machine <= origin ? 1.2 : 0)
                                    - (app <= origin ? 0.6 : 0)));
            if (first <= origin && origin < TODAY && random.nextDouble() < chance)
                history.add("book", event(origin + 1 + random.nextInt(HORIZON)));
        }
        customers.add(new LeadCustomer("customer-" + customers.size(), first, false, history));
        chances.add(chance);
    }

    static ActivityHistory.Day event(int day) {
        return new ActivityHistory.Day(day, CustomerActivity.NO_VALUE, 1, null, 0, 0);
    }

    static TraitSettings trait(String name, String of, Measure measure, int within) {
        return new TraitSettings(name, null, of, measure, Duration.ofDays(within), false);
    }

    static AudienceSettings audience(TraitSettings... traits) {
        Map<String, TraitSettings> byName = new TreeMap<>();
        for (TraitSettings trait : traits) byName.put(trait.name(), trait);
        return new AudienceSettings(Map.of(), byName, Map.of(), Map.of(), Map.of(), Map.of(), null);
    }

    /** Learns a score from customers, in one part. */
    static LeadModel learn(ScoreSettings score, AudienceSettings audience, List<LeadCustomer> customers) {
        LeadSurvey survey = new LeadSurvey(new LeadFeatures(score, audience), TODAY);
        customers.forEach(survey::add);
        LeadPlan plan = survey.plan();
        LeadCounts counts = new LeadCounts();
        customers.forEach(customer -> plan.count(customer, counts));
        return LeadFit.of(plan, counts);
    }
}
