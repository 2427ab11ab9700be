package org.jejak.pipeline.job;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jejak.pipeline.Run;
import org.jejak.retention.Retention;
import org.jejak.table.AggChannelDaily;
import org.jejak.table.Customers;
import org.jejak.table.FactConversions;
import org.jejak.table.FactCustomerValue;
import org.jejak.table.FactSessions;
import org.jejak.table.Table;
import org.jejak.warehouse.Warehouse.Written;

/** Recomputes the retention tables from all orders and sessions: they are small, and a night may touch any cohort. */
public final class RetentionJob {
    private RetentionJob() {}

    public static List<Written> work(Run run) {
        Map<Table, List<Row>> tables = Retention.tables(
                run.of(Customers.TABLE),
                run.of(FactCustomerValue.TABLE),
                run.of(FactConversions.TABLE),
                run.of(FactSessions.TABLE),
                run.of(AggChannelDaily.TABLE),
                run.settings().retention(),
                run.date());
        return tables.entrySet().stream()
                .map(t -> run.warehouse()
                        .replaceAll(
                                t.getKey(),
                                run.spark()
                                        .createDataFrame(
                                                t.getValue(), t.getKey().toStructType())))
                .toList();
    }
}
