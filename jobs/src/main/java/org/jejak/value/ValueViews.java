package org.jejak.value;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/**
 * Aggregates of {@link FactCustomerValue}: the frequency-recency grid, the customer dimension with RFM scores, and cost and value
 * of the customers by acquisition channel.
 */
public final class ValueViews {
    private static final int[] FREQUENCIES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20};
    private static final int[] RECENCIES = {0, 7, 14, 28, 56, 84, 112, 140, 182, 273, 365};
    private static final int MONTH = 30;

    private ValueViews() {}

    /** Rows of {@link AggClvGrid} from all rows of {@link FactCustomerValue}. */
    public static Dataset<Row> grid(Dataset<Row> values) {
        Column frequency = FactCustomerValue.PURCHASE_COUNT.col();
        Column recency = FactCustomerValue.DAYS_SINCE_PURCHASE.col();
        return values.filter(frequency.gt(0))
                .groupBy(
                        FactCustomerValue.IS_IDENTIFIED.col(),
                        name(frequency, FREQUENCIES).as(AggClvGrid.FREQUENCY_BUCKET.name()),
                        name(recency, RECENCIES).as(AggClvGrid.RECENCY_BUCKET.name()),
                        least(frequency, FREQUENCIES).as(AggClvGrid.FREQUENCY_NUMBER.name()),
                        least(recency, RECENCIES).as(AggClvGrid.RECENCY_NUMBER.name()))
                .agg(
                        count(lit(1)).as(AggClvGrid.CUSTOMER_COUNT.name()),
                        sum(FactCustomerValue.REVENUE_AMOUNT.col()).as(AggClvGrid.REVENUE_AMOUNT.name()),
                        coalesce(sum(FactCustomerValue.RESIDUAL_VALUE_AMOUNT.col()), lit(0))
                                .as(AggClvGrid.RESIDUAL_VALUE_AMOUNT.name()),
                        mean(FactCustomerValue.P_ALIVE).as(AggClvGrid.MEAN_P_ALIVE.name()),
                        mean(FactCustomerValue.P_PURCHASE).as(AggClvGrid.MEAN_P_PURCHASE.name()),
                        mean(FactCustomerValue.EXPECTED_PURCHASE_COUNT)
                                .as(AggClvGrid.MEAN_EXPECTED_PURCHASE_COUNT.name()));
    }

    /** As decimals, whose sum does not depend on the order. */
    private static Column mean(Field field) {
        return avg(field.col().cast("decimal(28,14)")).cast("double");
    }

    private static Column name(Column value, int[] from) {
        Column name = lit(from[from.length - 1] + "+");
        for (int i = from.length - 2; i >= 0; i--) {
            int to = from[i + 1] - 1;
            name = when(value.lt(from[i + 1]), lit(to == from[i] ? "" + to : from[i] + "-" + to))
                    .otherwise(name);
        }
        return name;
    }

    private static Column least(Column value, int[] from) {
        Column least = lit((long) from[from.length - 1]);
        for (int i = from.length - 2; i >= 0; i--)
            least = when(value.lt(from[i + 1]), lit((long) from[i])).otherwise(least);
        return least;
    }

    /**
     * Rows of {@link DimCustomer}: the customers with their RFM scores, and where, when and how readily they respond.
     *
     * @param customers rows of customers, bots included
     * @param values rows of fact_customer_value
     * @param preferences rows of fact_contact_preference
     * @param leads rows of fact_customer_score
     */
    public static Dataset<Row> dimension(
            Dataset<Row> customers, Dataset<Row> values, Dataset<Row> preferences, Dataset<Row> leads) {
        String[] key = {Customers.CUSTOMER_ID.name()};
        Dataset<Row> scores = values.select(
                FactCustomerValue.CUSTOMER_ID.col(),
                FactCustomerValue.RFM_SEGMENT.col(),
                FactCustomerValue.RECENCY_SCORE.col(),
                FactCustomerValue.FREQUENCY_SCORE.col(),
                FactCustomerValue.MONETARY_SCORE.col());
        return customers
                .join(scores, key, "left_outer")
                .join(bestChannels(preferences), key, "left_outer")
                .join(bands(leads), key, "left_outer")
                .withColumn(DimCustomer.RFM_SEGMENT.name(), coalesce(DimCustomer.RFM_SEGMENT.col(), lit(Rfm.NONE)))
                .withColumn(
                        DimCustomer.BEST_CONTACT_CHANNEL.name(),
                        coalesce(DimCustomer.BEST_CONTACT_CHANNEL.col(), lit(Rfm.NONE)))
                .withColumn(DimCustomer.LEAD_BAND.name(), coalesce(DimCustomer.LEAD_BAND.col(), lit(Rfm.NONE)));
    }

    /** The contact channel of the largest response rate of each customer, of two the first in the alphabet, and the best hour. */
    private static Dataset<Row> bestChannels(Dataset<Row> preferences) {
        Column order =
                struct(negate(FactContactPreference.RESPONSE_RATE.col()), FactContactPreference.CONTACT_CHANNEL.col());
        return preferences
                .groupBy(FactContactPreference.CUSTOMER_ID.col())
                .agg(
                        min(order)
                                .getField(FactContactPreference.CONTACT_CHANNEL.name())
                                .as(DimCustomer.BEST_CONTACT_CHANNEL.name()),
                        min(FactContactPreference.BEST_HOUR.col()).as(DimCustomer.BEST_HOUR.name()));
    }

    /** The band of the first score of each customer in the alphabet. */
    private static Dataset<Row> bands(Dataset<Row> leads) {
        Column first = min(struct(FactCustomerScore.SCORE.col(), FactCustomerScore.BAND.col()));
        return leads.filter(FactCustomerScore.BAND.col().isNotNull())
                .groupBy(FactCustomerScore.CUSTOMER_ID.col())
                .agg(first.getField(FactCustomerScore.BAND.name()).as(DimCustomer.LEAD_BAND.name()));
    }

    /** Identified customers of one acquisition channel, by whether their first touchpoint was paid; and all others together. */
    private record Won(String channel, boolean isPaid, boolean isIdentified) implements Comparable<Won> {
        private static final Won UNIDENTIFIED = new Won("(none)", false, false);
        private static final Comparator<Won> ORDER = Comparator.comparing(Won::channel)
                .thenComparing(Won::isPaid)
                .thenComparing(Won::isIdentified, Comparator.reverseOrder());

        Won(String channel, boolean isPaid) {
            this(channel, isPaid, true);
        }

        @Override
        public int compareTo(Won other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Rows of {@link AggChannelValue}: one per channel with identified customers or spend, paid or not, sorted by name. Spend
     * stands with the customers won by paid touches. All receipts that name nobody are one row.
     *
     * @param values rows of fact_customer_value
     * @param gathered see {@link CustomerOrders#gather}
     * @param daily rows of agg_channel_daily
     */
    public static List<Row> channels(
            Dataset<Row> values, Dataset<Row> gathered, Dataset<Row> daily, LocalDate date, double margin) {
        Map<Won, Row> sums = new HashMap<>();
        values.filter(FactCustomerValue.PURCHASE_COUNT.col().gt(0))
                .groupBy(
                        when(FactCustomerValue.IS_IDENTIFIED.col(), FactCustomerValue.ACQUISITION_CHANNEL.col()),
                        FactCustomerValue.IS_IDENTIFIED.col().and(FactCustomerValue.IS_FIRST_TOUCH_PAID.col()))
                .agg(
                        count(lit(1)),
                        sum(FactCustomerValue.HISTORIC_VALUE_AMOUNT.col()),
                        coalesce(sum(FactCustomerValue.RESIDUAL_VALUE_AMOUNT.col()), lit(0)))
                .collectAsList()
                .forEach(r -> sums.put(r.isNullAt(0) ? Won.UNIDENTIFIED : new Won(r.getString(0), r.getBoolean(1)), r));
        Map<Won, BigDecimal> spend = new TreeMap<>();
        daily.filter(AggChannelDaily.BUSINESS_DATE.col().leq(lit(java.sql.Date.valueOf(date))))
                .groupBy(AggChannelDaily.CHANNEL.col())
                .agg(sum(AggChannelDaily.SPEND_AMOUNT.col()))
                .collectAsList()
                .forEach(r -> {
                    if (r.getDecimal(1).signum() > 0) spend.put(new Won(r.getString(0), true), r.getDecimal(1));
                });
        sums.keySet().forEach(won -> spend.putIfAbsent(won, BigDecimal.ZERO));
        Map<String, List<History>> paid = new HashMap<>();
        for (History h : CustomerOrders.histories(gathered.filter(col(CustomerOrders.PAID)))
                .get(true))
            paid.computeIfAbsent(h.group(), g -> new ArrayList<>()).add(h);
        List<Row> rows = new ArrayList<>();
        spend.forEach((won, cost) -> {
            List<History> histories = cost.signum() == 0 ? List.of() : paid.getOrDefault(won.channel, List.of());
            rows.add(row(won, cost, sums.get(won), histories, (int) date.toEpochDay(), margin));
        });
        return rows;
    }

    private static Row row(Won won, BigDecimal cost, Row sums, List<History> histories, int end, double margin) {
        long customers = sums == null ? 0 : sums.getLong(2);
        BigDecimal historic = sums == null ? BigDecimal.ZERO : sums.getDecimal(3);
        BigDecimal residual = sums == null ? BigDecimal.ZERO : sums.getDecimal(4);
        BigDecimal perCustomer = cost.signum() == 0 ? null : each(cost, customers);
        Double ratio =
                perCustomer == null ? null : (Double) (historic.add(residual).doubleValue() / cost.doubleValue());
        Long payback = perCustomer == null ? null : payback(histories, perCustomer.doubleValue(), end, margin);
        return new RowBuilder(AggChannelValue.TABLE)
                .set(AggChannelValue.ACQUISITION_CHANNEL, won.channel)
                .set(AggChannelValue.IS_PAID, won.isPaid)
                .set(AggChannelValue.IS_IDENTIFIED, won.isIdentified)
                .set(AggChannelValue.CUSTOMER_COUNT, customers)
                .set(AggChannelValue.SPEND_AMOUNT, cost.setScale(4, RoundingMode.HALF_UP))
                .set(AggChannelValue.HISTORIC_VALUE_AMOUNT, historic.setScale(4, RoundingMode.HALF_UP))
                .set(AggChannelValue.RESIDUAL_VALUE_AMOUNT, residual.setScale(4, RoundingMode.HALF_UP))
                .set(AggChannelValue.ACQUISITION_COST_AMOUNT, perCustomer)
                .set(AggChannelValue.MEAN_HISTORIC_VALUE_AMOUNT, each(historic, customers))
                .set(AggChannelValue.MEAN_RESIDUAL_VALUE_AMOUNT, each(residual, customers))
                .set(AggChannelValue.VALUE_TO_COST_RATIO, ratio)
                .set(AggChannelValue.PAYBACK_MONTHS, payback)
                .row();
    }

    private static BigDecimal each(BigDecimal amount, long customers) {
        return customers == 0 ? null : amount.divide(BigDecimal.valueOf(customers), 4, RoundingMode.HALF_UP);
    }

    /**
     * Months of 30 days after the first purchase until customers have brought a margin of {@code cost} on average: the
     * margin of each month is the mean over customers who have lived it to its end. Null if it is not reached so far.
     */
    static Long payback(List<History> histories, double cost, int end, double margin) {
        long first = histories.stream().mapToLong(h -> h.amounts()[0]).sum();
        double brought = margin * first / History.SCALE / histories.size();
        if (brought >= cost) return 0L;
        for (int month = 1; ; month++) {
            long paid = 0;
            long customers = 0;
            for (History h : histories) {
                int to = h.first() + month * MONTH;
                if (to > end) continue;
                customers++;
                paid += h.paid(h.purchasesBy(to - MONTH), h.purchasesBy(to));
            }
            if (customers == 0) return null;
            brought += margin * paid / History.SCALE / customers;
            if (brought >= cost) return (long) month;
        }
    }
}
