package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as web servers write them, each with one thing that differs. Shown as type, event, user, host and path. */
class CombinedLogPresetTest {
    private static final String AT = " [30/Mar/2026:10:00:00 +0200] ";
    private static final String END = " 200 5 \"-\" \"Firefox/120\"";
    private static final String PAGE = AT + "\"GET /a HTTP/1.1\"" + END;

    @TempDir
    private Path home;

    private List<Row> read(String... lines) throws Exception {
        return Presets.read(home, "text", "combined-log", List.of(lines));
    }

    private List<String> shown(String... lines) throws Exception {
        return read(lines).stream().map(CombinedLogPresetTest::shown).toList();
    }

    private static String shown(Row r) {
        if (r.getAs("reason") != null) return r.getAs("reason");
        return String.join(
                "|",
                Stream.of("interaction_type", "event_name", "user_id", "page_host", "page_path")
                        .map(column -> String.valueOf(r.<String>getAs(column)))
                        .toList());
    }

    @Test
    void behindAProxyTheFirstForwardedAddressIsTheVisitors() throws Exception {
        String viaProxy = "10.0.0.1 - -" + PAGE;
        List<Row> rows = Presets.read(
                home,
                "text",
                "combined-log, visitor-address = forwarded",
                List.of(
                        viaProxy + " \"203.0.113.9\"",
                        viaProxy + " \"203.0.113.9, 10.1.1.1\"",
                        viaProxy + " \"198.51.100.7\"",
                        viaProxy + " \"-\"",
                        "10.0.0.1 - -" + PAGE));
        List<String> visitors =
                rows.stream().map(r -> r.<String>getAs("anonymous_id")).toList();
        assertEquals(visitors.get(0), visitors.get(1));
        assertNotEquals(visitors.get(0), visitors.get(2));
        assertNotEquals(visitors.get(0), visitors.get(3));
        assertEquals(visitors.get(3), visitors.get(4), "what no proxy forwards is the sender's");
        assertEquals(5, rows.stream().filter(r -> r.getAs("reason") == null).count());
    }

    @Test
    void whateverStandsInFrontTheVisitorIsTheFirstAddress() throws Exception {
        List<Row> rows = read(
                "203.0.113.9 - -" + PAGE,
                "www.shop.example:443 203.0.113.9 - -" + PAGE,
                "www.shop.example 203.0.113.9 - mary" + PAGE,
                "203.0.113.9, 10.0.0.1, 10.0.0.2 - -" + PAGE,
                "203.0.113.9 - -" + PAGE + " \"198.51.100.7, 10.1.1.1\" 0.004 0.003 gzip",
                "203.0.113.9 - -" + PAGE + " \"-\"",
                "2001:db8::7 - -" + PAGE);
        assertEquals(
                List.of(
                        "page_view|GET 200|null|null|/a",
                        "page_view|GET 200|null|shop.example|/a",
                        "page_view|GET 200|mary|shop.example|/a",
                        "page_view|GET 200|null|null|/a",
                        "page_view|GET 200|null|null|/a",
                        "page_view|GET 200|null|null|/a",
                        "page_view|GET 200|null|null|/a"),
                rows.stream().map(CombinedLogPresetTest::shown).toList());
        List<String> visitors =
                rows.stream().map(r -> r.<String>getAs("anonymous_id")).toList();
        assertEquals(1, visitors.subList(0, 6).stream().distinct().count());
        assertNotEquals(visitors.get(0), visitors.get(6));
    }

    @Test
    void usersMayHaveBlanksOrBeEmpty() throws Exception {
        assertEquals(
                List.of("John Q Public", "null", "null"),
                read("203.0.113.9 - John Q Public" + PAGE, "203.0.113.9 - \"\"" + PAGE, "203.0.113.9 - -" + PAGE)
                        .stream()
                        .map(r -> String.valueOf(r.<String>getAs("user_id")))
                        .toList());
    }

    @Test
    void onlyPagesAreViews() throws Exception {
        assertEquals(
                List.of(
                        "page_view|GET 200|null|null|/a.html",
                        "page_view|GET 304|null|null|/",
                        "other|GET 200|null|null|/img/logo.PNG",
                        "page_view|GET 200|null|null|/about",
                        "other|GET 404|null|null|/wp-login.php",
                        "other|GET 301|null|null|/old",
                        "other|HEAD 200|null|null|/",
                        "other|POST 200|null|null|/cart",
                        "other|400|null|null|null",
                        "other|408|null|null|null",
                        "page_view|GET 200|null|proxy.example|/abs"),
                shown(
                        "203.0.113.9 - -" + AT + "\"GET /a.html HTTP/2.0\"" + END,
                        "203.0.113.9 - -" + AT + "\"GET / HTTP/1.1\" 304 - \"\" \"\"",
                        "203.0.113.9 - -" + AT + "\"GET /img/logo.PNG?v=1 HTTP/1.1\"" + END,
                        "203.0.113.9 - -" + AT + "\"GET /about?file=x.css HTTP/1.1\"" + END,
                        "203.0.113.9 - -" + AT + "\"GET //wp-login.php HTTP/1.1\" 404 9 \"-\" \"-\"",
                        "203.0.113.9 - -" + AT + "\"GET /old HTTP/1.1\" 301 9 \"-\" \"-\"",
                        "203.0.113.9 - -" + AT + "\"HEAD / HTTP/1.1\"" + END,
                        "203.0.113.9 - -" + AT + "\"POST /cart HTTP/1.1\"" + END,
                        "203.0.113.9 - -" + AT + "\"\\x16\\x03\\x01\\x00\" 400 181 \"-\" \"-\"",
                        "203.0.113.9 - -" + AT + "\"-\" 408 - \"-\" \"-\"",
                        "203.0.113.9 - -" + AT + "\"GET http://proxy.example/abs HTTP/1.1\"" + END));
    }

    @Test
    void theCommonFormatHasNoReferrerAndNoAgent() throws Exception {
        Row row = read("host.example.net - -" + AT + "\"GET /history/ HTTP/1.0\" 200 6245")
                .get(0);
        assertEquals("page_view|GET 200|null|null|/history/", shown(row));
        assertNull(row.getAs("user_agent"));
    }

    @Test
    void brokenLinesAreRejectedAndNotGuessedAt() throws Exception {
        String page = "203.0.113.9 - -" + PAGE;
        assertEquals(
                List.of("unparseable", "unparseable", "unparseable", "missing_identifier"),
                shown(page + " " + page, page + page, page.substring(0, page.length() - 1), "- - -" + PAGE));
    }

    @Test
    void moreMayStandBetweenAndAtTheEnd() throws Exception {
        String request = "\"GET /a HTTP/1.1\" 200 5";
        String agent = " \"-\" \"Firefox/120\"";
        assertEquals(
                java.util.Collections.nCopies(5, "page_view|GET 200|null|null|/a"),
                shown(
                        "203.0.113.9 - -" + PAGE + " 458 0.013 [shop-web-80] [] 10.0.0.7:8080 5 0.012 200 0f3a9c",
                        "203.0.113.9 - -" + AT + "(0 s) " + request + agent,
                        "203.0.113.9 - -" + AT + "0.031 " + request + agent,
                        "203.0.113.9 - -" + AT + request + " 0.031" + agent,
                        "203.0.113.9 - -" + PAGE + " rt=0.1 uct=\"0.000\" urt=\"-\""));
    }

    @Test
    void referrersMayBeAddressesInBrackets() throws Exception {
        Row row = read("203.0.113.9 - -" + AT + "\"GET / HTTP/1.1\" 200 5 \"http://[2001:db8::1]/x\" \"a\"")
                .get(0);
        assertEquals("[2001:db8::1]", row.getAs("referrer_host"));
    }
}
