package org.jejak.command.bench;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.*;
import org.jejak.table.*;

/** Invented customers with ten days of activity each in a year, and settings about all of it. Made of hashes: always the same. */
final class AudienceSimulation {
    static final LocalDate DATE = LocalDate.of(2026, 6, 30);
    static final ZoneId ZONE = ZoneOffset.UTC;
    static final AudienceSettings SETTINGS = settings();

    private static final int DAYS = 360;
    private static final int DAYS_EACH = 10;
    private static final int ACTIVITIES = 10;
    private static final int VALUES = 20;
    private static final int TRAITS = 20;

    private final SparkSession spark;
    private final int customers;

    AudienceSimulation(SparkSession spark, int customers) {
        this.spark = spark;
        this.customers = customers;
    }

    /** Rows of customer_activity, as it is stored. */
    Dataset<Row> activity() {
        Column day = date_sub(
                lit(Date.valueOf(DATE)),
                pmod(xxhash64(col("id"), lit(1)), lit(DAYS)).cast("int"));
        Column at = day.cast("timestamp");
        return spark.range((long) customers * DAYS_EACH)
                .select(
                        CustomerActivity.CUSTOMER_ID.from(customer(pmod(col("id"), lit(customers)))),
                        CustomerActivity.ACTIVITY.from(
                                concat(lit("a"), pmod(xxhash64(col("id"), lit(2)), lit(ACTIVITIES)))),
                        CustomerActivity.VALUE.from(concat(lit("v"), pmod(xxhash64(col("id"), lit(3)), lit(VALUES)))),
                        CustomerActivity.EVENT_COUNT.from(
                                pmod(xxhash64(col("id"), lit(4)), lit(3)).plus(1)),
                        CustomerActivity.AMOUNT.from(lit(10)),
                        CustomerActivity.BUSINESS_DATE.from(day),
                        CustomerActivity.BUSINESS_MONTH.from(trunc(day, "month")),
                        CustomerActivity.FIRST_AT.from(at),
                        CustomerActivity.LAST_AT.from(at));
    }

    /** The columns of customers that the audience reads. */
    Dataset<Row> customers() {
        return spark.range(customers)
                .select(
                        Customers.CUSTOMER_ID.from(customer(col("id"))),
                        Customers.COUNTRY_CODE.from(lit("ID")),
                        Customers.FIRST_SEEN_DATE.from(lit(Date.valueOf(DATE.minusDays(DAYS)))),
                        Customers.IS_IDENTIFIED.from(lit(true)),
                        Customers.IS_BOT.from(lit(false)));
    }

    /** A table without rows. */
    Dataset<Row> nothing(Table table) {
        return spark.createDataFrame(List.of(), table.toStructType());
    }

    private static Column customer(Column number) {
        return sha1(number.cast("string"));
    }

    private static AudienceSettings settings() {
        Map<String, ActivitySettings> activities = new TreeMap<>();
        Map<String, TraitSettings> traits = new TreeMap<>();
        Map<String, TagSettings> tags = new TreeMap<>();
        Map<String, SegmentSettings> segments = new TreeMap<>();
        InteractionFilter all = new InteractionFilter(List.of("any"), List.of(), List.of(), List.of(), Map.of());
        for (int i = 0; i < ACTIVITIES; i++)
            activities.put("a" + i, new ActivitySettings("a" + i, all, "topic", ActivitySettings.REVENUE));
        for (int i = 0; i < TRAITS; i++) {
            Measure measure = Measure.values()[i % Measure.values().length];
            String name = "trait" + i;
            traits.put(name, new TraitSettings(name, null, "a" + i % ACTIVITIES, measure, days(90), i % 4 == 0));
        }
        for (int i = 0; i < ACTIVITIES; i++) {
            String name = "tag" + i;
            tags.put(name, new TagSettings(name, "a" + i, null, true, 1, days(90), days(90), days(30), false, null));
            segments.put(
                    "segment" + i,
                    new SegmentSettings(
                            "segment" + i,
                            new Conditions(
                                    List.of(tag(name), did("a" + (i + 1) % ACTIVITIES)),
                                    List.of(),
                                    List.of(did("a" + (i + 2) % ACTIVITIES)))));
        }
        return new AudienceSettings(
                activities,
                traits,
                tags,
                Map.of(),
                Map.of("lead", lead()),
                segments,
                new ContactSettings(480, 1200, Map.of()));
    }

    private static ScoreSettings lead() {
        return new ScoreSettings(
                "lead",
                new Conditions(
                        List.of(),
                        List.of(),
                        List.of(new Condition(
                                Condition.Kind.DID,
                                "a9",
                                null,
                                days(28),
                                1.0,
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                null))),
                "a0",
                days(30),
                List.of("trait0", "trait1", "trait2", "trait7", "trait10"),
                List.of(
                        new PointRule("a1", null, 30, days(28), null, true, null),
                        new PointRule("a2", null, 5, days(14), null, false, 20.0)),
                0,
                100,
                List.of(new ScoreSettings.Band(15, "cold"), new ScoreSettings.Band(100, "hot")));
    }

    private static Condition tag(String name) {
        return new Condition(Condition.Kind.TAG, name, null, null, null, null, List.of(), List.of(), List.of(), null);
    }

    private static Condition did(String activity) {
        return new Condition(
                Condition.Kind.DID, activity, null, days(90), 1.0, null, List.of(), List.of(), List.of(), null);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
