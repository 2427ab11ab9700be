package org.jejak.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jejak.table.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The views of the schema {@code bi} and the twelve questions, over a shop whose answers were worked out by hand. */
class ViewTest {
    /** Question to its answer. */
    private static final Map<String, List<String>> ANSWERS = Map.ofEntries(
            // 40 + 10 were spent in January; of the 80 that social earned in February paid touches earned 30, for 20
            Map.entry(
                    "01-roas-by-month-and-channel",
                    List.of(
                            "2026-01-01|Paid search|50|2|0|1.2",
                            "2026-02-01|Paid search|5|12|0|0",
                            "2026-02-01|Social|20|1.5|0|0.5")),
            // paid search: 1 of 4 and 3 of 6
            Map.entry("02-retention-by-first-channel", List.of("Email|5|0", "Paid search|10|0.4")),
            Map.entry(
                    "03-top-paths-to-an-order",
                    List.of("social|2|110", "direct|1|60", "email|1|50", "paid_search > direct|1|100")),
            Map.entry("04-customers-at-risk", List.of("cat|New|0.4|40", "ben|At risk|0.2|5")),
            Map.entry("05-nps-by-channel", List.of("Email|31|20|42|50", "Social|-4|-20|12|45")),
            // mobile: 6 and 4 begin, 3 and 1 go on
            Map.entry(
                    "06-funnel-by-device",
                    List.of(
                            "desktop|1|product|2|1",
                            "desktop|2|cart|2|1",
                            "mobile|1|product|10|1",
                            "mobile|2|cart|4|0.4")),
            Map.entry("07-repeat-purchase-rate", List.of("3|2|0.6667")),
            Map.entry("08-acquisition-cost-by-channel", List.of("Paid search|55|1|55", "Social|20|0|null")),
            Map.entry("09-time-to-second-order", List.of("26|24|0.5|0.75")),
            // February: 70 + 65 + 12 expected; 60 of Ann, 80 of Cat, who was new, and a receipt of 10 came
            Map.entry("10-forecast-against-actual", List.of("2026-01-31|2026-02-01|2026-02-28|147|150")),
            Map.entry("11-complaints-by-topic", List.of("delivery|2|1", "price|1|1")),
            // 2 + 1 + 1 + 4 + 1 and the receipt's 0 visits
            Map.entry("12-visits-per-journey", List.of("converted|6|1.5", "open|1|1")));

    private static Connection shop;

    @BeforeAll
    static void open() throws Exception {
        shop = Shop.open();
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    private static List<String> answer(String query) throws Exception {
        return Shop.answer(shop, query);
    }

    static List<Path> questions() throws Exception {
        return Shop.questions();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionTakesTenLinesAtMostAndHasTheAnswerWorkedOutByHand(Path file) throws Exception {
        String query = Files.readString(file);
        assertTrue(query.lines().count() <= 10, file.toString());
        assertEquals(ANSWERS.get(file.getFileName().toString().replace(".sql", "")), answer(query));
    }

    @Test
    void thePageForAnalystsShowsTheTwelveQuestionsAsTheyAre() throws Exception {
        String page = Files.readString(Path.of("docs/analysts.md"));
        for (Path file : Shop.questions()) {
            String query = Files.readString(file);
            String title = query.lines().findFirst().orElseThrow().substring(3);
            String rest = query.substring(query.indexOf('\n') + 1);
            String number = file.getFileName().toString().replaceFirst("^0?(\\d+)-.*", "$1");
            assertTrue(page.contains("\n" + number + ". " + title + "\n\n"), title);
            assertTrue(page.contains("\n```sql\n" + rest + "```\n"), file.toString());
        }
        assertEquals(ANSWERS.size(), Shop.questions().size());
        for (View view : View.ALL) assertTrue(page.contains("`bi." + view.name() + "`"), view.name());
    }

    @Test
    void everyColumnOfEveryViewHasAComment() throws Exception {
        for (View view : View.ALL) {
            assertEquals(
                    view.columns().entrySet().stream()
                            .map(c -> c.getKey() + "|" + c.getValue())
                            .collect(Collectors.joining("\n")),
                    String.join(
                            "\n",
                            answer(
                                    "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'bi' AND table_name = '"
                                            + view.name() + "' ORDER BY column_index")));
            assertTrue(view.comment().startsWith("One row per "), view.name());
        }
    }

    @Test
    void aViewIsThereIfItsTablesAre() {
        assertEquals(View.ALL, View.of(Tables.of("gold")));
        assertEquals(
                List.of(),
                View.of(Tables.of("gold").stream()
                        .filter(t -> !t.name().equals("dim_date")
                                && !t.name().equals("about")
                                && !t.name().equals("dim_channel"))
                        .toList()));
        assertTrue(View.of(List.of()).isEmpty());
    }

    @Test
    void spendStandsOnceAndEndsWithTheLogicalDate() throws Exception {
        assertEquals(List.of("75|3"), answer("SELECT sum(spend_amount), sum(visit_count) FROM bi.v_channel_month"));
        assertEquals(
                List.of("75"),
                answer(
                        "SELECT sum(spend_amount) FROM gold.agg_channel_daily WHERE business_date <= DATE '2026-03-20'"));
        assertEquals(
                List.of(
                        "2026-01-01|true|Direct|0|0|100|40",
                        "2026-01-01|true|Email|0|50|50|50",
                        "2026-01-01|true|Paid search|50|100|0|60",
                        "2026-02-01|true|Direct|0|0|60|0",
                        "2026-02-01|true|Paid search|5|60|0|0",
                        "2026-02-01|true|Social|20|80|80|80",
                        "2026-02-01|true|Unattributed|0|10|0|0"),
                answer(
                        "SELECT month, is_month_complete, channel, spend_amount, first_touch_revenue_amount,"
                                + " last_touch_revenue_amount, markov_revenue_amount FROM bi.v_channel_month ORDER BY month, channel"));
    }

    @Test
    void ordersAreTheOrdersUpToTheDate() throws Exception {
        assertEquals(
                List.of(
                        "o1|true|Paid search|Paid search|mobile|DE|1|100|20|80|true",
                        "o2|true|Email|Email|desktop|NL|1|50|0|50|true",
                        "o3|true|Direct|Paid search|mobile|DE|2|60|0|60|true",
                        "o4|true|Social|Social|mobile|DE|1|80|0|80|true",
                        "o5|false|Unattributed|None|(none)|(none)|1|10|0|10|true",
                        "o6|true|Social|Social|mobile|DE|2|30|0|30|false"),
                answer(
                        "SELECT conversion_id, is_identified, channel, first_channel, device_type, country_code, order_number,"
                                + " revenue_amount, refund_amount, net_revenue_amount, is_month_complete FROM bi.v_orders ORDER BY 1"));
    }

    @Test
    void visitsAreVisitsUpToTheDate() throws Exception {
        assertEquals(
                List.of("a1", "a2", "a3", "b1", "c1", "c2", "d1"),
                answer("SELECT session_id FROM bi.v_visits ORDER BY 1"));
        assertEquals(
                List.of("Social|Reach & Engage|tablet|false"),
                answer(
                        "SELECT channel, stage, device_type, is_month_complete FROM bi.v_visits WHERE customer_id = 'dee'"));
    }

    @Test
    void customersAreThoseSeenByTheDateWithoutBots() throws Exception {
        assertEquals(
                List.of(
                        "ann|true|Paid search|Loyal|140|90",
                        "ben|true|Email|At risk|50|5",
                        "cat|true|Social|New|110|40",
                        "dee|true|Social|Prospects|0|null",
                        "till|false|None|(none)|10|null"),
                answer("SELECT customer_id, is_identified, first_channel, segment, net_revenue_amount, clv_amount"
                        + " FROM bi.v_customers ORDER BY 1"));
    }

    @Test
    void contactsAreNoCheckouts() throws Exception {
        assertEquals(
                List.of(
                        "k1|chat|Chat|delivery|6|12",
                        "k2|chat|Chat|(none)|null|null",
                        "k3|complaint|Social media|delivery|null|null",
                        "k4|complaint|Social media|delivery|null|null",
                        "k5|complaint|Social media|price|null|null"),
                answer("SELECT contact_id, contact_kind, contact_channel, topic, first_reply_minutes, resolved_hours"
                        + " FROM bi.v_contacts ORDER BY 1"));
    }

    @Test
    void npsIsOfTheMonthAndOfTheWindowsThatEndWithIt() throws Exception {
        assertEquals(
                List.of("2026-01-01|true|20|5|35|40|22|12|32|null", "2026-02-01|true|null|null|null|9|18|8|28|19"),
                answer("SELECT * FROM bi.v_nps_month ORDER BY month"));
    }

    @Test
    void retentionHasTheUsualChoicesMade() throws Exception {
        assertEquals(
                List.of(
                        "2025-12-01|Paid search|2|6|3|3|80",
                        "2026-01-01|Email|2|5|0|0|0",
                        "2026-01-01|Paid search|0|4|4|5|500",
                        "2026-01-01|Paid search|2|4|1|1|90"),
                answer("SELECT * FROM bi.v_retention ORDER BY 1, 2, 3"));
    }

    @Test
    void whatCameIsToldOnceTheMonthIsOver() throws Exception {
        assertEquals(
                List.of(
                        "2026-01-31|1|existing|70|60",
                        "2026-01-31|1|new|65|80",
                        "2026-01-31|1|receipts|12|10",
                        "2026-01-31|2|existing|66|null",
                        "2026-02-28|1|existing|99|null"),
                answer("SELECT as_of_date, month_number, population, expected_revenue_amount, actual_revenue_amount"
                        + " FROM bi.v_forecast_actual ORDER BY 1, 2, 3"));
    }
}
