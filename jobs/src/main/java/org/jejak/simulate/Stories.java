package org.jejak.simulate;

/** The planted stories: what happens when. They lie at fixed shares of the horizon, so every world has them. */
record Stories(
        Period harvest,
        Period outage,
        Period slowEmail,
        Period viral,
        Period viralEcho,
        long newFieldFrom,
        long typeChangeFrom) {

    /** Days since 1970: the first one, and the one after the last. */
    record Period(long from, long to) {
        boolean contains(long millis) {
            long day = Timestamps.day(millis);
            return day >= from && day < to;
        }
    }

    static Stories in(SimulationSettings settings) {
        long start = settings.start().toEpochDay();
        int days = settings.days();
        long week = Math.max(1, Math.min(7, days / 12));
        long month = Math.max(1, Math.min(30, days / 6));
        long outage = start + days * 40L / 100;
        long slow = start + days * 55L / 100;
        long viral = start + days * 75L / 100;
        long silence = viral + Math.max(1, week - 2);
        return new Stories(
                new Period(start + days * 20L / 100, start + days * 45L / 100),
                new Period(outage, outage + week),
                new Period(slow, slow + month),
                new Period(viral, silence),
                new Period(viral, silence + 10), // people still talk about it
                start + days * 50L / 100,
                start + days * 60L / 100);
    }
}
