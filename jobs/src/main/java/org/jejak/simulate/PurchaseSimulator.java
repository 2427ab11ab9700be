package org.jejak.simulate;

/** Purchases: on the web, in the app, in a store; failures while the checkout is out of order; refunds. */
final class PurchaseSimulator {
    enum Place {
        WEB,
        APP,
        STORE
    }

    /** Share of web purchases that fail while the checkout is out of order. */
    static final double FAILURES_IN_OUTAGE = 0.75;

    private final World world;
    private final Person person;
    private final RandomSource chance;
    /** What is bought is drawn apart: it changes nothing about when and for how much. */
    private final RandomSource shelf;

    private final Visits visits;
    private final OrderLine orders;
    private final TillLine till;

    int count;
    double totalUsd;
    String lastOrderId;

    PurchaseSimulator(World world, Outbox outbox, Person person, Visits visits) {
        this.world = world;
        this.person = person;
        this.visits = visits;
        chance = person.chance;
        shelf = world.chance(World.GOODS, person.id);
        orders = new OrderLine(outbox, person);
        till = new TillLine(outbox);
    }

    Place place() {
        if (person.country == Country.ID && person.hasAccount && chance.happens(0.25)) return Place.STORE;
        return person.hasApp && chance.happens(0.5) ? Place.APP : Place.WEB;
    }

    /** Buys at the end of a web or app visit, or at a till. False if the checkout failed. */
    boolean buy(long at, Place place, Device device) {
        double usd = chance.gamma(Person.P, person.spendRate);
        int items = 1 + chance.poisson(0.8);
        boolean bought = place == Place.STORE ? atTill(at, usd, items) : online(at, place, device, usd, items);
        if (bought && at < world.end) {
            count++;
            totalUsd += usd;
        }
        return bought;
    }

    private boolean online(long at, Place place, Device device, double usd, int items) {
        SegmentLine segment = visits.segment();
        Money total = world.money(usd, person.country.currency, at);
        OrderGoods goods = OrderGoods.of(items, usd, total, shelf);
        ProductCatalogue.Product product = goods.first();
        chance.skip(1); // it was drawn here once
        boolean known = person.hasAccount;
        segment.track(
                at - 200_000,
                device,
                known,
                "Product Added",
                product.path(),
                json -> json.put("product_id", product.id()).put("quantity", 1));
        segment.track(at - 90_000, device, known, "Checkout Started", "/checkout");
        if (place == Place.WEB && world.stories.outage().contains(at) && chance.happens(FAILURES_IN_OUTAGE)) {
            segment.track(
                    at - 30_000,
                    device,
                    known,
                    "Checkout Failed",
                    "/checkout",
                    json -> json.put("error", "payment_gateway_timeout"));
            person.feel(-0.18);
            return false;
        }
        if (!person.hasAccount && chance.happens(0.85)) signUp(at - 60_000, device);
        lastOrderId = "LB-" + Long.toString(person.id + 100_000) + "-" + (count + 1);
        segment.orderCompleted(at, device, person.hasAccount, lastOrderId, total, goods);
        orders.placed(at + 1500, lastOrderId, total, goods, place == Place.APP ? "app" : "web");
        if (chance.happens(0.05)) refund(at + (long) (chance.between(2, 20) * Timestamps.DAY), at, total);
        if (!person.onMailingList(at) && chance.happens(0.7)) {
            person.joinMailingList(at, device);
        }
        return true;
    }

    private void refund(long at, long placedAt, Money total) {
        orders.refunded(at, placedAt + 1500, lastOrderId, chance.happens(0.7) ? total : total.share(0.5));
        person.feel(-0.08);
    }

    private boolean atTill(long at, double usd, int items) {
        boolean card = chance.happens(0.75);
        boolean phone = chance.happens(0.25);
        Money total = world.money(usd, "IDR", at);
        till.receipt(
                at,
                chance,
                card ? person.loyaltyId : null,
                phone ? person.phone : null,
                total,
                OrderGoods.of(items, usd, total, shelf));
        if (chance.happens(0.3)) visits.kiosk(at - 9 * Timestamps.MINUTE);
        return true;
    }

    /** Makes an account on the device: from now on cookie, user id and address belong together. */
    void signUp(long at, Device device) {
        person.hasAccount = true;
        visits.segment().track(at, device, true, "Signed Up", "/account/new");
        visits.segment().identify(at + 900, device);
        person.hasApp = person.hasApp || chance.happens(0.35);
        person.diary.signedUpAt = at;
        person.diary.signedUpOn = device;
        if (chance.happens(0.5)) person.joinMailingList(at, device);
    }
}
