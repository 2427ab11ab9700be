package org.jejak.value;

import static org.jejak.value.ModelSelectionRows.number;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.table.FactCustomerValue;

/**
 * Predictions per customer of a local file. Times are in the unit asked for, values in the file's currency. Rows
 * are made one by one from plain arrays, for a million of them at once would fill the heap.
 */
public final class CustomerRows implements MapFunction<Long, Row> {
    /** customer; history: x, t_x, T, mean_repeat_amount; predictions; values; what came in the holdout, if there is one. */
    public static final StructType SCHEMA = new StructType()
            .add("customer", DataTypes.StringType)
            .add("x", DataTypes.LongType)
            .add("t_x", DataTypes.DoubleType)
            .add("T", DataTypes.DoubleType)
            .add(FactCustomerValue.MEAN_REPEAT_AMOUNT.name(), DataTypes.DoubleType)
            .add(FactCustomerValue.P_ALIVE.name(), DataTypes.DoubleType)
            .add(FactCustomerValue.P_PURCHASE.name(), DataTypes.DoubleType)
            .add("expected_purchases", DataTypes.DoubleType)
            .add("discounted_purchases", DataTypes.DoubleType)
            .add("residual_purchases", DataTypes.DoubleType)
            .add("expected_spend", DataTypes.DoubleType)
            .add("clv", DataTypes.DoubleType)
            .add("clv_low", DataTypes.DoubleType)
            .add("clv_high", DataTypes.DoubleType)
            .add("residual_value", DataTypes.DoubleType)
            .add("historic_value", DataTypes.DoubleType)
            .add("total_value", DataTypes.DoubleType)
            .add("actual_purchases", DataTypes.LongType)
            .add("actual_spend", DataTypes.DoubleType)
            .add("reason", DataTypes.StringType);

    private final double unit;
    private final double margin;
    private final boolean amounts;
    /** Whether what was paid in all is known, not only the mean of repeat purchases. */
    private final boolean paidKnown;

    private final boolean holdout;
    private final Scorer scorer;
    private final String[] customer;
    private final String[] group;
    private final int[] x;
    private final double[] recency;
    private final double[] age;
    private final double[] mean;
    private final double[] paid;
    private final int[] bought;
    private final double[] spent;

    /** Takes the customers with a purchase by the origin, sorted by customer. */
    public CustomerRows(ModelSelection selection, double margin) {
        Summaries s = selection.summaries;
        this.margin = margin;
        unit = selection.options.daysPerUnit();
        amounts = selection.options.hasAmounts();
        paidKnown = amounts && s.hasHistories();
        holdout = selection.end > selection.origin;
        scorer = selection.scorer;
        customer = s.customer;
        group = s.group;
        x = s.x;
        recency = s.recency;
        age = s.age;
        mean = s.mean;
        paid = new double[s.size()];
        for (int i = 0; i < paid.length; i++) paid[i] = s.paid(i, 0) / History.SCALE;
        bought = s.purchasesUntil(selection.end);
        spent = s.spendUntil(selection.end);
    }

    /** How many customers there are. */
    public int size() {
        return customer.length;
    }

    /** The row of a customer by number, from 0. */
    @Override
    public Row call(Long number) {
        int i = number.intValue();
        Prediction p = scorer == null ? null : scorer.predict(group[i], x[i], recency[i], age[i], mean[i]);
        double historic = margin * paid[i];
        Double worth = p == null || p.spend() == null ? null : margin * p.spend();
        Double clv = worth == null ? null : worth * p.discounted();
        Double residual = worth == null ? null : number(worth * p.residual());
        return RowFactory.create(
                customer[i],
                (long) x[i],
                recency[i] / unit,
                age[i] / unit,
                amounts && x[i] > 0 ? mean[i] : null,
                p == null ? null : p.pAlive(),
                p == null ? null : p.pPurchase(),
                p == null ? null : p.purchases(),
                p == null ? null : p.discounted(),
                p == null ? null : number(p.residual()),
                p == null ? null : p.spend(),
                clv,
                clv == null || p.low() == null ? null : clv * p.low(),
                clv == null || p.high() == null ? null : number(clv * p.high()),
                residual,
                paidKnown ? historic : null,
                total(historic, worth, residual),
                holdout ? (long) bought[i] : null,
                holdout && amounts ? spent[i] : null,
                p == null ? "no_model" : p.reason());
    }

    /** Null where what was paid, or what will be, is not known; without a model nothing is expected. */
    private Double total(double historic, Double worth, Double residual) {
        if (!paidKnown || worth != null && residual == null) return null;
        return historic + (residual == null ? 0 : residual);
    }
}
