package org.jejak.experience;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A weighted mean whose unit is the customer, not the observation: sums per customer, so that its error takes into account
 * that observations of one customer are alike, and so that customers can be resampled.
 */
final class CustomerMean {
    /** Customers with an observation, ascending. */
    final int[] customers;

    private final double[] sums;
    private final double[] weights;
    private final double total;
    private final double value;
    private final double squares;
    private final long observations;
    private final long pending;

    private CustomerMean(int[] customers, double[] sums, double[] weights, double squares, long[] counts) {
        this.customers = customers;
        this.sums = sums;
        this.weights = weights;
        this.observations = counts[0];
        this.pending = counts[1];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += sums[i];
            weight += weights[i];
        }
        this.total = weight;
        this.value = weight > 0 ? sum / weight : Double.NaN;
        this.squares = weight > 0 ? squares / weight : Double.NaN;
    }

    /** The mean of sums that are ordered by customer. */
    static CustomerMean of(List<CustomerSum> ordered) {
        int count = 0;
        int last = -1;
        for (CustomerSum s : ordered) {
            if (s.count() > 0 && s.customer() != last) {
                count++;
                last = s.customer();
            }
        }
        int[] customers = new int[count];
        double[] sums = new double[count];
        double[] weights = new double[count];
        long[] counts = new long[2];
        double squares = 0;
        int at = -1;
        for (CustomerSum s : ordered) {
            counts[1] += s.pending();
            if (s.count() == 0) continue;
            if (at < 0 || customers[at] != s.customer()) customers[++at] = s.customer();
            sums[at] += s.sum();
            weights[at] += s.weight();
            squares += s.squares();
            counts[0] += s.count();
        }
        return new CustomerMean(customers, sums, weights, squares, counts);
    }

    boolean isEmpty() {
        return customers.length == 0;
    }

    /** The mean; NaN without observations. */
    double value() {
        return value;
    }

    /** Variance of a single observation. */
    double variance() {
        return Math.max(0, squares - value * value);
    }

    /** Distinct customers. */
    int n() {
        return customers.length;
    }

    /** Observations used. */
    long observations() {
        return observations;
    }

    /** Observations whose value is still open. */
    long pending() {
        return pending;
    }

    /** Kish's effective number of customers: (sum v)^2 / sum v^2 over the customers' weights. */
    double effective() {
        double sum = 0;
        for (double w : weights) sum += w * w;
        return sum > 0 ? total * total / sum : 0;
    }

    /** How much each customer moves the mean: the linearised ratio, summing to 0. */
    InfluenceFunction influence() {
        double[] values = new double[customers.length];
        for (int i = 0; i < values.length; i++) values[i] = (sums[i] - value * weights[i]) / total;
        return new InfluenceFunction(customers, values);
    }

    /** The mean with customers resampled; the mean itself if none of its customers is drawn. */
    double value(IntToDoubleFunction drawn) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < customers.length; i++) {
            double times = drawn.applyAsDouble(customers[i]);
            sum += times * sums[i];
            weight += times * weights[i];
        }
        return weight > 0 ? sum / weight : value;
    }
}
