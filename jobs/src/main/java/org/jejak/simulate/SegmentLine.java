package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Web and app events as JSON lines in the shape of the Segment specification. */
final class SegmentLine {
    private static final Consumer<ObjectNode> NOTHING = properties -> {};

    private final World world;
    private final Outbox outbox;
    private final Person person;
    private final RandomSource chance;

    /** @param chance what ids of messages are drawn from */
    SegmentLine(World world, Outbox outbox, Person person, RandomSource chance) {
        this.world = world;
        this.outbox = outbox;
        this.person = person;
        this.chance = chance;
    }

    /** A page view; a landing page carries the tags and click id of the arrival, null for other pages. */
    void page(long at, Device device, boolean loggedIn, String path, String title, Arrival landing) {
        RecordDraft draft = outbox.draft(OutputFeed.WEB, at);
        begin(draft, "page", null, device, loggedIn);
        String address = landing == null ? path : landing.landing(path);
        String referrer = landing == null ? ProductCatalogue.SHOP + "/" : landing.referrer();
        webContext(draft, device, address, title, referrer, landing);
        draft.json.put("name", title);
        draft.json
                .putObject("properties")
                .put("url", ProductCatalogue.SHOP + address)
                .put("title", title);
        outbox.send(draft);
    }

    void track(long at, Device device, boolean loggedIn, String event, String path) {
        track(at, device, loggedIn, event, path, NOTHING);
    }

    /** Something a visitor did on the page with that path; on a screen with that name for an app. */
    void track(long at, Device device, boolean loggedIn, String event, String path, Consumer<ObjectNode> properties) {
        RecordDraft draft = draft(at, device);
        begin(draft, "track", event, device, loggedIn);
        context(draft, device, path);
        properties.accept(draft.json.putObject("properties"));
        outbox.send(draft);
    }

    /** Order Completed: the order system knows the same order by the same id. */
    void orderCompleted(long at, Device device, boolean loggedIn, String orderId, Money total, OrderGoods goods) {
        RecordDraft draft = draft(at, device);
        begin(draft, "track", "Order Completed", device, loggedIn);
        context(draft, device, "/checkout/thanks");
        boolean asText = device.isApp() && world.hasTypeChange(at);
        if (asText) draft.mark(DirtKind.TYPE_CHANGE);
        ObjectNode properties = draft.json.putObject("properties").put("order_id", orderId);
        draft.putAmount(properties, "total", total, asText);
        properties.put("currency", draft.shownCurrency(total)).put("quantity", goods.count());
        goods.writeDescribed(properties.putArray("products"));
        outbox.send(draft);
    }

    void screen(long at, Device device, boolean loggedIn, String name) {
        RecordDraft draft = outbox.draft(OutputFeed.APP, at);
        begin(draft, "screen", null, device, loggedIn);
        appContext(draft, device);
        draft.json.put("name", name).putObject("properties");
        outbox.send(draft);
    }

    /** Ties the cookie or device to the account; carries the address in the clear, as trackers do. */
    void identify(long at, Device device) {
        RecordDraft draft = draft(at, device);
        begin(draft, "identify", null, device, true);
        context(draft, device, "/account/login");
        boolean upperCase = chance.happens(0.1);
        String email = draft.show(person.email);
        draft.json
                .putObject("traits")
                .put("email", upperCase ? capitalised(email) : email)
                .put("country", person.country.name());
        outbox.send(draft);
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private RecordDraft draft(long at, Device device) {
        return outbox.draft(device.isApp() ? OutputFeed.APP : OutputFeed.WEB, at);
    }

    private void begin(RecordDraft draft, String type, String event, Device device, boolean loggedIn) {
        long sent = draft.receivedAt - 120;
        long skew = person.clockSkew;
        if (skew != 0) draft.mark(DirtKind.CLOCK_SKEW);
        long shown = draft.shownTime();
        ObjectNode json = draft.json.put("type", type);
        if (event != null) json.put("event", event);
        json.put("messageId", chance.uuid());
        json.put("anonymousId", draft.show(device.cookie()));
        json.put("userId", draft.show(loggedIn ? person.userId : null));
        json.put("originalTimestamp", Timestamps.utc(shown == 0 ? 0 : shown + skew));
        json.put("sentAt", Timestamps.utc(shown == 0 ? 0 : sent + skew));
        json.put("receivedAt", Timestamps.utc(draft.receivedAt));
        // timestamp = originalTimestamp + (receivedAt - sentAt): right up to the time the message was under way
        boolean otherOffset = shown != 0 && draft.suffers(DirtKind.OTHER_OFFSET);
        json.put(
                "timestamp",
                otherOffset
                        ? Timestamps.withOffset(shown, Country.ID.zone)
                        : Timestamps.utc(shown == 0 ? 0 : shown + 120));
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
        ObjectNode context = draft.json.putObject("context");
        context.putObject("library").put("name", "analytics.js").put("version", "2.11.1");
        context.putObject("page")
                .put("url", ProductCatalogue.SHOP + address)
                .put("path", address.split("\\?", 2)[0])
                .put("referrer", referrer == null ? "" : referrer)
                .put("title", title);
        if (landing != null && landing.isTagged()) {
            Arrival.Tags tags = landing.tags();
            context.putObject("campaign")
                    .put("source", tags.source())
                    .put("medium", tags.medium())
                    .put("name", tags.campaign())
                    .put("term", tags.term())
                    .put("content", tags.content());
        }
        machine(context, draft, device);
    }

    private void appContext(RecordDraft draft, Device device) {
        ObjectNode context = draft.json.putObject("context");
        context.putObject("library").put("name", "analytics-kotlin").put("version", "1.16.3");
        context.putObject("app").put("name", "Lumbung").put("version", "5.2.0");
        context.putObject("device")
                .put("id", draft.show(device.hardware()))
                .put("type", device.agent().system());
        machine(context, draft, device);
    }

    private void machine(ObjectNode context, RecordDraft draft, Device device) {
        context.put("userAgent", device.agent().text()).put("ip", device.ip()).put("locale", person.country.locale);
        context.putObject("location").put("country", person.country.label);
        if (world.hasNewField(draft.occurredAt)) {
            draft.mark(DirtKind.NEW_FIELD);
            person.diary.saidAds(draft.occurredAt);
            context.putObject("consent").put("analytics", true).put("marketing", person.agreesToAds());
        }
    }
}
