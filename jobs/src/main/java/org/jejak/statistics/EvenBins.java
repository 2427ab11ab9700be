package org.jejak.statistics;

import java.util.*;

/** Cuts sorted values into bins of about the same number of customers. */
public final class EvenBins {
    private EvenBins() {}

    /**
     * Where bins end. A value is never cut apart. Where one value has more customers than a bin should have, the others share
     * the rest of the bins evenly.
     *
     * @param customers by value, values rising; at least one each
     * @param most bins at most
     * @param least customers of a bin, unless there are fewer in all
     * @return index of the last value of each bin, rising; the last one is that of the last value. Empty without values.
     */
    public static int[] ends(long[] customers, int most, long least) {
        long left = Arrays.stream(customers).sum();
        List<Integer> ends = new ArrayList<>();
        long open = 0;
        for (int i = 0; i < customers.length; i++) {
            open += customers[i];
            int bins = most - ends.size();
            boolean isFull = open >= least && open * bins >= left;
            if (!isFull || bins == 1 || left - open < Math.max(1, least)) continue;
            ends.add(i);
            left -= open;
            open = 0;
        }
        if (open > 0) ends.add(customers.length - 1);
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }
}
