package org.jejak.simulate;

/** Sends withdrawals of consent: some of them arrive days after the lists that they should have changed. */
final class Withdrawals {
    private static final double LATE = 0.03;
    private static final double MOST_DAYS = 20;

    private final Outbox outbox;
    private final RandomSource chance;
    private final boolean mayBeLate;

    Withdrawals(World world, Outbox outbox, Person person) {
        this.outbox = outbox;
        chance = world.chance(World.LATE_WITHDRAWALS, person.id);
        mayBeLate = world.settings.dirt().has(DirtKind.LATE);
    }

    /** Sends the lines, all at once: late or not. */
    void send(Runnable lines) {
        boolean late = chance.happens(LATE);
        long delay = (long) (chance.between(1, MOST_DAYS) * Timestamps.DAY);
        if (late && mayBeLate) outbox.late(delay, lines);
        else lines.run();
    }
}
