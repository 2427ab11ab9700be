package org.jejak.simulate;

import java.time.LocalDate;
import java.util.*;

/** Weekly newsletters to people on the mailing list, as CSV rows; times in the reader's own zone with its offset. */
final class Mailings {
    private static final double OPENED = 0.32;
    private static final double CLICKED = 0.05;
    private static final double BOUNCED = 0.01;
    private static final double UNSUBSCRIBED = 0.006;

    private static final List<String> SUBJECTS = List.of(
            "new harvest",
            "grind finer, taste more",
            "\"less bitter, please\"",
            "three recipes, one kettle",
            "weekend offer");

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;

    Mailings(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
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
            String messageId = messageId(issue);
            if (chance.happens(BOUNCED)) {
                row(sent + 900, messageId, "bounced", campaign, null);
                continue;
            }
            row(sent, messageId, "delivered", campaign, null);
            if (chance.happens(OPENED * (0.5 + person.satisfaction))) {
                long openedAt = sent + (long) (chance.exponential(9) * Timestamps.HOUR);
                row(openedAt, messageId, "opened", campaign, null);
                if (openedAt > customerFrom && chance.happens(CLICKED / OPENED)) {
                    long clickedAt = openedAt + 20_000;
                    row(clickedAt, messageId, "clicked", campaign, "/beans");
                    Arrival arrival = Arrival.newsletter(campaign, "/beans", chance);
                    visits.browse(
                            clickedAt + 1500, person.browser(), arrival, 1 + chance.poisson(1.0), chance.happens(0.5));
                }
            }
            if (chance.happens(UNSUBSCRIBED / Math.max(0.2, person.satisfaction))) {
                row(sent + 11 * Timestamps.HOUR, messageId, "unsubscribed", campaign, null);
                return;
            }
        }
    }

    /** A message that someone clicked on before the first purchase. The visit that follows is the caller's. */
    void touch(long clickedAt) {
        long openedAt = clickedAt - 25_000;
        long sent = openedAt - (long) (chance.exponential(6) * Timestamps.HOUR);
        String campaign = "welcome-series";
        String messageId = "w" + messageId(Timestamps.day(clickedAt));
        row(sent, messageId, "delivered", campaign, null);
        row(openedAt, messageId, "opened", campaign, null);
        row(clickedAt, messageId, "clicked", campaign, "/welcome");
    }

    private String messageId(long number) {
        return "m" + number + "-" + Long.toString(person.id, 36);
    }

    private void row(long at, String messageId, String event, String campaign, String link) {
        RecordDraft draft = outbox.draft(OutputFeed.EMAIL, at);
        String shown = draft.show(person.email);
        draft.fields(
                messageId,
                event,
                person.id % 11 == 0 ? shown.toUpperCase(Locale.ROOT) : shown,
                campaign,
                "Kabar Lumbung: " + SUBJECTS.get(Math.floorMod(campaign.hashCode(), SUBJECTS.size())),
                link == null ? null : ProductCatalogue.SHOP + link,
                Timestamps.withOffset(draft.shownTime(), person.country.zone));
        // The column is there in files delivered from that day on, also for late rows.
        if (world.hasNewField(deliveredAt(draft))) {
            draft.mark(DirtKind.NEW_FIELD);
            draft.fields(person.browsers.get(0).agent().system());
        }
        outbox.send(draft);
    }

    private long deliveredAt(RecordDraft draft) {
        int file = world.files.file(OutputFeed.EMAIL, Timestamps.day(draft.receivedAt));
        return file < 0 ? draft.receivedAt : world.files.day(file) * Timestamps.DAY;
    }
}
