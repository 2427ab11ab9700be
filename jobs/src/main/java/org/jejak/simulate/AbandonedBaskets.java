package org.jejak.simulate;

/**
 * Baskets that are left: something is put into one during a visit, at times a checkout is begun, and nothing is bought. It
 * changes nothing else about a life, and has randomness and dirt of its own.
 */
final class AbandonedBaskets {
    /** Share of people who like to fill baskets, and how often they and the others do in a visit with a product's page. */
    static final double COLLECTORS = 0.42, COLLECTORS_FILL = 0.99, OTHERS_FILL = 0.41;
    /** How much less often where no product was looked at closely; also in the app. */
    static final double WITHOUT_VIEW = 0.65;
    /** Chance that a checkout is begun before the basket is left, with and without an account. */
    static final double MEMBER_BEGINS_CHECKOUT = 0.24, GUEST_BEGINS_CHECKOUT = 0.05;

    /** The page of a product that someone looks at; closely, if the tracker says so. */
    private record Look(long at, boolean loggedIn, ProductCatalogue.Product product, boolean isClose) {}

    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;
    private final RandomSource dirt;
    private final SegmentLine segment;
    private final double inclination;
    private Look best;

    AbandonedBaskets(World world, Outbox outbox, Person person) {
        this.outbox = outbox;
        this.person = person;
        chance = world.chance(World.BASKETS, person.id);
        dirt = world.chance(World.DIRT_OF_BASKETS, person.id);
        segment = new SegmentLine(world, outbox, person, chance);
        inclination = chance.happens(COLLECTORS) ? COLLECTORS_FILL : OTHERS_FILL;
    }

    /** Someone looks at the page of a product. The latest close look of a visit counts, else the latest one. */
    void see(long at, boolean loggedIn, ProductCatalogue.Product product, boolean isClose) {
        if (best == null || isClose || !best.isClose) best = new Look(at, loggedIn, product, isClose);
    }

    /** The visit is over: a basket may have been filled in it, unless it is one that buys. */
    void endVisit(Device device, boolean mayLeave) {
        Look look = best;
        best = null;
        if (look == null || !mayLeave || !chance.happens(inclination * (look.isClose ? 1 : WITHOUT_VIEW))) return;
        leave(look.at, device, look.loggedIn, look.product);
    }

    /** Someone looks at the last screen of a visit of the app. */
    void inApp(long at, Device device) {
        if (chance.happens(inclination * WITHOUT_VIEW))
            leave(at, device, true, chance.oneOf(ProductCatalogue.PRODUCTS));
    }

    private void leave(long at, Device device, boolean loggedIn, ProductCatalogue.Product product) {
        long added = at + 2000 + chance.below(9000);
        long begun = added + 8000 + chance.below(40_000);
        boolean beginsCheckout = chance.happens(person.hasAccount ? MEMBER_BEGINS_CHECKOUT : GUEST_BEGINS_CHECKOUT);
        outbox.withDirtOf(dirt, () -> {
            segment.track(
                    added,
                    device,
                    loggedIn,
                    "Product Added",
                    product.path(),
                    json -> json.put("product_id", product.id()).put("quantity", 1));
            if (beginsCheckout) segment.track(begun, device, loggedIn, "Checkout Started", "/checkout");
        });
    }
}
