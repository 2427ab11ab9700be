package org.jejak.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Visits to the brand site, as JSON lines in the shape of the GA4 export to BigQuery. */
final class Ga4Line {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final Outbox outbox;
    private final Person person;

    Ga4Line(Outbox outbox, Person person) {
        this.outbox = outbox;
        this.person = person;
    }

    /** One event; the arrival is given on the events of the landing page only. */
    void event(long at, Device device, boolean loggedIn, long sessionId, String name, String path, Arrival landing) {
        RecordDraft draft = outbox.draft(OutputFeed.GA4, at);
        long shown = draft.shownTime();
        ObjectNode json = draft.json;
        json.put("event_date", Timestamps.local(at, ZoneOffset.UTC, DATE));
        json.put("event_timestamp", shown == 0 ? null : (Long) (shown * 1000 + Math.floorMod(at, 997)));
        json.put("event_name", name);
        params(json.putArray("event_params"), sessionId, path, landing);
        json.put("event_bundle_sequence_id", Math.floorMod(at, 1_000_000));
        json.put("user_id", draft.show(loggedIn ? person.userId : null));
        json.put("user_pseudo_id", draft.show(device.brandCookie()));
        UserAgents.Agent agent = device.agent();
        json.putObject("device")
                .put("category", agent.category())
                .put("operating_system", agent.system())
                .put("language", person.country.locale)
                .putObject("web_info")
                .put("browser", agent.browser())
                .put("hostname", "kopi.lumbung.example");
        json.putObject("geo").put("country", person.country.name());
        if (landing != null && (landing.isTagged() || landing.clickId().parameter() != null)) {
            Arrival.Tags tags = landing.tags();
            json.putObject("collected_traffic_source")
                    .put("manual_source", tags.source())
                    .put("manual_medium", tags.medium())
                    .put("manual_campaign_name", tags.campaign())
                    .put("manual_term", tags.term())
                    .put("manual_content", tags.content())
                    .put(
                            "gclid",
                            landing.clickId().isGoogle() ? landing.clickId().value() : null);
        }
        json.putObject("ecommerce");
        json.put("stream_id", "4711000815").put("platform", "WEB");
        outbox.send(draft);
    }

    private static void params(ArrayNode params, long sessionId, String path, Arrival landing) {
        String location = ProductCatalogue.BRAND + (landing == null ? path : landing.landing(path));
        param(params, "page_location").put("string_value", location);
        if (landing != null && landing.referrer() != null)
            param(params, "page_referrer").put("string_value", landing.referrer());
        param(params, "ga_session_id").put("int_value", sessionId);
    }

    private static ObjectNode param(ArrayNode params, String key) {
        return params.addObject().put("key", key).putObject("value");
    }
}
