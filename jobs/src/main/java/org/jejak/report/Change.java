package org.jejak.report;

/**
 * How a figure differs from that of an earlier time.
 *
 * @param than the earlier time, as a key of the texts: {@code before} or {@code yearAgo}
 * @param from the earlier value
 * @param difference the value minus the earlier one, in the unit of the figure
 * @param low lower end of the interval of the difference; null where there is none
 * @param high upper end
 * @param isMoreThanChance whether that interval does not hold 0
 */
public record Change(String than, double from, double difference, Double low, Double high, boolean isMoreThanChance) {
    /** The difference as a share of the earlier value; null if that was not above 0. */
    Double share() {
        return share(difference);
    }

    /** A difference as a share of the earlier value. */
    Double share(Double of) {
        return of == null || from <= 0 ? null : (Double) (of / from);
    }
}
