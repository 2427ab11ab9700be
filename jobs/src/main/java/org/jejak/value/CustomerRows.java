package org.jejak.value;

import static org.jejak.value.StudyRows.number;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Predictions per customer of a file of the user's own. Times are in the unit asked for, values in the file's currency. */
public final class CustomerRows {
    /** customer; history: x, t_x, T, mean_repeat_amount; predictions; values; what came in the holdout, if there is one. */
    public static final StructType SCHEMA = new StructType()
            .add("customer", DataTypes.StringType)
            .add("x", DataTypes.LongType)
            .add("t_x", DataTypes.DoubleType)
            .add("T", DataTypes.DoubleType)
            .add("mean_repeat_amount", DataTypes.DoubleType)
            .add("p_alive", DataTypes.DoubleType)
            .add("p_purchase", DataTypes.DoubleType)
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

    private CustomerRows() {}

    /** One row per customer with a purchase by the origin, by customer. */
    public static List<Row> of(Study study, double margin) {
        Summaries s = study.summaries;
        boolean amounts = study.terms.hasAmounts();
        boolean holdout = study.end > study.origin;
        int[] bought = s.purchasesUntil(study.end);
        double[] paid = s.spendUntil(study.end);
        double unit = study.terms.daysPerUnit();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < s.size(); i++) {
            Prediction p =
                    study.scorer == null ? null : study.scorer.predict(null, s.x[i], s.recency[i], s.age[i], s.mean[i]);
            double historic = margin * s.who[i].paid(0, s.x[i] + 1) / History.SCALE;
            Double worth = p == null || p.spend() == null ? null : margin * p.spend();
            Double clv = worth == null ? null : worth * p.discounted();
            Double residual = worth == null ? null : worth * p.residual();
            rows.add(RowFactory.create(
                    s.who[i].customer(),
                    (long) s.x[i],
                    s.recency[i] / unit,
                    s.age[i] / unit,
                    amounts && s.x[i] > 0 ? s.mean[i] : null,
                    p == null ? null : p.pAlive(),
                    p == null ? null : p.pPurchase(),
                    p == null ? null : p.purchases(),
                    p == null ? null : p.discounted(),
                    p == null ? null : p.residual(),
                    p == null ? null : p.spend(),
                    clv,
                    clv == null || p.low() == null ? null : clv * p.low(),
                    clv == null || p.high() == null ? null : number(clv * p.high()),
                    residual,
                    amounts ? historic : null,
                    amounts ? historic + (residual == null ? 0 : residual) : null,
                    holdout ? (long) bought[i] : null,
                    holdout && amounts ? paid[i] : null,
                    p == null ? "no_model" : p.reason()));
        }
        return rows;
    }
}
