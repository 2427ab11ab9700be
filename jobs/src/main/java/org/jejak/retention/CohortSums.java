package org.jejak.retention;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Whole numbers summed by group, cohort and period: what is left of any number of customers. Sums of whole numbers do not
 * depend on their order, so parts that were summed apart add up to the same.
 */
public final class CohortSums implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * One cell.
     *
     * @param what which report the cell is for
     * @param group the customers
     * @param cohort number of the cohort, or whatever the report puts here
     * @param period number of the period, or whatever the report puts here
     */
    private record Key(String what, Group group, int cohort, int period) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private final HashMap<Key, long[]> cells = new HashMap<>();

    /** The numbers of a cell, to be added to; all 0 at first. A report always asks for the same width. */
    long[] cell(String what, Group group, int cohort, int period, int width) {
        return cells.computeIfAbsent(new Key(what, group, cohort, period), k -> new long[width]);
    }

    /** Adds the cells of another part. */
    public CohortSums add(CohortSums other) {
        other.cells.forEach((key, values) -> {
            long[] mine = cells.computeIfAbsent(key, k -> new long[values.length]);
            for (int i = 0; i < values.length; i++) mine[i] = Math.addExact(mine[i], values[i]);
        });
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
