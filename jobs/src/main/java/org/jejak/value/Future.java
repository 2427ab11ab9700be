package org.jejak.value;

/**
 * What to expect of a customer who is alive now, by one model. Multiply by P(alive) for a customer of whom that is not
 * known. Times are in the unit of the model's parameters; nothing here is NaN, infinite or negative for times of at
 * least 0 and a positive discount.
 */
interface Future {
    /** Expected purchases in the next t. */
    double purchases(double t);

    /** Probability of at least one purchase in the next t. */
    double anyPurchase(double t);

    /**
     * Expected purchases from a time to another, each discounted by exp(-delta u) to now.
     *
     * @param delta discount per unit of time, positive
     * @param to may be infinite
     */
    double discounted(double delta, double from, double to);
}
