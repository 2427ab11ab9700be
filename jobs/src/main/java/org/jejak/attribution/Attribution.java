package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.*;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.*;
import org.jejak.config.AttributionSettings;
import org.jejak.statistics.PoissonBootstrap;
import org.jejak.table.*;

/**
 * Credits of whole months. A month is a closed group: its data-driven models are fitted from the paths whose outcome fell
 * in it and in the months before it that belong to the fit, and from nothing else.
 */
public final class Attribution {
    /**
     * Summary of the paths of a month, by which a night knows whether they changed.
     *
     * @param hash of the settings of models (upper bits), and of all of its paths
     * @param lastOutcome last date of an outcome
     */
    public record MonthPaths(long hash, LocalDate lastOutcome) {}

    /** Bits of a month's hash that its paths take; the others are for the settings. */
    private static final int PATH_BITS = 40;

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
        long ofSettings = PoissonBootstrap.hash(List.of(
                        settings.models(),
                        settings.parameters(),
                        settings.fitMonths(),
                        settings.bootstrap(),
                        settings.transform(),
                        settings.viewWeight(),
                        settings.direct())
                .toString());
        known.groupBy(AttributionPaths.MONTH.col())
                .agg(
                        sum(AttributionPaths.INPUT_CHECKSUM.col().cast("decimal(20,0)")),
                        org.apache.spark.sql.functions.count(lit(1)),
                        org.apache.spark.sql.functions.max(AttributionPaths.OUTCOME_DATE.col()))
                .collectAsList()
                .forEach(r -> months.put(
                        YearMonth.from(r.getDate(0).toLocalDate()),
                        new MonthPaths(
                                hash(ofSettings, r.getDecimal(1).toBigInteger().longValue() * 31 + r.getLong(2)),
                                r.getDate(3).toLocalDate())));
        return months;
    }

    /** Settings in the upper bits and paths in the others, each so that they can be compared without the other. */
    private static long hash(long settings, long paths) {
        return settings << PATH_BITS | PoissonBootstrap.mix(paths) >>> Long.SIZE - PATH_BITS;
    }

    /** Whether all fits in rows of {@link AggAttributionModel}, and there are some, were made under the settings of some months. */
    public static boolean isOfSameSettings(Map<YearMonth, MonthPaths> months, List<Row> fitted) {
        Set<Long> settings = new HashSet<>();
        hashes(fitted).values().forEach(hash -> settings.add(hash >>> PATH_BITS));
        months.values().forEach(month -> settings.add(month.hash >>> PATH_BITS));
        return settings.size() == 1 && !fitted.isEmpty();
    }

    private static Map<YearMonth, Long> hashes(List<Row> fitted) {
        Map<YearMonth, Long> hashes = new TreeMap<>();
        int month = AggAttributionModel.TABLE.placeOf(AggAttributionModel.MONTH);
        int hash = AggAttributionModel.TABLE.placeOf(AggAttributionModel.INPUT_CHECKSUM);
        fitted.forEach(r -> hashes.put(YearMonth.from(r.getDate(month).toLocalDate()), r.getLong(hash)));
        return hashes;
    }

    /**
     * Months to compute again: those whose fit holds a month whose paths are not what it was fitted from.
     *
     * @param fitted all rows of {@link AggAttributionModel}
     */
    public static Set<YearMonth> stale(
            Map<YearMonth, MonthPaths> months, List<Row> fitted, AttributionSettings settings) {
        Map<YearMonth, Long> before = hashes(fitted);
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
        return credits().rows(conversions(known));
    }

    /** The same, but of models that follow a rule only those of some paths: what other paths earn by them is as it was. */
    public Dataset<Row> credits(Dataset<Row> known, UnaryOperator<Dataset<Row>> changed) {
        Dataset<Row> conversions = conversions(known);
        return credits()
                .ofFitted(true)
                .rows(conversions)
                .unionByName(credits().ofFitted(false).rows(changed.apply(conversions)));
    }

    /** Names of the models whose credits depend on other paths than the conversion's own. */
    public List<String> fittedModels() {
        return models.stream()
                .filter(Credits::isFitted)
                .map(AttributionModel::name)
                .toList();
    }

    private Dataset<Row> conversions(Dataset<Row> known) {
        return known.filter(AttributionPaths.IS_CONVERTED.col()).filter(in(AttributionPaths.MONTH, fits.keySet()));
    }

    private Credits credits() {
        Map<String, FitAllocator> allocators = new HashMap<>();
        fits.forEach((month, ofTypes) ->
                ofTypes.forEach((type, fit) -> fit.fits().forEach((model, f) -> {
                    if (f.weigher() != null) allocators.put(Credits.key(date(month), type, model), FitAllocator.of(f));
                })));
        return new Credits(models, allocators, settings.viewWeight(), settings.direct());
    }

    /** Rows of {@link AggAttribution} of the fitted months. */
    public Dataset<Row> daily(Dataset<Row> known) {
        return credits().daily(conversions(known));
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
