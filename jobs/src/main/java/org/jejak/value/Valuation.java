package org.jejak.value;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.*;
import org.jejak.config.RfmSegment;
import org.jejak.config.ValueSettings;
import org.jejak.table.*;

/**
 * The value of all customers at the end of a day: orders gathered once, models fitted in plain Java on distinct
 * histories of identified customers, these scored where they are. Receipts that name nobody have what they brought, and a
 * pace. The same orders give the same rows, whatever their order and partitioning.
 */
public final class Valuation {
    /** Models of the nightly run are in weeks. */
    private static final double WEEK = 7;

    private final Dataset<Row> gathered;
    private final LocalDate date;
    private final ValueSettings settings;
    /** Of identified customers: what a receipt says of nobody is left out of models and thresholds. */
    private final List<History> histories;

    private final List<History> receipts;
    private final ModelSelection selection;

    /**
     * Fits the models and chooses one.
     *
     * @param gathered see {@link CustomerOrders#gather}; read several times
     * @param date the logical date
     */
    public Valuation(Dataset<Row> gathered, LocalDate date, ValueSettings settings) {
        this.gathered = gathered;
        this.date = date;
        this.settings = settings;
        Map<Boolean, List<History>> byIdentified = CustomerOrders.histories(gathered);
        histories = byIdentified.get(true);
        receipts = byIdentified.get(false);
        int end = (int) date.toEpochDay();
        int first = histories.stream().mapToInt(History::first).min().orElse(end);
        int holdout = (int) Math.min(settings.holdout().toDays(), (end - first) / 2);
        ModelSelectionOptions options = new ModelSelectionOptions(
                WEEK,
                settings.horizon().toDays() / WEEK,
                settings.discountPerDay() * WEEK,
                ModelSelectionOptions.ALL_MODELS,
                settings.leastCustomers(),
                settings.leastGroupCustomers(),
                true,
                settings.backtests(),
                (int) settings.driftWindow().toDays(),
                settings.driftAlarm());
        selection = ModelSelection.of(histories, end - holdout, end, end, options);
    }

    /** Rows of {@link AggClvModel}. */
    public List<Row> models() {
        return ModelSelectionRows.models(selection);
    }

    /** Rows of {@link AggClvValidation}. */
    public List<Row> validation() {
        return ModelSelectionRows.validation(selection);
    }

    /** Rows of {@link AggRevenueForecast} of this date. */
    public List<Row> forecast() {
        int acquisition = (int) settings.acquisitionWindow().toDays();
        return Forecast.rows(selection, receipts, date, acquisition, settings.margin());
    }

    /**
     * Rows of {@link AggRevenueForecast}: those of this date, and the last ones that were made in other months, as they were.
     *
     * @param before all rows as of the run before
     */
    public List<Row> forecast(List<Row> before) {
        List<Row> all = new ArrayList<>(forecast());
        RowBuilder earlier = new RowBuilder(AggRevenueForecast.TABLE);
        for (Row row : before) {
            Date asOf = row.getAs(AggRevenueForecast.AS_OF_DATE.name());
            if (!YearMonth.from(asOf.toLocalDate()).equals(YearMonth.from(date)))
                all.add(earlier.like(row).row());
        }
        return all;
    }

    /** Rows of {@link AggSegmentMigration}. */
    public List<Row> migration() {
        List<Migration.Move> moves =
                new ArrayList<>(Migration.moves(histories, date, settings.migrationMonths(), settings.segments()));
        moves.addAll(Migration.receipts(receipts, date, settings.migrationMonths()));
        RowBuilder row = new RowBuilder(AggSegmentMigration.TABLE);
        return moves.stream()
                .map(m -> row.set(AggSegmentMigration.FROM_SEGMENT, m.from())
                        .set(AggSegmentMigration.TO_SEGMENT, m.to())
                        .set(AggSegmentMigration.CUSTOMER_COUNT, m.customers())
                        .set(AggSegmentMigration.REVENUE_AMOUNT, units(m.paid()))
                        .set(AggSegmentMigration.REVENUE_AT_RISK_AMOUNT, units(m.isTowardsLeaving() ? m.paid() : 0))
                        .set(AggSegmentMigration.IS_IDENTIFIED, m.isIdentified())
                        .set(AggSegmentMigration.IS_RUNNING, m.isRunning())
                        .set(AggSegmentMigration.MONTH, Date.valueOf(m.month()))
                        .row())
                .toList();
    }

    /** Rows of {@link FactCustomerValue}: one per gathered customer. */
    public Dataset<Row> customers() {
        Rfm rfm = Rfm.at((int) date.toEpochDay(), histories, settings.segments());
        return gathered.select(
                        col(CustomerOrders.CUSTOMER),
                        col(CustomerOrders.ORDERS),
                        col(CustomerOrders.REFUNDED),
                        col(CustomerOrders.CHANNEL),
                        col(CustomerOrders.DAYS),
                        col(CustomerOrders.AMOUNTS),
                        col(CustomerOrders.PAID),
                        col(CustomerOrders.IDENTIFIED))
                .map(
                        new CustomerRow(selection.scorer, rfm, settings.margin(), date),
                        Encoders.row(FactCustomerValue.TABLE.toStructType()));
    }

    private static BigDecimal units(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4);
    }

    /** One customer's row from the gathered one. */
    private record CustomerRow(Scorer scorer, Rfm rfm, double margin, LocalDate date) implements MapFunction<Row, Row> {
        @Override
        public Row call(Row row) {
            History h = CustomerOrders.history(row, 3);
            int n = h.days().length;
            boolean isIdentified = row.getBoolean(7);
            BigDecimal historic = Forecast.money(margin * h.paid(0, n) / History.SCALE);
            RowBuilder value = new RowBuilder(FactCustomerValue.TABLE)
                    .set(FactCustomerValue.CUSTOMER_ID, row.getString(0))
                    .set(FactCustomerValue.ACQUISITION_CHANNEL, row.getString(3))
                    .set(FactCustomerValue.IS_FIRST_TOUCH_PAID, row.getBoolean(6))
                    .set(FactCustomerValue.IS_IDENTIFIED, isIdentified)
                    .set(FactCustomerValue.ORDER_COUNT, row.getLong(1))
                    .set(FactCustomerValue.REFUNDED_ORDER_COUNT, row.getLong(2))
                    .set(FactCustomerValue.PURCHASE_COUNT, (long) n)
                    .set(FactCustomerValue.AS_OF_DATE, Date.valueOf(date))
                    .set(FactCustomerValue.REVENUE_AMOUNT, units(h.paid(0, n)))
                    .set(FactCustomerValue.HISTORIC_VALUE_AMOUNT, historic)
                    .set(FactCustomerValue.TOTAL_VALUE_AMOUNT, historic);
            if (!isIdentified)
                value.set(FactCustomerValue.RFM_SEGMENT, Rfm.NONE)
                        .set(FactCustomerValue.VALUE_REASON, "not_identified");
            else if (n == 0)
                value.set(FactCustomerValue.RFM_SEGMENT, RfmSegment.PROSPECTS)
                        .set(FactCustomerValue.VALUE_REASON, "no_purchase");
            if (n == 0) return value.row();
            int end = (int) date.toEpochDay();
            int x = n - 1;
            int recency = h.days()[x] - h.first();
            int age = end - h.first();
            double mean = x == 0 ? 0 : h.paid(1, n) / History.SCALE / x;
            value.set(FactCustomerValue.REPEAT_PURCHASE_COUNT, (long) x)
                    .set(FactCustomerValue.RECENCY_DAYS, (long) recency)
                    .set(FactCustomerValue.AGE_DAYS, (long) age)
                    .set(FactCustomerValue.DAYS_SINCE_PURCHASE, (long) (end - h.days()[x]))
                    .set(FactCustomerValue.FIRST_PURCHASE_DATE, ModelSelectionRows.date(h.first()))
                    .set(FactCustomerValue.LAST_PURCHASE_DATE, ModelSelectionRows.date(h.days()[x]));
            if (x > 0) value.set(FactCustomerValue.MEAN_REPEAT_AMOUNT, Forecast.money(mean));
            if (!isIdentified) return value.row();
            Rfm.Scores scores = rfm.of(h);
            value.set(FactCustomerValue.RFM_SEGMENT, scores.segment())
                    .set(FactCustomerValue.RECENCY_SCORE, (long) scores.recency())
                    .set(FactCustomerValue.FREQUENCY_SCORE, (long) scores.frequency())
                    .set(FactCustomerValue.MONETARY_SCORE, (long) scores.monetary());
            if (scorer == null) value.set(FactCustomerValue.VALUE_REASON, "no_model");
            else predict(value, scorer.predict(h.group(), x, recency, age, mean), historic);
            return value.row();
        }

        private void predict(RowBuilder value, Prediction p, BigDecimal historic) {
            double clv = margin * p.spend() * p.discounted();
            BigDecimal residual = Forecast.money(margin * p.spend() * p.residual());
            value.set(FactCustomerValue.MODEL, p.model())
                    .set(FactCustomerValue.MODEL_GROUP, p.group())
                    .set(FactCustomerValue.VALUE_REASON, p.reason())
                    .set(FactCustomerValue.P_ALIVE, p.pAlive())
                    .set(FactCustomerValue.P_PURCHASE, p.pPurchase())
                    .set(FactCustomerValue.EXPECTED_PURCHASE_COUNT, p.purchases())
                    .set(FactCustomerValue.DISCOUNTED_PURCHASE_COUNT, p.discounted())
                    .set(FactCustomerValue.RESIDUAL_PURCHASE_COUNT, p.residual())
                    .set(FactCustomerValue.EXPECTED_SPEND_AMOUNT, Forecast.money(p.spend()))
                    .set(FactCustomerValue.CLV_AMOUNT, Forecast.money(clv))
                    .set(FactCustomerValue.CLV_LOW_AMOUNT, p.low() == null ? null : Forecast.money(clv * p.low()))
                    .set(FactCustomerValue.CLV_HIGH_AMOUNT, p.high() == null ? null : Forecast.money(clv * p.high()))
                    .set(FactCustomerValue.RESIDUAL_VALUE_AMOUNT, residual)
                    .set(FactCustomerValue.TOTAL_VALUE_AMOUNT, historic.add(residual));
        }
    }
}
