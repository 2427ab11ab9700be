package org.jejak.simulate;

import java.util.List;

/** What people say to others: reviews, mentions in social networks, referrals. */
final class WordOfMouth {
    private static final List<String> NETWORKS = List.of("instagram", "x", "facebook", "tiktok");
    private static final String COMPLAINT = "Same here! @lumbung ignores its customers #lumbungfail";
    private static final String COMPLAINT_TOPIC = "service";

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;
    private final RandomSource topics;
    private int said;

    WordOfMouth(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
        topics = world.chance(World.TOPICS, person.id);
    }

    void review(long at) {
        RecordDraft draft = outbox.draft(OutputFeed.REVIEW, at);
        double mood = person.satisfaction + 0.15 * chance.gaussian();
        int stars = (int) Math.max(1, Math.min(5, Math.round(1 + 4.6 * mood)));
        draft.json
                .put("review_id", id("RV"))
                .put("created_at", Timestamps.utc(draft.shownTime()))
                .put("user_id", draft.show(person.hasAccount ? person.userId : null))
                .put("product_id", chance.oneOf(ProductCatalogue.PRODUCTS).id())
                .put("stars", stars)
                .put("text", comment(stars > 3));
        outbox.send(draft);
    }

    void mention(long at, boolean complaint) {
        RecordDraft draft = outbox.draft(OutputFeed.SOCIAL, at);
        double mood = complaint ? 0.1 : person.satisfaction + 0.25 * chance.gaussian();
        draft.json
                .put("mention_id", id("MN"))
                .put("posted_at", Timestamps.utc(draft.shownTime()))
                .put("network", chance.oneOf(NETWORKS))
                .put("handle", "@kopi_" + Long.toString(person.id, 36))
                .put("user_id", draft.show(person.hasAccount && chance.happens(0.4) ? person.userId : null))
                .put("sentiment", mood < 0.5 ? "negative" : mood < 0.72 ? "neutral" : "positive")
                .put("topic", complaint ? COMPLAINT_TOPIC : mood < 0.5 ? topics.oneOf(ProductCatalogue.TOPICS) : null)
                .put("text", complaint ? COMPLAINT : comment(mood >= 0.5) + " @lumbung")
                .put("in_reply_to", complaint && chance.happens(0.8) ? "MN-viral-1" : null)
                .put("reach", (long) chance.around(complaint ? 900 : 120, 1.2));
        outbox.send(draft);
    }

    private String comment(boolean good) {
        return chance.oneOf(good ? ProductCatalogue.GOOD_COMMENTS : ProductCatalogue.BAD_COMMENTS);
    }

    /** Customers who are happy bring friends; some friends come. */
    void referral(long at) {
        RecordDraft draft = outbox.draft(OutputFeed.REFERRAL, at);
        draft.fields(
                id("RF"),
                draft.show(person.userId),
                chance.oneOf(ProductCatalogue.FIRST_NAMES) + ".friend" + person.id + "@mail.example",
                Timestamps.utc(draft.shownTime()),
                chance.happens(0.35));
        outbox.send(draft);
    }

    /** In the days of the viral complaint many join in, customers or not. */
    void maybeJoinComplaint(long arrivedAt) {
        long from = world.stories.viral().from() * Timestamps.DAY;
        long to = world.stories.viral().to() * Timestamps.DAY;
        if (arrivedAt < to && chance.happens(0.07)) {
            mention(from + (long) ((to - from) * chance.unit() * chance.unit()), true);
            person.feel(-0.1);
        }
    }

    private String id(String prefix) {
        said++;
        return prefix + Long.toString(person.id, 36) + "-" + said;
    }
}
