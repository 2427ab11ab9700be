package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of the GA4 export, which have no ids: the hash of their contents tells them apart. */
class Ga4PresetTest {
    @TempDir
    private Path home;

    private static String event(String params, String items) {
        return ("{'event_timestamp':1774864800000000,'event_name':'add_to_cart','event_bundle_sequence_id':7,"
                        + "'user_pseudo_id':'1.2','stream_id':'s','event_params':[" + params + "],'items':[" + items
                        + "]}")
                .replace('\'', '"');
    }

    private static String param(String key, String value) {
        return "{'key':'" + key + "','value':{" + value + "}}";
    }

    @Test
    void eventsOfOneBatchAreToldApartByParametersAndItems() throws Exception {
        String session = param("ga_session_id", "'int_value':5");
        String page = param("page_location", "'string_value':'https://shop.example/a'");
        List<Row> read = read(List.of(
                event(session + "," + page, "{'item_id':'P-1','price':null}"),
                event(
                        page + ", " + session.replace("'int_value'", "'string_value': null, 'int_value'"),
                        "{'item_id':'P-1'}"),
                event(session + "," + page, "{'item_id':'P-2'}"),
                event(session + "," + page + "," + param("currency", "'string_value':'IDR'"), "{'item_id':'P-1'}")));
        List<String> ids =
                read.stream().map(r -> r.<String>getAs("interaction_id")).toList();
        assertEquals(ids.get(0), ids.get(1), "the same event, its parameters in another order");
        assertEquals(3, ids.stream().distinct().count(), "another item, another parameter");
        assertEquals(
                List.of("5", "5", "5", "5"),
                read.stream().map(r -> r.getAs("source_session_id")).toList());
        assertEquals("https://shop.example/a", read.get(0).getAs("page_url"));
        for (Row r : read) assertNull(r.getAs("reason"));
    }

    @Test
    void parametersMayAlsoBeAnObject() throws Exception {
        String line = event("", "").replaceFirst("\\[\\]", "{\"ga_session_id\":5}");
        Row row = read(List.of(line)).get(0);
        assertNull(row.getAs("reason"));
        assertEquals("5", row.getAs("source_session_id"));
    }

    @Test
    void anAmountIsInTheCurrencyOfItsEventElseInDollars() throws Exception {
        String euros = param("currency", "'string_value':'EUR'");
        assertEquals(
                List.of(
                        "order EUR 50.50",
                        "order EUR 30.00",
                        "order USD 33.00",
                        "order null 30.00 unknown_currency",
                        "refund EUR 30.00",
                        "refund USD 33.00"),
                read(List.of(
                                money("purchase", euros + "," + param("value", "'double_value':50.5"), 30, 33),
                                money("purchase", euros, 30, 33),
                                money("purchase", "", 30, 33),
                                money("purchase", "", 30, null),
                                money("refund", euros, 30, 33),
                                money("refund", "", 30, 33)))
                        .stream()
                        .map(r -> (r.getAs("interaction_type") + " " + r.getAs("currency_code") + " "
                                        + r.<BigDecimal>getAs("revenue_amount").setScale(2) + " "
                                        + (r.getAs("reason") == null ? "" : r.getAs("reason")))
                                .trim())
                        .toList());
    }

    /** A purchase or refund as the export sums it up. */
    private static String money(String name, String params, Integer amount, Integer dollars) {
        String kind = name.equals("purchase") ? "purchase_revenue" : "refund_value";
        return event(params, "")
                .replace("add_to_cart", name)
                .replaceFirst(
                        "\\}$",
                        ",\"ecommerce\":{\"" + kind + "\":" + amount + ",\"" + kind + "_in_usd\":" + dollars + "}}");
    }

    @Test
    void anOrderNumberMayBeAParameter() throws Exception {
        Row row = read(List.of(event(param("transaction_id", "'string_value':'T-1'"), "")))
                .get(0);
        assertEquals("T-1", row.getAs("order_id"));
    }

    private List<Row> read(List<String> lines) throws Exception {
        return Presets.read(home, "json", "ga4", lines);
    }

    @Test
    void pricesOfItemsAreInTheCurrencyOfTheEventElseInDollars() throws Exception {
        String item = "{'item_id':'P-1','item_name':'Beans','price':10,'price_in_usd':12,'quantity':2}";
        String order = param("transaction_id", "'string_value':'o1'");
        List<Row> rows = read(List.of(
                event(order + "," + param("currency", "'string_value':'EUR'"), item)
                        .replace("add_to_cart", "purchase"),
                event(order, item + ",{'item_id':'(not set)'}")
                        .replace("add_to_cart", "purchase")
                        .replace(
                                "'items'".replace('\'', '"'),
                                "\"ecommerce\":{\"purchase_revenue_in_usd\":24},\"items\"")));
        String beans = "[{\"product_id\":\"P-1\",\"product_name\":\"Beans\",\"quantity\":2,\"price\":";
        assertEquals(beans + "10,\"amount\":22}]", rows.get(0).getAs("items"));
        assertEquals(beans + "12,\"amount\":24}]", rows.get(1).getAs("items"));
        assertEquals(1L, rows.get(1).<Long>getAs("bad_item_count"));
    }
}
