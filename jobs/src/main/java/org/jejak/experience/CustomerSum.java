package org.jejak.experience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What one customer adds to a mean: sums over the observations of one metric in one cell. Sums of the months make those of a
 * window, so that observations are not gone through again for each window.
 *
 * @param customer number of the customer, in the order of ids
 * @param once of observations with the same word only the latest counts; null where all count
 * @param sum of weight times value
 * @param weight of weights
 * @param squares of weight times value squared
 * @param count observations used
 * @param pending observations whose value is still open
 */
record CustomerSum(int customer, String once, double sum, double weight, double squares, long count, long pending) {

    private static CustomerSum of(Observation o) {
        if (o.isPending()) return new CustomerSum(o.customer(), o.once(), 0, 0, 0, 0, 1);
        double sum = o.weight() * o.value();
        return new CustomerSum(o.customer(), o.once(), sum, o.weight(), sum * o.value(), 1, 0);
    }

    /** This and a later one of the same customer and word. */
    private CustomerSum and(CustomerSum later) {
        if (once != null) return later;
        return new CustomerSum(
                customer,
                null,
                sum + later.sum,
                weight + later.weight,
                squares + later.squares,
                count + later.count,
                pending + later.pending);
    }

    /** Adds to the sums of a customer, which are the last ones; later ones come later. */
    private static void add(List<CustomerSum> sums, CustomerSum next) {
        for (int i = sums.size() - 1; i >= 0 && sums.get(i).customer == next.customer; i--) {
            if (!Objects.equals(sums.get(i).once, next.once)) continue;
            sums.set(i, sums.get(i).and(next));
            return;
        }
        sums.add(next);
    }

    /** The sums of observations of one metric; both in the order of customers, observations of a customer by time. */
    static List<CustomerSum> of(List<Observation> ordered) {
        List<CustomerSum> sums = new ArrayList<>();
        for (Observation o : ordered) add(sums, of(o));
        return sums;
    }

    /** The sums of periods that follow each other, the first one first; each and all in the order of customers. */
    static List<CustomerSum> ofAll(List<List<CustomerSum>> periods) {
        List<CustomerSum> sums = new ArrayList<>();
        periods.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(CustomerSum::customer)) // keeps the order of periods
                .forEachOrdered(next -> add(sums, next));
        return sums;
    }
}
