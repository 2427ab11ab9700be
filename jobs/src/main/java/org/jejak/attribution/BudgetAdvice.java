package org.jejak.attribution;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jejak.config.AdviceSettings;
import org.jejak.table.AggBudgetAdvice;
import org.jejak.table.RowBuilder;

/** Advice on budgets from weekly spend and attributed results. Plain Java over a few hundred numbers. */
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
     * @param days in a fixed order, since they are added up
     */
    public static List<Row> rows(List<Day> days, AdviceSettings settings) {
        LocalDate last = null;
        for (Day day : days) if (day.spend > 0 && (last == null || day.date.isAfter(last))) last = day.date;
        if (last == null) return List.of();
        LocalDate end = last.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        BudgetAdvice advice = new BudgetAdvice(days, end, settings);
        if (advice.weeks.isEmpty()) return List.of();
        List<Row> rows = new ArrayList<>(advice.of("conversions", 1));
        rows.addAll(advice.of("revenue", 2));
        return rows;
    }

    private List<Row> of(String objective, int result) {
        List<String> channels = List.copyOf(weeks.keySet());
        int n = channels.size();
        double[] current = new double[n];
        List<ResponseCurve> curves = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[][] ofChannel = weeks.get(channels.get(i));
            int from = Math.max(0, settings.weeks() - settings.currentWeeks());
            for (int w = from; w < settings.weeks(); w++) current[i] += ofChannel[0][w] / (settings.weeks() - from);
            curves.add(ResponseCurve.fit(ofChannel[0], ofChannel[result], settings.leastWeeks()));
        }
        double total = Arrays.stream(current).sum();
        boolean[] usable = new boolean[n];
        for (int i = 0; i < n; i++) usable[i] = curves.get(i).reason() == null && current[i] > 0;
        double[] advised = total > 0 ? split(channels, curves, usable, current, total) : null;
        boolean hasAdvice = advised != null;
        if (!hasAdvice) advised = current.clone();
        double[][] gains = gains(curves, usable, current, advised);
        List<Row> rows = new ArrayList<>();
        long[] currentUnits = money(current, total);
        long[] advisedUnits = hasAdvice ? shifted(currentUnits, usable, advised) : currentUnits;
        for (int i = 0; i < n; i++) {
            String reason = curves.get(i).reason() != null
                    ? curves.get(i).reason()
                    : usable[i] && hasAdvice ? null : "nothing_to_shift";
            RowBuilder row = row(objective, channels.get(i), currentUnits[i], advisedUnits[i], total, reason)
                    .set(AggBudgetAdvice.WEEK_COUNT, (long) curves.get(i).weeks());
            if (curves.get(i).isFitted()) curve(row, curves.get(i), current[i], advised[i]);
            if (usable[i] && hasAdvice) interval(row, gains[i]);
            rows.add(row.row());
        }
        rows.add(total(objective, curves, usable, current, advised, currentUnits, advisedUnits, hasAdvice, gains[n]));
        return rows;
    }

    private Row total(
            String objective,
            List<ResponseCurve> curves,
            boolean[] usable,
            double[] current,
            double[] advised,
            long[] currentUnits,
            long[] advisedUnits,
            boolean hasAdvice,
            double[] gains) {
        double now = 0;
        double then = 0;
        int most = 0;
        for (int i = 0; i < usable.length; i++) {
            most = Math.max(most, curves.get(i).weeks());
            if (!usable[i]) continue;
            now += WEEKS_PER_MONTH * curves.get(i).result(current[i]);
            then += WEEKS_PER_MONTH * curves.get(i).result(advised[i]);
        }
        RowBuilder row = row(
                        objective,
                        "(total)",
                        Arrays.stream(currentUnits).sum(),
                        Arrays.stream(advisedUnits).sum(),
                        Arrays.stream(current).sum(),
                        hasAdvice ? null : "nothing_to_shift")
                .set(AggBudgetAdvice.WEEK_COUNT, (long) most);
        if (hasAdvice) {
            row.set(AggBudgetAdvice.CURRENT_RESULT, now)
                    .set(AggBudgetAdvice.ADVISED_RESULT, then)
                    .set(AggBudgetAdvice.GAIN, then - now);
            interval(row, gains);
        }
        return row.row();
    }

    /** The best split of what usable channels spend now; null if nothing can be shifted between them. */
    private double[] split(
            List<String> channels, List<ResponseCurve> curves, boolean[] usable, double[] current, double total) {
        int[] places = java.util.stream.IntStream.range(0, current.length)
                .filter(i -> usable[i])
                .toArray();
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
        double[] advised = current.clone();
        for (int p = 0; p < places.length; p++) advised[places[p]] = best[p];
        return advised;
    }

    /** Gains per month with curves drawn from their uncertainty: by channel, and of all together last. */
    private double[][] gains(List<ResponseCurve> curves, boolean[] usable, double[] current, double[] advised) {
        int n = usable.length;
        double[][] gains = new double[n + 1][settings.draws()];
        SplittableRandom random = new SplittableRandom(settings.seed());
        for (int d = 0; d < settings.draws(); d++) {
            for (int i = 0; i < n; i++) {
                if (!usable[i]) continue;
                ResponseCurve c = curves.get(i);
                double z1 = random.nextGaussian();
                double z2 = random.nextGaussian();
                double elasticity = c.elasticity() + Math.sqrt(c.varianceElasticity()) * z1;
                double slope = c.varianceElasticity() > 0 ? c.covariance() / c.varianceElasticity() : 0;
                double rest = Math.max(0, c.varianceIntercept() - slope * c.covariance());
                double intercept = c.intercept() + slope * (elasticity - c.elasticity()) + Math.sqrt(rest) * z2;
                double gain = ResponseCurve.result(advised[i], intercept, elasticity)
                        - ResponseCurve.result(current[i], intercept, elasticity);
                gains[i][d] = WEEKS_PER_MONTH * gain;
                gains[n][d] += gains[i][d];
            }
        }
        for (double[] g : gains) Arrays.sort(g);
        return gains;
    }

    private static void interval(RowBuilder row, double[] sorted) {
        row.set(AggBudgetAdvice.GAIN_LOW, sorted[(int) Math.floor(0.05 * (sorted.length - 1))])
                .set(AggBudgetAdvice.GAIN_HIGH, sorted[(int) Math.ceil(0.95 * (sorted.length - 1))]);
    }

    private static void curve(RowBuilder row, ResponseCurve curve, double current, double advised) {
        double now = WEEKS_PER_MONTH * curve.result(current);
        double then = WEEKS_PER_MONTH * curve.result(advised);
        row.set(AggBudgetAdvice.CURVE_SCALE, Math.exp(curve.intercept()))
                .set(AggBudgetAdvice.CURVE_ELASTICITY, curve.elasticity())
                .set(AggBudgetAdvice.ELASTICITY_LOW, curve.elasticityLow())
                .set(AggBudgetAdvice.ELASTICITY_HIGH, curve.elasticityHigh())
                .set(AggBudgetAdvice.CURRENT_RESULT, now)
                .set(AggBudgetAdvice.ADVISED_RESULT, then)
                .set(AggBudgetAdvice.GAIN, then - now);
    }

    /** Monthly amounts in ten-thousandths that add up to the same total whatever the split. */
    private static long[] money(double[] weekly, double total) {
        if (!(total > 0)) return new long[weekly.length];
        double[] shares = new double[weekly.length];
        for (int i = 0; i < shares.length; i++) shares[i] = weekly[i] / total;
        return Apportionment.split(shares, Math.round(total * WEEKS_PER_MONTH * 10_000));
    }

    /** The amounts of usable channels split anew; those of the others stay. */
    private static long[] shifted(long[] current, boolean[] usable, double[] advised) {
        double[] shares = new double[current.length];
        double sum = 0;
        long units = 0;
        for (int i = 0; i < current.length; i++) {
            if (!usable[i]) continue;
            sum += advised[i];
            units += current[i];
        }
        for (int i = 0; i < current.length; i++) if (usable[i]) shares[i] = advised[i] / sum;
        long[] shifted = Apportionment.split(shares, units);
        for (int i = 0; i < current.length; i++) if (!usable[i]) shifted[i] = current[i];
        return shifted;
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
                .set(AggBudgetAdvice.FITTED_UNTIL, Date.valueOf(end));
    }
}
