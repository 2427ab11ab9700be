package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.YearMonth;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.AttributionSettings;
import org.jejak.table.*;

/**
 * Ad spend against attributed results, by month, channel, paid or not, and model. All spend stands with the paid touchpoints of
 * its channel. Spark aggregates; the rest is plain Java on a few hundred rows.
 */
public final class ChannelPerformance {
    private static final String ORDER = "order";
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(13);

    private record Credit(double conversions, double newConversions, BigDecimal revenue, BigDecimal newRevenue) {
        static final Credit NOTHING = new Credit(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private record Place(Date month, String channel, boolean isPaid) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::month).thenComparing(Place::channel).thenComparing(Place::isPaid);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** Credit by model. */
    private final Map<Place, Map<String, Credit>> credits = new HashMap<>();

    private final Map<Place, BigDecimal> spend = new HashMap<>();
    /** Of months and channels with spend and paid touches. */
    private final Map<Place, Double> acquisitionShares = new HashMap<>();
    /** By channel, of customers won by its paid touches. */
    private final Map<String, double[]> revenuePerCustomer = new TreeMap<>();

    private final TreeSet<String> models = new TreeSet<>();

    private ChannelPerformance() {}

    /**
     * Rows of {@link AggChannelPerformance}.
     *
     * @param daily all rows of {@link AggAttribution}
     * @param spent spend with business_date, channel, spend_amount; one row or several per day
     * @param touchpoints all rows of {@link FactTouchpoints}
     * @param conversions all rows of {@link FactConversions}
     * @param settings models of these are shown with their spend even where nothing was attributed
     */
    public static List<Row> rows(
            Dataset<Row> daily,
            Dataset<Row> spent,
            Dataset<Row> touchpoints,
            Dataset<Row> conversions,
            AttributionSettings settings) {
        ChannelPerformance performance = new ChannelPerformance();
        AttributionModels.named(settings.models(), settings.parameters())
                .forEach(model -> performance.models.add(model.name()));
        performance.readCredits(daily);
        performance.readSpend(spent);
        Dataset<Row> orders =
                conversions.filter(FactConversions.CONVERSION_TYPE.col().equalTo(ORDER));
        performance.readShares(touchpoints, orders);
        performance.readPayback(orders);
        return performance.rows();
    }

    private void readCredits(Dataset<Row> daily) {
        daily.filter(AggAttribution.CONVERSION_TYPE.col().equalTo(ORDER))
                .groupBy(
                        AggAttribution.MONTH.col(),
                        AggAttribution.CHANNEL.col(),
                        AggAttribution.IS_PAID.col(),
                        AggAttribution.MODEL.col())
                .agg(
                        exact(AggAttribution.CONVERSION_COUNT),
                        exact(AggAttribution.NEW_CUSTOMER_CONVERSION_COUNT),
                        sum(AggAttribution.REVENUE_AMOUNT.col()),
                        sum(AggAttribution.NEW_CUSTOMER_REVENUE_AMOUNT.col()))
                .collectAsList()
                .forEach(r -> {
                    models.add(r.getString(3));
                    Place place = new Place(r.getDate(0), r.getString(1), r.getBoolean(2));
                    Credit credit = new Credit(
                            r.getDecimal(4).doubleValue(),
                            r.getDecimal(5).doubleValue(),
                            r.getDecimal(6),
                            r.getDecimal(7));
                    credits.computeIfAbsent(place, c -> new HashMap<>()).put(r.getString(3), credit);
                });
    }

    private static Column exact(Field credit) {
        return sum(credit.col().cast("decimal(28,12)"));
    }

    private void readSpend(Dataset<Row> spent) {
        spent.groupBy(trunc(ChannelSpend.BUSINESS_DATE.col(), "MM"), ChannelSpend.CHANNEL.col())
                .agg(sum(ChannelSpend.SPEND_AMOUNT.col()))
                .collectAsList()
                .forEach(r -> {
                    if (r.getDecimal(2).signum() > 0)
                        spend.put(new Place(r.getDate(0), r.getString(1), true), r.getDecimal(2));
                });
    }

    /** Share of the paid touches of a channel with spend that reached customers before their first order, by month. */
    private void readShares(Dataset<Row> touchpoints, Dataset<Row> orders) {
        Object[] paid = spend.keySet().stream().map(Place::channel).distinct().toArray();
        if (paid.length == 0) return;
        Dataset<Row> firsts = orders.filter(
                        FactConversions.SEQUENCE_NUMBER.col().equalTo(1))
                .select(
                        FactConversions.CUSTOMER_ID.col().as("buyer"),
                        FactConversions.CONVERTED_AT.col().as("first_converted"));
        touchpoints
                .filter(FactTouchpoints.IS_PAID
                        .col()
                        .and(FactTouchpoints.CHANNEL.col().isin(paid)))
                .join(firsts, FactTouchpoints.CUSTOMER_ID.col().equalTo(col("buyer")), "left")
                .groupBy(FactTouchpoints.MONTH.col(), FactTouchpoints.CHANNEL.col())
                .agg(
                        count(lit(1)),
                        sum(when(FactTouchpoints.TOUCHED_AT.col().gt(col("first_converted")), 0L)
                                .otherwise(1L)))
                .collectAsList()
                .forEach(r -> acquisitionShares.put(
                        new Place(r.getDate(0), r.getString(1), true), r.getLong(3) / (double) r.getLong(2)));
    }

    /** Revenue per customer won by a paid touch, added up over the months since the first order, by the channel of that order. */
    private void readPayback(Dataset<Row> orders) {
        Dataset<Row> firsts = orders.filter(
                        FactConversions.SEQUENCE_NUMBER.col().equalTo(1))
                .select(
                        FactConversions.CUSTOMER_ID.col().as("buyer"),
                        when(FactConversions.IS_PAID.col(), FactConversions.CHANNEL.col())
                                .as("won_by"),
                        FactConversions.MONTH.col().as("won_in"));
        List<Row> cells = orders.join(firsts, FactConversions.CUSTOMER_ID.col().equalTo(col("buyer")))
                .groupBy(
                        col("won_by"),
                        col("won_in"),
                        months_between(FactConversions.MONTH.col(), col("won_in"))
                                .cast("bigint")
                                .as("age"))
                .agg(
                        sum(FactConversions.REVENUE_AMOUNT.col()),
                        sum(when(FactConversions.SEQUENCE_NUMBER.col().equalTo(1), 1L)
                                .otherwise(0L)))
                .collectAsList();
        YearMonth last = null;
        Map<String, Map<YearMonth, Long>> sizes = new TreeMap<>();
        Map<String, Map<Integer, BigDecimal>> revenue = new TreeMap<>();
        for (Row r : cells) {
            YearMonth month = YearMonth.from(r.getDate(1).toLocalDate());
            YearMonth end = month.plusMonths(r.getLong(2));
            if (last == null || end.isAfter(last)) last = end;
            if (r.isNullAt(0)) continue; // won by what costs nothing
            sizes.computeIfAbsent(r.getString(0), c -> new TreeMap<>()).merge(month, r.getLong(4), Long::sum);
            revenue.computeIfAbsent(r.getString(0), c -> new TreeMap<>())
                    .merge((int) r.getLong(2), r.getDecimal(3), BigDecimal::add);
        }
        for (String channel : sizes.keySet())
            revenuePerCustomer.put(channel, curve(sizes.get(channel), revenue.get(channel), last));
    }

    private static double[] curve(Map<YearMonth, Long> sizes, Map<Integer, BigDecimal> revenue, YearMonth last) {
        List<Double> curve = new ArrayList<>();
        double sum = 0;
        for (int age = 0; ; age++) {
            long customers = 0;
            // only those won long enough ago to have had this month
            for (Map.Entry<YearMonth, Long> e : sizes.entrySet())
                if (!e.getKey().plusMonths(age).isAfter(last)) customers += e.getValue();
            if (customers == 0) break;
            sum += revenue.getOrDefault(age, BigDecimal.ZERO).doubleValue() / customers;
            curve.add(sum);
        }
        return curve.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        TreeSet<Place> all = new TreeSet<>(credits.keySet());
        all.addAll(spend.keySet());
        for (Place at : all) {
            BigDecimal spent = spend.getOrDefault(at, BigDecimal.ZERO);
            for (String model : models) {
                Credit credit = credits.getOrDefault(at, Map.of()).getOrDefault(model, Credit.NOTHING);
                if (spent.signum() > 0 || credit.conversions > 0) rows.add(row(at, model, spent, credit));
            }
        }
        return rows;
    }

    private Row row(Place at, String model, BigDecimal spent, Credit credit) {
        double acquisitionShare = acquisitionShares.getOrDefault(at, 1.0);
        BigDecimal acquisition =
                spent.multiply(BigDecimal.valueOf(acquisitionShare)).setScale(4, RoundingMode.HALF_EVEN);
        BigDecimal retention = spent.subtract(acquisition);
        double returning = Math.max(0, credit.conversions - credit.newConversions);
        BigDecimal cost = ratio(acquisition, credit.newConversions);
        Long payback = cost == null ? null : payback(at.channel, cost.doubleValue());
        boolean isUnknown = spent.signum() > 0 && isWithoutTouch(at);
        String note = note(at, spent, credit, isUnknown);
        if (note == null && cost != null && payback == null) note = "not_paid_back_yet";
        return new RowBuilder(AggChannelPerformance.TABLE)
                .set(AggChannelPerformance.CHANNEL, at.channel)
                .set(AggChannelPerformance.IS_PAID, at.isPaid)
                .set(AggChannelPerformance.MODEL, model)
                .set(AggChannelPerformance.SPEND_AMOUNT, spent)
                .set(AggChannelPerformance.REVENUE_AMOUNT, credit.revenue)
                .set(AggChannelPerformance.NEW_CUSTOMER_REVENUE_AMOUNT, credit.newRevenue)
                .set(
                        AggChannelPerformance.RETURNING_CUSTOMER_REVENUE_AMOUNT,
                        credit.revenue.subtract(credit.newRevenue))
                .set(AggChannelPerformance.CONVERSION_COUNT, credit.conversions)
                .set(AggChannelPerformance.NEW_CUSTOMER_CONVERSION_COUNT, credit.newConversions)
                .set(AggChannelPerformance.RETURNING_CUSTOMER_CONVERSION_COUNT, returning)
                .set(AggChannelPerformance.COST_PER_ORDER_AMOUNT, ratio(spent, credit.conversions))
                .set(
                        AggChannelPerformance.RETURN_ON_AD_SPEND,
                        spent.signum() == 0 || isUnknown ? null : credit.revenue.doubleValue() / spent.doubleValue())
                .set(AggChannelPerformance.ACQUISITION_SPEND_AMOUNT, acquisition)
                .set(AggChannelPerformance.RETENTION_SPEND_AMOUNT, retention)
                .set(AggChannelPerformance.ACQUISITION_COST_AMOUNT, cost)
                .set(AggChannelPerformance.RETENTION_COST_AMOUNT, ratio(retention, returning))
                .set(AggChannelPerformance.PAYBACK_MONTHS, payback)
                .set(AggChannelPerformance.NOTE, note)
                .set(AggChannelPerformance.MONTH, at.month)
                .row();
    }

    /** Whether no paid touch was seen that spend could have bought: none in the month, and none that earned an order, by any model. */
    private boolean isWithoutTouch(Place at) {
        return !acquisitionShares.containsKey(at)
                && credits.getOrDefault(at, Map.of()).values().stream().allMatch(c -> c.conversions == 0);
    }

    private static String note(Place at, BigDecimal spent, Credit credit, boolean isUnknown) {
        if (!at.isPaid) return null;
        if (spent.signum() == 0) return "no_spend";
        if (isUnknown) return "no_paid_touches";
        return credit.conversions == 0 ? "no_conversions" : null;
    }

    /** Amount per unit; null without either, and where next to nothing was credited. */
    private static BigDecimal ratio(BigDecimal amount, double number) {
        if (amount.signum() <= 0 || !(number > 1e-9)) return null;
        BigDecimal ratio = BigDecimal.valueOf(amount.doubleValue() / number).setScale(4, RoundingMode.HALF_EVEN);
        return ratio.compareTo(LARGEST) > 0 ? null : ratio;
    }

    private Long payback(String channel, double cost) {
        double[] curve = revenuePerCustomer.getOrDefault(channel, new double[0]);
        for (int age = 0; age < curve.length; age++) if (curve[age] >= cost) return (long) age;
        return null;
    }
}
