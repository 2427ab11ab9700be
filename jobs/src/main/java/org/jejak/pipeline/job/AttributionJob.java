package org.jejak.pipeline.job;

import static org.jejak.table.Datasets.materialize;

import java.sql.Date;
import java.time.YearMonth;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.attribution.Attribution;
import org.jejak.attribution.Attribution.MonthPaths;
import org.jejak.attribution.CustomerPaths;
import org.jejak.attribution.ModelRows;
import org.jejak.config.AttributionSettings;
import org.jejak.config.ConversionType;
import org.jejak.table.*;
import org.jejak.warehouse.AffectedKeys;

/**
 * Credits conversions to touchpoints. Paths are restated by customer; credits by month, where a month is computed again
 * when the paths that its fit is made from have changed. Which months those are is read from the tables alone: the fits hold
 * the hash of what they were made from and are written last, so a night that dies is made good by the next.
 */
public final class AttributionJob {
    private AttributionJob() {}

    /** Brings {@link AttributionPaths} up to date. */
    public static Outputs paths(Inputs in, Run run) {
        AffectedKeys customers = in.affected(KeySet.CUSTOMERS_OF_RUN);
        Dataset<Row> rows = CustomerPaths.paths(
                customers.in(in.of(FactTouchpoints.TABLE)),
                customers.in(in.of(FactConversions.TABLE)),
                run.settings().attribution(),
                run.settings().journey().conversions(),
                run.settings().zone());
        return Outputs.none().replacing(customers, AttributionPaths.TABLE, run.full() ? rows : materialize(rows));
    }

    /** Brings credits, their sums and the fits up to date. */
    public static Outputs credits(Inputs in, Run run) {
        AttributionSettings settings = run.settings().attribution();
        Dataset<Row> known = Attribution.known(in.of(AttributionPaths.TABLE), run.date());
        Map<YearMonth, MonthPaths> months = Attribution.months(known, settings);
        Set<YearMonth> stale = run.full()
                ? new TreeSet<>(months.keySet())
                : Attribution.stale(months, in.of(AggAttributionModel.TABLE), settings);
        if (stale.isEmpty() && !run.full()) return Outputs.none();
        List<String> types = run.settings().journey().conversions().stream()
                .map(ConversionType::name)
                .toList();
        Attribution attribution = Attribution.fitted(known, months, stale, settings, types);
        return Outputs.none()
                .replacing(months(run, FactAttribution.MONTH, stale), FactAttribution.TABLE, attribution.credits(known))
                .then(() -> sums(in, run, attribution, stale)); // credits are many: summed up as they were written
    }

    private static Outputs sums(Inputs in, Run run, Attribution attribution, Set<YearMonth> stale) {
        Dataset<Row> daily = materialize(
                Attribution.daily(in.of(FactAttribution.TABLE).filter(Attribution.in(FactAttribution.MONTH, stale))));
        ModelRows rows = attribution.modelRows(daily);
        return Outputs.none()
                .replacing(months(run, AggAttribution.MONTH, stale), AggAttribution.TABLE, daily)
                .replacing(
                        months(run, AggAttributionTransition.MONTH, stale),
                        AggAttributionTransition.TABLE,
                        rows.transitions())
                .replacing(
                        months(run, AggAttributionDisagreement.MONTH, stale),
                        AggAttributionDisagreement.TABLE,
                        rows.disagreements())
                .replacing(months(run, AggAttributionModel.MONTH, stale), AggAttributionModel.TABLE, rows.models());
    }

    private static AffectedKeys months(Run run, Field month, Set<YearMonth> stale) {
        if (run.full()) return AffectedKeys.EVERYTHING;
        List<Date> dates = stale.stream().map(Attribution::date).toList();
        return AffectedKeys.of(month, dates);
    }
}
