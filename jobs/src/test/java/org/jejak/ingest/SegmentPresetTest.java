package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in the shape of the Segment spec, as its own servers, RudderStack and others deliver them. */
class SegmentPresetTest {
    @TempDir
    private Path home;

    /** Reads events of which only the members that matter are given, in single quotes. */
    private List<Row> read(String... members) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String m : members) {
            lines.add(("{'messageId':'m" + lines.size()
                            + "','anonymousId':'a','timestamp':'2026-03-30T10:00:00.111Z','receivedAt':'2026-03-30T10:00:00.387Z',"
                            + m + "}")
                    .replace('\'', '"'));
        }
        return Presets.read(home, "json", "segment", lines);
    }

    @Test
    void everyCallHasItsType() throws Exception {
        List<Row> rows = read(
                "'type':'page','name':'Home'",
                "'type':'screen','name':'Welcome'",
                "'type':'identify','userId':'u'",
                "'type':'alias','userId':'u'",
                "'type':'group','userId':'u','groupId':'g'",
                "'type':'track','event':'Order Completed'",
                "'type':'track','event':'order_completed'",
                "'type':'track','event':'Completed Order'",
                "'type':'track','event':'Order Refunded'",
                "'type':'track','event':'Product Added'",
                "'type':'track','event':'Application Backgrounded'",
                "'type':'track','event':'Video Content Playing'");
        assertEquals(
                List.of(
                        "page_view",
                        "screen_view",
                        "identify",
                        "identify",
                        "identify",
                        "order",
                        "order",
                        "order",
                        "refund",
                        "click",
                        "other",
                        "other"),
                rows.stream().map(r -> r.getAs("interaction_type")).toList());
    }

    @Test
    void anAliasJoinsTheIdThatItGivesUp() throws Exception {
        Row row = read("'type':'alias','previousId':'old','userId':'u'").get(0);
        assertEquals("old", row.getAs("anonymous_id"));
        assertEquals("u", row.getAs("user_id"));
    }

    @Test
    void theAddressOfAGroupIsNoPersons() throws Exception {
        List<Row> rows = read(
                "'type':'group','userId':'u','traits':{'email':'info@firm.example','phone':'+1 555 555 5555'}",
                "'type':'identify','userId':'u','traits':{'email':'jane@firm.example','phone':'+1 555 555 5556'}");
        assertNull(rows.get(0).getAs("email_hash"));
        assertNull(rows.get(0).getAs("phone_hash"));
        assertNotNull(rows.get(1).getAs("email_hash"));
        assertNotNull(rows.get(1).getAs("phone_hash"));
    }

    @Test
    void aRefundOfProductsTakesTheirAmounts() throws Exception {
        String refund = "'type':'track','userId':'u','event':'Order Refunded'";
        List<Row> rows = read(
                refund + ",'properties':{'order_id':'1','products':[{'price':12.5,'quantity':2},{'price':'3'}]}",
                refund + ",'properties':{'order_id':'1','total':7,'products':[{'price':12.5}]}",
                refund + ",'properties':{'order_id':'1','products':[{'price':12.5},{'quantity':1}]}",
                refund + ",'properties':{'order_id':'1','products':[]}",
                refund + ",'properties':{'order_id':'1'}");
        assertEquals(
                Arrays.asList("28.0000", "7.0000", null, null, null),
                rows.stream()
                        .map(r -> r.<BigDecimal>getAs("revenue_amount"))
                        .map(amount -> amount == null ? null : amount.toPlainString())
                        .toList());
    }

    @Test
    void amountsWithoutACurrencyAreUsDollars() throws Exception {
        List<Row> rows = read(
                "'type':'track','event':'Order Completed','properties':{'order_id':'1','revenue':'19.99'}",
                "'type':'track','event':'Order Completed','properties':{'orderId':'2','total':20,'revenue':15,'currency':'eur'}",
                "'type':'track','event':'Product Added','properties':{'price':5}");
        assertEquals(
                List.of("1 USD 19.99", "2 EUR 22.00"),
                rows.subList(0, 2).stream()
                        .map(r -> r.getAs("order_id") + " " + r.getAs("currency_code") + " "
                                + r.<BigDecimal>getAs("base_revenue_amount").setScale(2))
                        .toList());
        assertNull(rows.get(2).getAs("currency_code"));
        assertNull(rows.get(2).getAs("reason"));
    }

    @Test
    void rudderStackSaysDirectWhereThereIsNoReferrer() throws Exception {
        Row row =
                read("'type':'page','request_ip':'1.2.3.4','context':{'page':{'url':'https://a.example/','referrer':'$direct'}}")
                        .get(0);
        assertNull(row.getAs("referrer_url"));
        assertNotNull(row.getAs("ip_address_hash"));
    }

    @Test
    void anOrderHasTheProductsOfItsList() throws Exception {
        List<Row> rows = read(
                "'type':'track','userId':'u','event':'Order Completed','properties':{'order_id':'1','total':25,'currency':'EUR','products':[{'product_id':'P1','sku':'S','name':'Beans','category':'coffee','price':10,'quantity':2},{'name':'Cup'},{'quantity':1}]}",
                "'type':'track','userId':'u','event':'Product Added','properties':{'product_id':'P1','price':10}");
        assertEquals(
                "[{\"product_id\":\"P1\",\"product_name\":\"Beans\",\"product_category\":\"coffee\",\"quantity\":2,\"price\":10,\"amount\":22},"
                        + "{\"product_id\":\"Cup\",\"product_name\":\"Cup\",\"quantity\":1}]",
                rows.get(0).getAs("items"));
        assertEquals(1L, rows.get(0).<Long>getAs("bad_item_count"));
        assertNull(rows.get(1).getAs("items"));
        assertNull(rows.get(1).getAs("bad_item_count"));
    }

    @Test
    void theCountryIsThatOfTheAddressElseOfTheAccount() throws Exception {
        List<Row> rows = read(
                "'type':'page','context':{'location':{'country':'Germany'}}",
                "'type':'identify','userId':'u','traits':{'country':'ID'}",
                "'type':'identify','userId':'u','traits':{'address':{'country':'nl'}}",
                "'type':'page'");
        assertEquals(
                Arrays.asList("DE", "ID", "NL", null),
                rows.stream().map(r -> r.<String>getAs("country_code")).toList());
    }

    @Test
    void anOrderStaysWhateverItsProductsAre() throws Exception {
        String order =
                "'type':'track','userId':'u','event':'Order Completed','properties':{'order_id':'1','total':25,'products':";
        List<Row> rows =
                read(order + "{'0':{'sku':'P1'}}}", order + "{'count':2}}", order + "'two cups'}", order + "7}");
        assertEquals(
                Arrays.asList("[{\"product_id\":\"P1\",\"quantity\":1}]", null, null, null),
                rows.stream().map(r -> r.<String>getAs("items")).toList());
        assertEquals(
                List.of(0L, 1L, 1L, 1L),
                rows.stream().map(r -> r.<Long>getAs("bad_item_count")).toList());
        for (Row r : rows) assertNull(r.getAs("reason"));
    }
}
