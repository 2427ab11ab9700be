package org.jejak.command.file;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.StructType;
import org.jejak.config.ValueSettings.Returns;
import org.jejak.table.Field;
import org.jejak.value.History;
import org.jejak.value.PurchaseLog;

/**
 * Rows of {@link TransactionFile} by customer and day: {@link #ORDERS} is 1 if the customer bought and 0 for refunds alone,
 * {@link #PAID} what was paid, 0 or more. Net takes refunds off the purchases they belong to (see {@link PurchaseLog}), as the
 * warehouse does; with exclude one of which nothing is left is no purchase; gross leaves refunds out.
 */
final class PurchaseDays {
    static final Column ORDERS = col("orders");
    static final Column PAID = col("paid");

    private static final Column REFUND = coalesce(TransactionFile.AMOUNT.col().lt(0), lit(false));
    private static final Column KEPT = col("kept");
    private static final StructType KEPT_DAYS = new StructType()
            .add(TransactionFile.CUSTOMER.name(), TransactionFile.CUSTOMER.type())
            .add(TransactionFile.DAY.name(), TransactionFile.DAY.type())
            .add("kept", Field.MONEY_SUM);

    private PurchaseDays() {}

    /**
     * One row per customer and day, in any order.
     *
     * @param hasSegment whether rows have a segment; of several a day the first by name counts
     */
    static Dataset<Row> of(Dataset<Row> rows, Returns returns, boolean hasSegment) {
        Dataset<Row> days = (returns == Returns.GROSS ? rows.filter(REFUND.equalTo(false)) : rows)
                .groupBy(TransactionFile.CUSTOMER.col(), TransactionFile.DAY.col())
                .agg(
                        max(when(REFUND, 0L).otherwise(1L)).as("orders"),
                        sum(coalesce(TransactionFile.AMOUNT.col(), lit(0))).as("paid"),
                        (hasSegment
                                        ? min(TransactionFile.SEGMENT.col())
                                        : lit(null).cast("string"))
                                .as(TransactionFile.SEGMENT.name()));
        return returns == Returns.GROSS ? days : refunded(days, rows, returns);
    }

    /** Days of refunds, and of excluded purchases, stay without a purchase: the segment of the customer may stand there. */
    private static Dataset<Row> refunded(Dataset<Row> days, Dataset<Row> rows, Returns returns) {
        String[] key = {TransactionFile.CUSTOMER.name(), TransactionFile.DAY.name()};
        Dataset<Row> kept = rows.groupBy(TransactionFile.CUSTOMER.col())
                .agg(collect_list(struct(
                        TransactionFile.DAY.col(),
                        coalesce(TransactionFile.AMOUNT.col(), lit(0)).as(TransactionFile.AMOUNT.name()))))
                .flatMap((FlatMapFunction<Row, Row>) customer -> kept(customer, returns), Encoders.row(KEPT_DAYS));
        return days.join(kept, key, "left_outer")
                .withColumn("orders", when(KEPT.isNotNull(), ORDERS).otherwise(0L))
                .withColumn("paid", coalesce(KEPT, lit(0)));
    }

    private static Iterator<Row> kept(Row customer, Returns returns) {
        List<PurchaseLog.Line> lines = new ArrayList<>();
        for (Row line : customer.<Row>getList(1)) {
            int day = (int) line.getDate(0).toLocalDate().toEpochDay();
            long amount = line.getDecimal(1).setScale(4).unscaledValue().longValueExact();
            lines.add(new PurchaseLog.Line(customer.getString(0), day, amount));
        }
        return PurchaseLog.of(lines, returns).histories().stream()
                .flatMap(PurchaseDays::days)
                .iterator();
    }

    private static Stream<Row> days(History h) {
        return IntStream.range(0, h.days().length)
                .mapToObj(i -> RowFactory.create(
                        h.customer(),
                        Date.valueOf(LocalDate.ofEpochDay(h.days()[i])),
                        BigDecimal.valueOf(h.amounts()[i], 4)));
    }
}
