package org.jejak.simulate;

/** How often a source delivers: a delivery holds everything received since the one before, under the date of its last day. */
public enum Cadence {
    DAILY,
    WEEKLY;

    /** The delivery that a record received on the given day travels with: that day, or the Sunday that ends its week. */
    long deliveryDay(long receivedDay) {
        return switch (this) {
            case DAILY -> receivedDay;
            case WEEKLY -> receivedDay + 6 - Math.floorMod(receivedDay + 3, 7); // day 0, 1970-01-01, is a Thursday
        };
    }
}
