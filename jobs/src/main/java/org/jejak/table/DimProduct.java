package org.jejak.table;

/** Products that were ordered. */
public final class DimProduct {
    private static final Columns C = new Columns();

    public static final Field PRODUCT_ID = C.text("product_id", "The product, as orders name it.");
    public static final Field PRODUCT_NAME = C.text("product_name", "Name of the latest order that has one, else product_id.");
    public static final Field PRODUCT_CATEGORY = C.text("product_category", "Category of the latest order that has one; (none) without.");
    public static final Field UNIT_PRICE_AMOUNT = C.optional().moneySum("unit_price_amount",
            "What one cost in the latest order that has a price, in the base currency; null if none has.");
    public static final Field FIRST_ORDERED_DATE = C.date("first_ordered_date", "Business date of the first order.");
    public static final Field LAST_ORDERED_DATE = C.date("last_ordered_date", "Business date of the latest order.");
    public static final Table TABLE = Table.gold("dim_product", "One row per product.", C)
            .keyedBy(PRODUCT_ID)
            .references(FIRST_ORDERED_DATE, () -> DimDate.TABLE)
            .references(LAST_ORDERED_DATE, () -> DimDate.TABLE)
            .notAdditive(UNIT_PRICE_AMOUNT);

    private DimProduct() {}
}
