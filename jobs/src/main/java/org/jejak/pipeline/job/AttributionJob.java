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
 * Credits conversions to touchpoints. Paths are restated by customer. So are credits of models that follow a rule: they change
 * only where a path does. Credits of fitted models change with the fit: they are restated by month, when the paths that its
 * fit is made from have changed. Which months those are is read from the tables alone: the fits hold the hash of what they
 * were made from and are written last, so a night that dies is made good by the next.
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
        List<Row> fits = run.full() ? List.of() : in.rows(AggAttributionModel.TABLE);
        Set<YearMonth> stale = run.full() ? new TreeSet<>(months.keySet()) : Attribution.stale(months, fits, settings);
        if (stale.isEmpty() && !run.full()) return Outputs.none();
        List<String> types = run.settings().journey().conversions().stream()
                .map(ConversionType::name)
                .toList();
        Attribution attribution = Attribution.fitted(known, months, stale, settings, types);
        Dataset<Row> daily = materialize(attribution.daily(known));
        ModelRows rows = attribution.modelRows(daily);
        Optional<AffectedKeys> changed = whosePathsChanged(in, run, Attribution.isOfSameSettings(months, fits));
        AffectedKeys ofMonths = months(run, FactAttribution.MONTH, stale);
        AffectedKeys fitted = AffectedKeys.of(FactAttribution.MODEL, attribution.fittedModels());
        return Outputs.none()
                .inAnyOrder()
                .replacing(
                        changed.map(customers -> ofMonths.and(fitted.or(customers)))
                                .orElse(ofMonths),
                        FactAttribution.TABLE,
                        changed.map(customers -> attribution.credits(known, customers::in))
                                .orElseGet(() -> attribution.credits(known)))
                .replacing(months(run, AggAttribution.MONTH, stale), AggAttribution.TABLE, daily)
                .and(
                        AggAttributionTransition.TABLE,
                        with(in, run, AggAttributionTransition.TABLE, stale, rows.transitions()))
                .and(
                        AggAttributionDisagreement.TABLE,
                        with(in, run, AggAttributionDisagreement.TABLE, stale, rows.disagreements()))
                // what tells the next night that this is done comes last
                .then(() -> Outputs.of(
                        AggAttributionModel.TABLE, with(in, run, AggAttributionModel.TABLE, stale, rows.models())));
    }

    /**
     * Customers outside of whom no credit of a model that follows a rule has changed; empty if nobody knows: everything is
     * computed again, or the settings of models have changed, or this job runs by itself and was told of no customers.
     */
    private static Optional<AffectedKeys> whosePathsChanged(Inputs in, Run run, boolean isOfSameSettings) {
        return run.full() || run.isOfOneJob() || !isOfSameSettings
                ? Optional.empty()
                : Optional.of(in.affected(KeySet.CUSTOMERS_OF_RUN));
    }

    /** New rows of some months, and what a small table has of all others. */
    private static List<Row> with(Inputs in, Run run, Table table, Set<YearMonth> stale, List<Row> rows) {
        if (run.full()) return rows;
        String month = AggAttributionModel.MONTH.name(); // of all three tables
        List<Row> all = new ArrayList<>(rows);
        for (Row row : in.rows(table))
            if (!stale.contains(YearMonth.from(row.<Date>getAs(month).toLocalDate()))) all.add(row);
        return all;
    }

    private static AffectedKeys months(Run run, Field month, Set<YearMonth> stale) {
        if (run.full()) return AffectedKeys.EVERYTHING;
        List<Date> dates = stale.stream().map(Attribution::date).toList();
        return AffectedKeys.of(month, dates);
    }
}
