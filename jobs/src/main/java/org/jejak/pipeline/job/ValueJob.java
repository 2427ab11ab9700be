package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.materialize;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.config.ValueSettings;
import org.jejak.pipeline.Run;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.AggChannelValue;
import org.jejak.table.AggClvGrid;
import org.jejak.table.AggClvModel;
import org.jejak.table.AggClvValidation;
import org.jejak.table.AggRevenueForecast;
import org.jejak.table.AggSegmentMigration;
import org.jejak.table.Customers;
import org.jejak.table.DimCustomer;
import org.jejak.table.FactConversions;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.Table;
import org.jejak.value.CustomerOrders;
import org.jejak.value.Valuation;
import org.jejak.value.ValueViews;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.Warehouse.Written;

/**
 * Values all customers anew each night: with the date everybody's age moves on, so there is no group that a night could
 * leave out. Orders are gathered from the conversions, which are kept incrementally, late orders and refunds included.
 */
public final class ValueJob {
    private ValueJob() {}

    public static List<Written> customers(Run run) {
        Valuation valuation =
                new Valuation(gathered(run), run.date(), run.settings().value());
        Warehouse warehouse = run.warehouse();
        return List.of(
                warehouse.replaceAll(FactCustomerValue.TABLE, valuation.customers()),
                rows(run, AggClvModel.TABLE, valuation.models()),
                rows(run, AggClvValidation.TABLE, valuation.validation()),
                rows(run, AggRevenueForecast.TABLE, valuation.forecast()),
                rows(run, AggSegmentMigration.TABLE, valuation.migration()));
    }

    public static List<Written> views(Run run) {
        ValueSettings settings = run.settings().value();
        Dataset<Row> values = run.of(FactCustomerValue.TABLE);
        return List.of(
                run.warehouse().replaceAll(AggClvGrid.TABLE, ValueViews.grid(values)),
                rows(
                        run,
                        AggChannelValue.TABLE,
                        ValueViews.channels(
                                values, gathered(run), run.of(AggChannelDaily.TABLE), run.date(), settings.margin())));
    }

    /** Customers with their RFM scores, which the whole population and the date decide. */
    public static List<Written> dimension(Run run) {
        return List.of(run.warehouse()
                .replaceAll(
                        DimCustomer.TABLE,
                        ValueViews.dimension(run.of(Customers.TABLE), run.of(FactCustomerValue.TABLE))));
    }

    private static Written rows(Run run, Table table, List<Row> rows) {
        return run.warehouse().replaceAll(table, run.spark().createDataFrame(rows, table.toStructType()));
    }

    private static Dataset<Row> gathered(Run run) {
        return materialize(CustomerOrders.gather(
                run.of(FactConversions.TABLE),
                run.of(Customers.TABLE),
                run.date(),
                run.settings().value().returns()));
    }
}
