package org.jejak.attribution;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.*;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;
import org.jejak.config.AdviceSettings;
import org.jejak.table.*;

/** Advice on budgets by channel, from weekly spend and attributed results. Plain Java over a few hundred numbers. */
public final class BudgetAdvice {
    /**
     * One day of one channel.
     *
     * @param date the day
     * @param channel the channel
     * @param spend spend in the base currency
     * @param conversions attributed orders
     * @param revenue their revenue in the base currency
     */
    public record Day(LocalDate date, String channel, double spend, double conversions, double revenue) {}

    private static final double WEEKS_PER_MONTH = 30 / 7.0;

    private final AdviceSettings settings;
    private final LocalDate end;
    private final Map<String, double[][]> weeks = new TreeMap<>();

    private BudgetAdvice(List<Day> days, LocalDate end, AdviceSettings settings) {
        this.settings = settings;
        this.end = end;
        LocalDate first = end.minusWeeks(settings.weeks()).plusDays(1);
        for (Day day : days) {
            if (day.date.isBefore(first) || day.date.isAfter(end)) continue;
            int week = (int) ((day.date.toEpochDay() - first.toEpochDay()) / 7);
            double[][] ofChannel = weeks.computeIfAbsent(day.channel, c -> new double[3][settings.weeks()]);
            ofChannel[0][week] += day.spend;
            ofChannel[1][week] += day.conversions;
            ofChannel[2][week] += day.revenue;
        }
        weeks.values().removeIf(w -> Arrays.stream(w[0]).allMatch(s -> s == 0));
    }

    /**
     * Rows of {@link AggBudgetAdvice}; none without a complete week of spend.
     *
     * @param daily all rows of {@link AggAttribution}; orders count that paid touchpoints earned by the advised model
     * @param spend all rows of {@link ChannelSpend}
     */
    public static List<Row> rows(Dataset<Row> daily, Dataset<Row> spend, AdviceSettings settings) {
        Dataset<Row> results = daily.filter(AggAttribution.CONVERSION_TYPE.col().equalTo("order"))
                .filter(AggAttribution.MODEL.col().equalTo(settings.model()))
                .filter(AggAttribution.IS_PAID.col())
                .select(
                        AggAttribution.BUSINESS_DATE.col(),
                        AggAttribution.CHANNEL.col(),
                        AggChannelDaily.SPEND_AMOUNT.from(lit(0)),
                        AggAttribution.CONVERSION_COUNT
                                .col()
                                .cast("decimal(28,12)")
                                .as("orders"),
                        AggAttribution.REVENUE_AMOUNT.col().as("earned"));
        Dataset<Row> spent = spend.select(
                ChannelSpend.BUSINESS_DATE.col(),
                ChannelSpend.CHANNEL.col(),
                ChannelSpend.SPEND_AMOUNT.col(),
                lit(0).cast("decimal(28,12)").as("orders"),
                lit(0).cast(Field.MONEY_SUM).as("earned"));
        List<Day> days = new ArrayList<>();
        results.unionByName(spent)
                .groupBy(AggAttribution.BUSINESS_DATE.col(), AggAttribution.CHANNEL.col())
                .agg(sum(ChannelSpend.SPEND_AMOUNT.col()), sum("orders"), sum("earned"))
                .collectAsList()
                .forEach(r -> days.add(new Day(
                        r.getDate(0).toLocalDate(),
                        r.getString(1),
                        r.getDecimal(2).doubleValue(),
                        r.getDecimal(3).doubleValue(),
                        r.getDecimal(4).doubleValue())));
        days.sort(Comparator.comparing(Day::date).thenComparing(Day::channel));
        return rows(days, settings);
    }

    /**
     * Rows of {@link AggBudgetAdvice}; none without a complete week of spend.
     *
     * @param days in a fixed order, since they are added up
     */
    public static List<Row> rows(List<Day> days, AdviceSettings settings) {
        LocalDate last = null;
        for (Day day : days) if (day.spend > 0 && (last == null || day.date.isAfter(last))) last = day.date;
        if (last == null) return List.of();
        LocalDate end = last.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        BudgetAdvice advice = new BudgetAdvice(days, end, settings);
        if (advice.weeks.isEmpty()) return List.of();
        List<Row> rows = new ArrayList<>(advice.new Plan("conversions", 1).rows());
        rows.addAll(advice.new Plan("revenue", 2).rows());
        return rows;
    }

    /** The advice for one objective. Arrays are by channel, in the order of the names; amounts per week unless they say so. */
    private final class Plan {
        private final String objective;
        private final List<String> channels = List.copyOf(weeks.keySet());
        private final int n = channels.size();
        private final List<ResponseCurve> curves = new ArrayList<>();
        private final double[] current = new double[n];
        private final double total;
        /** Channels with a curve and with spend: the budget is shifted between these only. */
        private final boolean[] usable = new boolean[n];

        private final boolean hasAdvice;
        private final double[] advised;
        /** Monthly gains in ascending order, with curves drawn from their uncertainty: by channel, and of all together last. */
        private final double[][] gains;

        private final long[] currentUnits;
        private final long[] advisedUnits;

        Plan(String objective, int result) {
            this.objective = objective;
            int from = Math.max(0, settings.weeks() - settings.currentWeeks());
            for (int i = 0; i < n; i++) {
                double[][] ofChannel = weeks.get(channels.get(i));
                for (int w = from; w < settings.weeks(); w++) current[i] += ofChannel[0][w] / (settings.weeks() - from);
                curves.add(ResponseCurve.fit(ofChannel[0], ofChannel[result], settings.leastWeeks()));
                usable[i] = curves.get(i).reason() == null && current[i] > 0;
            }
            total = Arrays.stream(current).sum();
            double[] best = total > 0 ? split() : null;
            hasAdvice = best != null;
            advised = hasAdvice ? best : current.clone();
            gains = gains();
            currentUnits = money();
            advisedUnits = hasAdvice ? shifted() : currentUnits;
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                ResponseCurve curve = curves.get(i);
                boolean isAdvised = usable[i] && hasAdvice;
                String reason = curve.reason() != null ? curve.reason() : isAdvised ? null : "nothing_to_shift";
                RowBuilder row = row(objective, channels.get(i), currentUnits[i], advisedUnits[i], total, reason)
                        .set(AggBudgetAdvice.WEEK_COUNT, (long) curve.weeks());
                if (curve.isFitted()) curve(row, curve, current[i], advised[i]);
                if (isAdvised) interval(row, gains[i]);
                rows.add(row.row());
            }
            rows.add(totalRow());
            return rows;
        }

        private Row totalRow() {
            double now = 0;
            double then = 0;
            for (int i = 0; i < n; i++) {
                if (!usable[i]) continue;
                now += WEEKS_PER_MONTH * curves.get(i).result(current[i]);
                then += WEEKS_PER_MONTH * curves.get(i).result(advised[i]);
            }
            long weekCount =
                    curves.stream().mapToLong(ResponseCurve::weeks).max().orElse(0);
            RowBuilder row = row(
                            objective,
                            "(total)",
                            Arrays.stream(currentUnits).sum(),
                            Arrays.stream(advisedUnits).sum(),
                            total,
                            hasAdvice ? null : "nothing_to_shift")
                    .set(AggBudgetAdvice.WEEK_COUNT, weekCount);
            if (hasAdvice) {
                results(row, now, then);
                interval(row, gains[n]);
            }
            return row.row();
        }

        /** The best split of what usable channels spend now; null if nothing can be shifted between them. */
        private double[] split() {
            int[] places = IntStream.range(0, n).filter(i -> usable[i]).toArray();
            if (places.length < 2) return null;
            double[] least = new double[places.length];
            double[] most = new double[places.length];
            List<ResponseCurve> used = new ArrayList<>();
            double budget = 0;
            for (int p = 0; p < places.length; p++) {
                int i = places[p];
                String channel = channels.get(i);
                double slowest = current[i] * Math.max(0, 1 - settings.maxChange());
                double fastest = current[i] * (1 + settings.maxChange());
                double lowest = total * settings.leastShares().getOrDefault(channel, settings.leastShare());
                double highest = total * settings.mostShares().getOrDefault(channel, settings.mostShare());
                // where a share is out of reach in one month, the month goes as far as it may
                least[p] = Math.min(fastest, Math.max(slowest, lowest));
                most[p] = Math.max(least[p], Math.min(fastest, Math.max(slowest, highest)));
                budget += current[i];
                used.add(curves.get(i));
            }
            if (Arrays.stream(least).sum() > budget * (1 + 1e-12)
                    || Arrays.stream(most).sum() < budget * (1 - 1e-12)) return null;
            double[] best = BudgetSplit.best(used, least, most, budget);
            double[] split = current.clone();
            for (int p = 0; p < places.length; p++) split[places[p]] = best[p];
            return split;
        }

        private double[][] gains() {
            double[][] drawn = new double[n + 1][settings.draws()];
            SplittableRandom random = new SplittableRandom(settings.seed());
            for (int d = 0; d < settings.draws(); d++) {
                for (int i = 0; i < n; i++) {
                    if (!usable[i]) continue;
                    drawn[i][d] = WEEKS_PER_MONTH * curves.get(i).drawnGain(random, current[i], advised[i]);
                    drawn[n][d] += drawn[i][d];
                }
            }
            for (double[] ofChannel : drawn) Arrays.sort(ofChannel);
            return drawn;
        }

        /** Current monthly amounts in ten-thousandths, which add up to the rounded total. */
        private long[] money() {
            if (!(total > 0)) return new long[n];
            double[] shares = Arrays.stream(current).map(c -> c / total).toArray();
            return Apportionment.split(shares, Math.round(total * WEEKS_PER_MONTH * 10_000));
        }

        /** The monthly amounts of usable channels split anew; those of the others stay. */
        private long[] shifted() {
            double[] shares = new double[n];
            double sum = 0;
            long units = 0;
            for (int i = 0; i < n; i++) {
                if (!usable[i]) continue;
                sum += advised[i];
                units += currentUnits[i];
            }
            for (int i = 0; i < n; i++) if (usable[i]) shares[i] = advised[i] / sum;
            long[] shifted = Apportionment.split(shares, units);
            for (int i = 0; i < n; i++) if (!usable[i]) shifted[i] = currentUnits[i];
            return shifted;
        }
    }

    private static void interval(RowBuilder row, double[] sorted) {
        row.set(AggBudgetAdvice.GAIN_LOW, sorted[(int) Math.floor(0.05 * (sorted.length - 1))])
                .set(AggBudgetAdvice.GAIN_HIGH, sorted[(int) Math.ceil(0.95 * (sorted.length - 1))]);
    }

    private static void curve(RowBuilder row, ResponseCurve curve, double current, double advised) {
        row.set(AggBudgetAdvice.CURVE_SCALE, Math.exp(curve.intercept()))
                .set(AggBudgetAdvice.CURVE_ELASTICITY, curve.elasticity())
                .set(AggBudgetAdvice.ELASTICITY_LOW, curve.elasticityLow())
                .set(AggBudgetAdvice.ELASTICITY_HIGH, curve.elasticityHigh());
        results(row, WEEKS_PER_MONTH * curve.result(current), WEEKS_PER_MONTH * curve.result(advised));
    }

    private static void results(RowBuilder row, double now, double then) {
        row.set(AggBudgetAdvice.CURRENT_RESULT, now)
                .set(AggBudgetAdvice.ADVISED_RESULT, then)
                .set(AggBudgetAdvice.GAIN, then - now);
    }

    private RowBuilder row(String objective, String channel, long current, long advised, double total, String reason) {
        double units = Math.max(1, Math.round(total * WEEKS_PER_MONTH * 10_000));
        return new RowBuilder(AggBudgetAdvice.TABLE)
                .set(AggBudgetAdvice.OBJECTIVE, objective)
                .set(AggBudgetAdvice.CHANNEL, channel)
                .set(AggBudgetAdvice.MODEL, settings.model())
                .set(AggBudgetAdvice.CURRENT_SPEND_AMOUNT, BigDecimal.valueOf(current, 4))
                .set(AggBudgetAdvice.ADVISED_SPEND_AMOUNT, BigDecimal.valueOf(advised, 4))
                .set(AggBudgetAdvice.CURRENT_SHARE, current / units)
                .set(AggBudgetAdvice.ADVISED_SHARE, advised / units)
                .set(AggBudgetAdvice.HAS_ADVICE, reason == null)
                .set(AggBudgetAdvice.REASON, reason)
                .set(AggBudgetAdvice.FITTED_UNTIL_DATE, Date.valueOf(end));
    }
}
