package org.jejak.pipeline.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.attribution.AttributionModel;
import org.jejak.attribution.AttributionModels;
import org.jejak.attribution.BudgetAdvice;
import org.jejak.attribution.BudgetAdvice.Day;
import org.jejak.attribution.ChannelPerformance;
import org.jejak.config.AttributionSettings;
import org.jejak.pipeline.Run;
import org.jejak.table.AggAttribution;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.AggChannelPerformance;
import org.jejak.table.FactConversions;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Field;
import org.jejak.table.Table;
import org.jejak.warehouse.Warehouse.Written;

/** What spend brought, and how it could bring more. Small tables, computed anew every night. */
public final class PerformanceJob {
    private PerformanceJob() {}

    /** Brings {@link AggChannelPerformance} up to date. */
    public static List<Written> performance(Run run, Dataset<Row> spend) {
        AttributionSettings settings = run.settings().attribution();
        List<Row> rows = ChannelPerformance.rows(
                run.of(AggAttribution.TABLE),
                spend,
                run.of(FactTouchpoints.TABLE),
                run.of(FactConversions.TABLE),
                AttributionModels.named(settings.models(), settings.parameters()).stream()
                        .map(AttributionModel::name)
                        .toList());
        return List.of(replace(run, AggChannelPerformance.TABLE, rows));
    }

    /** Brings {@link AggBudgetAdvice} up to date. */
    public static List<Written> advice(Run run, Dataset<Row> spend) {
        AttributionSettings settings = run.settings().attribution();
        Dataset<Row> results = run.of(AggAttribution.TABLE)
                .filter(AggAttribution.CONVERSION_TYPE.col().equalTo("order"))
                .filter(AggAttribution.MODEL.col().equalTo(settings.advice().model()))
                .select(
                        AggAttribution.BUSINESS_DATE.col(),
                        AggAttribution.CHANNEL.col(),
                        lit(0).cast(Field.MONEY_SUM).as("spend_amount"),
                        AggAttribution.CONVERSIONS.col().cast("decimal(28,12)").as("orders"),
                        AggAttribution.REVENUE_AMOUNT.col().as("earned"));
        Dataset<Row> spent = spend.select(
                AggAttribution.BUSINESS_DATE.col(),
                AggAttribution.CHANNEL.col(),
                col("spend_amount"),
                lit(0).cast("decimal(28,12)").as("orders"),
                lit(0).cast(Field.MONEY_SUM).as("earned"));
        List<Day> days = new ArrayList<>();
        results.unionByName(spent)
                .groupBy(AggAttribution.BUSINESS_DATE.col(), AggAttribution.CHANNEL.col())
                .agg(sum("spend_amount"), sum("orders"), sum("earned"))
                .collectAsList()
                .forEach(r -> days.add(new Day(
                        r.getDate(0).toLocalDate(),
                        r.getString(1),
                        r.getDecimal(2).doubleValue(),
                        r.getDecimal(3).doubleValue(),
                        r.getDecimal(4).doubleValue())));
        days.sort(Comparator.comparing(Day::date).thenComparing(Day::channel));
        return List.of(replace(run, AggBudgetAdvice.TABLE, BudgetAdvice.rows(days, settings.advice())));
    }

    private static Written replace(Run run, Table table, List<Row> rows) {
        return run.warehouse().replaceAll(table, run.spark().createDataFrame(rows, table.toStructType()));
    }
}
