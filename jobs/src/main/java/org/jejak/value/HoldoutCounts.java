package org.jejak.value;

import java.util.*;

/**
 * Histories up to an origin and what came of them: customers counted by x, t_x, T and purchases after the origin, in a
 * fixed order, so that sums over them do not depend on the order of the customers.
 */
final class HoldoutCounts {
    /** One kind of customer, times in days. */
    record HistoryOutcome(int x, int recency, int age, int bought) implements Comparable<HistoryOutcome> {
        private static final Comparator<HistoryOutcome> ORDER = Comparator.comparingInt(HistoryOutcome::x)
                .thenComparingInt(HistoryOutcome::recency)
                .thenComparingInt(HistoryOutcome::age)
                .thenComparingInt(HistoryOutcome::bought);

        @Override
        public int compareTo(HistoryOutcome other) {
            return ORDER.compare(this, other);
        }

        boolean sameHistory(HistoryOutcome o) {
            return x == o.x && recency == o.recency && age == o.age;
        }
    }

    /** Last day of the histories, and last day of what came after, days since 1970. */
    final int origin;

    final int end;
    final HistoryOutcome[] cells;
    final long[] count;
    final long customers;

    private HoldoutCounts(int origin, int end, Map<HistoryOutcome, Long> counts) {
        this.origin = origin;
        this.end = end;
        cells = counts.keySet().stream().sorted().toArray(HistoryOutcome[]::new);
        count = Arrays.stream(cells).mapToLong(counts::get).toArray();
        customers = Arrays.stream(count).sum();
    }

    static HoldoutCounts of(List<History> histories, int origin, int end) {
        Summaries summaries = Summaries.at(origin, histories);
        int[] bought = summaries.purchasesUntil(end);
        Map<HistoryOutcome, Long> counts = new HashMap<>();
        for (int i = 0; i < bought.length; i++) {
            int recency = (int) summaries.recency[i];
            int age = (int) summaries.age[i];
            counts.merge(new HistoryOutcome(summaries.x[i], recency, age, bought[i]), 1L, Long::sum);
        }
        return new HoldoutCounts(origin, end, counts);
    }

    /** Days from the origin to the end. */
    int days() {
        return end - origin;
    }
}
