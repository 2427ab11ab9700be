package org.jejak.simulate;

import java.util.List;

/** What someone is like apart from buying: the hour of the day they like, what they like to read, what they own. */
final class Habits {
    /** What articles are about, and how much each topic is liked: parameters of the Dirichlet distribution of tastes. */
    static final List<String> TOPICS = List.of("espresso", "filter", "origins", "milk", "decaf-family");

    private static final double[] LIKED = {0.9, 0.7, 0.6, 0.4, 0.3};

    /** Hours from 8 to 19 that people like, by weight: mornings, lunch, and most of all evenings. */
    private static final int FIRST_HOUR = 8;

    private static final double[] HOURS = {2, 2, 1, 1, 2, 2, 1, 1, 1, 2, 3, 4};
    /** Share of visits that people make within an hour of theirs, if nothing else brings them. */
    private static final double USUAL = 0.97;

    final Person person;
    /** The local hour the person likes, 8 to 19. */
    final int hour;
    /** Shares of the topics among the articles that the person reads, in the order of {@link #TOPICS}. */
    final double[] taste;

    final boolean ownsMachine;
    final double readsPerDay;
    /** Days after the sign-up until the person reads no more. */
    final double readsForDays;
    /** The mail program opens every message by itself. */
    final boolean hasMailProxy;

    Habits(World world, Person person) {
        this.person = person;
        RandomSource chance = world.chance(World.HABITS, person.id);
        hour = FIRST_HOUR + chance.weighted(HOURS);
        taste = dirichlet(LIKED, chance);
        ownsMachine = chance.happens(0.3);
        readsPerDay = chance.gamma(2, 34);
        readsForDays = chance.exponential(240);
        hasMailProxy = chance.happens(0.15);
    }

    private static double[] dirichlet(double[] parameters, RandomSource chance) {
        double[] shares = new double[parameters.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) sum += shares[i] = chance.gamma(parameters[i], 1);
        for (int i = 0; i < shares.length; i++) shares[i] /= sum;
        return shares;
    }

    /** A moment on the same local day, mostly within an hour of the person's own. */
    long moment(long day, RandomSource chance) {
        double around = hour + chance.weighted(new double[] {1, 3, 1}) - 1 + chance.unit();
        return atHour(day, chance.happens(USUAL) ? around : 7 + 15 * chance.unit());
    }

    /** The hour of the same local day. */
    long atHour(long day, double localHour) {
        return day - sinceMidnight(day) + (long) (localHour * Timestamps.HOUR);
    }

    /** Whether the local hour is the person's own, the one before or the one after. */
    boolean isNearHour(long at) {
        return Math.abs(sinceMidnight(at) / Timestamps.HOUR - hour) <= 1;
    }

    private long sinceMidnight(long at) {
        return Math.floorMod(at + Timestamps.offset(person.country.zone, at), Timestamps.DAY);
    }
}
