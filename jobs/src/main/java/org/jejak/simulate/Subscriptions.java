package org.jejak.simulate;

import java.time.*;
import java.util.*;

/** What people agree to and take back: the newsletter, being profiled, a letter for families, advertisements. */
final class Subscriptions {
    static final String NEWSLETTER = "newsletter", PROFILING = "profiling", FAMILY = "family_letter", ADS = "ads";
    static final String FAMILY_TOPIC = "decaf-family";

    private static final double UNSUBSCRIBED_ON_PAGE = 0.4;
    private static final double COMES_BACK = 0.15;
    private static final double LEAVES_AGAIN = 0.3;
    private static final double OBJECTS_TO_PROFILING = 0.02;
    private static final double ANSWERS = 0.8, SAYS_YES = 0.65, CHANGES_MIND = 0.15;
    /** Withdrawals in the same second as a grant, by an impatient finger. */
    private static final double AT_ONCE = 0.01;

    /** A withdrawal counts for more than a grant of the same moment. */
    private record Change(long at, boolean isGrant) {
        static final Comparator<Change> ORDER =
                Comparator.comparingLong(Change::at).thenComparing(c -> !c.isGrant);
    }

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final Habits habits;
    private final RandomSource chance;
    private final SegmentLine segment;
    private final Withdrawals withdrawals;
    private final Map<String, TreeSet<Change>> changes = new TreeMap<>();

    Subscriptions(World world, Outbox outbox, Habits habits, Withdrawals withdrawals) {
        this.world = world;
        this.outbox = outbox;
        person = habits.person;
        this.habits = habits;
        chance = world.chance(World.CONSENTS, person.id);
        segment = new SegmentLine(world, outbox, person, chance);
        this.withdrawals = withdrawals;
    }

    /** Everything but the question of the family letter, which articles lead to. */
    void change() {
        Diary diary = person.diary;
        if (person.mailingListFrom < world.end) {
            list(person.mailingListFrom + 2000, diary.joinedListOn, NEWSLETTER, "main", true);
            if (diary.unsubscribedAt > 0) unsubscribed(diary.unsubscribedAt);
        }
        if (diary.signedUpAt > 0 && chance.happens(OBJECTS_TO_PROFILING)) objectToProfiling();
        if (diary.adsFrom > 0) note(ADS, diary.adsFrom, person.agreesToAds());
    }

    /** The mail program has told it already; some do it on the page as well, and some come back. */
    private void unsubscribed(long at) {
        note(NEWSLETTER, at, false);
        note(FAMILY, at, false);
        Device device = person.browsers.get(0);
        if (chance.happens(UNSUBSCRIBED_ON_PAGE)) withdraw(at + 3000, device, NEWSLETTER, "main");
        if (!chance.happens(COMES_BACK)) return;
        long back = habits.moment(at + (long) (chance.between(15, 90) * Timestamps.DAY), chance);
        list(back, device, NEWSLETTER, "main", true);
        if (!chance.happens(LEAVES_AGAIN)) return;
        withdraw(
                habits.moment(back + (long) (chance.between(10, 60) * Timestamps.DAY), chance),
                device,
                NEWSLETTER,
                "main");
    }

    private void objectToProfiling() {
        long left = Math.max(Timestamps.DAY, world.end - person.diary.signedUpAt);
        long at = habits.moment(person.diary.signedUpAt + Timestamps.DAY + (long) (left * chance.unit()), chance);
        Device device = person.browsers.get(0);
        withdraw(at, device, PROFILING, "profiling");
        if (chance.happens(0.25)) list(at + 30 * Timestamps.DAY, device, PROFILING, "profiling", true);
    }

    /** Someone who reads a lot for families is asked whether a letter about it would be welcome. Not all answer. */
    void askFamily(long at, Device device) {
        if (!chance.happens(ANSWERS)) return;
        boolean yes = chance.happens(SAYS_YES);
        answer(at, device, yes);
        if (yes && chance.happens(CHANGES_MIND)) {
            long later = habits.moment(at + (long) (chance.between(20, 90) * Timestamps.DAY), chance);
            withdrawals.send(() -> answer(later, device, false));
        }
    }

    private void answer(long at, Device device, boolean yes) {
        segment.track(
                at,
                device,
                true,
                "Question Answered",
                "/stories",
                json -> json.put("question", FAMILY).put("answer", yes ? "yes" : "no"));
        note(FAMILY, at, yes);
    }

    private void withdraw(long at, Device device, String purpose, String list) {
        boolean atOnce = chance.happens(AT_ONCE);
        withdrawals.send(() -> {
            list(at, device, purpose, list, false);
            if (atOnce) list(at, device, purpose, list, true);
        });
    }

    private void list(long at, Device device, String purpose, String list, boolean isGrant) {
        boolean known = person.diary.signedUpAt > 0 && person.diary.signedUpAt <= at;
        segment.track(
                at,
                device,
                known,
                "Subscription Changed",
                "/account/preferences",
                json -> json.put("list", list).put("state", isGrant ? "on" : "off"));
        note(purpose, at, isGrant);
    }

    private void note(String purpose, long at, boolean isGrant) {
        if (at < world.start || at >= world.end) return;
        changes.computeIfAbsent(purpose, p -> new TreeSet<>(Change.ORDER)).add(new Change(at, isGrant));
    }

    /** Whether the person has agreed to the purpose, and not taken it back since. */
    boolean isGranted(String purpose, long at) {
        Change latest = latest(purpose, at);
        return latest != null && latest.isGrant;
    }

    private Change latest(String purpose, long at) {
        return changes.getOrDefault(purpose, new TreeSet<>(Change.ORDER)).floor(new Change(at, false));
    }

    /** The state of every purpose at the end of every month by the company's clock, once there is one. */
    void writeTruth() {
        LocalDate start = world.settings.start();
        LocalDate last = start.plusDays(world.settings.days() - 1);
        for (YearMonth month = YearMonth.from(start);
                !month.atEndOfMonth().isAfter(last);
                month = month.plusMonths(1)) {
            LocalDate end = month.atEndOfMonth();
            long at = end.plusDays(1).atStartOfDay(Country.ID.zone).toInstant().toEpochMilli() - 1;
            for (String purpose : changes.keySet()) {
                Change state = latest(purpose, at);
                if (state == null) continue;
                outbox.send(outbox.draft(OutputFeed.TRUTH_CONSENTS, person.id)
                        .fields(person.id, purpose, end, state.isGrant ? "granted" : "withdrawn"));
            }
        }
    }
}
