package org.jejak.attribution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.AttributionSettings;
import org.jejak.table.*;

/** Rows of the tables about models, of some months: what was fitted, and what was credited. */
public final class ModelRows {
    private record Credited(double conversions, BigDecimal revenue) {
        static final Credited NOTHING = new Credited(0, BigDecimal.ZERO);
    }

    private final AttributionSettings settings;
    private final List<AttributionModel> models;
    private final Map<YearMonth, Attribution.MonthPaths> months;
    private final Map<YearMonth, Map<String, MonthFit>> fits;
    /** Month, conversion type, model, channel. */
    private final Map<YearMonth, Map<String, Map<String, Map<String, Credited>>>> sums = new TreeMap<>();

    ModelRows(
            AttributionSettings settings,
            List<AttributionModel> models,
            Map<YearMonth, Attribution.MonthPaths> months,
            Map<YearMonth, Map<String, MonthFit>> fits,
            List<Row> credited) {
        this.settings = settings;
        this.models = models;
        this.months = months;
        this.fits = fits;
        for (Row r : credited)
            sums.computeIfAbsent(YearMonth.from(r.getDate(0).toLocalDate()), m -> new TreeMap<>())
                    .computeIfAbsent(r.getString(1), t -> new TreeMap<>())
                    .computeIfAbsent(r.getString(2), m -> new TreeMap<>())
                    .put(r.getString(3), new Credited(r.getDecimal(4).doubleValue(), r.getDecimal(5)));
    }

    private Map<String, Credited> sums(YearMonth month, String type, String model) {
        return sums.getOrDefault(month, Map.of()).getOrDefault(type, Map.of()).getOrDefault(model, Map.of());
    }

    /** Rows of {@link AggAttributionModel}. */
    public List<Row> models() {
        List<Row> rows = new ArrayList<>();
        fits.forEach((month, ofTypes) -> ofTypes.forEach((type, fit) ->
                fit.fits().forEach((model, f) -> rows.addAll(new FitRows(month, type, model, fit, f).rows()))));
        return rows;
    }

    /** The rows of one fit: one per channel, and one for unattributed conversions. */
    private final class FitRows {
        private final YearMonth month;
        private final String type;
        private final String model;
        private final MonthFit monthFit;
        private final AttributionFit fit;
        private final Map<String, Credited> credited;
        private final boolean converted;
        private final boolean earned;

        FitRows(YearMonth month, String type, String model, MonthFit monthFit, AttributionFit fit) {
            this.month = month;
            this.type = type;
            this.model = model;
            this.monthFit = monthFit;
            this.fit = fit;
            this.credited = sums(month, type, model);
            this.converted = monthFit.convertedPaths() > 0;
            this.earned = Arrays.stream(fit.valueEffects()).anyMatch(v -> v != 0);
        }

        List<Row> rows() {
            double[] shares = fit.shares();
            double[] valueShares = fit.valueShares();
            double[] low = monthFit.low().get(model);
            double[] high = monthFit.high().get(model);
            double touched = 0;
            BigDecimal touchedRevenue = BigDecimal.ZERO;
            for (Map.Entry<String, Credited> e : credited.entrySet()) {
                if (e.getKey().equals(Credits.UNATTRIBUTED)) continue;
                touched += e.getValue().conversions;
                touchedRevenue = touchedRevenue.add(e.getValue().revenue);
            }
            // a share of the revenue is rounded to the ten-thousandth as every amount
            List<Row> rows = new ArrayList<>();
            for (int c = 0; c < fit.channels().length; c++) {
                RowBuilder row = row(fit.channels()[c])
                        .set(AggAttributionModel.CONVERSION_COUNT, shares[c] * touched)
                        .set(
                                AggAttributionModel.REVENUE_AMOUNT,
                                touchedRevenue
                                        .multiply(BigDecimal.valueOf(valueShares[c]))
                                        .setScale(4, RoundingMode.HALF_EVEN));
                if (converted)
                    row.set(AggAttributionModel.EFFECT, effect(fit.effects()[c], shares[c], 1))
                            .set(AggAttributionModel.CONVERSION_SHARE, shares[c])
                            .set(AggAttributionModel.CONVERSION_SHARE_LOW, low == null ? null : low[c])
                            .set(AggAttributionModel.CONVERSION_SHARE_HIGH, high == null ? null : high[c]);
                if (earned)
                    row.set(AggAttributionModel.REVENUE_EFFECT, effect(fit.valueEffects()[c], valueShares[c], 10_000))
                            .set(AggAttributionModel.REVENUE_SHARE, valueShares[c]);
                if (fit.standardErrors() != null) row.set(AggAttributionModel.STANDARD_ERROR, fit.standardErrors()[c]);
                rows.add(row.row());
            }
            Credited none = credited.getOrDefault(Credits.UNATTRIBUTED, Credited.NOTHING);
            rows.add(row(Credits.UNATTRIBUTED)
                    .set(AggAttributionModel.CONVERSION_COUNT, none.conversions)
                    .set(AggAttributionModel.REVENUE_AMOUNT, none.revenue.setScale(4))
                    .row());
            return rows;
        }

        /** Removal effects and Shapley values as they are (values in the base currency); what is mere credit as shares. */
        private double effect(double effect, double share, double unit) {
            return switch (model) {
                case "markov" -> effect;
                case "shapley_rate" -> effect / unit;
                default -> share;
            };
        }

        private RowBuilder row(String channel) {
            Credited sum = credited.getOrDefault(channel, Credited.NOTHING);
            long paths = monthFit.convertedPaths() + monthFit.nullPaths();
            YearMonth first = month.minusMonths(settings.fitMonths() - 1L);
            return new RowBuilder(AggAttributionModel.TABLE)
                    .set(AggAttributionModel.CONVERSION_TYPE, type)
                    .set(AggAttributionModel.MODEL, model)
                    .set(AggAttributionModel.CHANNEL, channel)
                    .set(AggAttributionModel.CREDITED_CONVERSION_COUNT, sum.conversions)
                    .set(AggAttributionModel.CREDITED_REVENUE_AMOUNT, sum.revenue.setScale(4))
                    .set(
                            AggAttributionModel.CONVERSION_PROBABILITY,
                            paths == 0 ? null : monthFit.convertedPaths() / (double) paths)
                    .set(AggAttributionModel.EFFECT_SUM, effectSum())
                    .set(AggAttributionModel.CONVERTED_PATH_COUNT, monthFit.convertedPaths())
                    .set(AggAttributionModel.NULL_PATH_COUNT, monthFit.nullPaths())
                    .set(AggAttributionModel.INPUT_CHECKSUM, months.get(month).hash())
                    .set(AggAttributionModel.MONTH, Attribution.date(month))
                    .set(AggAttributionModel.FIT_FROM_DATE, Attribution.date(first))
                    .set(AggAttributionModel.FIT_DATE, Date.valueOf(lastOutcome(first)));
        }

        private Double effectSum() {
            if (!converted) return null;
            double[] shares = fit.shares();
            double sum = 0;
            for (int c = 0; c < shares.length; c++) sum += effect(fit.effects()[c], shares[c], 1);
            return sum;
        }

        private LocalDate lastOutcome(YearMonth first) {
            LocalDate last = null;
            for (YearMonth m = first; !m.isAfter(month); m = m.plusMonths(1)) {
                Attribution.MonthPaths paths = months.get(m);
                if (paths != null && (last == null || paths.lastOutcome().isAfter(last))) last = paths.lastOutcome();
            }
            return last;
        }
    }

    /** Rows of {@link AggAttributionTransition}. */
    public List<Row> transitions() {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggAttributionTransition.TABLE);
        fits.forEach((month, ofTypes) -> ofTypes.forEach((type, fit) -> {
            if (!fit.fits().containsKey("markov")) return;
            for (AttributionFit.Transition t : fit.fits().get("markov").transitions())
                rows.add(row.set(AggAttributionTransition.CONVERSION_TYPE, type)
                        .set(AggAttributionTransition.FROM_STATE, t.from())
                        .set(AggAttributionTransition.TO_STATE, t.to())
                        .set(AggAttributionTransition.TRANSITION_COUNT, Math.round(t.count()))
                        .set(AggAttributionTransition.PROBABILITY, t.probability())
                        .set(AggAttributionTransition.MONTH, Attribution.date(month))
                        .row());
        }));
        return rows;
    }

    /** Rows of {@link AggAttributionDisagreement}. */
    public List<Row> disagreements() {
        List<Row> rows = new ArrayList<>();
        sums.forEach((month, ofTypes) -> ofTypes.forEach((type, ofModels) -> {
            double total = 0;
            for (Credited sum : ofModels.values().iterator().next().values()) total += sum.conversions;
            TreeMap<String, Credited> channels = new TreeMap<>();
            ofModels.values().forEach(channels::putAll);
            for (String channel : channels.keySet()) rows.add(disagreement(month, type, channel, total));
        }));
        return rows;
    }

    private Row disagreement(YearMonth month, String type, String channel, double total) {
        // by name: of equal credits the first in the alphabet is shown, as the lowest and as the highest
        Map<String, Double> credits = new TreeMap<>();
        for (AttributionModel model : models)
            credits.put(
                    model.name(), sums(month, type, model.name()).getOrDefault(channel, Credited.NOTHING).conversions);
        String lowest = Collections.min(credits.keySet(), Comparator.comparingDouble(credits::get));
        String highest = Collections.min(credits.keySet(), Comparator.comparingDouble(m -> -credits.get(m)));
        double low = credits.get(lowest);
        double high = credits.get(highest);
        double mean = 0;
        for (double credit : credits.values()) mean += credit / credits.size();
        return new RowBuilder(AggAttributionDisagreement.TABLE)
                .set(AggAttributionDisagreement.CONVERSION_TYPE, type)
                .set(AggAttributionDisagreement.CHANNEL, channel)
                .set(AggAttributionDisagreement.LOWEST_MODEL, lowest)
                .set(AggAttributionDisagreement.HIGHEST_MODEL, highest)
                .set(AggAttributionDisagreement.LOWEST_CONVERSION_COUNT, low)
                .set(AggAttributionDisagreement.MEAN_CONVERSION_COUNT, mean)
                .set(AggAttributionDisagreement.HIGHEST_CONVERSION_COUNT, high)
                .set(AggAttributionDisagreement.LOWEST_SHARE, low / total)
                .set(AggAttributionDisagreement.MEAN_SHARE, mean / total)
                .set(AggAttributionDisagreement.HIGHEST_SHARE, high / total)
                .set(AggAttributionDisagreement.SHARE_SPREAD, (high - low) / total)
                .set(AggAttributionDisagreement.MODEL_COUNT, (long) credits.size())
                .set(AggAttributionDisagreement.MONTH, Attribution.date(month))
                .row();
    }
}
