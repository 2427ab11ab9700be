package org.jejak.table;

/** Products of orders, where sources say what an order holds. An order reported by several sources counts once, by the most trusted report that has items. */
public final class FactOrderItems {
    private static final Columns C = new Columns();

    public static final Field CONVERSION_ID = C.aboutAPerson().text("conversion_id", "The order; fact_conversions.conversion_id.");
    public static final Field PRODUCT_ID = C.text("product_id", "The product; dim_product.product_id. Its name, where the source gives no id.");
    public static final Field CUSTOMER_ID = C.aboutAPerson().text("customer_id", "The customer; dim_customer.customer_id.");
    public static final Field ORDER_ID = C.optional().aboutAPerson().text("order_id", "The order as the source names it; null where it does not.");
    public static final Field PRODUCT_NAME = C.optional().text("product_name",
            "Name of the product by that report, else by another one of the order; null if none says it.");
    public static final Field PRODUCT_CATEGORY = C.optional().text("product_category", "Category of the product, likewise.");
    public static final Field QUANTITY = C.decimal("quantity", "How many were ordered; a fraction of goods by weight.");
    public static final Field AMOUNT = C.optional().moneySum("amount",
            "Price times quantity in the base currency by the rate of the order's day, before discounts on the whole order, shipping and refunds; null where the report has no price.");
    public static final Field UNIT_PRICE_AMOUNT = C.optional().moneySum("unit_price_amount",
            "amount / quantity: what one cost; null where amount is.");
    public static final Field CONVERTED_DATE = C.date("converted_date", "Business date of converted_at.");
    public static final Field MONTH = C.date("month", "First day of the month of converted_date; how the table is stored.");
    public static final Field CONVERTED_AT = C.timestamp("converted_at", "When it was ordered, UTC.");
    public static final Table TABLE = Table.gold("fact_order_items", "One row per order and product.", C)
            .keyedBy(CONVERSION_ID, PRODUCT_ID)
            .references(CONVERSION_ID, () -> FactConversions.TABLE)
            .references(PRODUCT_ID, () -> DimProduct.TABLE)
            .references(CUSTOMER_ID, () -> DimCustomer.TABLE)
            .references(CONVERTED_DATE, () -> DimDate.TABLE)
            .additive(QUANTITY)
            .notAdditive(UNIT_PRICE_AMOUNT)
            .check("quantity_is_positive", "quantity > 0")
            .check("amount_not_negative", "amount IS NULL OR amount >= 0")
            .byMonth(MONTH)
            .scope(Scope.CUSTOMER);

    private FactOrderItems() {}
}
