package org.jejak.simulate;

import java.util.function.Consumer;

/** Web and app events as JSON lines in the shape of the Segment specification. */
final class SegmentLine {
    private static final Consumer<JsonLine> NOTHING = json -> {};

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;

    SegmentLine(World world, Outbox outbox, Person person) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        this.chance = person.chance;
    }

    /** A page view; a landing page carries what the arrival tells. */
    void page(long at, Device device, boolean loggedIn, String path, String title, Arrival landing) {
        RecordDraft draft = outbox.draft(OutputFeed.WEB, at);
        begin(draft, "page", null, device, loggedIn);
        String address = landing == null ? path : landing.landing(path);
        String referrer = landing == null ? ProductCatalogue.SHOP + "/" : landing.referrer();
        webContext(draft, device, address, title, referrer, landing);
        draft.json.put("name", title);
        draft.json
                .object("properties")
                .put("url", ProductCatalogue.SHOP + address)
                .put("title", title)
                .close();
        end(draft);
    }

    void track(long at, Device device, boolean loggedIn, String event, String path) {
        track(at, device, loggedIn, event, path, NOTHING);
    }

    /** Something a visitor did on the page with that path; on a screen with that name for an app. */
    void track(long at, Device device, boolean loggedIn, String event, String path, Consumer<JsonLine> properties) {
        RecordDraft draft = outbox.draft(device.isApp() ? OutputFeed.APP : OutputFeed.WEB, at);
        begin(draft, "track", event, device, loggedIn);
        context(draft, device, path);
        draft.json.object("properties");
        properties.accept(draft.json);
        draft.json.close();
        end(draft);
    }

    /** Order Completed: the order system knows the same order by the same id. */
    void orderCompleted(long at, Device device, boolean loggedIn, String orderId, Money total, int items) {
        RecordDraft draft = outbox.draft(device.isApp() ? OutputFeed.APP : OutputFeed.WEB, at);
        begin(draft, "track", "Order Completed", device, loggedIn);
        context(draft, device, "/checkout/thanks");
        draft.json.object("properties").put("order_id", orderId);
        boolean asText = device.isApp() && world.hasTypeChange(at);
        String amount = draft.shownAmount(total.text());
        if (asText || draft.has(DirtKind.BAD_AMOUNT)) {
            draft.json.put("total", amount);
        } else {
            draft.json.number("total", amount);
        }
        if (asText) {
            draft.mark(DirtKind.TYPE_CHANGE);
        }
        draft.json
                .put("currency", draft.shownCurrency(total.currency()))
                .put("quantity", items)
                .close();
        end(draft);
    }

    void screen(long at, Device device, boolean loggedIn, String name) {
        RecordDraft draft = outbox.draft(OutputFeed.APP, at);
        begin(draft, "screen", null, device, loggedIn);
        appContext(draft, device);
        draft.json.put("name", name).object("properties").close();
        end(draft);
    }

    /** Ties the cookie or device to the account; carries the address in the clear, as trackers do. */
    void identify(long at, Device device) {
        RecordDraft draft = outbox.draft(device.isApp() ? OutputFeed.APP : OutputFeed.WEB, at);
        begin(draft, "identify", null, device, true);
        context(draft, device, "/account/login");
        boolean upperCase = chance.happens(0.1);
        String email = draft.show(person.email);
        draft.json.object("traits").put("email", upperCase ? capitalised(email) : email);
        draft.json.put("country", person.country.name()).close();
        end(draft);
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void begin(RecordDraft draft, String type, String event, Device device, boolean loggedIn) {
        long sent = draft.receivedAt - 120;
        long skew = person.clockSkew;
        if (skew != 0) {
            draft.mark(DirtKind.CLOCK_SKEW);
        }
        long shown = draft.shownTime();
        JsonLine json = draft.json.open();
        json.put("type", type);
        if (event != null) {
            json.put("event", event);
        }
        json.put("messageId", chance.uuid());
        json.put("anonymousId", draft.show(device.cookie()));
        json.put("userId", draft.show(loggedIn ? person.userId : null));
        json.time("originalTimestamp", shown == 0 ? 0 : shown + skew);
        json.time("sentAt", shown == 0 ? 0 : sent + skew);
        json.time("receivedAt", draft.receivedAt);
        // timestamp = originalTimestamp + (receivedAt - sentAt): right up to the time the message was under way
        if (shown != 0 && draft.suffers(DirtKind.OTHER_OFFSET)) {
            StringBuilder text = json.key("timestamp").append('"');
            Timestamps.offset(text, shown, Timestamps.offsetMinutes(Country.ID.zone, shown))
                    .append('"');
        } else {
            json.time("timestamp", shown == 0 ? 0 : shown + 120);
        }
    }

    private void context(RecordDraft draft, Device device, String path) {
        if (device.isApp()) {
            appContext(draft, device);
        } else {
            webContext(draft, device, path, null, ProductCatalogue.SHOP + "/", null);
        }
    }

    private void webContext(
            RecordDraft draft, Device device, String address, String title, String referrer, Arrival landing) {
        JsonLine json = draft.json.object("context");
        json.object("library")
                .put("name", "analytics.js")
                .put("version", "2.11.1")
                .close();
        int query = address.indexOf('?');
        json.object("page").put("url", ProductCatalogue.SHOP + address);
        json.put("path", query < 0 ? address : address.substring(0, query));
        json.put("referrer", referrer == null ? "" : referrer)
                .put("title", title)
                .close();
        if (landing != null && landing.isTagged()) {
            json.object("campaign").put("source", landing.source()).put("medium", landing.medium());
            json.put("name", landing.name()).put("term", landing.term()).put("content", landing.content());
            json.close();
        }
        machine(draft, device);
        json.close();
    }

    private void appContext(RecordDraft draft, Device device) {
        JsonLine json = draft.json.object("context");
        json.object("library")
                .put("name", "analytics-kotlin")
                .put("version", "1.16.3")
                .close();
        json.object("app").put("name", "Lumbung").put("version", "5.2.0").close();
        json.object("device")
                .put("id", draft.show(device.hardware()))
                .put("type", device.agent().system());
        json.close();
        machine(draft, device);
        json.close();
    }

    private void machine(RecordDraft draft, Device device) {
        JsonLine json = draft.json;
        json.put("userAgent", device.agent().text()).put("ip", device.ip()).put("locale", person.country.locale);
        if (world.hasNewField(draft.occurredAt)) {
            draft.mark(DirtKind.NEW_FIELD);
            json.object("consent")
                    .put("analytics", true)
                    .put("marketing", person.id % 3 != 0)
                    .close();
        }
    }

    private void end(RecordDraft draft) {
        draft.json.close();
        outbox.send(draft);
    }
}
