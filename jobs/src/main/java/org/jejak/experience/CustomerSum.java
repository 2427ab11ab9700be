package org.jejak.experience;

import java.util.ArrayList;
import java.util.List;

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
            if (!java.util.Objects.equals(sums.get(i).once, next.once)) continue;
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

    /** The sums of two periods, in the order of customers. */
    static List<CustomerSum> of(List<CustomerSum> earlier, List<CustomerSum> later) {
        List<CustomerSum> sums = new ArrayList<>(earlier.size() + later.size());
        int next = 0;
        for (int i = 0; i < earlier.size(); i++) {
            CustomerSum own = earlier.get(i);
            while (next < later.size() && later.get(next).customer < own.customer) sums.add(later.get(next++));
            sums.add(own);
            boolean isLast = i + 1 == earlier.size() || earlier.get(i + 1).customer != own.customer;
            while (isLast && next < later.size() && later.get(next).customer == own.customer)
                add(sums, later.get(next++));
        }
        sums.addAll(later.subList(next, later.size()));
        return sums;
    }

    /** The sums of periods that follow each other, the first one first; two by two, so that few are copied often. */
    static List<CustomerSum> ofAll(List<List<CustomerSum>> periods) {
        int size = periods.size();
        if (size == 0) return List.of();
        if (size == 1) return periods.get(0);
        return of(ofAll(periods.subList(0, size / 2)), ofAll(periods.subList(size / 2, size)));
    }
}
