package org.jejak.audience;

import static org.junit.jupiter.api.Assertions.*;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.TestSpark;
import org.jejak.config.AudienceSettings;
import org.jejak.table.*;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From rows of activities and customers to the tables of scores, in any partitions. */
class LeadScoresTest {
    private static final LocalDate TODAY = LocalDate.ofEpochDay(LeadWorld.TODAY);
    private static final LeadWorld WORLD = new LeadWorld(1, 5_000);
    private static final String OBJECTOR = "customer-7";
    private static LeadScores scores;
    private static List<Row> told;

    private static AudienceSettings audience() {
        AudienceSettings a = LeadWorld.AUDIENCE;
        return new AudienceSettings(
                a.activities(),
                a.traits(),
                a.tags(),
                a.consents(),
                Map.of("class", LeadWorld.SCORE),
                a.segments(),
                null);
    }

    private static Dataset<Row> activity() {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(CustomerActivity.TABLE);
        for (LeadCustomer customer : WORLD.customers)
            for (String activity : List.of("article", "machine", "app", "book"))
                for (ActivityHistory.Day day : customer.history().of(activity))
                    rows.add(row.set(CustomerActivity.CUSTOMER_ID, customer.customerId())
                            .set(CustomerActivity.ACTIVITY, activity)
                            .set(CustomerActivity.VALUE, day.value())
                            .set(CustomerActivity.EVENT_COUNT, day.count())
                            .set(CustomerActivity.AMOUNT, java.math.BigDecimal.ZERO)
                            .set(CustomerActivity.BUSINESS_DATE, Date.valueOf(LocalDate.ofEpochDay(day.day())))
                            .set(
                                    CustomerActivity.BUSINESS_MONTH,
                                    Date.valueOf(LocalDate.ofEpochDay(day.day()).withDayOfMonth(1)))
                            .set(CustomerActivity.FIRST_AT, new Timestamp(0))
                            .set(CustomerActivity.LAST_AT, new Timestamp(0))
                            .row());
        Collections.shuffle(rows, new Random(2));
        return TestSpark.session().createDataFrame(rows, CustomerActivity.TABLE.toStructType());
    }

    private static Dataset<Row> customers() {
        List<Row> rows = new ArrayList<>();
        for (LeadCustomer customer : WORLD.customers)
            rows.add(RowFactory.create(
                    customer.customerId(), true, false, Date.valueOf(LocalDate.ofEpochDay(customer.firstDay()))));
        rows.add(RowFactory.create("bot", true, true, Date.valueOf(TODAY)));
        rows.add(RowFactory.create("receipt", false, false, Date.valueOf(TODAY)));
        rows.add(RowFactory.create("unborn", true, false, Date.valueOf(TODAY.plusDays(1))));
        RowReader columns = new RowReader(
                Customers.CUSTOMER_ID, Customers.IS_IDENTIFIED, Customers.IS_BOT, Customers.FIRST_SEEN_DATE);
        return TestSpark.session().createDataFrame(rows, columns.toStructType());
    }

    private static Dataset<Row> consents() {
        RowBuilder row = new RowBuilder(FactConsent.TABLE);
        List<Row> rows = List.of(
                consent(row, OBJECTOR, "profiling", "withdrawn"),
                consent(row, "customer-8", "newsletter", "withdrawn"));
        return TestSpark.session().createDataFrame(rows, FactConsent.TABLE.toStructType());
    }

    private static Row consent(RowBuilder row, String customer, String purpose, String state) {
        return row.set(FactConsent.CUSTOMER_ID, customer)
                .set(FactConsent.PURPOSE, purpose)
                .set(FactConsent.STATE, state)
                .row();
    }

    @BeforeAll
    static void learn() {
        scores = LeadScores.learn(activity().repartition(5), customers(), consents(), audience(), TODAY);
        told = scores.customers().collectAsList();
    }

    private static <T> T value(Row row, Field field) {
        return row.getAs(field.name());
    }

    @Test
    void sameScoresAsWithoutSpark() {
        List<LeadCustomer> known = WORLD.customers.stream()
                .map(c -> c.customerId().equals(OBJECTOR)
                        ? new LeadCustomer(c.customerId(), c.firstDay(), true, c.history())
                        : c)
                .toList();
        LeadModel model = LeadWorld.learn(LeadWorld.SCORE, LeadWorld.AUDIENCE, known);
        Map<String, Row> byCustomer = new HashMap<>();
        told.forEach(row -> byCustomer.put(value(row, FactCustomerScore.CUSTOMER_ID), row));
        assertEquals(known.size(), byCustomer.size(), "no bots, no receipts, nobody of tomorrow");
        for (LeadCustomer customer : known) {
            Row row = byCustomer.get(customer.customerId());
            assertEquals(LeadScoreRows.customer(customer, model), row);
        }
    }

    @Test
    void whoObjectedHasNoFigures() {
        Row row = told.stream()
                .filter(r -> OBJECTOR.equals(value(r, FactCustomerScore.CUSTOMER_ID)))
                .findFirst()
                .orElseThrow();
        assertEquals("objected", value(row, FactCustomerScore.REASON));
        assertNull(value(row, FactCustomerScore.POINTS));
        assertNull(value(row, FactCustomerScore.VALUE));
        assertNull(value(row, FactCustomerScore.PERCENTILE));
    }

    @Test
    void rowsOfTheModelsHaveKeysAndOneIsChosen() {
        Set<String> keys = new HashSet<>();
        Set<String> chosen = new HashSet<>();
        for (Row row : scores.models()) {
            RowReader reader = new RowReader(AggScoreModel.TABLE.fields());
            assertTrue(keys.add(reader.get(row, AggScoreModel.MODEL) + "|" + reader.get(row, AggScoreModel.PARAMETER)));
            if (reader.get(row, AggScoreModel.IS_CHOSEN)) chosen.add(reader.get(row, AggScoreModel.MODEL));
            long positives = reader.get(row, AggScoreModel.POSITIVE_COUNT);
            assertTrue(positives <= reader.<Long>get(row, AggScoreModel.ROW_COUNT));
        }
        assertEquals(Set.of("logistic"), chosen);
        assertTrue(keys.contains("logistic|machines 1 or more"), keys.toString());
        assertTrue(keys.contains("logistic|intercept") && keys.contains("points|(model)"), keys.toString());
    }

    @Test
    void validationAddsUp() {
        RowReader reader = new RowReader(AggScoreValidation.TABLE.fields());
        Map<String, Long> customers = new TreeMap<>();
        for (Row row : scores.validation())
            customers.merge(
                    reader.get(row, AggScoreValidation.MODEL) + " " + reader.get(row, AggScoreValidation.ASPECT),
                    reader.get(row, AggScoreValidation.CUSTOMER_COUNT),
                    Long::sum);
        assertEquals(6, customers.size());
        assertEquals(1, new HashSet<>(customers.values()).size(), customers.toString());
    }
}
