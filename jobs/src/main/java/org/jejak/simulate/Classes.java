package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Classes that members book, in periods of 28 days of which the last one ends with the last whole day of the company's clock. Whether
 * somebody books in a period depends on what is known before it: this is the true propensity.
 */
final class Classes {
    /** The propensity's terms on the scale of log odds. */
    static final double BASE = -4, ARTICLES = 0.8, MACHINE = 1.2, APP = 0.6, OPEN_CONTACT = -0.5;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    static final long PERIOD = 28 * Timestamps.DAY;
    private static final double CANCELLED = 0.08;
    private static final double MOVED = 0.10;
    private static final List<String> PROGRAMMES =
            List.of("espresso-basics", "latte-art", "pour-over", "cupping", "grinder-care");

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final Habits habits;
    private final RandomSource chance;
    private final SegmentLine segment;
    private int booked;

    Classes(World world, Outbox outbox, Habits habits) {
        this.world = world;
        this.outbox = outbox;
        this.habits = habits;
        person = habits.person;
        chance = world.chance(World.CLASSES, person.id);
        segment = new SegmentLine(world, outbox, person, chance);
    }

    /** Registers the person's machine, and goes through the periods after the sign-up. */
    void book(Reading reading) {
        Diary diary = person.diary;
        if (habits.ownsMachine) registerMachine(diary.signedUpAt + 4 * Timestamps.MINUTE, diary.signedUpOn);
        long end = world.end - Timestamps.offset(Country.ID.zone, world.end);
        long first = end - (world.end - world.start) / PERIOD * PERIOD;
        if (first < world.start) first += PERIOD;
        for (long from = first; from < end; from += PERIOD) {
            if (diary.signedUpAt + Timestamps.HOUR < from) period(from, reading);
        }
    }

    private void period(long from, Reading reading) {
        int articles = reading.articles(from - PERIOD, from);
        boolean usesApp = person.diary.appFrom > 0 && person.diary.appFrom < from;
        boolean hasOpenContact = person.diary.hasOpenContact(from);
        double p = propensity(articles, habits.ownsMachine, usesApp, hasOpenContact);
        boolean books = chance.happens(p);
        // neither the first nor the last day, so that it is within the period by every clock
        if (books) book(habits.moment(from + (1 + chance.below(26)) * Timestamps.DAY, chance));
        outbox.send(outbox.draft(OutputFeed.TRUTH_PROPENSITY, person.id)
                .fields(person.id, Timestamps.local(from, Country.ID.zone, DAY), articles, habits.ownsMachine)
                .fields(usesApp, hasOpenContact, Life.rounded(p), books));
    }

    /** The chance to book a class in 28 days, of what is known when they begin. */
    static double propensity(int articles, boolean ownsMachine, boolean usesApp, boolean hasOpenContact) {
        double logOdds = BASE
                + ARTICLES * StrictMath.log(1 + articles)
                + (ownsMachine ? MACHINE : 0)
                + (usesApp ? APP : 0)
                + (hasOpenContact ? OPEN_CONTACT : 0);
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    private void registerMachine(long at, Device device) {
        ProductCatalogue.Product machine = chance.oneOf(ProductCatalogue.PRODUCTS.stream()
                .filter(p -> p.category().equals("machines"))
                .toList());
        segment.track(
                at,
                device,
                true,
                "Machine Registered",
                "/account/machines",
                json -> json.put("product_id", machine.id()));
    }

    private void book(long at) {
        String id = "CB" + Long.toString(person.id, 36) + "-" + ++booked;
        String programme = chance.oneOf(PROGRAMMES);
        String store = person.country == Country.ID ? chance.oneOf(ProductCatalogue.STORES) : "Online";
        String machine = habits.ownsMachine ? "own" : chance.oneOf(List.of("Uno", "Duo", "Moka"));
        long startsAt = start(at + (long) (chance.between(3, 40) * Timestamps.DAY));
        Device device = person.ownDevice(at, chance);
        tell(
                at,
                device,
                "Class Booked",
                id,
                startsAt,
                json -> json.put("programme", programme).put("store", store).put("machine", machine));
        person.diary.visited(at, at + Timestamps.MINUTE, device, true, true);
        double fate = chance.unit();
        if (fate >= CANCELLED + MOVED) return;
        long laterOn = habits.moment(at + (long) ((startsAt - at) * chance.between(0.2, 0.8)), chance);
        if (laterOn <= at + Timestamps.HOUR || laterOn >= startsAt) return;
        person.diary.visited(laterOn, laterOn + Timestamps.MINUTE, device, true, true);
        if (fate < CANCELLED) tell(laterOn, device, "Class Cancelled", id, startsAt, json -> {});
        else
            tell(
                    laterOn,
                    device,
                    "Class Moved",
                    id,
                    start(startsAt + (1 + chance.below(14)) * Timestamps.DAY),
                    json -> {});
    }

    private long start(long day) {
        return habits.atHour(day, chance.oneOf(List.of(10, 14, 17)));
    }

    private void tell(long at, Device device, String event, String id, long startsAt, Consumer<ObjectNode> more) {
        if (!device.isApp()) segment.page(at, device, true, "/classes", "Classes", Arrival.DIRECT);
        segment.track(at + 30_000, device, true, event, "/classes", json -> {
            json.put("booking_id", id).put("starts_at", Timestamps.withOffset(startsAt, person.country.zone));
            more.accept(json);
        });
    }
}
