package org.jejak.value;

import java.util.*;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.RfmSegment;
import org.jejak.table.FactCustomerValue;

/** RFM scores of the customers of a local file. */
public final class RfmRows {
    /** customer; days_since_purchase; purchase_count (days); revenue; scores 1 to 5; rfm_segment. */
    public static final StructType SCHEMA = new StructType()
            .add("customer", DataTypes.StringType)
            .add(FactCustomerValue.DAYS_SINCE_PURCHASE.name(), DataTypes.LongType)
            .add(FactCustomerValue.PURCHASE_COUNT.name(), DataTypes.LongType)
            .add("revenue", DataTypes.DoubleType)
            .add(FactCustomerValue.RECENCY_SCORE.name(), DataTypes.LongType)
            .add(FactCustomerValue.FREQUENCY_SCORE.name(), DataTypes.LongType)
            .add(FactCustomerValue.MONETARY_SCORE.name(), DataTypes.LongType)
            .add(FactCustomerValue.RFM_SEGMENT.name(), DataTypes.StringType);

    private final int end;
    private final List<History> buyers;
    private final Rfm rfm;

    /**
     * Scores at the end of a day.
     *
     * @param end days since 1970; what came later is left out
     * @param segments each cell of recency and frequency score is in exactly one
     * @param recency the four thresholds in days, rising; null for those of the customers
     * @param frequency the same in purchases
     * @param monetary the same in units of the currency
     */
    public RfmRows(
            List<History> histories,
            int end,
            List<RfmSegment> segments,
            double[] recency,
            double[] frequency,
            double[] monetary) {
        this.end = end;
        buyers = histories.stream().filter(h -> h.first() <= end).toList();
        rfm = Rfm.at(end, buyers, segments, new Rfm.Thresholds(recency, frequency, monetary));
    }

    /** One row per customer with a purchase by then, in the order of the histories. */
    public List<Row> rows() {
        return buyers.stream().map(this::row).toList();
    }

    private Row row(History h) {
        int n = h.purchasesBy(end);
        Rfm.Scores scores = rfm.of(h);
        return RowFactory.create(
                h.customer(),
                (long) end - h.days()[n - 1],
                (long) n,
                h.paid(0, n) / History.SCALE,
                (long) scores.recency(),
                (long) scores.frequency(),
                (long) scores.monetary(),
                scores.segment());
    }

    /** The thresholds between scores, in words. */
    public String thresholds() {
        List<double[]> t = rfm.thresholds();
        return "Scores change after: days since the last purchase " + words(t.get(0)) + "; purchases " + words(t.get(1))
                + "; revenue " + words(t.get(2));
    }

    private static String words(double[] thresholds) {
        StringBuilder words = new StringBuilder();
        for (double t : thresholds)
            words.append(words.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%.6g", t).replaceAll("\\.?0+$", ""));
        return words.toString();
    }
}
