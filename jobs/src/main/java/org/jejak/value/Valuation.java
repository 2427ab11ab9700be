package org.jejak.value;

import static org.apache.spark.sql.functions.col;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.config.ValueSettings;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggSegmentMigration;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.Field;
import org.jejak.table.Table;

/**
 * The value of all customers at the end of a day: orders gathered once, models fitted in plain Java on distinct
 * histories, customers scored where they are. The same orders give the same rows, whatever their order and
 * partitioning.
 */
public final class Valuation {
    /** Models of the nightly run are in weeks. */
    private static final double WEEK = 7;

    private final Dataset<Row> gathered;
    private final LocalDate date;
    private final ValueSettings settings;
    private final List<History> histories;
    private final ModelSelection study;

    /**
     * Studies the orders.
     *
     * @param gathered see {@link CustomerOrders#gather}; read several times
     * @param date the logical date
     */
    public Valuation(Dataset<Row> gathered, LocalDate date, ValueSettings settings) {
        this.gathered = gathered;
        this.date = date;
        this.settings = settings;
        histories = CustomerOrders.histories(gathered);
        int end = (int) date.toEpochDay();
        int first = histories.stream().mapToInt(History::first).min().orElse(end);
        int holdout = (int) Math.min(settings.holdout().toDays(), (end - first) / 2);
        ModelSelectionOptions terms = new ModelSelectionOptions(
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
        study = ModelSelection.of(histories, end - holdout, end, end, terms);
    }

    /** Rows of agg_clv_model. */
    public Dataset<Row> models() {
        return dataset(AggClvModel.TABLE, ModelSelectionRows.models(study));
    }

    /** Rows of agg_clv_validation. */
    public Dataset<Row> validation() {
        return dataset(AggClvValidation.TABLE, ModelSelectionRows.validation(study));
    }

    /** Rows of agg_revenue_forecast. */
    public Dataset<Row> forecast() {
        int acquisition = (int) settings.acquisitionWindow().toDays();
        return dataset(AggRevenueForecast.TABLE, Forecast.rows(study, date, acquisition, settings.margin()));
    }

    /** Rows of agg_segment_migration. */
    public Dataset<Row> migration() {
        List<Row> rows = Migration.moves(histories, date, settings.migrationMonths(), settings.segments()).stream()
                .map(m -> RowFactory.create(
                        m.from(),
                        m.to(),
                        m.customers(),
                        units(m.paid()),
                        m.isTowardsLeaving() ? units(m.paid()) : units(0),
                        m.isRunning(),
                        Date.valueOf(m.month())))
                .toList();
        return dataset(AggSegmentMigration.TABLE, rows);
    }

    /** Rows of fact_customer_value. */
    public Dataset<Row> customers() {
        Rfm rfm = Rfm.at((int) date.toEpochDay(), histories, settings.segments());
        return gathered.select(
                        col(CustomerOrders.CUSTOMER),
                        col(CustomerOrders.ORDERS),
                        col(CustomerOrders.REFUNDED),
                        col(CustomerOrders.CHANNEL),
                        col(CustomerOrders.DAYS),
                        col(CustomerOrders.AMOUNTS))
                .map(
                        new CustomerRow(study.scorer, rfm, settings.margin(), date),
                        Encoders.row(FactCustomerValue.TABLE.toStructType()));
    }

    private Dataset<Row> dataset(Table table, List<Row> rows) {
        return gathered.sparkSession().createDataFrame(rows, table.toStructType());
    }

    private static BigDecimal units(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4);
    }

    /** One customer's row from the gathered one. */
    private record CustomerRow(Scorer scorer, Rfm rfm, double margin, LocalDate date) implements MapFunction<Row, Row> {
        @Override
        public Row call(Row row) {
            History h = CustomerOrders.history(row, 3);
            int end = (int) date.toEpochDay();
            int n = h.days().length;
            Object[] values = new Object[FactCustomerValue.TABLE.fields().size()];
            Cells cells = new Cells(values);
            cells.put(FactCustomerValue.CUSTOMER_ID, row.getString(0));
            cells.put(FactCustomerValue.ACQUISITION_CHANNEL, row.getString(3));
            cells.put(FactCustomerValue.ORDER_COUNT, row.getLong(1));
            cells.put(FactCustomerValue.REFUNDED_ORDER_COUNT, row.getLong(2));
            cells.put(FactCustomerValue.PURCHASE_COUNT, (long) n);
            cells.put(FactCustomerValue.AS_OF_DATE, Date.valueOf(date));
            BigDecimal historic = Forecast.money(margin * h.paid(0, n) / History.SCALE);
            cells.put(FactCustomerValue.REVENUE_AMOUNT, units(h.paid(0, n)));
            cells.put(FactCustomerValue.HISTORIC_VALUE_AMOUNT, historic);
            cells.put(FactCustomerValue.TOTAL_VALUE_AMOUNT, historic);
            if (n == 0) {
                cells.put(FactCustomerValue.RFM_SEGMENT, Rfm.PROSPECTS);
                cells.put(FactCustomerValue.VALUE_REASON, "no_purchase");
                return RowFactory.create(values);
            }
            int x = n - 1;
            int recency = h.days()[x] - h.first();
            int age = end - h.first();
            cells.put(FactCustomerValue.REPEAT_PURCHASE_COUNT, (long) x);
            cells.put(FactCustomerValue.RECENCY_DAYS, (long) recency);
            cells.put(FactCustomerValue.AGE_DAYS, (long) age);
            cells.put(FactCustomerValue.DAYS_SINCE_PURCHASE, (long) (end - h.days()[x]));
            cells.put(FactCustomerValue.FIRST_PURCHASE_DATE, ModelSelectionRows.date(h.first()));
            cells.put(FactCustomerValue.LAST_PURCHASE_DATE, ModelSelectionRows.date(h.days()[x]));
            Rfm.Scores scores = rfm.of(h);
            cells.put(FactCustomerValue.RFM_SEGMENT, scores.segment());
            cells.put(FactCustomerValue.RECENCY_SCORE, (long) scores.recency());
            cells.put(FactCustomerValue.FREQUENCY_SCORE, (long) scores.frequency());
            cells.put(FactCustomerValue.MONETARY_SCORE, (long) scores.monetary());
            double mean = x == 0 ? 0 : h.paid(1, n) / History.SCALE / x;
            if (x > 0) cells.put(FactCustomerValue.MEAN_REPEAT_AMOUNT, Forecast.money(mean));
            if (scorer == null) cells.put(FactCustomerValue.VALUE_REASON, "no_model");
            else predict(cells, scorer.predict(h.group(), x, recency, age, mean), historic);
            return RowFactory.create(values);
        }

        private void predict(Cells cells, Prediction p, BigDecimal historic) {
            double clv = margin * p.spend() * p.discounted();
            BigDecimal residual = Forecast.money(margin * p.spend() * p.residual());
            cells.put(FactCustomerValue.MODEL, p.model());
            cells.put(FactCustomerValue.MODEL_GROUP, p.group());
            cells.put(FactCustomerValue.VALUE_REASON, p.reason());
            cells.put(FactCustomerValue.P_ALIVE, p.pAlive());
            cells.put(FactCustomerValue.P_PURCHASE, p.pPurchase());
            cells.put(FactCustomerValue.EXPECTED_PURCHASE_COUNT, p.purchases());
            cells.put(FactCustomerValue.DISCOUNTED_PURCHASE_COUNT, p.discounted());
            cells.put(FactCustomerValue.RESIDUAL_PURCHASE_COUNT, p.residual());
            cells.put(FactCustomerValue.EXPECTED_SPEND_AMOUNT, Forecast.money(p.spend()));
            cells.put(FactCustomerValue.CLV_AMOUNT, Forecast.money(clv));
            if (p.low() != null) cells.put(FactCustomerValue.CLV_LOW_AMOUNT, Forecast.money(clv * p.low()));
            if (p.high() != null) cells.put(FactCustomerValue.CLV_HIGH_AMOUNT, Forecast.money(clv * p.high()));
            cells.put(FactCustomerValue.RESIDUAL_VALUE_AMOUNT, residual);
            cells.put(FactCustomerValue.TOTAL_VALUE_AMOUNT, historic.add(residual));
        }
    }

    /** Values of a row by field; those that are not put are null. */
    private record Cells(Object[] values) {
        private static final List<String> NAMES =
                FactCustomerValue.TABLE.fields().stream().map(Field::name).toList();
        private static final Map<String, Integer> PLACES =
                IntStream.range(0, NAMES.size()).boxed().collect(Collectors.toMap(NAMES::get, i -> i));

        void put(Field field, Object value) {
            values[PLACES.get(field.name())] = value;
        }
    }
}
