package org.jejak.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jejak.TestSpark;
import org.jejak.config.RfmSegment;
import org.jejak.config.ValueSettings;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggClvGrid;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggSegmentMigration;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.junit.jupiter.api.Test;

/** From rows of conversions and customers to every table of customer value. */
class ValuationTest {
    private static final LocalDate DATE = LocalDate.of(2026, 6, 30);
    /** Two on each of the last 90 days, of 20 and of 30 on a day in turn. */
    private static final int RECEIPTS = 180;

    private static final int START = (int) LocalDate.of(2025, 1, 1).toEpochDay();

    private static ValueSettings settings() {
        RfmSegment.Range all = new RfmSegment.Range(1, 5);
        return new ValueSettings(
                Returns.NET,
                0.4,
                0.1,
                Duration.ofDays(365),
                Duration.ofDays(91),
                30,
                250,
                1,
                Duration.ofDays(28),
                0.25,
                Duration.ofDays(90),
                3,
                List.of(
                        new RfmSegment("Warm", new RfmSegment.Range(3, 5), all, false),
                        new RfmSegment("Cold", new RfmSegment.Range(1, 2), all, true)));
    }

    private static List<History> buyers() {
        return Simulated.bgNbd(600, new double[] {1.3, 6, 1.2, 6}, 400, 545, 21);
    }

    private static Dataset<Row> gathered(int partitions) {
        List<Row> orders = new ArrayList<>();
        List<Row> customers = new ArrayList<>();
        for (History h : buyers()) {
            customers.add(RowFactory.create(
                    h.customer(), isMailed(h) ? "email" : "social", !isMailed(h) && isPaid(h), true, false));
            for (int i = 0; i < h.days().length; i++) {
                BigDecimal paid = BigDecimal.valueOf(h.amounts()[i], 4);
                BigDecimal back = i % 5 == 3 ? paid : BigDecimal.ZERO;
                orders.add(order(h.customer(), START + h.days()[i], paid, back));
            }
        }
        for (int i = 0; i < RECEIPTS; i++) {
            customers.add(RowFactory.create("receipt " + i, "(none)", false, false, false));
            int day = (int) DATE.toEpochDay() - i / 2;
            orders.add(order("receipt " + i, day, BigDecimal.valueOf(i % 4 < 2 ? 10 : 15), BigDecimal.ZERO));
        }
        customers.add(RowFactory.create("looks only", "email", false, true, false));
        customers.add(RowFactory.create("machine", "(none)", false, true, true));
        orders.add(RowFactory.create(
                "looks only", "sign_up", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Date.valueOf(DATE)));
        StructType conversions = new StructType()
                .add("customer_id", "string")
                .add("conversion_type", "string")
                .add("revenue_amount", "decimal(18,4)")
                .add("refund_amount", "decimal(18,4)")
                .add("net_revenue_amount", "decimal(18,4)")
                .add("converted_date", "date");
        StructType dimension = new StructType()
                .add("customer_id", "string")
                .add("first_channel", "string")
                .add("is_first_touch_paid", "boolean")
                .add("is_identified", "boolean")
                .add("is_bot", "boolean");
        return CustomerOrders.gather(
                        TestSpark.session().createDataFrame(orders, conversions).repartition(partitions),
                        TestSpark.session()
                                .createDataFrame(customers, dimension)
                                .repartition(partitions),
                        DATE,
                        Returns.NET)
                .repartition(partitions)
                .localCheckpoint();
    }

    private static boolean isMailed(History h) {
        return h.customer().hashCode() % 3 == 0;
    }

    private static boolean isPaid(History h) {
        return h.customer().hashCode() % 2 == 0;
    }

    private static Row order(String customer, int day, BigDecimal paid, BigDecimal back) {
        return RowFactory.create(
                customer, "order", paid, back, paid.subtract(back), Date.valueOf(LocalDate.ofEpochDay(day)));
    }

    private static Map<Table, Dataset<Row>> tables(int partitions) {
        Dataset<Row> gathered = gathered(partitions);
        Valuation valuation = new Valuation(gathered, DATE, settings());
        Dataset<Row> values =
                FactCustomerValue.TABLE.select(valuation.customers()).localCheckpoint();
        Dataset<Row> daily = TestSpark.session()
                .sql(
                        "SELECT 'social' AS channel, CAST(9000 AS decimal(18,4)) AS spend_amount, DATE'2026-01-01' AS business_date "
                                + "UNION ALL SELECT 'display', CAST(50 AS decimal(18,4)), DATE'2026-01-02'");
        Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
        tables.put(FactCustomerValue.TABLE, values);
        tables.put(AggClvModel.TABLE, rows(AggClvModel.TABLE, valuation.models()));
        tables.put(AggClvValidation.TABLE, rows(AggClvValidation.TABLE, valuation.validation()));
        tables.put(AggRevenueForecast.TABLE, rows(AggRevenueForecast.TABLE, valuation.forecast()));
        tables.put(AggSegmentMigration.TABLE, rows(AggSegmentMigration.TABLE, valuation.migration()));
        tables.put(AggClvGrid.TABLE, ValueViews.grid(values));
        tables.put(
                AggChannelValue.TABLE,
                rows(AggChannelValue.TABLE, ValueViews.channels(values, gathered, daily, DATE, 0.4)));
        tables.replaceAll((table, rows) -> table.select(rows));
        return tables;
    }

    @Test
    void everyTableKeepsItsRulesAndNoBitDependsOnPartitions() {
        Map<Table, Dataset<Row>> tables = tables(2);
        Map<Table, Dataset<Row>> again = tables(5);
        tables.forEach((table, rows) -> {
            List<Row> found = rows.collectAsList();
            assertFalse(found.isEmpty(), table.name());
            assertEquals(TestSpark.texts(rows), TestSpark.texts(again.get(table)), table.name());
            assertEquals(
                    found.size(),
                    rows.select(table.key().stream().map(Field::col).toArray(org.apache.spark.sql.Column[]::new))
                            .distinct()
                            .count(),
                    table.name());
            table.checks()
                    .forEach((rule, predicate) -> assertEquals(
                            0,
                            rows.filter(functions.not(functions.expr(predicate)))
                                    .count(),
                            table.name() + " " + rule));
            for (Field field : table.fields()) {
                if (!field.nullable())
                    assertEquals(0, rows.filter(field.col().isNull()).count(), table.name() + "." + field.name());
            }
        });
        add(tables);
    }

    @Test
    void dimensionsHaveTheScoresOfTheFacts() {
        Dataset<Row> customers = TestSpark.session()
                .sql("SELECT explode(array('buyer', 'looks only', 'machine')) AS customer_id, 7L AS session_count");
        Dataset<Row> values = TestSpark.session()
                .sql(
                        "SELECT 'buyer' AS customer_id, 'Lost' AS rfm_segment, 1L AS recency_score, 2L AS frequency_score, "
                                + "3L AS monetary_score UNION ALL SELECT 'looks only', 'Prospects', null, null, null");
        Dataset<Row> preferences = TestSpark.session()
                .sql("SELECT 'buyer' AS customer_id, explode(array('whatsapp', 'sms')) AS contact_channel, "
                        + "0.1D AS response_rate, 9L AS best_hour UNION ALL SELECT 'buyer', 'email', 0.05D, 9L");
        Dataset<Row> leads = TestSpark.session()
                .sql("SELECT 'buyer' AS customer_id, explode(array('lead', 'class')) AS score, 'hot' AS band");
        assertEquals(
                List.of(
                        "buyer|7|Lost|1|2|3|sms|9|hot",
                        "looks only|7|Prospects|null|null|null|(none)|null|(none)",
                        "machine|7|(none)|null|null|null|(none)|null|(none)"),
                TestSpark.texts(ValueViews.dimension(customers, values, preferences, leads)
                                .select(
                                        "customer_id",
                                        "session_count",
                                        "rfm_segment",
                                        "recency_score",
                                        "frequency_score",
                                        "monetary_score",
                                        "best_contact_channel",
                                        "best_hour",
                                        "lead_band"))
                        .stream()
                        .sorted()
                        .toList());
    }

    private static void add(Map<Table, Dataset<Row>> tables) {
        Dataset<Row> values = tables.get(FactCustomerValue.TABLE);
        assertEquals(601 + RECEIPTS, values.count());
        Row prospect = values.filter("customer_id = 'looks only'").first();
        assertEquals("Prospects", prospect.<String>getAs("rfm_segment"));
        assertEquals("no_purchase", prospect.<String>getAs("value_reason"));
        Row sums = values.selectExpr(
                        "sum(total_value_amount - historic_value_amount - coalesce(residual_value_amount, 0))",
                        "count_if(model IS NULL AND is_identified)",
                        "sum(residual_value_amount)",
                        "count_if(clv_low_amount > clv_amount OR clv_high_amount < clv_amount)",
                        "sum(expected_purchase_count)",
                        "count_if(purchase_count > 0)")
                .first();
        assertEquals(0, sums.getDecimal(0).signum());
        assertEquals(1, sums.getLong(1), "only the prospect has no prediction");
        assertEquals(0, sums.getLong(3));
        Row grid = tables.get(AggClvGrid.TABLE)
                .filter("is_identified")
                .selectExpr("sum(customer_count)", "sum(residual_value_amount)")
                .first();
        assertEquals(600, grid.getLong(0));
        assertEquals(0, grid.getDecimal(1).compareTo(sums.getDecimal(2)));
        Row year = tables.get(AggRevenueForecast.TABLE)
                .filter("population = 'existing'")
                .selectExpr("sum(expected_purchase_count)", "count(*)")
                .first();
        assertEquals(12, year.getLong(1));
        assertEquals(
                sums.getDouble(4), year.getDouble(0), 1e-9 * year.getDouble(0), "the months add up to the horizon");
        spendStandsWithThoseWhomPaidTouchesWon(values, tables.get(AggChannelValue.TABLE));
        assertTrue(tables.get(AggClvModel.TABLE).filter("is_chosen").count() > 0);
        receiptsHaveAPaceAndNoModel(tables);
    }

    private static void receiptsHaveAPaceAndNoModel(Map<Table, Dataset<Row>> tables) {
        assertEquals(
                List.of("(none)|not_identified|null|null|10.0000|180"),
                TestSpark.texts(tables.get(FactCustomerValue.TABLE)
                        .filter("NOT is_identified")
                        .groupBy("rfm_segment", "value_reason", "recency_score", "clv_amount")
                        .agg(
                                functions.min("total_value_amount").divide(0.4).cast("decimal(18,4)"),
                                functions.count("*"))));
        assertEquals(
                0, tables.get(AggClvModel.TABLE).filter("customer_count > 600").count(), "models know customers alone");
        // 30 days at 25 a day; days vary by 45 x 2 x 25 / 89; 1.96 standard errors of 30 days and of the mean of 90
        assertEquals(
                List.of("(none)|60.0|60.0|750.0000|687.6733|812.3267"),
                TestSpark.texts(tables.get(AggRevenueForecast.TABLE)
                        .filter("population = 'receipts' AND month_number = 1")
                        .select(
                                "model",
                                "customer_count",
                                "expected_purchase_count",
                                "expected_revenue_amount",
                                "revenue_low_amount",
                                "revenue_high_amount")));
    }

    @Test
    void ofEachMonthTheLastForecastStays() {
        Dataset<Row> receipts = gathered(2).filter("NOT is_identified");
        List<Row> kept = List.of();
        for (LocalDate night : List.of(DATE.minusMonths(1), DATE.minusDays(1), DATE))
            kept = rows(AggRevenueForecast.TABLE, new Valuation(receipts, night, settings()).forecast(kept))
                    .collectAsList();
        assertEquals(
                List.of("2026-05-30|36", "2026-06-30|36"),
                TestSpark.texts(TestSpark.session()
                        .createDataFrame(kept, AggRevenueForecast.TABLE.toStructType())
                        .groupBy("as_of_date")
                        .count()));
    }

    private static void spendStandsWithThoseWhomPaidTouchesWon(Dataset<Row> values, Dataset<Row> channels) {
        assertEquals(
                List.of(
                        "(none)|false|false|0.0000|true|true|true",
                        "display|true|true|50.0000|true|true|true",
                        "email|false|true|0.0000|true|true|true",
                        "social|false|true|0.0000|true|true|true",
                        "social|true|true|9000.0000|false|false|false"),
                TestSpark.texts(channels.selectExpr(
                        "acquisition_channel",
                        "is_paid",
                        "is_identified",
                        "spend_amount",
                        "acquisition_cost_amount IS NULL",
                        "value_to_cost_ratio IS NULL",
                        "payback_months IS NULL")));
        Row won = values.filter("acquisition_channel = 'social' AND is_first_touch_paid AND purchase_count > 0")
                .selectExpr("count(*)", "CAST(sum(total_value_amount) AS double)")
                .first();
        Row paid = channels.filter("acquisition_channel = 'social' AND is_paid").first();
        assertEquals(won.getLong(0), paid.<Long>getAs("customer_count"));
        assertEquals(won.getDouble(1) / 9000, paid.<Double>getAs("value_to_cost_ratio"), 1e-9);
        double cost = paid.<BigDecimal>getAs("acquisition_cost_amount").doubleValue();
        assertEquals(9000.0 / won.getLong(0), cost, 1e-4);
        assertEquals(
                List.of("false|" + RECEIPTS, "true|600"),
                TestSpark.texts(channels.groupBy("is_identified").agg(functions.sum("customer_count"))));
    }

    private static Dataset<Row> rows(Table table, List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, table.toStructType());
    }
}
