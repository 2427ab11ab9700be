package org.jejak.simulate;

import java.util.*;

/** Articles that members read, on topics by their taste: at the end of visits before the first purchase, afterwards in visits of their own. */
final class Reading {
    /** How often a visit before the first purchase ends with an article. */
    private static final double AFTER_VISIT = 0.4;

    private static final int ASKED_AFTER = 3;
    private static final long ASKED_WITHIN = 30 * Timestamps.DAY;

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final Habits habits;
    private final Subscriptions subscriptions;
    private final RandomSource chance;
    private final SegmentLine segment;
    private final TreeMap<Long, String> topics = new TreeMap<>();
    private boolean asked;

    Reading(World world, Outbox outbox, Habits habits, Subscriptions subscriptions) {
        this.world = world;
        this.outbox = outbox;
        this.habits = habits;
        this.subscriptions = subscriptions;
        person = habits.person;
        chance = world.chance(World.READING, person.id);
        segment = new SegmentLine(world, outbox, person, chance);
    }

    /** Reads for as long as the person likes to. The first purchase is 0 if there was none. */
    void read(long firstPurchaseAt) {
        Diary diary = person.diary;
        long until = Math.min(world.end, diary.signedUpAt + (long) (habits.readsForDays * Timestamps.DAY));
        long latest =
                diary.visits.stream().mapToLong(Diary.Visit::endedAt).max().orElse(0);
        long free = Timestamps.HOUR + Math.max(diary.signedUpAt, firstPurchaseAt > 0 ? firstPurchaseAt : latest);
        for (Diary.Visit visit : List.copyOf(diary.visits)) {
            boolean leadsToPurchase = firstPurchaseAt > 0 && visit.endedAt() > firstPurchaseAt - Timestamps.HOUR;
            boolean mayRead = visit.at() > diary.signedUpAt && visit.endedAt() < until && !leadsToPurchase;
            if (mayRead && chance.happens(AFTER_VISIT))
                articles(visit.endedAt() + 5000, visit.device(), visit.loggedIn(), true);
        }
        double gap = Timestamps.DAY / habits.readsPerDay;
        for (double at = free + chance.exponential(gap); at < until; at += chance.exponential(gap)) {
            visit(Math.max(free, habits.moment((long) at, chance)));
        }
    }

    private void visit(long at) {
        Device device = person.ownDevice(at, chance);
        if (device.isApp()) {
            segment.track(at, device, true, "Application Opened", null, json -> json.put("from_background", false));
        }
        person.diary.visited(at, articles(at + 900, device, true, false), device, true, true);
    }

    /** An article or more. Returns when the last one was read. */
    private long articles(long from, Device device, boolean loggedIn, boolean isOnSite) {
        long at = from;
        for (int left = 1 + chance.poisson(0.5), i = 0; left > 0; left--, i++) {
            String topic = Habits.TOPICS.get(chance.weighted(habits.taste));
            int number = 1 + chance.below(12);
            String path = "/stories/" + topic + "/" + number;
            if (i == 0 && !isOnSite && !device.isApp())
                segment.page(at - 900, device, loggedIn, path, "Stories", Arrival.DIRECT);
            segment.track(
                    at,
                    device,
                    loggedIn,
                    "Article Viewed",
                    path,
                    json -> json.put("topic", topic).put("article", number));
            remember(at, topic, device);
            at += (long) (1000 * Math.min(1200, chance.around(90, 0.8)));
        }
        return at;
    }

    private void remember(long at, String topic, Device device) {
        if (at < world.start || at >= world.end) return;
        topics.put(at, topic);
        if (asked || !topic.equals(Subscriptions.FAMILY_TOPIC)) return;
        long lately = topics.subMap(at - ASKED_WITHIN, true, at, true).values().stream()
                .filter(topic::equals)
                .count();
        if (lately < ASKED_AFTER) return;
        asked = true;
        subscriptions.askFamily(at + 40_000, device);
    }

    int articles() {
        return topics.size();
    }

    /** How many articles were read from a moment up to, and without, another. */
    int articles(long from, long to) {
        return topics.subMap(from, to).size();
    }
}
