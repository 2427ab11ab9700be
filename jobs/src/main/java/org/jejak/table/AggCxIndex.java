package org.jejak.table;

/** The CX index, 0 to 100: effectiveness, ease and emotion, from what customers say and from what happened to them. */
public final class AggCxIndex {
    private static final Columns C = new Columns();

    public static final Field INDEX_VERSION = C.text("index_version", "Version of the weights; older versions stay as they were last computed.");

    static {
        C.addAll(CxCell.TEXTS);
    }

    public static final Field DIMENSION = C.text("dimension", "index, or one of its parts: effectiveness, ease, emotion.");
    public static final Field PART = C.text("part",
            "mixed (the figure to read), or apart: perception (survey answers) or behaviour (what happened).");
    public static final Field AGGREGATION = C.text("aggregation", "How dimensions make the index: arithmetic or geometric mean.");
    public static final Field BASIS = C.optional().text("basis",
            "What the value rests on: mixed, perception_only or behaviour_only; only cells of the same basis compare. Null without a value.");
    public static final Field STATUS = C.text("status",
            "too_few (n_eff below 30: no value), shown (below 100: no band, no rank), comparable, or no_value (see reason).");
    public static final Field REASON = C.optional().text("reason", "Why there is no value: too_few, low_coverage or no_data; null if there is one.");
    public static final Field BAND = C.optional().text("band",
            "House band that the whole interval lies in, else its first and last joined by '-', such as ok-good; comparable rows only.");
    public static final Field VALUE = C.optional().in("points").decimal("value", "Points, 0 (worst) to 100 (best); null with a reason.");
    public static final Field VALUE_LOW = C.optional().in("points").decimal("value_low", "Lower end of the interval (95 % by default), 0 to 100.");
    public static final Field VALUE_HIGH = C.optional().in("points").decimal("value_high", "Upper end of the interval, 0 to 100.");
    public static final Field SHRUNK_VALUE = C.optional().in("points").decimal("shrunk_value",
            "value drawn towards that of all customers, the more the smaller n_eff; what ranks go by. Null with a reason.");
    public static final Field COVERAGE = C.decimal("coverage", "Share of the weights that has data, 0 to 1; an index below 2/3 has no value.");
    public static final Field N_EFF = C.decimal("n_eff",
            "Customers, discounted for unequal weights (Kish); for the index that of its weakest dimension.");
    public static final Field CHANGE = C.optional().in("points").decimal("change",
            "value minus that of the month before, or of the window of as many months just before, same cell otherwise; null without both, if that window is not whole, and where a figure that is in the one has too few customers in the other.");
    public static final Field CHANGE_LOW = C.optional().in("points").decimal("change_low", "Lower end of the interval of change.");
    public static final Field CHANGE_HIGH = C.optional().in("points").decimal("change_high", "Upper end of the interval of change.");
    public static final Field CHANGE_P_VALUE = C.optional().decimal("change_p_value",
            "Probability of a change this large by chance, 0 to 1, after Benjamini-Hochberg over the cells of the type, same dimension and part.");
    public static final Field N = C.number("n", "Distinct customers it rests on.");
    public static final Field RANK = C.optional().number("rank",
            "Rank by shrunk_value among comparable cells of the type and basis, from 1; null for others.");
    public static final Field BEST_RANK = C.optional().number("best_rank",
            "Best rank under other choices: perception share plus and minus 0.2, equal weights, the other mean. Index rows only.");
    public static final Field WORST_RANK = C.optional().number("worst_rank", "Worst rank under those choices.");
    public static final Field IS_CHANGE_SIGNIFICANT = C.optional().flag("is_change_significant",
            "Whether change is more than chance, all months of the type considered; null without change.");
    public static final Field IS_CURRENT = C.flag("is_current",
            "Whether it is of the version that the settings of the run named; only that one is computed anew and reported.");

    static {
        C.addAll(CxCell.DATES);
    }

    public static final Table TABLE = Table.gold(
                    "agg_cx_index", "One row per cell, dimension (and the index over them), part and index version.", C)
            .keyedBy(INDEX_VERSION, CxCell.CELL_TYPE, CxCell.CELL, DIMENSION, PART)
            .references(CxCell.MONTH, () -> DimDate.TABLE)
            .references(CxCell.FROM_DATE, () -> DimDate.TABLE)
            .references(CxCell.TO_DATE, () -> DimDate.TABLE)
            .notAdditive(N)
            .check("value_in_range", "value IS NULL OR value BETWEEN 0 AND 100")
            .check("value_or_reason", "(value IS NULL) = (reason IS NOT NULL)")
            .check("too_few_are_hidden", "status <> 'too_few' OR value IS NULL");

    private AggCxIndex() {}
}
