package org.jejak.simulate;

import java.util.stream.LongStream;

/**
 * What people do besides buying, once they are known by an account or an address: they read articles, say what they want to be told, are
 * invited to classes and book them. It is simulated after a life and from randomness and dirt of its own, so that it changes nothing
 * about when and what somebody buys: before the first purchase nothing is added but articles at the end of visits that are there anyway.
 */
final class Membership {
    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final Habits habits;
    private final Reading reading;
    private final Subscriptions subscriptions;
    private final Invitations invitations;
    private final Classes classes;

    Membership(World world, Outbox outbox, Person person, Withdrawals withdrawals) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        habits = new Habits(world, person);
        subscriptions = new Subscriptions(world, outbox, habits, withdrawals);
        reading = new Reading(world, outbox, habits, subscriptions);
        invitations = new Invitations(world, outbox, habits);
        classes = new Classes(world, outbox, habits);
    }

    /** All of it. The first purchase is 0 if there was none. */
    void live(long firstPurchaseAt) {
        outbox.withDirtOf(world.chance(World.DIRT_OF_MEMBERS, person.id), () -> {
            if (hasAccount()) {
                reading.read(firstPurchaseAt);
                classes.book(reading);
            }
            subscriptions.change();
            if (firstPurchaseAt > 0) invitations.send(firstPurchaseAt, subscriptions);
        });
    }

    private boolean hasAccount() {
        return person.diary.signedUpAt > 0 && person.diary.signedUpAt < world.end;
    }

    void writeTruth() {
        subscriptions.writeTruth();
        if (!hasAccount()) return;
        writeTastes();
        writeHours();
    }

    private void writeTastes() {
        RecordDraft draft = outbox.draft(OutputFeed.TRUTH_TASTES, person.id).fields(person.id, habits.ownsMachine);
        for (double share : habits.taste) draft.fields(Life.rounded(share));
        outbox.send(draft.fields(reading.articles()));
    }

    private void writeHours() {
        long[] visits = person.diary.visits.stream()
                .filter(Diary.Visit::isOwn)
                .mapToLong(Diary.Visit::at)
                .filter(at -> at >= world.start && at < world.end)
                .toArray();
        long near = LongStream.of(visits).filter(habits::isNearHour).count();
        outbox.send(outbox.draft(OutputFeed.TRUTH_HOURS, person.id)
                .fields(person.id, habits.hour, visits.length, near)
                .fields(invitations.delivered, invitations.clicked));
    }
}
