package org.jejak.simulate;

import java.time.LocalDate;

/** An invitation to the classes every 28 days to customers who take the newsletter, at an hour that is drawn for each anew. */
final class Invitations {
    private static final double OPENED = 0.35;
    private static final double CLICKED = 0.06;
    /** How much more often people click on what comes within an hour of theirs. */
    private static final double MORE_AT_THEIR_HOUR = 1.6;

    private static final int FIRST_HOUR = 7, HOURS = 15;

    private final World world;
    private final Habits habits;
    private final RandomSource chance;
    private final EmailLine email;
    private final SegmentLine segment;

    int delivered;
    int clicked;

    Invitations(World world, Outbox outbox, Habits habits) {
        this.world = world;
        this.habits = habits;
        chance = world.chance(World.INVITATIONS, habits.person.id);
        email = new EmailLine(world, outbox, habits.person);
        segment = new SegmentLine(world, outbox, habits.person, chance);
    }

    void send(long firstPurchaseAt, Subscriptions subscriptions) {
        for (long day = world.start + 10 * Timestamps.DAY; day < world.end; day += Classes.PERIOD) {
            long at = habits.atHour(day + Timestamps.DAY / 2, FIRST_HOUR + chance.below(HOURS) + chance.unit());
            boolean takesIt = at > firstPurchaseAt && subscriptions.isGranted(Subscriptions.NEWSLETTER, at);
            if (takesIt && at < world.end) invite(at, day);
        }
    }

    private void invite(long at, long day) {
        String campaign = "class-invitation-" + LocalDate.ofEpochDay(Timestamps.day(day));
        String messageId = email.messageId("c", Timestamps.day(day));
        email.row(at, messageId, "delivered", campaign, null);
        delivered++;
        double clicks = CLICKED * (habits.isNearHour(at) ? MORE_AT_THEIR_HOUR : 1);
        boolean clicksIt = chance.happens(clicks);
        boolean opensIt = clicksIt || chance.happens(OPENED);
        long readAt = at
                + (long)
                        (clicksIt
                                ? chance.exponential(8) * Timestamps.MINUTE
                                : chance.exponential(6) * Timestamps.HOUR);
        if (habits.hasMailProxy) email.row(at + 2000 + chance.below(25_000), messageId, "opened", campaign, null);
        else if (opensIt) email.row(readAt + 60_000, messageId, "opened", campaign, null);
        if (!clicksIt || readAt + 90_000 >= world.end) return;
        clicked++;
        email.row(readAt + 90_000, messageId, "clicked", campaign, "/classes");
        Device device = habits.person.browsers.get(0);
        Arrival arrival = Arrival.newsletter(campaign, "/classes", chance);
        segment.page(readAt + 92_000, device, false, "/classes", "Classes", arrival);
    }
}
