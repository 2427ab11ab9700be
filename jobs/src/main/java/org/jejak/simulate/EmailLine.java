package org.jejak.simulate;

import java.util.*;

/** What happens to messages, as CSV rows; times in the reader's own zone with its offset. */
final class EmailLine {
    private static final List<String> SUBJECTS = List.of(
            "new harvest",
            "grind finer, taste more",
            "\"less bitter, please\"",
            "three recipes, one kettle",
            "weekend offer");

    private final World world;
    private final Outbox outbox;
    private final Person person;

    EmailLine(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
    }

    /** The id of the message of that number to the person. */
    String messageId(String series, long number) {
        return series + number + "-" + Long.toString(person.id, 36);
    }

    /** The link is a path of the shop, null without one. */
    void row(long at, String messageId, String event, String campaign, String link) {
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
