package org.jejak.table;

/** Lifecycle stages, in the order in which a customer usually goes through them. */
public final class DimStage {
    private static final Columns C = new Columns();

    public static final Field STAGE = C.text("stage", "Code used in facts; (none) for none.");
    public static final Field STAGE_NAME = C.text("stage_name", "Name for people.");
    public static final Field DESCRIPTION = C.text("description", "What a customer does in it.");
    public static final Field SORT_ORDER = C.number("sort_order", "Order in reports.");
    public static final Table TABLE =
            Table.gold("dim_stage", "One row per lifecycle stage.", C).keyedBy(STAGE);

    private DimStage() {}
}
