package org.jejak.simulate;

import java.io.Serializable;

/**
 * The planted stories: what happens when, as days since 1970 (first day in, last day out). They lie at fixed shares of
 * the horizon, so every world has them.
 */
record Stories(
        long harvestFrom,
        long harvestTo,
        long outageFrom,
        long outageTo,
        long slowFrom,
        long slowTo,
        long viralFrom,
        long viralTo,
        long newFieldFrom,
        long typeChangeFrom)
        implements Serializable {

    static Stories in(SimulationSettings settings) {
        long start = settings.start().toEpochDay();
        int days = settings.days();
        long week = Math.max(1, Math.min(7, days / 12));
        long month = Math.max(1, Math.min(30, days / 6));
        return new Stories(
                start + days * 20L / 100,
                start + days * 45L / 100,
                start + days * 40L / 100,
                start + days * 40L / 100 + week,
                start + days * 55L / 100,
                start + days * 55L / 100 + month,
                start + days * 75L / 100,
                start + days * 75L / 100 + Math.max(1, week - 2),
                start + days * 50L / 100,
                start + days * 60L / 100);
    }

    boolean harvest(long millis) {
        return within(millis, harvestFrom, harvestTo);
    }

    boolean outage(long millis) {
        return within(millis, outageFrom, outageTo);
    }

    boolean slowEmail(long millis) {
        return within(millis, slowFrom, slowTo);
    }

    boolean viral(long millis) {
        return within(millis, viralFrom, viralTo);
    }

    /** The days after the viral complaint in which people still talk about it. */
    boolean viralEcho(long millis) {
        return within(millis, viralFrom, viralTo + 10);
    }

    private static boolean within(long millis, long from, long to) {
        long day = Timestamps.day(millis);
        return day >= from && day < to;
    }
}
