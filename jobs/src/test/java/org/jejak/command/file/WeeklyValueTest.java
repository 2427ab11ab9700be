package org.jejak.command.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jejak.TestSpark;
import org.jejak.config.Settings;
import org.jejak.pipeline.SmallWorld;
import org.jejak.pipeline.Worlds;
import org.jejak.retention.Retention;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggSegmentMigration;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.Table;
import org.jejak.value.CustomerOrders;
import org.jejak.value.Valuation;
import org.jejak.value.ValueViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Value and retention after weeks of orders, each of which restated only the customers it touched, are bit for bit those of
 * all orders at once: with late orders, refunds, and rows in any order and any number of partitions.
 */
class WeeklyValueTest {
    private static final LocalDate START = LocalDate.of(2025, 9, 1);
    private static final int WEEKS = 40;
    private static final LocalDate END = START.plusDays(7L * WEEKS - 1);

    private static final StructType CONVERSIONS = new StructType()
            .add("customer_id", "string")
            .add("conversion_type", "string")
            .add("revenue_amount", "decimal(18,4)")
            .add("refund_amount", "decimal(18,4)")
            .add("net_revenue_amount", "decimal(18,4)")
            .add("converted_date", "date");

    private static final StructType CUSTOMERS = new StructType()
            .add("customer_id", "string")
            .add("first_channel", "string")
            .add("first_campaign_id", "string")
            .add("is_first_touch_paid", "boolean")
            .add("is_identified", "boolean")
            .add("is_bot", "boolean");

    private static final StructType SESSIONS = new StructType()
            .add("customer_id", "string")
            .add("started_date", "date")
            .add("is_visit", "boolean")
            .add("channel", "string")
            .add("is_paid", "boolean")
            .add("campaign_id", "string")
            .add("is_bot", "boolean");

    private static final StructType SPEND = new StructType()
            .add("channel", "string")
            .add("campaign_id", "string")
            .add("business_date", "date")
            .add("spend_amount", "decimal(18,4)");

    /** An order, or its refund, as it is delivered. */
    private record Delivered(int week, String customer, int order, int day, BigDecimal paid, BigDecimal back) {}

    /** What is delivered: some orders a week or two late, some refunds weeks after the order. */
    private static List<Delivered> deliveries() {
        Random random = new Random(3);
        List<Delivered> all = new ArrayList<>();
        int order = 0;
        for (int c = 0; c < 240; c++) {
            String customer = String.format("customer %03d", c);
            double gap = 6 + 60 * random.nextDouble() * random.nextDouble();
            double day = random.nextInt(7 * 20);
            do {
                BigDecimal paid = BigDecimal.valueOf(100 + random.nextInt(9_900), 2);
                int week = (int) day / 7;
                int late = random.nextInt(15) == 0 ? 1 + random.nextInt(2) : 0;
                all.add(new Delivered(
                        Math.min(WEEKS - 1, week + late), customer, ++order, (int) day, paid, BigDecimal.ZERO));
                if (random.nextInt(12) == 0)
                    all.add(new Delivered(
                            Math.min(WEEKS - 1, week + 3),
                            customer,
                            order,
                            (int) day,
                            BigDecimal.ZERO,
                            random.nextBoolean() ? paid : paid.divide(BigDecimal.valueOf(2))));
                day += Math.max(0.3, -Math.log(random.nextDouble()) * gap);
            } while (day < 7 * WEEKS && random.nextInt(7) > 0);
        }
        return all;
    }

    /** The orders of one customer from all that was delivered of it so far: what a night restates. */
    private static List<Row> restated(String customer, List<Delivered> delivered) {
        Map<Integer, BigDecimal[]> sums = new TreeMap<>();
        Map<Integer, Integer> days = new HashMap<>();
        for (Delivered d : delivered) {
            BigDecimal[] sum = sums.computeIfAbsent(d.order, o -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
            sum[0] = sum[0].add(d.paid);
            sum[1] = sum[1].add(d.back);
            days.put(d.order, d.day);
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((order, sum) -> rows.add(RowFactory.create(
                customer,
                "order",
                sum[0],
                sum[1],
                sum[0].subtract(sum[1]),
                Date.valueOf(START.plusDays(days.get(order))))));
        return rows;
    }

    private static Map<String, List<String>> tables(List<Row> orders, int partitions, Settings settings) {
        SparkSession spark = TestSpark.session();
        TreeSet<String> ids = new TreeSet<>();
        orders.forEach(o -> ids.add(o.getString(0)));
        List<Row> people = new ArrayList<>();
        List<Row> visits = new ArrayList<>();
        for (String id : ids) {
            String channel = id.hashCode() % 3 == 0 ? "email" : "social";
            boolean isPaid = channel.equals("social") && id.hashCode() % 2 == 0;
            people.add(RowFactory.create(id, channel, "campaign " + id.hashCode() % 2, isPaid, true, false));
            visits.add(RowFactory.create(id, Date.valueOf(START), true, channel, isPaid, "(none)", false));
        }
        Dataset<Row> conversions = spark.createDataFrame(orders, CONVERSIONS).repartition(partitions);
        Dataset<Row> customers = spark.createDataFrame(people, CUSTOMERS).repartition(partitions);
        Dataset<Row> daily = spark.createDataFrame(
                List.of(RowFactory.create("social", "campaign 1", Date.valueOf(START), new BigDecimal("420.0000"))),
                SPEND);
        Dataset<Row> gathered = CustomerOrders.gather(
                        conversions, customers, END, settings.value().returns())
                .localCheckpoint();
        Valuation valuation = new Valuation(gathered, END, settings.value());
        Dataset<Row> values =
                FactCustomerValue.TABLE.select(valuation.customers()).localCheckpoint();
        Map<String, List<String>> tables = new TreeMap<>();
        Map<String, Dataset<Row>> found = Map.of(
                "values", values,
                "models", rows(AggClvModel.TABLE, valuation.models()),
                "validation", rows(AggClvValidation.TABLE, valuation.validation()),
                "forecast", rows(AggRevenueForecast.TABLE, valuation.forecast()),
                "migration", rows(AggSegmentMigration.TABLE, valuation.migration()),
                "grid", ValueViews.grid(values),
                "channels", rows(AggChannelValue.TABLE, ValueViews.channels(values, gathered, daily, END, 1)));
        found.forEach((name, rows) -> tables.put(name, TestSpark.texts(rows)));
        Map<Table, List<Row>> retention = Retention.tables(
                customers,
                values,
                conversions,
                spark.createDataFrame(visits, SESSIONS),
                daily,
                settings.retention(),
                END);
        retention.forEach((table, rows) -> tables.put(
                table.name(), rows.stream().map(r -> r.mkString("|")).sorted().toList()));
        assertTrue(
                rows(AggClvModel.TABLE, valuation.models())
                                .filter(AggClvModel.IS_CHOSEN.col())
                                .count()
                        > 0,
                "models are fitted");
        return tables;
    }

    @Test
    void weeksOfOrdersGiveTheTablesOfAllAtOnce(@TempDir java.nio.file.Path folder) {
        Settings settings = Worlds.install(folder, SmallWorld.settings(), Map.of());
        List<Delivered> deliveries = deliveries();
        assertTrue(deliveries.stream().anyMatch(d -> d.back.signum() > 0), "refunds");
        assertTrue(deliveries.stream().anyMatch(d -> d.paid.signum() > 0 && d.week > d.day / 7), "late orders");
        Map<String, List<Delivered>> known = new HashMap<>();
        Map<String, List<Row>> kept = new HashMap<>();
        for (int week = 0; week < WEEKS; week++) {
            TreeSet<String> touched = new TreeSet<>();
            for (Delivered d : deliveries) {
                if (d.week != week) continue;
                known.computeIfAbsent(d.customer, c -> new ArrayList<>()).add(d);
                touched.add(d.customer);
            }
            touched.forEach(customer -> kept.put(customer, restated(customer, known.get(customer))));
        }
        List<Row> weekly = new ArrayList<>();
        kept.values().forEach(weekly::addAll);
        Collections.shuffle(weekly, new Random(8));

        Map<String, List<Delivered>> all = new TreeMap<>();
        for (Delivered d : deliveries)
            all.computeIfAbsent(d.customer, c -> new ArrayList<>()).add(d);
        List<Row> once = new ArrayList<>();
        all.forEach((customer, of) -> once.addAll(restated(customer, of)));

        Map<String, List<String>> expected = tables(once, 1, settings);
        Map<String, List<String>> actual = tables(weekly, 5, settings);
        expected.forEach((name, rows) -> {
            assertFalse(rows.isEmpty(), name);
            assertEquals(rows, actual.get(name), name);
        });
    }

    private static Dataset<Row> rows(Table table, List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, table.toStructType());
    }
}
