package org.jejak.simulate;

import java.util.*;

/**
 * One person: who they are, what they own, how they buy. Everything follows from the seed and the person's number;
 * people 2k and 2k + 1 may live in one household and share a browser.
 */
final class Person {
    /** Purchase rate per day is Gamma(R, ALPHA), dropout after a repeat purchase is Beta(A, B), as in BG/NBD. */
    static final double R = 1.3, ALPHA = 40, A = 1.2, B = 6;
    /** One order is Gamma(P, nu), nu is Gamma(Q, V) for each person: mean order P V / (Q - 1) = 50 US dollars. */
    static final double P = 6, Q = 4, V = 25;

    /** Satisfaction that neither drives people away nor binds them. */
    static final double CONTENT = 0.72;

    private static final double SHARE_OF_SHARED_HOUSEHOLDS = 0.12;

    final long id;
    final RandomSource chance;
    final Country country;
    final boolean comesOnce;
    final Identifier userId;
    final Identifier email;
    final Identifier phone;
    final Identifier loyaltyId;
    final List<Device> browsers = new ArrayList<>();
    final Device phoneApp;
    final double purchaseRate;
    final double dropoutProbability;
    final double spendRate;
    /** How far the clocks of the person's devices are ahead, in milliseconds. */
    final long clockSkew;

    boolean hasAccount;
    boolean hasApp;
    long mailingListFrom = Long.MAX_VALUE;
    final Diary diary = new Diary();
    double satisfaction;
    final double satisfactionAtStart;
    double satisfactionLowest;
    int contacts;
    int badContacts;

    private final List<Identifier> seen = new ArrayList<>();

    Person(World world, long id) {
        this.id = id;
        chance = world.chance(World.LIFE, id);
        RandomSource household = world.chance(World.HOUSEHOLD, id / 2);
        boolean shares = household.happens(SHARE_OF_SHARED_HOUSEHOLDS);
        country = Country.values()[(shares ? household : chance).weighted(Country.SHARES)];
        comesOnce = chance.happens(0.35);
        purchaseRate = chance.gamma(R, ALPHA);
        dropoutProbability = chance.beta(A, B);
        spendRate = chance.gamma(Q, V);
        satisfactionAtStart = chance.beta(13, 5);
        satisfaction = satisfactionAtStart;
        satisfactionLowest = satisfaction;

        userId = new Identifier(Identifier.Type.USER_ID, "u" + (1_000_000 + id), false);
        email = new Identifier(Identifier.Type.EMAIL, address(), false);
        String number = country.phonePrefix + (10_000_000L + Math.floorMod(id * 48_271L, 90_000_000L));
        phone = new Identifier(Identifier.Type.PHONE, number, false);
        loyaltyId = new Identifier(Identifier.Type.LOYALTY_ID, "L" + (30_000_000 + id * 7), false);
        phoneApp = new Device(
                anonymous(chance, false),
                new Identifier(Identifier.Type.DEVICE_ID, chance.uuid(), false),
                null,
                chance.oneOf(UserAgents.APP),
                address(chance));
        int count = comesOnce ? 1 : 1 + chance.weighted(new double[] {0.42, 0.35, 0.16, 0.07});
        for (int i = 0; i < count; i++) {
            boolean mobile = chance.happens(0.55);
            browsers.add(browser(chance, chance.oneOf(mobile ? UserAgents.MOBILE : UserAgents.DESKTOP), false));
        }
        if (shares) browsers.add(browser(household, household.oneOf(UserAgents.DESKTOP), true));
        RandomSource clock = world.chance(World.DIRT, -1 - id);
        boolean isWrong = clock.happens(world.settings.dirt().share(DirtKind.CLOCK_SKEW));
        clockSkew = isWrong ? (long) (clock.between(-180, 180) * Timestamps.MINUTE) : 0;
    }

    /** A usual browser: the first is used most. */
    Device browser() {
        double[] weights = new double[browsers.size()];
        for (int i = 0; i < weights.length; i++) weights[i] = 1.0 / (1 + i);
        return browsers.get(chance.weighted(weights));
    }

    /** The app, or the browser that is the person's own and used most. */
    Device ownDevice(long at, RandomSource chance) {
        boolean usesApp = diary.appFrom > 0 && diary.appFrom < at;
        return usesApp && chance.happens(0.5) ? phoneApp : browsers.get(0);
    }

    /** Mean of one order in US dollars. */
    double spendMean() {
        return P / spendRate;
    }

    /** Unhappy people leave more easily: three times as easily at 0.35, half as easily at 0.95. */
    double dropoutNow() {
        return Math.min(0.95, dropoutProbability * StrictMath.exp(3 * (CONTENT - satisfaction)));
    }

    void feel(double change) {
        satisfaction = Math.max(0.02, Math.min(0.98, satisfaction + change));
        satisfactionLowest = Math.min(satisfactionLowest, satisfaction);
    }

    /** Time heals: satisfaction returns to where the person began, half of the way in 60 days. */
    void calmDown(double days) {
        satisfaction = satisfactionAtStart + (satisfaction - satisfactionAtStart) * StrictMath.pow(0.5, days / 60);
    }

    /** Joins the mailing list by a form on the device. */
    void joinMailingList(long at, Device device) {
        if (at >= mailingListFrom) return;
        mailingListFrom = at;
        diary.joinedListOn = device;
    }

    boolean onMailingList(long at) {
        return at >= mailingListFrom;
    }

    /** What the consent banner says once there is one. */
    boolean agreesToAds() {
        return id % 3 != 0;
    }

    /** Notes identifiers that one intact record shows together, so that truth knows which ones can be linked at all. */
    void seenTogether(List<Identifier> identifiers) {
        if (identifiers.isEmpty()) return;
        int group = Integer.MAX_VALUE;
        for (Identifier identifier : identifiers) {
            if (identifier.group < 0) {
                identifier.group = seen.size();
                seen.add(identifier);
            }
            group = Math.min(group, identifier.group);
        }
        for (Identifier identifier : identifiers) {
            int old = identifier.group;
            if (old != group) {
                for (Identifier other : seen) other.group = other.group == old ? group : other.group;
            }
        }
    }

    List<Identifier> seen() {
        return seen;
    }

    private String address() {
        return chance.oneOf(ProductCatalogue.FIRST_NAMES)
                + '.'
                + chance.oneOf(ProductCatalogue.LAST_NAMES)
                + id
                + '@'
                + chance.oneOf(ProductCatalogue.MAIL_DOMAINS);
    }

    private static Device browser(RandomSource chance, UserAgents.Agent agent, boolean shared) {
        String pseudo = chance.digits(9) + '.' + chance.digits(10);
        Identifier brandCookie = new Identifier(Identifier.Type.ANONYMOUS_ID, pseudo, shared);
        return new Device(anonymous(chance, shared), null, brandCookie, agent, address(chance));
    }

    private static Identifier anonymous(RandomSource chance, boolean shared) {
        return new Identifier(Identifier.Type.ANONYMOUS_ID, chance.uuid(), shared);
    }

    /** An address out of 100.64.0.0/10, which nobody has in public. */
    private static String address(RandomSource chance) {
        return "100." + (64 + chance.below(64)) + '.' + chance.below(256) + '.' + (1 + chance.below(254));
    }
}
