package org.jejak.audience;

import java.io.Serializable;
import java.util.*;
import org.jejak.statistics.Counts;

/**
 * Customers counted for a score: by the cell of their features and, apart from that, by their points; for each date at which
 * they were asked. Counts of parts add up to those of all, in any order. Memory grows with the number of different cells and
 * points, not with that of customers.
 */
public final class LeadCounts implements Serializable {
    /** What customers of a date are for. */
    enum Part {
        /** The regression learns from them. */
        FIT,
        /** Scores become probabilities by them. */
        CALIBRATION,
        /** Probabilities are checked on them. */
        VALIDATION,
        /** They are scored; nobody knows yet what comes. */
        TODAY
    }

    private final Map<LeadCell, long[]> cells = new HashMap<>();
    private final Map<Double, long[]> points = new HashMap<>();

    /**
     * Counts a customer at a date.
     *
     * @param ofPoints rounded to three digits, see {@link FeatureCounts#rounded}
     * @param hasOutcome whether the outcome came within the horizon; false if nobody knows yet
     */
    void add(Part part, LeadCell cell, double ofPoints, boolean hasOutcome) {
        add(cells.computeIfAbsent(cell, c -> new long[2 * Part.values().length]), part, hasOutcome);
        add(
                points.computeIfAbsent(FeatureCounts.rounded(ofPoints), p -> new long[2 * Part.values().length]),
                part,
                hasOutcome);
    }

    private static void add(long[] counts, Part part, boolean hasOutcome) {
        counts[2 * part.ordinal()]++;
        if (hasOutcome) counts[2 * part.ordinal() + 1]++;
    }

    /** Adds the counts of another part of the customers. */
    LeadCounts merge(LeadCounts other) {
        other.cells.forEach((cell, counts) -> cells.merge(cell, counts, LeadCounts::sum));
        other.points.forEach((value, counts) -> points.merge(value, counts, LeadCounts::sum));
        return this;
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += b[i];
        return sum;
    }

    /** Customers of a part by cell, sorted; cells without any are left out. */
    SortedMap<LeadCell, Counts> cells(Part part) {
        return of(part, cells);
    }

    /** Customers of a part by points, rising. */
    SortedMap<Double, Counts> points(Part part) {
        return of(part, points);
    }

    private static <K> SortedMap<K, Counts> of(Part part, Map<K, long[]> counts) {
        SortedMap<K, Counts> sorted = new TreeMap<>();
        int place = 2 * part.ordinal();
        counts.forEach((key, n) -> {
            if (n[place] > 0) sorted.put(key, new Counts(n[place], n[place + 1]));
        });
        return sorted;
    }

    /** All customers of a part. */
    Counts all(Part part) {
        return cells(part).values().stream().reduce(Counts.NONE, Counts::plus);
    }
}
