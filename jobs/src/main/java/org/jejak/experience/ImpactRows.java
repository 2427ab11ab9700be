package org.jejak.experience;

import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.statistics.Intervals.Interval;
import org.jejak.table.*;

/** Writes rows of {@link AggCxImpact}; what rests on too few customers is hidden. */
final class ImpactRows {
    private final List<Row> rows;
    private final int show;
    private final String contactKind;

    /** Without any rows; of bad contacts of any kind. */
    ImpactRows(int show) {
        this(new ArrayList<>(), show, CxCell.ALL);
    }

    private ImpactRows(List<Row> rows, int show, String contactKind) {
        this.rows = rows;
        this.show = show;
        this.contactKind = contactKind;
    }

    /** The same rows, to which those of bad contacts of a kind are added. */
    ImpactRows ofKind(String kind) {
        return new ImpactRows(rows, show, kind);
    }

    List<Row> rows() {
        return rows;
    }

    /** A figure; NaN or too few customers hide it. */
    void add(
            String measure,
            String cohort,
            String method,
            String unit,
            double value,
            Interval interval,
            Double p,
            long n) {
        String reason = n < show ? "too_few" : Double.isNaN(value) ? "no_variation" : null;
        add(measure, cohort, method, unit, reason, value, interval, p, n);
    }

    /** A figure, or none for a reason. */
    void add(
            String measure,
            String cohort,
            String method,
            String unit,
            String reason,
            double value,
            Interval interval,
            Double p,
            long n) {
        boolean isShown = reason == null;
        rows.add(new RowBuilder(AggCxImpact.TABLE)
                .set(AggCxImpact.MEASURE, measure)
                .set(AggCxImpact.COHORT, cohort)
                .set(AggCxImpact.CONTACT_KIND, contactKind)
                .set(AggCxImpact.METHOD, method)
                .set(AggCxImpact.UNIT, unit)
                .set(AggCxImpact.STATUS, isShown ? "shown" : reason.equals("too_few") ? "too_few" : "no_estimate")
                .set(AggCxImpact.REASON, reason)
                .set(AggCxImpact.VALUE, isShown ? value : null)
                .set(AggCxImpact.VALUE_LOW, isShown && interval != null ? interval.low() : null)
                .set(AggCxImpact.VALUE_HIGH, isShown && interval != null ? interval.high() : null)
                .set(AggCxImpact.P_VALUE, isShown ? p : null)
                .set(AggCxImpact.N, n)
                .row());
    }
}
