package org.jejak.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A few people and three weeks of raw logs, small enough to run many times, with all that makes nights differ from a full
 * run: late records, copies in the same and in later files, a file delivered twice, customers that turn out to be one,
 * browsers that turn out to be shared, orders sent by a server, orders reported twice and refunded later, receipts of nobody, restated spend, broken lines.
 */
public final class SmallWorld {
    static final LocalDate START = LocalDate.of(2026, 2, 20);
    static final int DAYS = 21;
    static final LocalDate END = START.plusDays(DAYS + 16);

    private final Random random;
    private final Map<String, List<String>> files = new TreeMap<>();
    private int number;

    SmallWorld(long seed) {
        this.random = new Random(seed);
        for (int person = 0; person < 9; person++) live(person);
        kiosk();
        spend();
        for (int person = 0; person < 9; person++) speak(person, new Random(seed + person));
        shuffleLines();
        redeliver();
        till();
    }

    /** Relative path to lines. */
    Map<String, List<String>> files() {
        return files;
    }

    /** Writes some of the files under a folder. */
    void write(Path raw, Iterable<String> names) throws IOException {
        for (String name : names) {
            Path file = raw.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", files.get(name)) + "\n", StandardCharsets.UTF_8);
        }
    }

    private void live(int person) {
        int visits = 3 + random.nextInt(5);
        for (int v = 0; v < visits; v++) {
            Instant at = START.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(DAYS * 86_400));
            String browser = "b" + person + "-" + random.nextInt(2);
            boolean known = random.nextInt(3) > 0;
            int pages = 1 + random.nextInt(4);
            String query = List.of(
                            "",
                            "?utm_source=google&utm_medium=cpc&utm_campaign=Spring",
                            "?utm_source=news&utm_medium=email",
                            "?gclid=g1")
                    .get(random.nextInt(4));
            for (int p = 0; p < pages; p++) {
                web(
                        at,
                        "page",
                        null,
                        browser,
                        known && p > 0 ? user(person, at) : null,
                        "/p" + p + (p == 0 ? query : ""),
                        "");
                // some pauses are exactly the timeout, some a second more
                at = at.plusSeconds(List.of(20, 300, 1_800, 1_801).get(random.nextInt(4)));
            }
            if (random.nextInt(3) == 0) order(person, at, browser);
            if (random.nextInt(4) == 0) ticket(person, at.plusSeconds(7_000));
        }
    }

    /** Two people get another account in the second half, on the same browsers and with the same address. */
    private static String user(int person, Instant at) {
        boolean late =
                at.isAfter(START.plusDays(DAYS / 2).atStartOfDay(ZoneOffset.UTC).toInstant());
        return "u" + person + (person < 2 && late ? "-new" : "");
    }

    /** The rest of a record with two products, of which the first is a bad one at times; nothing for every fourth number. */
    private static String items(String name, int number, String more) {
        if (number % 4 == 0) return "";
        String first = "{\"sku\":\"P" + number % 5 + "\",\"quantity\":" + number % 3 + "," + more + "}";
        return ",\"" + name + "\":[" + first + ",{\"sku\":\"Q\"}]";
    }

    private void order(int person, Instant at, String browser) {
        String order = "o" + ++number;
        String user = user(person, at);
        web(
                at,
                "track",
                "Order Completed",
                random.nextInt(3) == 0 ? null : browser,
                user,
                "/thanks",
                ",\"order_id\":\"" + order + "\",\"total\":" + (20 + number) + ",\"currency\":\"USD\""
                        + items("products", number, "\"name\":\"Product " + number % 5 + "\",\"price\":" + number));
        String json =
                "{\"id\":\"%s\",\"event\":\"%s\",\"order_id\":\"%s\",\"user_id\":\"%s\",\"email\":\"P%d@Mail.example\",\"at\":\"%s\",\"total\":\"%s\",\"currency\":\"%s\"%s}";
        deliver(
                "orders",
                at,
                String.format(
                        Locale.ROOT,
                        json,
                        order + "-placed",
                        "placed",
                        order,
                        user,
                        person,
                        at.plusSeconds(2),
                        20 + number,
                        "EUR",
                        items("items", number / 2, "\"price\":\"2.5\"")));
        if (random.nextInt(3) == 0) {
            Instant later = at.plus(1 + random.nextInt(5), ChronoUnit.DAYS);
            deliver(
                    "orders",
                    later,
                    String.format(
                            Locale.ROOT,
                            json,
                            order + "-refunded",
                            "refunded",
                            order,
                            user,
                            person,
                            later,
                            5,
                            "EUR",
                            ""));
        }
        if (random.nextInt(6) == 0) deliver("orders", at, "{\"id\":\"broken" + number + "\",");
    }

    private void ticket(int person, Instant at) {
        deliver(
                "tickets",
                at,
                "{\"id\":\"t" + ++number + "\",\"email\":\"p" + person + "@mail.example\",\"at\":\"" + at + "\"}");
    }

    /** A question that is answered in several records, what people say about it, and a checkout that fails. */
    private void speak(int person, Random chance) {
        Instant at = START.plusDays(chance.nextInt(DAYS - 3)).atTime(5, 0).toInstant(ZoneOffset.UTC);
        String who = "\"user\":\"" + user(person, at) + "\",\"email\":\"p" + person + "@mail.example\"";
        String help = "{\"id\":\"h%d-%s\",\"event\":\"%s\",\"ticket\":\"h%d\",\"at\":\"%s\",%s,\"opened_at\":\"%s\"}";
        List<String> events = List.of("opened", "replied", "resolved", "reopened");
        for (int i = 0; i < 2 + chance.nextInt(3); i++) {
            String event = events.get(i);
            Instant then = at.plusSeconds(i * 9_000L);
            deliver("help", then, String.format(Locale.ROOT, help, person, event, event, person, then, who, at));
        }
        String said =
                "{\"id\":\"s%d-%d\",\"question\":\"%s\",\"score\":%d,\"scale\":\"%s\",\"at\":\"%s\",%s,\"ticket\":\"h%d\"}";
        for (int i = 0; i < 3; i++) {
            Instant then = at.plus(i, ChronoUnit.DAYS);
            String question = List.of("ease", "nps", "ease").get(i);
            String scale = i == 1 ? "nps_0_10" : "likert_1_5";
            int score = 1 + chance.nextInt(6);
            deliver(
                    "said",
                    then,
                    String.format(Locale.ROOT, said, person, i, question, score, scale, then, who, person));
        }
        web(at, "track", "Checkout Started", "b" + person + "-0", user(person, at), "/checkout", "");
        web(at.plusSeconds(9), "track", "Checkout Failed", "b" + person + "-0", user(person, at), "/checkout", "");
    }

    /** One browser in a store: each day another account, so that it breaks the limit in the middle of the time. */
    private void kiosk() {
        for (int i = 0; i < 8; i++) {
            Instant at =
                    START.plusDays(2 * i).atTime(9, 0).toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(3_600));
            web(at.minusSeconds(7_200), "page", null, "kiosk", null, "/kiosk/0", "");
            web(at, "page", null, "kiosk", "u" + i, "/kiosk", "");
            web(at.plusSeconds(60), "page", null, "kiosk", null, "/kiosk/2", "");
            if (i % 2 == 0) web(at.plusSeconds(120), "page", null, "kiosk", "u" + (i + 1) % 9, "/kiosk/3", "");
        }
    }

    private void spend() {
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = START.plusDays(day);
            file("spend", date, "csv").add(date + ",Spring," + (10 + day) + ".50");
            if (day % 3 == 0) file("spend", date.plusDays(2), "csv").add(date + ",Spring," + (11 + day) + ".25");
        }
    }

    private void web(Instant at, String type, String event, String browser, String user, String path, String more) {
        String line = "{\"messageId\":\"m" + ++number + "\",\"type\":\"" + type + "\""
                + (browser == null ? "" : ",\"anonymousId\":\"" + browser + "\"")
                + (event == null ? "" : ",\"event\":\"" + event + "\"")
                + (user == null ? "" : ",\"userId\":\"" + user + "\"")
                + ",\"timestamp\":\"" + at + "\",\"properties\":{\"url\":\"https://shop.example" + path + "\""
                + more + "}}";
        deliver("web", at, line);
    }

    /** Most records come on the day, some up to nine days late; some come again. */
    private void deliver(String source, Instant at, String line) {
        int late = random.nextInt(8) == 0 ? random.nextInt(10) : 0;
        LocalDate date = at.atZone(ZoneOffset.UTC).toLocalDate().plusDays(late);
        file(source, date, "jsonl").add(line);
        if (random.nextInt(20) == 0) file(source, date, "jsonl").add(line);
        if (random.nextInt(15) == 0)
            file(source, date.plusDays(random.nextInt(3)), "jsonl").add(line);
        if (random.nextInt(60) == 0) file(source, date, "jsonl").add("");
    }

    private List<String> file(String source, LocalDate date, String ending) {
        return files.computeIfAbsent(source + "/" + date + "/" + source + "." + ending, f -> {
            List<String> lines = new ArrayList<>();
            if (ending.equals("csv")) lines.add("date,campaign,cost");
            return lines;
        });
    }

    private void shuffleLines() {
        files.forEach((name, lines) -> {
            List<String> body = name.endsWith(".csv") ? lines.subList(1, lines.size()) : lines;
            body.sort(Comparator.comparingInt(l -> random.nextInt()));
        });
    }

    private void redeliver() {
        List<String> names = List.copyOf(files.keySet());
        for (int i = 0; i < 3; i++) {
            String name = names.get(random.nextInt(names.size()));
            String[] parts = name.split("/");
            LocalDate later = LocalDate.parse(parts[1]).plusDays(1 + random.nextInt(3));
            files.put(parts[0] + "/" + later + "/again-" + i + "-" + parts[2], List.copyOf(files.get(name)));
        }
    }

    /** Two receipts that name nobody; weeks later, what comes back of one of them has an address. */
    private void till() {
        String sold =
                "{\"id\":\"%s\",\"event\":\"placed\",\"order_id\":\"%s\",\"at\":\"2026-02-23T05:00:00Z\",\"total\":\"9\",\"currency\":\"USD\"}";
        String back =
                "{\"id\":\"%s\",\"event\":\"refunded\",\"order_id\":\"%s\",\"email\":\"p5@mail.example\",\"at\":\"2026-03-10T05:00:00Z\",\"total\":\"4\",\"currency\":\"USD\"}";
        files.put("orders/2026-02-23/till.jsonl", List.of(sold.formatted("s1", "r1"), sold.formatted("s2", "r2")));
        files.put("orders/2026-03-10/till.jsonl", List.of(back.formatted("s3", "r2")));
    }

    /** Settings for this world. */
    public static String settings() {
        return """
                jejak {
                  time-zone = "Asia/Jakarta"
                  raw = "raw"
                  warehouse = "warehouse"
                  rates-file = "rates.csv"
                  value.least-customers = 5
                  retention.least-customers = 5
                  journey.paths { steps = 3, nodes-per-step = 2, least-support-percent = 10 }
                  journey.funnels = [
                    { name = pages, mode = strict, window = 30 minutes, steps = [
                      { name = first, paths = ["^/p0"] }, { name = second, paths = ["^/p1"] }, { name = third, paths = ["^/p2"] } ] }
                    { name = buy, mode = ordered, window = 3 days, steps = [
                      { name = visit, types = [page_view] }, { name = order, types = [order] } , { name = visit again, types = [page_view] } ] }
                    { name = any, mode = unordered, window = 10 days, steps = [
                      { name = order, types = [order] }, { name = ticket, types = [ticket_opened] } ] }
                  ]
                  audience {
                    activities {
                      page { types = [page_view], value = page_path }, order { types = [order], amount = revenue }, ticket { types = [ticket_opened] } }
                    traits {
                      pages_10d { of = page, measure = count, within = 10 days, publish = true }
                      spent { of = order, measure = sum, within = 90 days, publish = true }
                      favourite { of = page, measure = most_frequent, within = 60 days }
                      last_order { of = order, measure = days_since_last, within = 300 days }
                      rfm { column = rfm_segment, publish = true }, waits { column = open_contact_count }, since { column = first_seen_date, publish = true } }
                    tags {
                      reads { of = page, each-value = true, at-least = 2, within = 7 days, keep = 20 days }
                      asks { of = ticket, within = 30 days, keep = 30 days, sensitive = true, purpose = letters } }
                    consents {
                      letters { opt = in, lapses-after = 60 days, grants = [{ types = [order] }, { types = [ticket_opened] }], withdrawals = [{ types = [survey_response] }] }
                      profiling { opt = out, withdrawals = [{ types = [refund] }] } }
                    scores.lead {
                      of { none = [{ did = ticket, at-least = 3 }] }, outcome = order, horizon = 3 days, features = [pages_10d, favourite]
                      points = [{ did = page, points = 2, half-life = 7 days, most = 20 }, { did = ticket, points = -1, expires = 9 days }]
                      least = 0, most = 100, bands = [{ to = 4, name = cold }, { to = 100, name = hot }] }
                    segments {
                      hot { all = [{ score = lead, band = [hot] }] }
                      readers { all = [{ trait = pages_10d, at-least = 1 }] }
                      buyers { any = [{ did = order, within = 60 days }, { tag = reads }], none = [{ consent = letters }] }
                      both { all = [{ segment = readers }, { segment = buyers }] } }
                    contact.zones { ID = Asia/Jakarta, DE = Europe/Berlin }
                  }
                  sources {
                    web { kind = web, path = "web/*/*.jsonl", format = json, preset = segment }
                    orders {
                      kind = order, path = "orders/*/*.jsonl", format = json
                      mapping {
                        interaction_id = "id", user_id = "user_id", email = "email", order_id = "order_id", occurred_at = "instant(at)"
                        interaction_type = "case event when 'placed' then 'order' else 'refund' end"
                        revenue_amount = "total", currency_code = "currency", event_name = "event", items = "items"
                      }
                    }
                    tickets {
                      kind = support, path = "tickets/*/*.jsonl", format = json
                      mapping { interaction_id = "id", email = "email", occurred_at = "instant(at)", interaction_type = "'ticket_opened'" }
                    }
                    help {
                      kind = support, path = "help/*/*.jsonl", format = json, properties = ["opened_at"]
                      mapping { interaction_id = "id", user_id = "user", email = "email", ticket_id = "ticket", event_name = "event",
                        interaction_type = "case event when 'resolved' then 'ticket_closed' when 'replied' then 'chat_message' else 'ticket_opened' end"
                        occurred_at = "instant(at)" }
                    }
                    said {
                      kind = survey, path = "said/*/*.jsonl", format = json
                      mapping { interaction_id = "id", user_id = "user", email = "email", ticket_id = "ticket", topic = "question",
                        rating = "score", rating_scale = "scale", interaction_type = "'survey_response'", occurred_at = "instant(at)" }
                    }
                    spend {
                      kind = ad, target = ad_spend, path = "spend/*/*.csv", format = csv
                      mapping { business_date = "date", campaign_name = "campaign", cost_amount = "cost", currency_code = "'USD'",
                        campaign_source = "'google'", campaign_medium = "'cpc'" }
                    }
                  }
                }
                """;
    }
}
