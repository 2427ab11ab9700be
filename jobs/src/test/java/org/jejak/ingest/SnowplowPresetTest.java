package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jejak.TestSpark;
import org.jejak.config.Rate;
import org.jejak.config.Settings;
import org.jejak.config.SourceSettings;
import org.jejak.rawlog.RawFolder;
import org.jejak.rawlog.RawReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-made events in the enriched TSV format (131 columns, no header, no quotes), and as an export of atomic.events. */
class SnowplowPresetTest {
    /** The enriched format as its documentation lists it, in groups; not read from the preset. */
    private static final List<String> COLUMNS = Arrays.asList(("""
            app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id name_tracker v_tracker
            v_collector v_etl user_id user_ipaddress user_fingerprint domain_userid domain_sessionidx network_userid
            geo_country geo_region geo_city geo_zipcode geo_latitude geo_longitude geo_region_name
            ip_isp ip_organization ip_domain ip_netspeed page_url page_title page_referrer
            page_urlscheme page_urlhost page_urlport page_urlpath page_urlquery page_urlfragment
            refr_urlscheme refr_urlhost refr_urlport refr_urlpath refr_urlquery refr_urlfragment
            refr_medium refr_source refr_term mkt_medium mkt_source mkt_term mkt_content mkt_campaign contexts
            se_category se_action se_label se_property se_value unstruct_event
            tr_orderid tr_affiliation tr_total tr_tax tr_shipping tr_city tr_state tr_country
            ti_orderid ti_sku ti_name ti_category ti_price ti_quantity
            pp_xoffset_min pp_xoffset_max pp_yoffset_min pp_yoffset_max
            useragent br_name br_family br_version br_type br_renderengine br_lang br_features_pdf br_features_flash
            br_features_java br_features_director br_features_quicktime br_features_realplayer br_features_windowsmedia
            br_features_gears br_features_silverlight br_cookies br_colordepth br_viewwidth br_viewheight
            os_name os_family os_manufacturer os_timezone dvce_type dvce_ismobile dvce_screenwidth dvce_screenheight
            doc_charset doc_width doc_height tr_currency tr_total_base tr_tax_base tr_shipping_base
            ti_currency ti_price_base base_currency geo_timezone mkt_clickid mkt_network etl_tags dvce_sent_tstamp
            refr_domain_userid refr_dvce_tstamp derived_contexts domain_sessionid derived_tstamp
            event_vendor event_name event_format event_version event_fingerprint true_tstamp
            """).trim().split("\\s+"));

    private static final String CLIENT_SESSION =
            "{\"userId\":\"device-9\",\"sessionId\":\"app-session-3\",\"sessionIndex\":3,\"storageMechanism\":\"SQLITE\"}";

    @TempDir
    private Path home;

    private static Map<String, String> event(String id, String event, String... cells) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("app_id", "shop");
        all.put("platform", "web");
        all.put("etl_tstamp", "2026-03-30 10:01:00.000");
        all.put("collector_tstamp", "2026-03-30 10:00:05.000");
        all.put("dvce_created_tstamp", "2026-03-30 09:59:58.500");
        all.put("derived_tstamp", "2026-03-30 10:00:01.250");
        all.put("event", event);
        all.put("event_id", id);
        all.put("v_collector", "ssc-2.9.0-kinesis");
        all.put("domain_userid", "cookie-1");
        all.put("domain_sessionidx", "2");
        all.put("network_userid", "network-1");
        all.put("domain_sessionid", "session-1");
        all.put("useragent", "Mozilla/5.0 (X11; Linux x86_64) \"quoted\" Firefox/120.0");
        all.put("page_url", "https://shop.example/beans?utm_source=news&gclid=g-77");
        all.put("event_name", event.matches("struct|unstruct") ? "event" : event);
        for (int i = 0; i < cells.length; i += 2) all.put(cells[i], cells[i + 1]);
        return all;
    }

    private static List<Map<String, String>> events() {
        return List.of(
                event(
                        "e1",
                        "page_view",
                        "page_title",
                        "Beans, whole",
                        "page_referrer",
                        "https://www.google.com/",
                        "mkt_source",
                        "news",
                        "mkt_medium",
                        "email",
                        "mkt_campaign",
                        "Spring",
                        "mkt_clickid",
                        "g-77",
                        "mkt_network",
                        "Google",
                        "geo_country",
                        "ID",
                        "br_lang",
                        "id-ID",
                        "dvce_type",
                        "Mobile"),
                event("e2", "page_ping", "pp_yoffset_max", "900"),
                event("e3", "struct", "se_category", "cart", "se_action", "add-to-basket", "se_value", "12.5"),
                event(
                        "e4",
                        "unstruct",
                        "event_name",
                        "link_click",
                        "event_vendor",
                        "com.snowplowanalytics.snowplow",
                        "unstruct_event",
                        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":{}}"),
                event(
                        "e5",
                        "transaction",
                        "tr_orderid",
                        "o-1",
                        "tr_total",
                        "30.25",
                        "tr_currency",
                        "EUR",
                        "user_id",
                        "u-1"),
                event(
                        "e6",
                        "transaction_item",
                        "ti_orderid",
                        "o-1",
                        "ti_sku",
                        "sku-7",
                        "ti_price",
                        "10.00",
                        "ti_quantity",
                        "3"),
                event(
                        "e7",
                        "unstruct",
                        "event_name",
                        "screen_view",
                        "platform",
                        "mob",
                        "domain_userid",
                        "",
                        "network_userid",
                        "",
                        "domain_sessionid",
                        "",
                        "page_url",
                        "",
                        "contexts",
                        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":[{\"schema\":\"iglu:com.snowplowanalytics.snowplow/mobile_context/jsonschema/1-0-2\",\"data\":{\"osType\":\"android\"}},{\"schema\":\"iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2\",\"data\":"
                                + CLIENT_SESSION + "}]}",
                        "contexts_com_snowplowanalytics_snowplow_client_session_1",
                        "[" + CLIENT_SESSION + "]"),
                event("e8", "page_view", "derived_tstamp", ""),
                action("e9", "transaction", "{\"transaction_id\":\"o-2\",\"revenue\":20.5,\"currency\":\"EUR\"}"),
                action("e10", "refund", "{\"transaction_id\":\"o-2\",\"refund_amount\":10,\"currency\":\"USD\"}"),
                action("e11", "add_to_cart", "{}"));
    }

    /** An event of the e-commerce schemas, with what it is about as a context. */
    private static Map<String, String> action(String id, String type, String about) {
        String schemas = "iglu:com.snowplowanalytics.snowplow";
        String product = "{\"id\":\"p\",\"price\":9,\"currency\":\"SEK\"}";
        String does = "{\"type\":\"" + type + "\"}";
        return event(
                id,
                "unstruct",
                "event_name",
                "snowplow_ecommerce_action",
                "unstruct_event",
                "{\"schema\":\"" + schemas + "/unstruct_event/jsonschema/1-0-0\",\"data\":{\"schema\":\"" + schemas
                        + ".ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2\",\"data\":" + does + "}}",
                "unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action_1",
                does,
                "contexts",
                "{\"schema\":\"" + schemas + "/contexts/jsonschema/1-0-1\",\"data\":[{\"schema\":\"" + schemas
                        + ".ecommerce/product/jsonschema/1-0-0\",\"data\":" + product + "},{\"schema\":\""
                        + schemas + ".ecommerce/" + type + "/jsonschema/1-0-0\",\"data\":" + about + "}]}",
                "contexts_com_snowplowanalytics_snowplow_ecommerce_product_1",
                "[" + product + "]",
                "contexts_com_snowplowanalytics_snowplow_ecommerce_" + type + "_1",
                "[" + about + "]");
    }

    private List<Row> validated(String name, String format, String preset, List<String> lines) throws Exception {
        Path folder = home.resolve("raw/" + name + "/2026-03-30");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("events." + format), String.join("\n", lines) + "\n");
        Path conf = home.resolve("jejak.conf");
        Files.writeString(
                conf,
                "jejak.sources." + name + " { kind = web, format = " + format + ", preset = " + preset + ", path = \""
                        + name + "/*/*\" }");
        Settings settings = Settings.read(conf);
        SourceSettings source = settings.sources().get(0);
        assertEquals(Map.of(), Mapping.faults(source));
        var spark = TestSpark.session();
        var files = new RawFolder(settings.raw(), spark.sparkContext().hadoopConfiguration())
                .filesOf(source, Optional.empty(), LocalDate.of(2100, 1, 1));
        RecordValidator intake = new RecordValidator(
                settings.ingest(),
                "UTC",
                settings.channels(),
                new ExchangeRates(
                        "USD", List.of(new Rate("EUR", java.sql.Date.valueOf("2026-01-01"), new BigDecimal("1.10")))),
                new Pseudonymizer("a key of thirty-two bytes, or so", ""));
        return Presets.validated(intake, new RawReader(spark, settings.ingest()), source, files)
                .collectAsList();
    }

    private static Map<String, String> shown(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        r -> r.<String>getAs("interaction_id").replaceFirst(".*:", ""),
                        r -> List.of(
                                        "interaction_type",
                                        "event_name",
                                        "anonymous_id",
                                        "device_id",
                                        "user_id",
                                        "source_session_id",
                                        "page_host",
                                        "campaign_name",
                                        "click_id_type",
                                        "order_id",
                                        "base_revenue_amount",
                                        "occurred_at",
                                        "reason")
                                .stream()
                                .map(c -> r.getAs(c) == null ? "-" : String.valueOf(r.<Object>getAs(c)))
                                .collect(Collectors.joining("|"))));
    }

    private static final Map<String, String> BOUGHT = Map.of(
            "e9",
                    "order|snowplow_ecommerce_action|cookie-1|-|-|session-1|shop.example|-|gclid|o-2|22.5500|2026-03-30 10:00:01.25|-",
            "e10",
                    "refund|snowplow_ecommerce_action|cookie-1|-|-|session-1|shop.example|-|gclid|o-2|10.0000|2026-03-30 10:00:01.25|-",
            "e11",
                    "click|snowplow_ecommerce_action|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:01.25|-");

    private static final Map<String, String> EXPECTED = Map.of(
            "e1", "page_view|page_view|cookie-1|-|-|session-1|shop.example|Spring|gclid|-|-|2026-03-30 10:00:01.25|-",
            "e2", "other|page_ping|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:01.25|-",
            "e3", "click|add-to-basket|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:01.25|-",
            "e4", "click|link_click|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:01.25|-",
            "e5",
                    "order|transaction|cookie-1|-|u-1|session-1|shop.example|-|gclid|o-1|33.2750|2026-03-30 10:00:01.25|-",
            "e6", "other|transaction_item|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:01.25|-",
            "e7", "screen_view|screen_view|-|device-9|-|app-session-3|-|-|-|-|-|2026-03-30 10:00:01.25|-",
            "e8", "page_view|page_view|cookie-1|-|-|session-1|shop.example|-|gclid|-|-|2026-03-30 10:00:05.0|-");

    private static Map<String, String> expected() {
        Map<String, String> all = new HashMap<>(EXPECTED);
        all.putAll(BOUGHT);
        return all;
    }

    @Test
    void enrichedEventsAreUnderstoodWithoutAHeader() throws Exception {
        assertEquals(131, COLUMNS.size());
        List<String> lines = new ArrayList<>();
        for (Map<String, String> event : events())
            lines.add(COLUMNS.stream().map(c -> event.getOrDefault(c, "")).collect(Collectors.joining("\t")));
        lines.add("shop\tweb");
        List<Row> rows = validated("tracker", "tsv", "snowplow", lines);
        assertEquals(
                expected(),
                shown(rows.stream().filter(r -> r.getAs("reason") == null).toList()));
        assertEquals(
                List.of("ragged_row"),
                rows.stream()
                        .map(r -> r.<String>getAs("reason"))
                        .filter(r -> r != null)
                        .toList());
        assertEquals(
                COLUMNS,
                Settings.read(home.resolve("jejak.conf")).sources().get(0).header());
    }

    @Test
    void anExportOfAtomicEventsIsUnderstoodByItsHeader() throws Exception {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.remove("contexts");
        columns.remove("unstruct_event");
        columns.add("contexts_com_snowplowanalytics_snowplow_client_session_1");
        columns.add("contexts_com_snowplowanalytics_snowplow_ecommerce_transaction_1");
        columns.add("contexts_com_snowplowanalytics_snowplow_ecommerce_refund_1");
        columns.add("unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action_1");
        columns.add(3, "load_tstamp");
        List<String> lines = new ArrayList<>(List.of(String.join(",", columns)));
        for (Map<String, String> event : events())
            lines.add(columns.stream()
                    .map(c -> "\"" + event.getOrDefault(c, "").replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(",")));
        List<Row> rows = validated("atomic", "csv", "snowplow-csv", lines);
        assertEquals(expected(), shown(rows));
        assertTrue(rows.stream().anyMatch(r -> "Beans, whole".equals(r.getAs("page_title"))));
    }
}
