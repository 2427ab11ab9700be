package org.jejak.journey;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.JourneySettings;
import org.jejak.table.Customers;
import org.jejak.table.FactConversions;
import org.jejak.table.FactFunnelSteps;
import org.jejak.table.FactJourneys;
import org.jejak.table.FactSessions;
import org.jejak.table.FactStageHistory;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Field;
import org.jejak.table.Identifiers;
import org.jejak.table.Sessions;
import org.jejak.table.Table;

/**
 * The histories of whole customers, as rows of all tables that are told per customer. Works on any set of customers, each
 * with all sessions.
 */
public final class Journeys {
    /** Tables that a history fills, in the order of {@link CustomerHistoryWriter#toRow}. */
    public static final List<Table> TABLES = List.of(
            FactSessions.TABLE,
            FactTouchpoints.TABLE,
            FactConversions.TABLE,
            FactJourneys.TABLE,
            FactStageHistory.TABLE,
            FactFunnelSteps.TABLE,
            Customers.TABLE);

    private static final String IDENTIFIER_COUNT = "identifier_count";
    private static final StructType RESULT = result();

    private Journeys() {}

    /**
     * One row per customer with an array of rows for each of {@link #TABLES}. A customer with too many sessions to be one
     * person is told in several, all sessions marked as a bot's, so that no task has to hold them all.
     *
     * @param sessions all sessions of the customers
     * @param identifiers all identifiers of the customers
     * @param asOf end of the logical date: a journey quiet for too long by then has lapsed
     */
    public static Dataset<Row> histories(
            Dataset<Row> sessions, Dataset<Row> identifiers, JourneySettings settings, Timestamp asOf) {
        Dataset<Row> counts = identifiers
                .groupBy(Identifiers.CUSTOMER_ID.col().as("counted_customer"))
                .count()
                .withColumnRenamed("count", IDENTIFIER_COUNT);
        Column[] input = Stream.concat(
                        Stream.of(Identifiers.CUSTOMER_ID.col(), col(IDENTIFIER_COUNT)),
                        CustomerSession.COLUMNS.stream().map(Field::col))
                .toArray(Column[]::new);
        return sessions.join(
                        identifiers.select(
                                Identifiers.IDENTIFIER_KEY.col().as("known_key"), Identifiers.CUSTOMER_ID.col()),
                        Sessions.IDENTIFIER_KEY.col().equalTo(col("known_key")))
                .join(counts, Identifiers.CUSTOMER_ID.col().equalTo(col("counted_customer")))
                .select(input)
                .repartition(Identifiers.CUSTOMER_ID.col())
                .sortWithinPartitions(
                        Identifiers.CUSTOMER_ID.name(), Sessions.STARTED_AT.name(), Sessions.SESSION_ID.name())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new Histories(rows, settings, asOf),
                        Encoders.row(RESULT));
    }

    /** The rows of one table out of histories. */
    public static Dataset<Row> rowsOf(Table table, Dataset<Row> histories) {
        return table.select(histories.select(expr("inline(" + table.name() + ")")));
    }

    private static StructType result() {
        StructType type = new StructType();
        for (Table table : TABLES) {
            type = type.add(table.name(), DataTypes.createArrayType(table.toStructType(), false), false);
        }
        return type;
    }

    /** Reads customers one after the other from rows that are sorted by customer, time and session. */
    private static final class Histories implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final JourneySettings settings;
        private final Timestamp asOf;
        private Row ahead;
        private CustomerSessionTotals seen;

        Histories(Iterator<Row> rows, JourneySettings settings, Timestamp asOf) {
            this.rows = rows;
            this.settings = settings;
            this.asOf = asOf;
            this.ahead = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Row next() {
            if (ahead == null) throw new NoSuchElementException();
            String customer = ahead.getString(0);
            long identifiers = ahead.getLong(1);
            boolean isBegin = seen == null;
            if (isBegin) seen = new CustomerSessionTotals();
            List<CustomerSession> contacts = new ArrayList<>();
            while (goesOn(customer) && contacts.size() < settings.maxSessions()) {
                CustomerSession contact = new CustomerSession(ahead, 2);
                contacts.add(contact);
                seen.add(contact);
                ahead = rows.hasNext() ? rows.next() : null;
            }
            boolean isEnd = !goesOn(customer);
            if (!isBegin || !isEnd) contacts.forEach(CustomerSession::markAsBot);
            CustomerHistory history = new CustomerHistory(contacts, settings, asOf);
            Row told = new CustomerHistoryWriter(customer, identifiers, history, seen, isBegin, isEnd).toRow();
            if (isEnd) seen = null;
            return told;
        }

        private boolean goesOn(String customer) {
            return ahead != null && ahead.getString(0).equals(customer);
        }
    }
}
