package org.jejak.experience;

import java.util.Arrays;

/**
 * How much each customer moves a figure, to first order. Figures that are made of others have the weighted sum of their
 * influences, so the error of a sum or a difference takes into account customers that are in both.
 *
 * @param customers ascending
 * @param values as many
 */
record InfluenceFunction(int[] customers, double[] values) {
    static final InfluenceFunction NONE = new InfluenceFunction(new int[0], new double[0]);

    /** This plus {@code slope} times another. */
    InfluenceFunction plus(double slope, InfluenceFunction other) {
        int[] both = new int[customers.length + other.customers.length];
        double[] sum = new double[both.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < customers.length || j < other.customers.length) {
            boolean mine = j == other.customers.length || i < customers.length && customers[i] <= other.customers[j];
            boolean theirs = i == customers.length || j < other.customers.length && other.customers[j] <= customers[i];
            both[size] = mine ? customers[i] : other.customers[j];
            sum[size++] = (mine ? values[i++] : 0) + (theirs ? slope * other.values[j++] : 0);
        }
        return new InfluenceFunction(Arrays.copyOf(both, size), Arrays.copyOf(sum, size));
    }

    /** Number of customers. */
    int n() {
        return customers.length;
    }

    /** Standard error, robust to any likeness within customers: sqrt(n / (n - 1) sum of squares); 0 for fewer than two. */
    double standardError() {
        if (customers.length < 2) return 0;
        double sum = 0;
        for (double v : values) sum += v * v;
        return Math.sqrt(sum * customers.length / (customers.length - 1.0));
    }
}
