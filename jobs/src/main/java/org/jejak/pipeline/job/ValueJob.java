package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.materialize;

import org.apache.spark.sql.*;
import org.jejak.table.*;
import org.jejak.value.CustomerOrders;
import org.jejak.value.Valuation;
import org.jejak.value.ValueViews;

/**
 * Values all customers anew each night: with the date everybody's age moves on, so there is no group that a night could
 * leave out. Orders are gathered from the conversions, which are kept incrementally, late orders and refunds included.
 */
public final class ValueJob {
    private ValueJob() {}

    public static Outputs customers(Inputs in, Run run) {
        Valuation valuation =
                new Valuation(gathered(in, run), run.date(), run.settings().value());
        return Outputs.of(FactCustomerValue.TABLE, valuation.customers())
                .and(AggClvModel.TABLE, valuation.models())
                .and(AggClvValidation.TABLE, valuation.validation())
                .and(AggRevenueForecast.TABLE, valuation.forecast(in.rows(AggRevenueForecast.TABLE)))
                .and(AggSegmentMigration.TABLE, valuation.migration());
    }

    public static Outputs views(Inputs in, Run run) {
        Dataset<Row> values = in.of(FactCustomerValue.TABLE);
        return Outputs.of(AggClvGrid.TABLE, ValueViews.grid(values))
                .and(
                        AggChannelValue.TABLE,
                        ValueViews.channels(
                                values,
                                gathered(in, run),
                                in.of(AggChannelDaily.TABLE),
                                run.date(),
                                run.settings().value().margin()));
    }

    private static Dataset<Row> gathered(Inputs in, Run run) {
        return materialize(CustomerOrders.gather(
                in.of(FactConversions.TABLE),
                in.of(Customers.TABLE),
                run.date(),
                run.settings().value().returns()));
    }
}
