package org.jejak.simulate;

/** Visits to the brand site, as JSON lines in the shape of the GA4 export to BigQuery. */
final class Ga4Line {
    private final Outbox outbox;
    private final Person person;

    Ga4Line(Outbox outbox, Person person) {
        this.outbox = outbox;
        this.person = person;
    }

    /** One event; the arrival is given on the events of the landing page only. */
    void event(long at, Device device, boolean loggedIn, long sessionId, String name, String path, Arrival landing) {
        RecordDraft draft = outbox.draft(OutputFeed.GA4, at);
        JsonLine json = draft.json.open();
        long shown = draft.shownTime();
        StringBuilder date = json.key("event_date").append('"');
        date.append(java.time.LocalDate.ofEpochDay(Timestamps.day(at))
                        .toString()
                        .replace("-", ""))
                .append('"');
        if (shown == 0) {
            json.number("event_timestamp", "null");
        } else {
            json.put("event_timestamp", shown * 1000 + Math.floorMod(at, 997));
        }
        json.put("event_name", name);
        params(json, sessionId, path, landing);
        json.put("event_bundle_sequence_id", Math.floorMod(at, 1_000_000));
        json.put("user_id", draft.show(loggedIn ? person.userId : null));
        json.put("user_pseudo_id", draft.show(device.brandCookie()));
        json.object("device").put("category", device.agent().category());
        json.put("operating_system", device.agent().system()).put("language", person.country.locale);
        json.object("web_info").put("browser", device.agent().browser()).put("hostname", "kopi.lumbung.example");
        json.close().close();
        json.object("geo").put("country", person.country.name()).close();
        if (landing != null && (landing.isTagged() || landing.clickIdName() != null)) {
            json.object("collected_traffic_source");
            json.put("manual_source", landing.source()).put("manual_medium", landing.medium());
            json.put("manual_campaign_name", landing.name()).put("manual_term", landing.term());
            json.put("manual_content", landing.content());
            json.put("gclid", "gclid".equals(landing.clickIdName()) ? landing.clickId() : null)
                    .close();
        }
        json.object("ecommerce").close();
        json.put("stream_id", "4711000815").put("platform", "WEB").close();
        outbox.send(draft);
    }

    private static void params(JsonLine json, long sessionId, String path, Arrival landing) {
        json.array("event_params");
        param(json, "page_location", ProductCatalogue.BRAND + (landing == null ? path : landing.landing(path)));
        if (landing != null && landing.referrer() != null) {
            param(json, "page_referrer", landing.referrer());
        }
        json.open()
                .put("key", "ga_session_id")
                .object("value")
                .put("int_value", sessionId)
                .close()
                .close();
        json.closeArray();
    }

    private static void param(JsonLine json, String key, String value) {
        json.open()
                .put("key", key)
                .object("value")
                .put("string_value", value)
                .close()
                .close();
    }
}
