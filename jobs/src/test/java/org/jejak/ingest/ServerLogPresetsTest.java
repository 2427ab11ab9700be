package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of servers other than Apache and nginx. Shown as type, event, host, path, referrer's host and agent. */
class ServerLogPresetsTest {
    @TempDir
    private Path home;

    private List<String> shown(String format, String preset, String... lines) throws Exception {
        return Presets.read(home, format, preset, List.of(lines)).stream()
                .map(ServerLogPresetsTest::shown)
                .toList();
    }

    private static String shown(Row r) {
        if (r.getAs("reason") != null) return r.getAs("reason");
        return String.join(
                "|",
                Stream.of("interaction_type", "event_name", "page_host", "page_path", "referrer_host", "user_agent")
                        .map(column -> String.valueOf(r.<String>getAs(column)))
                        .toList());
    }

    @Test
    void columnsOfIisAreThoseOfTheLastFieldsLine() throws Exception {
        assertEquals(
                List.of(
                        "page_view|GET 200|null|/a.aspx|blog.example|Firefox/120 (X)",
                        "other|POST 200|null|/b|null|null",
                        "ragged_row"),
                shown(
                        "w3c",
                        "iis",
                        "#Software: IIS",
                        "#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status",
                        "2026-03-30 10:00:00 GET /a.aspx v=1 203.0.113.9 Firefox/120+(X) https://blog.example/ 200",
                        "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
                        "2026-03-30 10:00:01 203.0.113.9 POST /b 200",
                        "2026-03-30 10:00:02 203.0.113.9 POST"));
    }

    @Test
    void cloudFrontEncodesValues() throws Exception {
        assertEquals(
                List.of("page_view|GET 200|shop.example|/beans|null|Mozilla/5.0 (X)"),
                shown(
                        "w3c",
                        "cloudfront",
                        "#Version: 1.0",
                        "#Fields: date time c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query x-host-header",
                        "2026-03-30\t10:00:00\t203.0.113.9\tGET\td1.cloudfront.example\t/beans\t200\t-\tMozilla/5.0%20(X)\t-\tshop.example"));
    }

    @Test
    void loadBalancersAndBucketsOfAws() throws Exception {
        assertEquals(
                List.of("page_view|GET 200|shop.example|/a|null|Firefox/120"),
                shown(
                        "text",
                        "alb",
                        "https 2026-03-30T10:00:00.186641Z app/web/50d 203.0.113.9:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET https://shop.example:443/a?b=1 HTTP/1.1\" \"Firefox/120\" ECDHE TLSv1.2 arn:x \"Root=1-5\" \"shop.example\" \"arn:y\" 1 2026-03-30T10:00:00.0Z \"forward\" \"-\" \"-\""));
        assertEquals(
                List.of("page_view|WEBSITE.GET.OBJECT 200|shop.example|/a.html|blog.example|Firefox/120"),
                shown(
                        "text",
                        "s3",
                        "79a5 bucket [30/Mar/2026:10:00:00 +0000] 203.0.113.9 - 3E57 WEBSITE.GET.OBJECT a.html \"GET /a.html HTTP/1.1\" 200 - 113 113 7 6 \"https://blog.example/\" \"Firefox/120\" - s9lz= SigV4 ECDHE AuthHeader shop.example TLSv1.2"));
    }
}
