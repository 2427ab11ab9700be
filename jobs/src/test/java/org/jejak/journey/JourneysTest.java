package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.TestSpark;
import org.jejak.table.Customers;
import org.jejak.table.FactConversions;
import org.jejak.table.FactSessions;
import org.jejak.table.RowArrays;
import org.jejak.table.Sessions;
import org.junit.jupiter.api.Test;

class JourneysTest {
    @Test
    void aCustomerWithTooManySessionsIsABotAndToldInPieces() {
        List<Row> sessions = new ArrayList<>();
        for (int i = 6; i >= 0; i--) {
            String order = i % 3 == 2 ? "o" + i : null;
            if (i < 3) sessions.add(new SomeSession(i, i, "email", "visit", order).row(1));
            sessions.add(new SomeSession(10 + i, i, "email", "visit", order).row(2));
        }
        SparkSession spark = TestSpark.session();
        Dataset<Row> histories = Journeys.histories(
                spark.createDataFrame(sessions, Sessions.TABLE.toStructType())
                        .selectExpr("*", "if(identifier_key = 1, 'ann', 'till') AS customer_id"),
                spark.sql("SELECT * FROM VALUES ('ann', 1L, true), ('till', 1L, false) "
                        + "AS (customer_id, identifier_count, is_identified)"),
                CustomerHistoryTest.settings(3),
                Map.of("web", Duration.ofMinutes(30)),
                SomeSession.at(100));
        assertEquals(
                List.of("ann|3|3|1|10.0000|true|false|00:00|00:02", "till|7|7|0|0.0000|false|true|00:00|00:06"),
                TestSpark.texts(RowArrays.rowsOf(Customers.TABLE, histories)
                        .selectExpr(
                                "customer_id",
                                "session_count",
                                "web_interaction_count",
                                "order_count",
                                "revenue_amount",
                                "is_identified",
                                "is_bot",
                                "date_format(first_seen_at, 'HH:mm')",
                                "date_format(last_seen_at, 'HH:mm')")));
        assertEquals(
                List.of("ann|null|false|1|3", "till|behaviour|true|1|7"),
                TestSpark.texts(RowArrays.rowsOf(FactSessions.TABLE, histories)
                        .groupBy("customer_id", "bot_reason", "is_bot")
                        .agg(
                                org.apache.spark.sql.functions.expr("count_if(is_first)"),
                                org.apache.spark.sql.functions.expr("count(DISTINCT session_id)"))));
        assertEquals(
                List.of("ann"),
                TestSpark.texts(
                        RowArrays.rowsOf(FactConversions.TABLE, histories).select("customer_id")));
    }
}
