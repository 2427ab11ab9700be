package org.jejak.value;

import java.util.*;
import java.util.function.ToDoubleFunction;

/**
 * A model's predictions against what happened after the origin of its fit.
 *
 * @param model name of the model
 * @param outcomes what happened
 * @param all all customers: purchases predicted and made, errors
 * @param auc probability that a customer who bought had a higher P(at least one purchase) than one who did not; NaN if all or
 *     none bought
 * @param buckets the same in parts: deciles by expected purchases, tenths of P(at least one purchase), by frequency
 */
record Holdout(String model, HoldoutCounts outcomes, Bucket all, double auc, List<Bucket> buckets) {
    private static final int TENTHS = 10;
    private static final int MOST_FREQUENT = 7;

    /**
     * Some customers.
     *
     * @param aspect decile, activity, frequency, holdout, weekly
     * @param name what the bucket is within its aspect
     * @param number the bucket as a number
     * @param customers customers in it
     * @param expected predicted total
     * @param actual total as it came out
     * @param mae mean absolute error per customer; NaN where it has no meaning
     * @param rmse root of the mean squared error per customer; NaN where it has no meaning
     * @param lift actual per customer against that of all; NaN where it has no meaning
     */
    record Bucket(
            String aspect,
            String name,
            int number,
            long customers,
            double expected,
            double actual,
            double mae,
            double rmse,
            double lift) {
        /** Totals alone, without errors per customer. */
        static Bucket ofTotals(String aspect, String name, int number, long customers, double expected, double actual) {
            double none = Double.NaN;
            return new Bucket(aspect, name, number, customers, expected, actual, none, none, none);
        }

        /** The same numbers under another aspect. */
        Bucket as(String otherAspect) {
            return new Bucket(otherAspect, name, number, customers, expected, actual, mae, rmse, lift);
        }

        /** The same with the lift against a mean per customer. */
        Bucket against(double mean) {
            double lifted = mean > 0 ? actual / customers / mean : Double.NaN;
            return new Bucket(aspect, name, number, customers, expected, actual, mae, rmse, lifted);
        }

        /** Expected over actual, minus 1; NaN if nothing came. */
        double bias() {
            return actual == 0 ? Double.NaN : expected / actual - 1;
        }
    }

    /** A distinct history: totals over its customers of what the model predicted and what happened. */
    private record HistoryForecast(
            HoldoutCounts.HistoryOutcome history,
            long customers,
            long active,
            double expected,
            double any,
            double bought,
            double absolute,
            double squared) {}

    /** Compares the predictions of a model with what happened. */
    static Holdout of(PurchaseModel model, double[] parameters, HoldoutCounts outcomes, double daysPerUnit) {
        List<HistoryForecast> groups = groups(model, parameters, outcomes, daysPerUnit);
        Bucket all = bucket("holdout", "all", 0, groups);
        double mean = all.actual / all.customers;
        List<Bucket> buckets = new ArrayList<>();
        for (Bucket b : tenths(
                "decile",
                groups,
                g -> g.expected / g.customers,
                HistoryForecast::expected,
                HistoryForecast::bought,
                true)) buckets.add(b.against(mean));
        buckets.addAll(
                tenths("activity", groups, HistoryForecast::any, g -> g.customers * g.any, g -> g.active, false));
        for (int x = 0; x <= MOST_FREQUENT; x++) {
            int frequency = x;
            List<HistoryForecast> of = groups.stream()
                    .filter(g -> Math.min(g.history.x(), MOST_FREQUENT) == frequency)
                    .toList();
            String name = x == MOST_FREQUENT ? x + "+" : String.valueOf(x);
            if (!of.isEmpty()) buckets.add(bucket("frequency", name, x, of));
        }
        return new Holdout(model.name(), outcomes, all, auc(groups), buckets);
    }

    private static List<HistoryForecast> groups(
            PurchaseModel model, double[] parameters, HoldoutCounts o, double daysPerUnit) {
        double t = o.days() / daysPerUnit;
        Map<Long, double[]> futures = new HashMap<>();
        List<HistoryForecast> groups = new ArrayList<>();
        for (int i = 0, next; i < o.cells.length; i = next) {
            HoldoutCounts.HistoryOutcome cell = o.cells[i];
            double[] future = futures.computeIfAbsent((long) cell.x() << 32 | cell.age(), k -> {
                Future f = model.future(parameters, cell.x(), cell.age() / daysPerUnit);
                return new double[] {f.purchases(t), f.anyPurchase(t)};
            });
            double alive = model.pAlive(parameters, cell.x(), cell.recency() / daysPerUnit, cell.age() / daysPerUnit);
            double expected = alive * future[0];
            long customers = 0;
            long active = 0;
            double bought = 0;
            double absolute = 0;
            double squared = 0;
            for (next = i; next < o.cells.length && o.cells[next].sameHistory(cell); next++) {
                long n = o.count[next];
                double error = expected - o.cells[next].bought();
                customers += n;
                if (o.cells[next].bought() > 0) active += n;
                bought += (double) n * o.cells[next].bought();
                absolute += n * Math.abs(error);
                squared += n * error * error;
            }
            groups.add(new HistoryForecast(
                    cell, customers, active, customers * expected, alive * future[1], bought, absolute, squared));
        }
        return groups;
    }

    /** Expected and actual purchases of some customers, with errors. */
    private static Bucket bucket(String aspect, String name, int number, List<HistoryForecast> groups) {
        long customers = 0;
        double absolute = 0;
        double squared = 0;
        double expected = 0;
        double actual = 0;
        for (HistoryForecast g : groups) {
            customers += g.customers;
            absolute += g.absolute;
            squared += g.squared;
            expected += g.expected;
            actual += g.bought;
        }
        double mae = absolute / customers;
        double rmse = Math.sqrt(squared / customers);
        return new Bucket(aspect, name, number, customers, expected, actual, mae, rmse, Double.NaN);
    }

    /**
     * Tenths of the customers from the highest score. Customers with equal histories have equal scores; where a border runs
     * through them, each side gets its share.
     *
     * @param score by which customers are sorted, per customer
     * @param expected prediction for all customers of a history
     * @param actual what came of all customers of a history
     * @param withErrors whether absolute and squared errors mean something here: they are of purchases
     */
    private static List<Bucket> tenths(
            String aspect,
            List<HistoryForecast> groups,
            ToDoubleFunction<HistoryForecast> score,
            ToDoubleFunction<HistoryForecast> expected,
            ToDoubleFunction<HistoryForecast> actual,
            boolean withErrors) {
        List<HistoryForecast> sorted = groups.stream()
                .sorted(Comparator.comparingDouble(score).reversed().thenComparing(HistoryForecast::history))
                .toList();
        long all = groups.stream().mapToLong(HistoryForecast::customers).sum();
        double[][] sums = new double[TENTHS][4];
        long before = 0;
        for (HistoryForecast g : sorted) {
            for (int k = 0; k < TENTHS; k++) {
                long from = Math.max(before, all * k / TENTHS);
                long to = Math.min(before + g.customers, all * (k + 1) / TENTHS);
                if (to <= from) continue;
                double share = (to - from) / (double) g.customers;
                sums[k][0] += share * expected.applyAsDouble(g);
                sums[k][1] += share * actual.applyAsDouble(g);
                sums[k][2] += share * g.absolute;
                sums[k][3] += share * g.squared;
            }
            before += g.customers;
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int k = 0; k < TENTHS; k++) {
            long customers = all * (k + 1) / TENTHS - all * k / TENTHS;
            if (customers == 0) continue;
            buckets.add(new Bucket(
                    aspect,
                    String.valueOf(k + 1),
                    k + 1,
                    customers,
                    sums[k][0],
                    sums[k][1],
                    withErrors ? sums[k][2] / customers : Double.NaN,
                    withErrors ? Math.sqrt(sums[k][3] / customers) : Double.NaN,
                    Double.NaN));
        }
        return buckets;
    }

    private static double auc(List<HistoryForecast> groups) {
        List<HistoryForecast> sorted = groups.stream()
                .sorted(Comparator.comparingDouble(HistoryForecast::any))
                .toList();
        double below = 0;
        double pairs = 0;
        double active = 0;
        for (int i = 0, next; i < sorted.size(); i = next) {
            double quietHere = 0;
            double activeHere = 0;
            for (next = i; next < sorted.size() && sorted.get(next).any == sorted.get(i).any; next++) {
                activeHere += sorted.get(next).active;
                quietHere += sorted.get(next).customers - sorted.get(next).active;
            }
            pairs += activeHere * (below + quietHere / 2);
            below += quietHere;
            active += activeHere;
        }
        return pairs / (active * below);
    }

    /** Cumulative repeat purchases week by week since the first purchase of all, of customers with a purchase by the origin. */
    static List<Bucket> weekly(
            PurchaseModel model,
            double[] parameters,
            List<History> histories,
            int origin,
            int end,
            double daysPerUnit) {
        int start = histories.stream().mapToInt(History::first).min().orElse(end);
        long[] firsts = new long[end - start + 1];
        long[] repeats = new long[end - start + 1];
        for (History h : histories) {
            if (h.first() > origin) continue;
            firsts[h.first() - start]++;
            for (int i = 1; i < h.days().length && h.days()[i] <= end; i++) repeats[h.days()[i] - start]++;
        }
        double aliveAtFirst = model.pAlive(parameters, 0, 0, 0);
        Future newcomer = model.future(parameters, 0, 0);
        double[] expectedBy = new double[end - start + 1];
        for (int age = 0; age < expectedBy.length; age++)
            expectedBy[age] = aliveAtFirst * newcomer.purchases(age / daysPerUnit);
        List<Bucket> weeks = new ArrayList<>();
        double actual = 0;
        long customers = 0;
        for (int day = 0; day < firsts.length; day++) {
            actual += repeats[day];
            customers += firsts[day];
            if (day % 7 != 6) continue;
            double expected = 0;
            for (int first = 0; first <= day; first++) expected += firsts[first] * expectedBy[day - first];
            int week = day / 7 + 1;
            weeks.add(Bucket.ofTotals("weekly", String.valueOf(week), week, customers, expected, actual));
        }
        return weeks;
    }
}
