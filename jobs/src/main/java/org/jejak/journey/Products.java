package org.jejak.journey;

import static org.apache.spark.sql.functions.*;

import org.apache.spark.sql.*;
import org.jejak.table.*;

/** The products of orders. */
public final class Products {
    private Products() {}

    /**
     * Products by what their latest orders say; of orders at the same time the last conversion_id in the alphabet counts.
     *
     * @param items all rows of {@link FactOrderItems}
     * @return rows of {@link DimProduct}
     */
    public static Dataset<Row> products(Dataset<Row> items) {
        return DimProduct.TABLE.select(items.groupBy(FactOrderItems.PRODUCT_ID.col())
                .agg(
                        coalesce(latest(FactOrderItems.PRODUCT_NAME), first(FactOrderItems.PRODUCT_ID.col()))
                                .as(DimProduct.PRODUCT_NAME.name()),
                        coalesce(latest(FactOrderItems.PRODUCT_CATEGORY), lit("(none)"))
                                .as(DimProduct.PRODUCT_CATEGORY.name()),
                        latest(FactOrderItems.UNIT_PRICE_AMOUNT).as(DimProduct.UNIT_PRICE_AMOUNT.name()),
                        min(FactOrderItems.CONVERTED_DATE.col()).as(DimProduct.FIRST_ORDERED_DATE.name()),
                        max(FactOrderItems.CONVERTED_DATE.col()).as(DimProduct.LAST_ORDERED_DATE.name())));
    }

    /** The value of the latest order that has one. */
    private static Column latest(Field field) {
        Column order = when(
                field.col().isNotNull(), struct(FactOrderItems.CONVERTED_AT.col(), FactOrderItems.CONVERSION_ID.col()));
        return max_by(field.col(), order);
    }
}
