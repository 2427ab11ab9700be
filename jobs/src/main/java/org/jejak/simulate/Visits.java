package org.jejak.simulate;

import java.util.List;

/** What people do on the shop, in the app, on the brand site and on the guide site. Every visit returns when it ended. */
final class Visits {
    private final World world;
    private final Person person;
    private final RandomSource chance;
    private final SegmentLine segment;
    private final Ga4Line ga4;
    private final AccessLine access;
    private final AbandonedBaskets baskets;

    Visits(World world, Outbox outbox, Person person) {
        this.world = world;
        this.person = person;
        chance = person.chance;
        segment = new SegmentLine(world, outbox, person, chance);
        ga4 = new Ga4Line(outbox, person);
        access = new AccessLine(outbox);
        baskets = new AbandonedBaskets(world, outbox, person);
    }

    SegmentLine segment() {
        return segment;
    }

    /** A look around the shop. Some put something into the basket, and leave it there. */
    long browse(long at, Device device, Arrival arrival, int pages, boolean loggedIn) {
        return look(at, device, arrival, pages, loggedIn, true);
    }

    /** A look around of someone who has decided to buy. */
    long browseToBuy(long at, Device device, Arrival arrival, int pages) {
        return look(at, device, arrival, pages, true, false);
    }

    /** Logged-in visits may say so with an identify call. */
    private long look(long at, Device device, Arrival arrival, int pages, boolean loggedIn, boolean mayLeave) {
        long now = at;
        boolean known = loggedIn && person.hasAccount;
        for (int i = 0; i < pages; i++) {
            ProductCatalogue.Product product = chance.oneOf(ProductCatalogue.PRODUCTS);
            boolean landing = i == 0;
            boolean home = landing && chance.happens(0.5);
            segment.page(
                    now,
                    device,
                    known && !landing,
                    home ? "/" : product.path(),
                    home ? "Lumbung" : product.name(),
                    landing ? arrival : null);
            if (landing && known) segment.identify(now + 4000 + chance.below(9000), device);
            boolean viewed = !home && chance.happens(0.35);
            if (viewed) view(now + 1500, device, known && !landing, product);
            if (!home) baskets.see(now + 1500, known && !landing, product, viewed);
            now += dwell();
        }
        baskets.endVisit(device, mayLeave);
        person.diary.visited(at, now, device, known, arrival.channel() != TouchChannel.EMAIL);
        return now;
    }

    /** A look into the app. Some put something into the basket, and leave it there. */
    void open(long at, int screens) {
        baskets.inApp(openToBuy(at, screens), person.phoneApp);
    }

    /** The app opened by hand or from a push message. Returns when the last screen was shown. */
    long openToBuy(long at, int screens) {
        Device device = person.phoneApp;
        boolean pushed = chance.happens(0.25);
        if (pushed) {
            segment.track(
                    at,
                    device,
                    true,
                    "Push Notification Tapped",
                    null,
                    json -> json.put("campaign_name", "app-offers"));
        }
        segment.track(at + 300, device, true, "Application Opened", null, json -> json.put("from_background", pushed));
        long now = at + 1200;
        for (int i = 0; i < screens; i++) {
            segment.screen(now, device, true, chance.oneOf(SCREENS));
            now += dwell() / 2;
        }
        person.diary.visited(at, now, device, true, !pushed);
        return now;
    }

    /** The store's kiosk: one device that hundreds of people log in to. */
    void kiosk(long at) {
        int number = (int) (person.id % world.kiosks);
        RandomSource kiosk = world.chance(World.KIOSK, number);
        Identifier cookie = new Identifier(Identifier.Type.ANONYMOUS_ID, kiosk.uuid(), true);
        Identifier hardware = new Identifier(Identifier.Type.DEVICE_ID, kiosk.uuid(), true);
        Device device = new Device(cookie, hardware, null, UserAgents.KIOSK, "100.64.0." + (1 + number % 250));
        segment.identify(at, device);
        segment.screen(at + 2000, device, true, "Loyalty Points");
    }

    /** A help page or two before writing to support. */
    void seekHelp(long at, Device device) {
        String path = chance.oneOf(ProductCatalogue.HELP);
        segment.page(at, device, person.hasAccount, path, "Help", null);
        segment.track(
                at + 900,
                device,
                person.hasAccount,
                "Help Viewed",
                path,
                json -> json.put("article", path.substring(6)));
        if (chance.happens(0.4)) guide(at + 3 * Timestamps.MINUTE, device, ProductCatalogue.SHOP + path);
    }

    /** The brand site, measured by the other tracker. */
    void brandSite(long at, Device device, Arrival arrival) {
        long session = at / 1000;
        ga4.event(at, device, false, session, "session_start", "/", arrival);
        ga4.event(at, device, false, session, "page_view", "/", arrival);
        long now = at;
        for (int i = chance.poisson(1.5); i > 0; i--) {
            now += dwell();
            boolean member = person.hasAccount && chance.happens(0.3);
            ga4.event(now, device, member, session, "page_view", chance.oneOf(ProductCatalogue.BRAND_PAGES), null);
            if (chance.happens(0.5)) ga4.event(now + 9000, device, member, session, "scroll", "/story", null);
        }
    }

    /** Articles on the guide site, with the files their pages pull in. */
    void guide(long at, Device device, String referrer) {
        long now = at;
        String from = referrer;
        for (int page = 1 + chance.poisson(0.8); page > 0; page--) {
            boolean missing = chance.happens(0.03);
            String path = missing ? "/old/" + chance.below(50) + ".html" : chance.oneOf(ProductCatalogue.GUIDES);
            String agent = device.agent().text();
            int status = missing ? 404 : 200;
            access.request(now, device.ip(), agent, path, status, 4000 + chance.below(30_000), from);
            String self = ProductCatalogue.GUIDE + path;
            if (!missing) assets(now, device, self);
            from = self;
            now += dwell() * 2;
        }
    }

    private void assets(long at, Device device, String page) {
        long now = at;
        for (String asset : AccessLine.ASSETS) {
            now += 150;
            int status = chance.happens(0.3) ? 304 : 200;
            access.request(now, device.ip(), device.agent().text(), asset, status, 1800, page);
        }
    }

    private void view(long at, Device device, boolean loggedIn, ProductCatalogue.Product product) {
        segment.track(
                at,
                device,
                loggedIn,
                "Product Viewed",
                product.path(),
                json -> json.put("product_id", product.id())
                        .put("name", product.name())
                        .put("category", product.category()));
    }

    /** Mostly well under a minute, at times a long pause, seldom one that ends the session. */
    private long dwell() {
        return (long) (Math.min(chance.around(25, 1.2), 5000) * 1000) + 800;
    }

    private static final List<String> SCREENS = List.of("Home", "Product", "Cart", "Orders", "Rewards", "Search");
}
