package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jejak.attribution.Attribution;
import org.jejak.attribution.Attribution.MonthPaths;
import org.jejak.attribution.CustomerPaths;
import org.jejak.attribution.ModelRows;
import org.jejak.config.AttributionSettings;
import org.jejak.config.ConversionType;
import org.jejak.pipeline.Run;
import org.jejak.table.AggAttribution;
import org.jejak.table.AggAttributionDisagreement;
import org.jejak.table.AggAttributionModel;
import org.jejak.table.AggAttributionTransition;
import org.jejak.table.AttributionPaths;
import org.jejak.table.FactAttribution;
import org.jejak.table.FactConversions;
import org.jejak.table.FactTouchpoints;
import org.jejak.table.Field;
import org.jejak.table.Identifiers;
import org.jejak.table.Table;
import org.jejak.warehouse.AffectedKeys;
import org.jejak.warehouse.Warehouse.Written;

/**
 * Credits conversions to touchpoints. Paths are restated by customer; credits by month, where a month is computed again
 * when the paths that its fit is made from have changed. Which months those are is read from the tables alone: the fits hold
 * the hash of what they were made from and are written last, so a night that dies is made good by the next.
 */
public final class AttributionJob {
    private AttributionJob() {}

    /** Brings {@link AttributionPaths} up to date. */
    public static List<Written> paths(Run run) {
        Dataset<Row> touchpoints = run.of(FactTouchpoints.TABLE);
        Dataset<Row> conversions = run.of(FactConversions.TABLE);
        AttributionSettings settings = run.settings().attribution();
        List<ConversionType> types = run.settings().journey().conversions();
        if (run.full())
            return List.of(run.warehouse()
                    .fill(
                            AttributionPaths.TABLE,
                            CustomerPaths.paths(
                                    touchpoints,
                                    conversions,
                                    settings,
                                    types,
                                    run.settings().zone())));
        Dataset<Row> ids = run.of(Identifiers.TABLE).select(Identifiers.CUSTOMER_ID.col());
        AffectedKeys customers =
                AffectedKeys.of(run.journal().read("scope", ids).distinct(), Identifiers.CUSTOMER_ID);
        Dataset<Row> rows = materialize(CustomerPaths.paths(
                customers.in(touchpoints),
                customers.in(conversions),
                settings,
                types,
                run.settings().zone()));
        return List.of(run.warehouse().replaceGroups(AttributionPaths.TABLE, rows, customers));
    }

    /** Brings credits, their sums and the fits up to date. */
    public static List<Written> credits(Run run) {
        AttributionSettings settings = run.settings().attribution();
        Dataset<Row> known = Attribution.known(run.of(AttributionPaths.TABLE), run.date());
        Map<YearMonth, MonthPaths> months = Attribution.months(known, settings);
        Set<YearMonth> stale = run.full()
                ? new TreeSet<>(months.keySet())
                : Attribution.stale(months, run.of(AggAttributionModel.TABLE), settings);
        List<Written> written = new ArrayList<>();
        if (run.full() || !stale.isEmpty()) {
            List<String> types = run.settings().journey().conversions().stream()
                    .map(ConversionType::name)
                    .toList();
            Attribution attribution = Attribution.fitted(known, months, stale, settings, types);
            Dataset<Row> credits = attribution.credits(known);
            written.add(
                    run.full()
                            ? run.warehouse().fill(FactAttribution.TABLE, credits)
                            : run.warehouse().replaceMonths(FactAttribution.TABLE, credits, dates(stale)));
            Dataset<Row> daily = materialize(Attribution.daily(run.of(FactAttribution.TABLE)
                    .filter(FactAttribution.BUSINESS_MONTH
                            .col()
                            .isin(dates(stale).toArray()))));
            written.add(replace(run, AggAttribution.TABLE, AggAttribution.BUSINESS_MONTH, daily, stale));
            ModelRows rows = attribution.modelRows(daily);
            written.add(small(
                    run,
                    AggAttributionTransition.TABLE,
                    AggAttributionTransition.FIT_MONTH,
                    rows.transitions(),
                    stale));
            written.add(small(
                    run,
                    AggAttributionDisagreement.TABLE,
                    AggAttributionDisagreement.BUSINESS_MONTH,
                    rows.disagreements(),
                    stale));
            written.add(small(run, AggAttributionModel.TABLE, AggAttributionModel.FIT_MONTH, rows.models(), stale));
        }
        return written;
    }

    private static Written small(Run run, Table table, Field month, List<Row> rows, Set<YearMonth> months) {
        return replace(run, table, month, run.spark().createDataFrame(rows, table.toStructType()), months);
    }

    private static Written replace(Run run, Table table, Field month, Dataset<Row> rows, Set<YearMonth> months) {
        if (run.full()) return run.warehouse().fill(table, rows);
        Dataset<Row> groups =
                run.spark().createDataset(dates(months), Encoders.DATE()).toDF(month.name());
        return run.warehouse().replaceGroups(table, rows, AffectedKeys.of(groups, month));
    }

    private static List<Date> dates(Set<YearMonth> months) {
        return months.stream().map(Attribution::date).toList();
    }
}
