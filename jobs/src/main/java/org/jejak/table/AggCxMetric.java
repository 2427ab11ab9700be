package org.jejak.table;

/** What the CX index is made of, and the usual scores (NPS, CSAT, CES) under their own names. */
public final class AggCxMetric {
    private static final Columns C = new Columns();

    static {
        C.addAll(CxCell.TEXTS);
    }

    public static final Field METRIC = C.text("metric",
            "A question (question.ease), a behaviour (timeliness, completeness, first_contact_resolution, goal_completion, effort, error_free, complaint_free, sentiment, refund_free) or a score (nps, csat, ces, net_forrester_2011, net_temkin).");
    public static final Field METRIC_KIND = C.text("metric_kind", "question, behaviour or score.");
    public static final Field DIMENSION = C.optional().text("dimension",
            "Dimension of the index it counts for: effectiveness, ease or emotion; null for none.");
    public static final Field UNIT = C.text("unit",
            "share (0 worst to 1 best; csat: share of the two best of five), net_points (-100 to 100), or scale (mean on the scale as asked).");
    public static final Field STATUS = C.text("status", "too_few (n_eff below 30: no value), shown (below 100) or comparable.");
    public static final Field VALUE = C.optional().in("see column unit").decimal("value", "The figure, in its unit; null if too few.");
    public static final Field VALUE_LOW = C.optional().in("see column unit").decimal("value_low",
            "Lower end of the interval: Wilson for shares of yes and no, by customer otherwise; null if too few.");
    public static final Field VALUE_HIGH = C.optional().in("see column unit").decimal("value_high", "Upper end of the interval; null if too few.");
    public static final Field N_EFF = C.decimal("n_eff", "Customers, discounted for unequal weights (Kish).");
    public static final Field N = C.number("n", "Distinct customers.");
    public static final Field OBSERVATION_COUNT = C.number("observation_count",
            "Episodes or answers used; of a question the latest of each customer.");
    public static final Field PENDING_COUNT = C.number("pending_count",
            "Episodes left out because their end is still open; they are not counted as bad.");

    static {
        C.addAll(CxCell.DATES);
    }

    public static final Table TABLE = Table.gold("agg_cx_metric", "One row per cell and metric with any data.", C)
            .keyedBy(CxCell.CELL_TYPE, CxCell.CELL, METRIC)
            .references(CxCell.MONTH, () -> DimDate.TABLE)
            .references(CxCell.FROM_DATE, () -> DimDate.TABLE)
            .references(CxCell.TO_DATE, () -> DimDate.TABLE)
            .alternatives(CxCell.CELL_TYPE, METRIC)
            .notAdditive(N)
            .check("too_few_are_hidden", "(status = 'too_few') = (value IS NULL)");

    private AggCxMetric() {}
}
