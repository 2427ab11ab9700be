package org.jejak.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.*;

/**
 * The course of one person through the horizon: visits until a decision or until interest is lost, then purchases by
 * the BG/NBD clock until dropout. Channel effects act on the decision only, satisfaction on dropout and on answers only.
 */
final class Life {
    /** Chance to decide at a visit without any effect of channels. */
    static final double DECIDES = 0.044;
    /** Chance to lose interest after a visit. */
    static final double LOSES_INTEREST = 0.085;
    /** Mean days between visits before the decision. */
    static final double DAYS_BETWEEN_VISITS = 7;
    /** Of those who decided and come back to buy later, how many pass through the harvesting campaign while it runs. */
    static final double HARVESTED = 0.6;

    private record Touch(long at, TouchChannel channel) {}

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;
    private final Visits visits;
    private final Adverts adverts;
    private final Mailings mailings;
    private final PurchaseSimulator purchases;
    private final Surveys surveys;
    private final Contacts contacts;
    private final WordOfMouth wordOfMouth;
    private final Membership membership;
    private final List<Touch> touches = new ArrayList<>();

    private long arrivedAt;
    private long firstPurchaseAt;
    private long droppedOutAt;

    Life(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        chance = person.chance;
        visits = new Visits(world, outbox, person);
        adverts = new Adverts(world, outbox, person);
        Withdrawals withdrawals = new Withdrawals(world, outbox, person);
        mailings = new Mailings(world, outbox, person, withdrawals);
        purchases = new PurchaseSimulator(world, outbox, person, visits);
        surveys = new Surveys(world, outbox, person);
        contacts = new Contacts(world, outbox, person, visits, surveys);
        wordOfMouth = new WordOfMouth(world, outbox, person);
        membership = new Membership(world, outbox, person, withdrawals);
    }

    void live() {
        double days = world.settings.days();
        double arrival = chance.happens(0.25) ? 0.1 * chance.unit() : 0.97 * chance.unit();
        arrivedAt = daytime(world.start + (long) (arrival * days * Timestamps.DAY));
        if (person.comesOnce) {
            visit(arrivedAt, person.browser(), TouchChannel.first(chance), 1 + chance.poisson(0.6));
            adverts.passBy(arrivedAt, arrivedAt + 20 * Timestamps.DAY);
        } else {
            decide();
            wordOfMouth.maybeJoinComplaint(arrivedAt);
            if (firstPurchaseAt > 0) buyAgain();
            mailings.newsletters(firstPurchaseAt > 0 ? firstPurchaseAt : Long.MAX_VALUE, visits);
            adverts.passBy(arrivedAt - 10 * Timestamps.DAY, world.end);
        }
        membership.live(firstPurchaseAt);
        writeTruth();
        membership.writeTruth();
    }

    /** Visits until a first purchase, or until interest is lost. */
    private void decide() {
        long at = arrivedAt;
        TouchChannel channel = TouchChannel.first(chance);
        while (at < world.end) {
            Device device = person.browser();
            touches.add(new Touch(at, channel));
            long left = visit(at, device, channel, 1 + chance.poisson(1.8));
            if (chance.happens(Math.min(0.9, DECIDES * lift(at)))) {
                firstPurchase(left, device, channel);
                return;
            }
            nurture(left, device);
            if (chance.happens(LOSES_INTEREST)) return;
            at = daytime(Math.max(
                    left + Timestamps.HOUR, at + (long) (chance.exponential(DAYS_BETWEEN_VISITS) * Timestamps.DAY)));
            channel = TouchChannel.later(chance, person.onMailingList(at));
        }
    }

    /** 1 plus the effects of all touches so far, this one included, each halved by its age. */
    private double lift(long at) {
        double lift = 1;
        for (Touch touch : touches) {
            double age = (at - touch.at) / (double) Timestamps.DAY;
            lift += touch.channel.effect * StrictMath.pow(0.5, age / touch.channel.halfLifeDays);
        }
        return lift;
    }

    private long visit(long at, Device device, TouchChannel channel, int pages) {
        if (channel == TouchChannel.EMAIL) mailings.touch(at - 1500);
        Arrival arrival = Arrival.through(channel, chance);
        adverts.click(at, device, arrival);
        boolean viaBrand = (channel == TouchChannel.SOCIAL || channel == TouchChannel.DISPLAY) && chance.happens(0.5);
        if (viaBrand && device.brandCookie() != null) {
            visits.brandSite(at - 4 * Timestamps.MINUTE, device, arrival);
        }
        return visits.browse(at, device, arrival, pages, chance.happens(0.55));
    }

    /** What people do besides looking at products: read, sign up, ask for an offer. */
    private void nurture(long at, Device device) {
        if (chance.happens(0.2)) visits.guide(at + Timestamps.MINUTE, device, ProductCatalogue.SHOP + "/");
        if (!person.hasAccount && chance.happens(0.09)) {
            purchases.signUp(at + 2 * Timestamps.MINUTE, device);
        } else if (chance.happens(0.04)) {
            visits.segment()
                    .track(
                            at + 90_000,
                            device,
                            person.hasAccount,
                            "Lead Submitted",
                            "/subscription",
                            json -> json.put("form", "office-coffee"));
        }
    }

    /** The decision is made: most buy at once, the rest comes back, perhaps over an advertisement that claims it. */
    private void firstPurchase(long left, Device device, TouchChannel channel) {
        long at = left + 4 * Timestamps.MINUTE;
        Device buysOn = device;
        for (int attempt = 0; attempt < 3 && at < world.end; attempt++) {
            boolean comesBack = attempt > 0 || chance.happens(0.35);
            if (comesBack) {
                long back = daytime(at + (long) (chance.between(0.3, 3) * Timestamps.DAY));
                buysOn = chance.happens(0.7) ? device : person.browser();
                at = comeBack(back, buysOn) + 4 * Timestamps.MINUTE;
            }
            if (purchases.buy(at, PurchaseSimulator.Place.WEB, buysOn)) {
                firstPurchaseAt = at < world.end ? at : 0;
                afterPurchase(at, "web");
                return;
            }
            afterFailure(at);
            if (chance.happens(0.45)) return;
            at = at + (long) (chance.exponential(4) * Timestamps.DAY);
        }
    }

    /** A visit whose purchase is already decided: nothing that leads to it earns anything. */
    private long comeBack(long at, Device device) {
        Arrival arrival = Arrival.DIRECT;
        if (world.stories.harvest().contains(at) && chance.happens(HARVESTED)) {
            arrival = Arrival.ofCampaign(Campaign.BRAND_ALWAYS_ON, chance);
            adverts.click(at, device, arrival);
        }
        return visits.browseToBuy(at, device, arrival, 1 + chance.poisson(0.8));
    }

    private void buyAgain() {
        long at = firstPurchaseAt;
        while (true) {
            double gap = chance.exponential(1 / person.purchaseRate);
            long next = at + (long) (gap * Timestamps.DAY);
            between(at, Math.min(next, world.end));
            if (next >= world.end) return;
            at = daytime(Math.max(next, at + Timestamps.HOUR));
            person.calmDown(gap);
            PurchaseSimulator.Place place = purchases.place();
            Device device = place == PurchaseSimulator.Place.APP ? person.phoneApp : person.browser();
            if (place == PurchaseSimulator.Place.WEB) {
                comeBack(at - 15 * Timestamps.MINUTE, device);
            } else if (place == PurchaseSimulator.Place.APP) {
                visits.openToBuy(at - 8 * Timestamps.MINUTE, 2 + chance.poisson(2));
            }
            if (purchases.buy(at, place, device)) {
                afterPurchase(at, place.name().toLowerCase(Locale.ROOT));
            } else {
                afterFailure(at);
            }
            if (chance.happens(person.dropoutNow())) {
                droppedOutAt = at;
                return;
            }
        }
    }

    /** Customers look around between purchases, which changes nothing about when they buy. */
    private void between(long from, long to) {
        for (double at = next(from); at < to; at = next((long) at)) {
            long visitAt = daytime((long) at);
            if (visitAt >= to) return;
            if (person.hasApp && chance.happens(0.5)) {
                visits.open(visitAt, 1 + chance.poisson(2));
            } else {
                Device device = person.browser();
                Arrival arrival = Arrival.through(TouchChannel.later(chance, false), chance);
                adverts.click(visitAt, device, arrival);
                visits.browse(visitAt, device, arrival, 1 + chance.poisson(1.0), chance.happens(0.6));
            }
            if (chance.happens(0.05)) contacts.ask(visitAt + 10 * Timestamps.MINUTE, null);
        }
    }

    private double next(long after) {
        return after + chance.exponential(25) * Timestamps.DAY;
    }

    private void afterFailure(long at) {
        if (chance.happens(0.35)) {
            contacts.ask(at + (long) (chance.exponential(2) * Timestamps.HOUR), "payment");
        }
    }

    private void afterPurchase(long at, String touchpoint) {
        person.feel(0.02);
        long later = at + (long) (chance.between(1, 8) * Timestamps.DAY);
        if (chance.happens(0.14)) contacts.ask(daytime(later), null);
        if (chance.happens(0.22)) surveys.afterPurchase(daytime(later + 2 * Timestamps.DAY), touchpoint);
        if (person.hasAccount && chance.happens(0.08)) wordOfMouth.review(daytime(later + 5 * Timestamps.DAY));
        if (chance.happens(0.04)) wordOfMouth.mention(daytime(later + Timestamps.DAY), false);
        if (person.hasAccount && chance.happens(0.12 * person.satisfaction * person.satisfaction)) {
            wordOfMouth.referral(daytime(later + 3 * Timestamps.DAY));
        }
    }

    /** The same day at an hour at which people are awake. */
    private long daytime(long at) {
        long hour = Math.floorMod(at + Timestamps.offset(person.country.zone, at), Timestamps.DAY);
        return hour >= 7 * Timestamps.HOUR ? at : at + (long) ((7 + 15 * chance.unit()) * Timestamps.HOUR) - hour;
    }

    /** Writes what really happened, for checks of the pipeline. */
    private void writeTruth() {
        for (Identifier identifier : person.seen()) {
            RecordDraft draft = outbox.draft(OutputFeed.TRUTH_IDENTIFIERS, person.id);
            draft.fields(person.id, identifier.type.label(), identifier.value, identifier.shared, identifier.group);
            outbox.send(draft);
        }
        RecordDraft draft = outbox.draft(OutputFeed.TRUTH_PERSONS, person.id);
        draft.fields(
                person.id,
                person.country.name(),
                person.comesOnce ? "comes_once" : purchases.count > 0 ? "customer" : "prospect",
                touches.isEmpty() ? null : touches.get(0).channel.label(),
                Timestamps.utc(arrivedAt),
                Timestamps.utc(firstPurchaseAt),
                rounded(person.purchaseRate),
                rounded(person.dropoutProbability),
                Timestamps.utc(droppedOutAt),
                rounded(person.spendMean()),
                purchases.count,
                rounded(purchases.totalUsd),
                touches.size(),
                rounded(person.satisfactionAtStart),
                rounded(person.satisfactionLowest),
                rounded(person.satisfaction),
                person.contacts,
                person.badContacts);
        outbox.send(draft);
    }

    static String rounded(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).toPlainString();
    }
}
