package org.jejak.retention;

import static org.apache.spark.sql.functions.*;

import java.io.Serializable;
import java.util.*;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.table.Customers;
import org.jejak.table.FactSessions;
import org.jejak.table.SortedGroups;

/**
 * Rows of three kinds under one another, brought together by customer in one shuffle and counted in one pass: who the
 * customer is, orders, and sessions.
 */
final class CustomerDays {
    private static final String CUSTOMER = "customer";
    private static final String DAY = "day";
    private static final String ORDERS = "orders";
    private static final String AMOUNT = "amount";
    private static final String IS_VISIT = "visited";
    private static final String CHANNEL = "channel";
    private static final String CAMPAIGN = "campaign";
    private static final String IS_PAID = FactSessions.IS_PAID.name();
    private static final String SEGMENT = "segment";
    private static final String IS_IDENTIFIED = Customers.IS_IDENTIFIED.name();

    private CustomerDays() {}

    /** Rows that say who a customer is; whoever has none is identified. */
    static Dataset<Row> customers(
            Dataset<Row> rows,
            Column customer,
            Column channel,
            Column isPaid,
            Column campaign,
            Column segment,
            Column isIdentified) {
        Column none = lit(null);
        return shaped(rows, customer, none, none, none, none, channel, isPaid, campaign, segment, isIdentified);
    }

    /** Events with which customers begin. */
    static Dataset<Row> starts(Dataset<Row> rows, Column customer, Column day) {
        Column none = lit(null);
        return shaped(rows, customer, unix_date(day), none, none, none, none, none, none, none, none);
    }

    /** Orders; {@code amount}, less refunds, with up to four decimals and 0 or more, {@code orders} 0 for a day without any. */
    static Dataset<Row> orders(Dataset<Row> rows, Column customer, Column day, Column orders, Column amount) {
        Column units = amount.cast("decimal(30,4)").multiply(lit(10_000)).cast("long");
        Column none = lit(null);
        return shaped(rows, customer, unix_date(day), orders, units, none, none, none, none, none, none);
    }

    /** Sessions. */
    static Dataset<Row> sessions(
            Dataset<Row> rows,
            Column customer,
            Column day,
            Column isVisit,
            Column channel,
            Column isPaid,
            Column campaign) {
        Column none = lit(null);
        return shaped(rows, customer, unix_date(day), none, none, isVisit, channel, isPaid, campaign, none, none);
    }

    private static Dataset<Row> shaped(
            Dataset<Row> rows,
            Column customer,
            Column day,
            Column orders,
            Column amount,
            Column isVisit,
            Column channel,
            Column isPaid,
            Column campaign,
            Column segment,
            Column isIdentified) {
        return rows.select(
                customer.as(CUSTOMER),
                day.cast("int").as(DAY),
                orders.cast("long").as(ORDERS),
                amount.cast("long").as(AMOUNT),
                isVisit.cast("boolean").as(IS_VISIT),
                channel.cast("string").as(CHANNEL),
                campaign.cast("string").as(CAMPAIGN),
                segment.cast("string").as(SEGMENT),
                isPaid.cast("boolean").as(IS_PAID),
                isIdentified.cast("boolean").as(IS_IDENTIFIED));
    }

    /**
     * Counts all customers.
     *
     * @param rows rows of the three kinds, in any order; customers without a row of their own belong to everybody only
     * @param counters what to count
     * @param groups which groups a customer belongs to
     * @param end last day, as days since 1970-01-01
     */
    static CohortSums count(Dataset<Row> rows, CustomerCounters counters, Grouping groups, int end) {
        return rows
                .repartition(col(CUSTOMER))
                .sortWithinPartitions(CUSTOMER)
                .mapPartitions(
                        (MapPartitionsFunction<Row, CohortSums>)
                                of -> List.of(count(of, counters, groups, end)).iterator(),
                        Encoders.javaSerialization(CohortSums.class))
                .collectAsList()
                .stream()
                .reduce(new CohortSums(), CohortSums::add);
    }

    private static CohortSums count(Iterator<Row> rows, CustomerCounters counters, Grouping groups, int end) {
        CohortSums sums = new CohortSums();
        Iterator<Iterator<Row>> customers = new SortedGroups(rows, 1);
        while (customers.hasNext()) {
            Iterator<Row> own = customers.next();
            CustomerCounters.Customer customer = new CustomerCounters.Customer(end);
            Row who = null;
            while (own.hasNext()) {
                Row row = own.next();
                if (row.isNullAt(1)) {
                    who = row;
                    customer.firstTouch(row.getBoolean(8));
                } else if (row.isNullAt(2) && row.isNullAt(4)) customer.start(row.getInt(1));
                else if (row.isNullAt(4)) customer.order(row.getInt(1), row.getLong(2), row.getLong(3));
                else
                    customer.session(
                            row.getInt(1), row.getBoolean(4), row.getString(5), row.getBoolean(8), row.getString(6));
            }
            groups.add(counters, sums, customer, who);
        }
        return sums;
    }

    /**
     * Which groups a customer belongs to.
     *
     * @param campaigns campaigns with a group of their own; the rest is (other)
     * @param cohort cohorts by which the times between orders are split; null in the warehouse, which does not split them
     */
    record Grouping(Set<String> campaigns, Granularity cohort) implements Serializable {
        private static final String OTHER = "(other)";

        private void add(CustomerCounters counters, CohortSums sums, CustomerCounters.Customer customer, Row who) {
            counters.add(sums, customer, groupsOf(who), cohort);
        }

        /** The unidentified are not told apart: a channel or segment of theirs is that of a single receipt. */
        private List<Group> groupsOf(Row who) {
            if (who != null && !who.getBoolean(9)) return List.of(Group.UNIDENTIFIED);
            List<Group> groups = new ArrayList<>(List.of(Group.ALL));
            if (who != null) {
                if (!who.isNullAt(5)) groups.add(new Group("channel", who.getString(5)));
                String campaign = who.getString(6);
                if (campaign != null)
                    groups.add(new Group("campaign", campaigns.contains(campaign) ? campaign : OTHER));
                if (!who.isNullAt(7)) groups.add(new Group("segment", who.getString(7)));
            }
            return groups;
        }
    }
}
