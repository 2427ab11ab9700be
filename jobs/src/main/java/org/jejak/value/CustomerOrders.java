package org.jejak.value;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.*;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.table.*;

/** Orders gathered to one row per customer: the summary that everything about customer value starts from. */
public final class CustomerOrders {
    static final String CUSTOMER = Customers.CUSTOMER_ID.name();
    static final String CHANNEL = FactCustomerValue.ACQUISITION_CHANNEL.name();
    static final String PAID = FactCustomerValue.IS_FIRST_TOUCH_PAID.name();
    static final String IDENTIFIED = FactCustomerValue.IS_IDENTIFIED.name();
    static final String ORDERS = FactCustomerValue.ORDER_COUNT.name();
    static final String REFUNDED = FactCustomerValue.REFUNDED_ORDER_COUNT.name();
    static final String DAYS = "purchase_days";
    static final String AMOUNTS = "purchase_amounts";

    private CustomerOrders() {}

    /**
     * One row per customer that is no bot: customer_id, acquisition_channel, is_first_touch_paid, is_identified, order_count, refunded_order_count,
     * purchase_days (days since 1970, ascending) and purchase_amounts (ten-thousandths, after the returns policy); empty
     * arrays without a purchase.
     *
     * @param conversions rows of fact_conversions
     * @param customers rows of customers, bots included
     * @param lastDay later orders are left out
     */
    public static Dataset<Row> gather(
            Dataset<Row> conversions, Dataset<Row> customers, LocalDate lastDay, Returns policy) {
        Column day = struct(
                unix_date(FactConversions.CONVERTED_DATE.col()).as("paid_on"),
                col("paid").multiply(lit(10_000)).cast("bigint").as("paid"));
        Dataset<Row> buyers = purchaseDays(conversions, lastDay, policy)
                .groupBy(FactConversions.CUSTOMER_ID.col())
                .agg(
                        sum(ORDERS).as(ORDERS),
                        sum(REFUNDED).as(REFUNDED),
                        sort_array(collect_list(when(col(ORDERS).gt(0), day))).as("purchases"));
        Column none = array();
        return customers
                .filter(not(Customers.IS_BOT.col()))
                .select(
                        Customers.CUSTOMER_ID.col(),
                        Customers.FIRST_CHANNEL.col().as(CHANNEL),
                        Customers.IS_FIRST_TOUCH_PAID.col().as(PAID),
                        Customers.IS_IDENTIFIED.col().as(IDENTIFIED))
                .join(buyers.withColumnRenamed(CUSTOMER, "buyer"), col(CUSTOMER).equalTo(col("buyer")), "left_outer")
                .select(
                        col(CUSTOMER),
                        col(CHANNEL),
                        col(PAID),
                        col(IDENTIFIED),
                        coalesce(col(ORDERS), lit(0L)).as(ORDERS),
                        coalesce(col(REFUNDED), lit(0L)).as(REFUNDED),
                        coalesce(col("purchases").getField("paid_on"), none.cast("array<int>"))
                                .as(DAYS),
                        coalesce(col("purchases").getField("paid"), none.cast("array<bigint>"))
                                .as(AMOUNTS));
    }

    /** One row per customer and day with orders: numbers of orders and refunds, and what was paid. */
    private static Dataset<Row> purchaseDays(Dataset<Row> conversions, LocalDate lastDay, Returns policy) {
        Column refunded = FactConversions.REFUND_AMOUNT.col().gt(0);
        Column net = greatest(FactConversions.NET_REVENUE_AMOUNT.col(), lit(0));
        Column amount = policy == Returns.GROSS ? FactConversions.REVENUE_AMOUNT.col() : net;
        Column counts = policy == Returns.EXCLUDE ? not(refunded.and(net.equalTo(0))) : lit(true);
        return conversions
                .filter(FactConversions.CONVERSION_TYPE.col().equalTo("order"))
                .filter(FactConversions.CONVERTED_DATE.col().leq(lit(Date.valueOf(lastDay))))
                .groupBy(FactConversions.CUSTOMER_ID.col(), FactConversions.CONVERTED_DATE.col())
                .agg(
                        sum(when(counts, 1L).otherwise(0L)).as(ORDERS),
                        sum(when(refunded, 1L).otherwise(0L)).as(REFUNDED),
                        sum(when(counts, amount)).as("paid"));
    }

    /**
     * The histories of customers with a purchase, without their ids, in any order: of identified customers (true), and of all
     * others (false), one for each receipt.
     */
    static Map<Boolean, List<History>> histories(Dataset<Row> gathered) {
        return gathered
                .filter(size(col(DAYS)).gt(0))
                .select(col(CHANNEL), col(DAYS), col(AMOUNTS), col(IDENTIFIED))
                .collectAsList()
                .stream()
                .collect(Collectors.partitioningBy(
                        row -> row.getBoolean(3), Collectors.mapping(row -> history(row, 0), Collectors.toList())));
    }

    /** Reads channel, days and amounts from a row, the channel at an index and the others after it. */
    static History history(Row row, int at) {
        return new History(null, row.getString(at), ints(row.getList(at + 1)), longs(row.getList(at + 2)));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(v -> v).toArray();
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(v -> v).toArray();
    }
}
