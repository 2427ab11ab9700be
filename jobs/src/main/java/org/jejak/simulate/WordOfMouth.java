package org.jejak.simulate;

import java.util.List;

/** What people say to others: reviews, mentions in social networks, referrals. */
final class WordOfMouth {
    private static final List<String> NETWORKS = List.of("instagram", "x", "facebook", "tiktok");

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;
    private int said;

    WordOfMouth(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
    }

    void review(long at) {
        RecordDraft draft = outbox.draft(OutputFeed.REVIEW, at);
        double mood = person.satisfaction + 0.15 * chance.gaussian();
        int stars = (int) Math.max(1, Math.min(5, Math.round(1 + 4.6 * mood)));
        JsonLine json = draft.json.open().put("review_id", id("RV")).time("created_at", draft.shownTime());
        json.put("user_id", draft.show(person.hasAccount ? person.userId : null));
        ProductCatalogue.Product product = chance.oneOf(ProductCatalogue.PRODUCTS);
        json.put("product_id", product.id()).put("stars", stars);
        json.put("text", chance.oneOf(stars > 3 ? ProductCatalogue.GOOD_COMMENTS : ProductCatalogue.BAD_COMMENTS));
        outbox.send(close(draft));
    }

    void mention(long at, boolean complaint) {
        RecordDraft draft = outbox.draft(OutputFeed.SOCIAL, at);
        double mood = complaint ? 0.1 : person.satisfaction + 0.25 * chance.gaussian();
        String sentiment = mood < 0.5 ? "negative" : mood < 0.72 ? "neutral" : "positive";
        JsonLine json = draft.json.open().put("mention_id", id("MN")).time("posted_at", draft.shownTime());
        json.put("network", chance.oneOf(NETWORKS)).put("handle", "@kopi_" + Long.toString(person.id, 36));
        json.put("user_id", draft.show(person.hasAccount && chance.happens(0.4) ? person.userId : null));
        json.put("sentiment", sentiment);
        json.put(
                "text",
                complaint
                        ? "Same here! @lumbung ignores its customers #lumbungfail"
                        : chance.oneOf(mood < 0.5 ? ProductCatalogue.BAD_COMMENTS : ProductCatalogue.GOOD_COMMENTS)
                                + " @lumbung");
        json.put("in_reply_to", complaint && chance.happens(0.8) ? "MN-viral-1" : null);
        json.put("reach", (long) chance.around(complaint ? 900 : 120, 1.2));
        outbox.send(close(draft));
    }

    /** Customers who are happy bring friends; some friends come. */
    void referral(long at) {
        RecordDraft draft = outbox.draft(OutputFeed.REFERRAL, at);
        CsvLine line = draft.csv().field(id("RF")).field(draft.show(person.userId));
        line.field(chance.oneOf(ProductCatalogue.FIRST_NAMES) + ".friend" + person.id + "@mail.example")
                .time(draft.shownTime());
        line.field(chance.happens(0.35) ? "true" : "false");
        outbox.send(draft);
    }

    /** In the days of the viral complaint many join in, customers or not. */
    void maybeJoinComplaint(long arrivedAt) {
        long from = world.stories.viralFrom() * Timestamps.DAY;
        long to = world.stories.viralTo() * Timestamps.DAY;
        if (arrivedAt < to && chance.happens(0.07)) {
            mention(from + (long) ((to - from) * chance.unit() * chance.unit()), true);
            person.feel(-0.1);
        }
    }

    private String id(String prefix) {
        said++;
        return prefix + Long.toString(person.id, 36) + "-" + said;
    }

    private static RecordDraft close(RecordDraft draft) {
        draft.json.close();
        return draft;
    }
}
