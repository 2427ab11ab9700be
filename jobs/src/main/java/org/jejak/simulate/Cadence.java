package org.jejak.simulate;

import java.time.LocalDate;

/** How often a source delivers: a delivery holds everything received since the one before, under the date of its last day. */
public enum Cadence {
    DAILY,
    WEEKLY,
    MONTHLY;

    /** The delivery that a record received on the given day travels with: that day, the Sunday that ends its week, or the end of its month. */
    long deliveryDay(long receivedDay) {
        return switch (this) {
            case DAILY -> receivedDay;
            case WEEKLY -> receivedDay + 6 - Math.floorMod(receivedDay + 3, 7); // day 0, 1970-01-01, is a Thursday
            case MONTHLY -> {
                LocalDate day = LocalDate.ofEpochDay(receivedDay);
                yield day.withDayOfMonth(day.lengthOfMonth()).toEpochDay();
            }
        };
    }
}
