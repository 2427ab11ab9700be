package org.jejak.retention;

import java.io.Serializable;
import java.util.*;

/**
 * Whole numbers summed by group, cohort and period: what is left of any number of customers. Sums of whole numbers do not
 * depend on their order, so parts that were summed apart add up to the same.
 */
public final class CohortSums implements Serializable {

    /**
     * One cell.
     *
     * @param what which report the cell is for
     * @param group the customers
     * @param cohort number of the cohort, or whatever the report puts here
     * @param period number of the period, or whatever the report puts here
     */
    private record Key(String what, Group group, int cohort, int period) implements Serializable {}

    private final HashMap<Key, long[]> cells = new HashMap<>();

    /** Adds numbers to a cell, which is all 0 at first. A report always adds the same count of numbers. */
    void add(String what, Group group, int cohort, int period, long... numbers) {
        addTo(cells.computeIfAbsent(new Key(what, group, cohort, period), k -> new long[numbers.length]), numbers);
    }

    /** Adds the numbers of several periods of a cohort for each of the groups. */
    void add(String what, List<Group> groups, int cohort, Map<Integer, long[]> periods) {
        for (Group group : groups) periods.forEach((period, numbers) -> add(what, group, cohort, period, numbers));
    }

    /** Adds place by place; an overflow is an error. */
    static void addTo(long[] sums, long[] numbers) {
        for (int i = 0; i < sums.length; i++) sums[i] = Math.addExact(sums[i], numbers[i]);
    }

    /** Adds the cells of another part. */
    public CohortSums add(CohortSums other) {
        other.cells.forEach(
                (key, numbers) -> addTo(cells.computeIfAbsent(key, k -> new long[numbers.length]), numbers));
        return this;
    }

    /** The cells of one report by group, cohort and period, each ascending. */
    NavigableMap<Group, NavigableMap<Integer, NavigableMap<Integer, long[]>>> of(String what) {
        NavigableMap<Group, NavigableMap<Integer, NavigableMap<Integer, long[]>>> found = new TreeMap<>();
        for (Map.Entry<Key, long[]> cell : cells.entrySet()) {
            Key key = cell.getKey();
            if (!key.what().equals(what)) continue;
            found.computeIfAbsent(key.group(), g -> new TreeMap<>())
                    .computeIfAbsent(key.cohort(), c -> new TreeMap<>())
                    .put(key.period(), cell.getValue());
        }
        return found;
    }
}
