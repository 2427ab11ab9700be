package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.*;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.TagSettings;
import org.junit.jupiter.api.Test;

/** Numbers 2 of definitions/audience.md section 12, and what the models make of customers. */
class PreferenceModelsTest {
    private static final TagSettings TOPIC = new TagSettings(
            "espresso",
            "article",
            "espresso",
            false,
            3,
            Duration.ofDays(30),
            Duration.ofDays(90),
            Duration.ofDays(30),
            false,
            null);

    @Test
    void strengthIsAShareDrawnToThatOfAllCustomers() {
        assertEquals(0.5, TagShares.strength(4, 5, 0.2));
        List<Day> own = List.of(
                new Day(0, "espresso", 2, null, 0, 0),
                new Day(30, "espresso", 3, null, 0, 0),
                new Day(30, "milk", 1, null, 0, 0));
        List<Day> everybody = List.of(new Day(30, "espresso", 1, null, 0, 0), new Day(30, "filter", 4, null, 0, 0));
        TagShares shares = new TagShares(List.of(TOPIC), Map.of("article", everybody), 30);
        assertEquals(0.2, shares.share(TOPIC, "espresso"), 1e-15);
        assertEquals(
                0.5, shares.strengths(TOPIC, own, 30).get("espresso"), 1e-15, "3 today and 2 a half-life ago are 4");
    }

    @Test
    void sharesDoNotDependOnTheOrderOfEvents() {
        List<Day> days = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 500; i++)
            days.add(new Day(random.nextInt(300), "v" + random.nextInt(5), 1 + random.nextInt(9), null, 0, 0));
        double share = new TagShares(List.of(TOPIC), Map.of("article", days), 300).share(TOPIC, "v1");
        Collections.shuffle(days, random);
        assertEquals(share, new TagShares(List.of(TOPIC), Map.of("article", days), 300).share(TOPIC, "v1"));
    }

    @Test
    void hourIsAShareDrawnToThatOfTheCountry() {
        assertEquals(0.197333, HourModel.share(4, 6, 24, 0.08), 5e-7);
        double[] shares = new double[HourModel.HOURS];
        shares[3] = 0.5;
        shares[9] = 0.2;
        shares[19] = 0.2;
        assertEquals(
                9, HourModel.best(shares, h -> h >= 8 && h < 20), "within the hours of action, of two the earlier");
    }

    /** Customers with an hour of their own tell that the country says little of each; customers without say that it says all. */
    @Test
    void weightOfTheCountryFollowsFromHowCustomersDiffer() {
        double apart = model(true).kappa();
        double alike = model(false).kappa();
        assertTrue(apart < 5, "kappa " + apart);
        assertTrue(alike > 100, "kappa " + alike);
        double[] nobody = model(true).shares("DE", new long[HourModel.HOURS]);
        assertEquals(1, Arrays.stream(nobody).sum(), 1e-9);
        assertEquals(1.0 / HourModel.HOURS, nobody[5], 0.01, "a customer without visits has the hours of the country");
    }

    private static HourModel model(boolean haveHours) {
        Random random = new Random(5);
        Map<HourModel.Count, Long> counts = new HashMap<>();
        for (int customer = 0; customer < 2_000; customer++) {
            int own = random.nextInt(HourModel.HOURS);
            long[] visits = new long[HourModel.HOURS];
            for (int v = 0; v < 10; v++)
                visits[haveHours && random.nextDouble() < 0.8 ? own : random.nextInt(HourModel.HOURS)]++;
            for (int h = 0; h < HourModel.HOURS; h++)
                if (visits[h] > 0) counts.merge(new HourModel.Count("DE", h, visits[h], 1), 1L, Long::sum);
            counts.merge(new HourModel.Count("DE", HourModel.HOURS, 10, 1), 1L, Long::sum);
        }
        return new HourModel(counts.entrySet().stream()
                .map(e ->
                        new HourModel.Count("DE", e.getKey().hour(), e.getKey().visits(), e.getValue()))
                .toList());
    }

    @Test
    void responseIsARateDrawnToThatOfAllCustomers() {
        assertEquals(0.1, new ResponseModel(0.05, 40).rate(10, 3), 1e-15);
        assertEquals(0, ResponseModel.of(List.of()).rate(0, 0), "nothing was ever sent");
    }

    @Test
    void strengthOfThePriorFollowsFromHowCustomersDiffer() {
        ResponseModel same = ResponseModel.of(List.of(new ResponseModel.Count(10, 1, 1_000)));
        assertEquals(0.1, same.rate(10, 10), 1e-4, "customers do not differ: nobody is believed to");
        ResponseModel apart =
                ResponseModel.of(List.of(new ResponseModel.Count(10, 0, 500), new ResponseModel.Count(10, 10, 500)));
        assertEquals(0.95, apart.rate(10, 10), 0.03, "all or nothing: everybody is believed");
    }
}
