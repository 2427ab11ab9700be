package org.jejak.simulate;

import java.time.LocalDate;

/** Weekly newsletters to people on the mailing list, and the messages that people click on before they buy. */
final class Mailings {
    private static final double OPENED = 0.32;
    private static final double CLICKED = 0.05;
    private static final double BOUNCED = 0.01;
    private static final double UNSUBSCRIBED = 0.006;

    private final World world;
    private final Person person;
    private final RandomSource chance;
    private final EmailLine email;
    private final Withdrawals withdrawals;

    Mailings(World world, Outbox outbox, Person person, Withdrawals withdrawals) {
        this.world = world;
        this.person = person;
        chance = person.chance;
        email = new EmailLine(world, outbox, person);
        this.withdrawals = withdrawals;
    }

    /**
     * All newsletters after someone joined the list. Clicks bring customers back to browse; before the first purchase a
     * click is a touch and belongs to {@link #touch}.
     */
    void newsletters(long customerFrom, Visits visits) {
        if (person.mailingListFrom >= world.end) return;
        long week = 7 * Timestamps.DAY;
        // Tuesdays at 08:00 UTC; day 5 of 1970 was a Tuesday
        long issue = Math.floorDiv(person.mailingListFrom - 5 * Timestamps.DAY, week) + 1;
        for (; ; issue++) {
            long sent = issue * week + 5 * Timestamps.DAY + 8 * Timestamps.HOUR + chance.below(1_200_000);
            if (sent >= world.end) return;
            String campaign = "newsletter-" + LocalDate.ofEpochDay(Timestamps.day(sent));
            String messageId = email.messageId("m", issue);
            if (chance.happens(BOUNCED)) {
                email.row(sent + 900, messageId, "bounced", campaign, null);
                continue;
            }
            email.row(sent, messageId, "delivered", campaign, null);
            if (chance.happens(OPENED * (0.5 + person.satisfaction))) {
                long openedAt = sent + (long) (chance.exponential(9) * Timestamps.HOUR);
                email.row(openedAt, messageId, "opened", campaign, null);
                if (openedAt > customerFrom && chance.happens(CLICKED / OPENED)) {
                    long clickedAt = openedAt + 20_000;
                    email.row(clickedAt, messageId, "clicked", campaign, "/beans");
                    Arrival arrival = Arrival.newsletter(campaign, "/beans", chance);
                    visits.browse(
                            clickedAt + 1500, person.browser(), arrival, 1 + chance.poisson(1.0), chance.happens(0.5));
                }
            }
            if (chance.happens(UNSUBSCRIBED / Math.max(0.2, person.satisfaction))) {
                unsubscribe(sent + 11 * Timestamps.HOUR, messageId, campaign);
                return;
            }
        }
    }

    private void unsubscribe(long at, String messageId, String campaign) {
        withdrawals.send(() -> email.row(at, messageId, "unsubscribed", campaign, null));
        if (at < world.end) person.diary.unsubscribedAt = at;
    }

    /** A message that someone clicked on before the first purchase. The visit that follows is the caller's. */
    void touch(long clickedAt) {
        long openedAt = clickedAt - 25_000;
        long sent = openedAt - (long) (chance.exponential(6) * Timestamps.HOUR);
        String campaign = "welcome-series";
        String messageId = email.messageId("wm", Timestamps.day(clickedAt));
        email.row(sent, messageId, "delivered", campaign, null);
        email.row(openedAt, messageId, "opened", campaign, null);
        email.row(clickedAt, messageId, "clicked", campaign, "/welcome");
    }
}
