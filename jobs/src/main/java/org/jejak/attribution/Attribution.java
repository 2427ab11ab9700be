package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.AttributionSettings;
import org.jejak.table.*;

/**
 * Credits of whole months. A month is a closed group: its data-driven models are fitted from the paths whose outcome fell
 * in it and in the months before it that belong to the fit, and from nothing else.
 */
public final class Attribution {
    /**
     * Summary of the paths of a month, by which a night knows whether they changed.
     *
     * @param hash of all of its paths, and of the settings of models
     * @param lastOutcome last date of an outcome
     */
    public record MonthPaths(long hash, LocalDate lastOutcome) {}

    private final AttributionSettings settings;
    private final List<AttributionModel> models;
    private final Map<YearMonth, MonthPaths> months;
    private final Map<YearMonth, Map<String, MonthFit>> fits = new TreeMap<>();

    private Attribution(AttributionSettings settings, Map<YearMonth, MonthPaths> months) {
        this.settings = settings;
        this.models = AttributionModels.named(settings.models(), settings.parameters());
        this.months = months;
    }

    /** Paths that count by the end of a date: conversions, and null paths whose outcome is known by then. */
    public static Dataset<Row> known(Dataset<Row> paths, LocalDate date) {
        return paths.filter(AttributionPaths.IS_CONVERTED
                .col()
                .or(AttributionPaths.OUTCOME_DATE.col().leq(lit(Date.valueOf(date)))));
    }

    /**
     * Every month with paths. Its hash differs under other settings of what is made from paths, so that all are computed again
     * then; settings of the paths themselves show in the paths that they change.
     */
    public static Map<YearMonth, MonthPaths> months(Dataset<Row> known, AttributionSettings settings) {
        Map<YearMonth, MonthPaths> months = new TreeMap<>();
        long ofSettings = List.of(
                        settings.models(),
                        settings.parameters(),
                        settings.fitMonths(),
                        settings.bootstrap(),
                        settings.transform(),
                        settings.viewWeight(),
                        settings.direct())
                .toString()
                .hashCode();
        known.groupBy(AttributionPaths.MONTH.col())
                .agg(
                        sum(AttributionPaths.INPUT_CHECKSUM.col().cast("decimal(20,0)")),
                        org.apache.spark.sql.functions.count(lit(1)),
                        org.apache.spark.sql.functions.max(AttributionPaths.OUTCOME_DATE.col()))
                .collectAsList()
                .forEach(r -> months.put(
                        YearMonth.from(r.getDate(0).toLocalDate()),
                        new MonthPaths(
                                r.getDecimal(1).toBigInteger().longValue() * 31 + r.getLong(2) + ofSettings,
                                r.getDate(3).toLocalDate())));
        return months;
    }

    /** Months to compute again: those whose fit holds a month whose paths are not what {@link AggAttributionModel} was made from. */
    public static Set<YearMonth> stale(
            Map<YearMonth, MonthPaths> months, Dataset<Row> fitted, AttributionSettings settings) {
        Map<YearMonth, Long> before = new TreeMap<>();
        fitted.select(AggAttributionModel.MONTH.col(), AggAttributionModel.INPUT_CHECKSUM.col())
                .distinct()
                .collectAsList()
                .forEach(r -> before.put(YearMonth.from(r.getDate(0).toLocalDate()), r.getLong(1)));
        Set<YearMonth> all = new TreeSet<>(months.keySet());
        all.addAll(before.keySet());
        Set<YearMonth> stale = new TreeSet<>();
        for (YearMonth month : all) {
            MonthPaths now = months.get(month);
            if (now != null && before.containsKey(month) && before.get(month) == now.hash) continue;
            for (int i = 0; i < settings.fitMonths(); i++) {
                YearMonth reached = month.plusMonths(i);
                if (all.contains(reached)) stale.add(reached);
            }
        }
        return stale;
    }

    /** Fits the data-driven models of some months. */
    public static Attribution fitted(
            Dataset<Row> known,
            Map<YearMonth, MonthPaths> months,
            Set<YearMonth> wanted,
            AttributionSettings settings,
            List<String> types) {
        Attribution attribution = new Attribution(settings, months);
        CompactPaths paths = compact(known.filter(in(AttributionPaths.MONTH, windows(wanted, settings.fitMonths()))));
        Set<String> allTypes = new TreeSet<>(types);
        allTypes.addAll(paths.types());
        List<AttributionModel> dataDriven = attribution.models.stream()
                .filter(AttributionModel::isDataDriven)
                .toList();
        for (YearMonth month : wanted) {
            if (!months.containsKey(month)) continue;
            int last = CompactPaths.number(month);
            Map<String, MonthFit> ofTypes = new TreeMap<>();
            for (String type : allTypes)
                ofTypes.put(
                        type,
                        MonthFit.of(
                                paths.counts(type, last - settings.fitMonths() + 1, last),
                                dataDriven,
                                settings.bootstrap(),
                                settings.parameters().seed()));
            attribution.fits.put(month, ofTypes);
        }
        return attribution;
    }

    private static Set<YearMonth> windows(Set<YearMonth> months, int length) {
        Set<YearMonth> windows = new TreeSet<>();
        for (YearMonth month : months) for (int i = 0; i < length; i++) windows.add(month.minusMonths(i));
        return windows;
    }

    private static CompactPaths compact(Dataset<Row> paths) {
        return paths
                .select(
                        AttributionPaths.CONVERSION_TYPE.col(),
                        AttributionPaths.MONTH.col(),
                        AttributionPaths.CHANNELS.col(),
                        AttributionPaths.IS_CONVERTED.col(),
                        AttributionPaths.REVENUE_AMOUNT.col(),
                        xxhash64(AttributionPaths.CUSTOMER_ID.col()))
                .mapPartitions(
                        (MapPartitionsFunction<Row, CompactPaths>)
                                rows -> List.of(CompactPaths.of(rows)).iterator(),
                        Encoders.javaSerialization(CompactPaths.class))
                .collectAsList()
                .stream()
                .reduce(new CompactPaths(), CompactPaths::plus);
    }

    /** Rows of {@link FactAttribution} of the fitted months. */
    public Dataset<Row> credits(Dataset<Row> known) {
        Map<String, FitAllocator> allocators = new HashMap<>();
        fits.forEach((month, ofTypes) ->
                ofTypes.forEach((type, fit) -> fit.fits().forEach((model, f) -> {
                    if (f.weigher() != null) allocators.put(Credits.key(date(month), type, model), FitAllocator.of(f));
                })));
        Credits credits = new Credits(models, allocators, settings.viewWeight(), settings.direct());
        return FactAttribution.TABLE.select(known.filter(AttributionPaths.IS_CONVERTED.col())
                .filter(in(AttributionPaths.MONTH, fits.keySet()))
                .select(Credits.INPUT.stream().map(Field::col).toArray(Column[]::new))
                .flatMap(
                        (FlatMapFunction<Row, Row> & java.io.Serializable) credits::call,
                        Encoders.row(FactAttribution.TABLE.toStructType())));
    }

    /** Rows of {@link AggAttribution}. */
    public static Dataset<Row> daily(Dataset<Row> credits) {
        // credit is a whole number of 1e-12: as a decimal it adds up exactly, in any order
        Column credit = FactAttribution.CREDIT.col().cast("decimal(24,12)");
        Column revenue = FactAttribution.REVENUE_AMOUNT.col();
        Column isFirst = FactAttribution.IS_FIRST.col();
        return AggAttribution.TABLE.select(credits.groupBy(
                        AggAttribution.BUSINESS_DATE.from(FactAttribution.CONVERTED_DATE.col()),
                        FactAttribution.MONTH.col(),
                        FactAttribution.CHANNEL.col(),
                        FactAttribution.IS_PAID.col(),
                        FactAttribution.CAMPAIGN_ID.col(),
                        FactAttribution.MODEL.col(),
                        FactAttribution.CONVERSION_TYPE.col())
                .agg(
                        sum(credit).as(AggAttribution.CONVERSION_COUNT.name()),
                        sum(when(isFirst, credit).otherwise(lit(0).cast("decimal(24,12)")))
                                .as(AggAttribution.NEW_CUSTOMER_CONVERSION_COUNT.name()),
                        sum(revenue).as(AggAttribution.REVENUE_AMOUNT.name()),
                        sum(when(isFirst, revenue).otherwise(lit(0).cast(Field.MONEY)))
                                .as(AggAttribution.NEW_CUSTOMER_REVENUE_AMOUNT.name())));
    }

    /** What the credits of the fitted months say, as rows of the tables about models. */
    public ModelRows modelRows(Dataset<Row> daily) {
        List<Row> sums = daily.filter(in(AggAttribution.MONTH, fits.keySet()))
                .groupBy(
                        AggAttribution.MONTH.col(),
                        AggAttribution.CONVERSION_TYPE.col(),
                        AggAttribution.MODEL.col(),
                        AggAttribution.CHANNEL.col())
                .agg(
                        sum(AggAttribution.CONVERSION_COUNT.col().cast("decimal(28,12)")),
                        sum(AggAttribution.REVENUE_AMOUNT.col()))
                .collectAsList();
        return new ModelRows(settings, models, months, fits, sums);
    }

    /** The rows of some months. */
    public static Column in(Field month, Set<YearMonth> months) {
        return month.col().isin(months.stream().map(Attribution::date).toArray());
    }

    /** First day of a month. */
    public static Date date(YearMonth month) {
        return Date.valueOf(month.atDay(1));
    }

    /** Names of the models, for messages. */
    @Override
    public String toString() {
        return models.stream().map(AttributionModel::name).collect(Collectors.joining(", "));
    }
}
