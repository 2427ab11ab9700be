package org.jejak.table;

/** Models: who earned a conversion, how often customers buy, what they spend, and how long they stay. */
public final class DimModel {
    private static final Columns C = new Columns();

    public static final Field MODEL = C.text("model", "Code used in facts; (none) where no model could be fitted.");
    public static final Field MODEL_NAME = C.text("model_name", "Name for people.");
    public static final Field MODEL_KIND = C.text("model_kind",
            "What it is about: attribution, purchases (how often customers buy), spend (how much), retention (how long they stay) or (none).");
    public static final Field DESCRIPTION = C.text("description", "What it assumes.");
    public static final Field SORT_ORDER = C.number("sort_order", "Order in reports, kinds one after the other.");
    public static final Field IS_DATA_DRIVEN = C.flag("is_data_driven", "Whether it is fitted to the data; false for fixed rules.");
    public static final Table TABLE = Table.gold("dim_model", "One row per model.", C)
            .keyedBy(MODEL)
            .check("known_kind", "model_kind IN ('attribution', 'purchases', 'spend', 'retention', '(none)')");

    private DimModel() {}
}
