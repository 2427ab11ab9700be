package org.jejak.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.attribution.BudgetAdvice.Day;
import org.jejak.config.AdviceSettings;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.Field;
import org.junit.jupiter.api.Test;

/** Advice on simulated weeks whose true curves are known. */
class BudgetAdviceTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 6);
    private static final int WEEKS = 104;
    private static final Map<String, double[]> TRUTH = Map.of(
            "search", new double[] {4, 0.5},
            "social", new double[] {3, 0.3},
            "display", new double[] {1, 0.7});

    private static AdviceSettings settings(double maxChange, Map<String, Double> least, Map<String, Double> most) {
        return new AdviceSettings("markov", WEEKS, 12, 4, 0, 1, least, most, maxChange, 400, 7);
    }

    /** Seven days a week with the same spend, and Poisson results by the true curve of the week. */
    private static List<Day> simulated(long seed) {
        Random random = new Random(seed);
        List<Day> days = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            for (String channel : TRUTH.keySet().stream().sorted().toList()) {
                double spend = 400 * Math.exp(0.6 * random.nextGaussian());
                if (week >= WEEKS - 4) spend = 400;
                double[] truth = TRUTH.get(channel);
                double orders = poisson(truth[0] * Math.pow(spend, truth[1]), random);
                for (int d = 0; d < 7; d++)
                    days.add(new Day(
                            START.plusDays(7L * week + d),
                            channel,
                            spend / 7,
                            d == 3 ? orders : 0,
                            d == 3 ? 20 * orders : 0));
            }
            days.add(new Day(START.plusDays(7L * week), "sponsoring", 100, random.nextInt(5), 0));
        }
        return days;
    }

    private static double poisson(double mean, Random random) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }

    private static Map<String, Row> rows(List<Day> days, AdviceSettings settings, String objective) {
        return BudgetAdvice.rows(days, settings).stream()
                .filter(r -> r.getString(0).equals(objective))
                .collect(Collectors.toMap(r -> r.getString(1), r -> r));
    }

    private static <T> T get(Row row, Field field) {
        return row.getAs(AggBudgetAdvice.TABLE.fields().indexOf(field));
    }

    private static double trueResult(Map<String, Double> weekly) {
        double sum = 0;
        for (String channel : TRUTH.keySet().stream().sorted().toList())
            sum += TRUTH.get(channel)[0] * Math.pow(weekly.get(channel), TRUTH.get(channel)[1]);
        return sum;
    }

    @Test
    void theTrueCurvesAreFoundWithinTheirIntervals() {
        int inside = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Map<String, Row> rows = rows(simulated(seed), settings(1, Map.of(), Map.of()), "conversions");
            for (String channel : TRUTH.keySet()) {
                double low = get(rows.get(channel), AggBudgetAdvice.ELASTICITY_LOW);
                double high = get(rows.get(channel), AggBudgetAdvice.ELASTICITY_HIGH);
                if (low <= TRUTH.get(channel)[1] && TRUTH.get(channel)[1] <= high) inside++;
            }
        }
        // 90 % of 60 are expected; fewer than 47 would come about once in a thousand times
        assertTrue(inside >= 47, "only " + inside + " of 60 intervals hold the truth");
    }

    @Test
    void theAdvisedSplitIsNearlyAsGoodAsTheBestOne() {
        Map<String, Row> rows = rows(simulated(1), settings(10, Map.of(), Map.of()), "conversions");
        Map<String, Double> advised = new java.util.HashMap<>();
        Map<String, Double> current = new java.util.HashMap<>();
        for (String channel : TRUTH.keySet()) {
            BigDecimal monthly = get(rows.get(channel), AggBudgetAdvice.ADVISED_SPEND_AMOUNT);
            advised.put(channel, monthly.doubleValue() * 7 / 30);
            current.put(channel, 400.0);
            assertTrue(
                    AggBudgetAdvice.HAS_ADVICE != null && (boolean) get(rows.get(channel), AggBudgetAdvice.HAS_ADVICE));
        }
        double best = 0;
        for (double a = 1; a < 1200; a += 5)
            for (double b = 1; a + b < 1200; b += 5)
                best = Math.max(best, trueResult(Map.of("display", a, "search", b, "social", 1200 - a - b)));
        assertTrue(trueResult(advised) > 0.99 * best, trueResult(advised) + " of " + best);
        assertTrue(trueResult(advised) > trueResult(current));
        Row total = rows.get("(total)");
        double gain = (trueResult(advised) - trueResult(current)) * 30 / 7;
        double low = get(total, AggBudgetAdvice.GAIN_LOW);
        double high = get(total, AggBudgetAdvice.GAIN_HIGH);
        assertTrue(low <= gain && gain <= high, low + " <= " + gain + " <= " + high);
        assertEquals(
                (BigDecimal) get(total, AggBudgetAdvice.CURRENT_SPEND_AMOUNT),
                get(total, AggBudgetAdvice.ADVISED_SPEND_AMOUNT),
                "the same total");
    }

    @Test
    void limitsAreKept() {
        AdviceSettings limited = settings(0.2, Map.of("social", 0.2), Map.of("display", 0.33));
        for (String objective : List.of("conversions", "revenue")) {
            Map<String, Row> rows = rows(simulated(2), limited, objective);
            for (String channel : TRUTH.keySet()) {
                BigDecimal now = get(rows.get(channel), AggBudgetAdvice.CURRENT_SPEND_AMOUNT);
                BigDecimal then = get(rows.get(channel), AggBudgetAdvice.ADVISED_SPEND_AMOUNT);
                double change = then.doubleValue() / now.doubleValue() - 1;
                assertTrue(Math.abs(change) < 0.2 + 1e-6, channel + " changes by " + change);
            }
            assertTrue((double) get(rows.get("display"), AggBudgetAdvice.ADVISED_SHARE) <= 0.33 + 1e-6);
        }
    }

    @Test
    void whereTheDataCarryNoneThereIsNoAdviceButAReason() {
        Map<String, Row> rows = rows(simulated(3), settings(0.2, Map.of(), Map.of()), "conversions");
        Row constant = rows.get("sponsoring");
        assertEquals("spend_does_not_vary", get(constant, AggBudgetAdvice.REASON));
        assertNull(get(constant, AggBudgetAdvice.CURVE_ELASTICITY));
        assertEquals(
                (BigDecimal) get(constant, AggBudgetAdvice.CURRENT_SPEND_AMOUNT),
                get(constant, AggBudgetAdvice.ADVISED_SPEND_AMOUNT));
        assertEquals(
                "no_results",
                get(
                        rows(simulated(3), settings(0.2, Map.of(), Map.of()), "revenue")
                                .get("sponsoring"),
                        AggBudgetAdvice.REASON));
        List<Day> few = simulated(3).stream()
                .filter(d -> d.date().isAfter(START.plusWeeks(WEEKS - 6)))
                .toList();
        Map<String, Row> short6 = rows(few, settings(0.2, Map.of(), Map.of()), "conversions");
        assertEquals("too_few_weeks", get(short6.get("search"), AggBudgetAdvice.REASON));
        assertEquals("nothing_to_shift", get(short6.get("(total)"), AggBudgetAdvice.REASON));
        assertTrue(
                BudgetAdvice.rows(List.of(), settings(0.2, Map.of(), Map.of())).isEmpty());
    }

    @Test
    void partsAddUpExactly() {
        assertArrayEquals(new long[] {34, 33, 33}, Apportionment.split(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 100));
        assertArrayEquals(
                new long[] {-34, -33, -33}, Apportionment.split(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, -100));
        assertArrayEquals(new long[] {0, 1}, Apportionment.split(new double[] {0.4, 0.6}, 1));
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            double[] weights = random.doubles(1 + random.nextInt(9)).toArray();
            double sum = Arrays.stream(weights).sum();
            for (int w = 0; w < weights.length; w++) weights[w] /= sum;
            long total = random.nextInt(3) == 0 ? random.nextLong() >> 14 : random.nextInt(1_000);
            assertEquals(
                    total, Arrays.stream(Apportionment.split(weights, total)).sum());
        }
    }
}
