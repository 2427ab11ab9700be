package org.jejak.value;

import static org.jejak.value.ModelSelectionRows.number;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Revenue of the next twelve months. Customers of today: expected purchases of the chosen model times expected spend. New
 * ones: first purchases at the recent pace, and what a newcomer of the model buys after that.
 *
 * <p>The interval is a normal approximation of two things: parameters (delta method, by differences) and chance. Chance of
 * a customer's purchases is that of the negative binomial mixture given x, switched off with 1 - P(alive); that of spend
 * is that of the gamma distribution of one purchase.
 */
final class Forecast {
    private static final int MONTHS = 12;
    private static final double TWO_SIDED_95 = 1.959963984540054;
    private static final double STEP = 1e-4;

    /** Customers with equal history. */
    private record Cell(String group, int x, int recency, int age) {
        static final Comparator<Cell> ORDER = Comparator.comparing(Cell::group)
                .thenComparingInt(Cell::x)
                .thenComparingInt(Cell::recency)
                .thenComparingInt(Cell::age);
    }

    private final ModelSelection study;
    private final LocalDate date;
    private final int[] ends = new int[MONTHS + 1];
    private final double unit;

    private Forecast(ModelSelection study, LocalDate date) {
        this.study = study;
        this.date = date;
        unit = study.terms.daysPerUnit();
        for (int m = 1; m <= MONTHS; m++) ends[m] = (int) ChronoUnit.DAYS.between(date, date.plusMonths(m));
    }

    /** Rows of agg_revenue_forecast. */
    static List<Row> rows(ModelSelection study, LocalDate date, int acquisitionDays, double margin) {
        Forecast forecast = new Forecast(study, date);
        List<Row> rows = new ArrayList<>(forecast.existing(margin));
        rows.addAll(forecast.coming(acquisitionDays, margin));
        return rows;
    }

    private List<Row> existing(double margin) {
        double[] customers = new double[MONTHS + 1];
        java.util.Arrays.fill(customers, study.summaries.size());
        if (study.scorer == null) return rows("existing", customers, null, null, null, margin);
        Map<Cell, long[]> cells = new TreeMap<>(Cell.ORDER);
        Summaries s = study.summaries;
        for (int i = 0; i < s.size(); i++) {
            String used = study.scorer.groupOf(s.group[i]);
            long[] sums =
                    cells.computeIfAbsent(new Cell(used, s.x[i], (int) s.recency[i], (int) s.age[i]), c -> new long[2]);
            sums[0]++;
            sums[1] += s.paid(i, 1);
        }
        double[][] totals = new double[3][MONTHS + 1];
        for (Map.Entry<String, ModelFit> e : new TreeMap<>(study.scorer.fits()).entrySet()) {
            ModelFit fit = e.getValue();
            double[][] of = totals(cells, e.getKey(), fit, fit.parameters());
            double[][] slopes = new double[fit.covariance() == null ? 0 : fit.parameters().length][];
            for (int j = 0; j < slopes.length; j++) {
                double[] up = totals(cells, e.getKey(), fit, Scorer.shifted(fit.parameters(), j, STEP))[1];
                double[] down = totals(cells, e.getKey(), fit, Scorer.shifted(fit.parameters(), j, -STEP))[1];
                slopes[j] = new double[MONTHS + 1];
                for (int m = 1; m <= MONTHS; m++) slopes[j][m] = (up[m] - down[m]) / (2 * STEP);
            }
            for (int m = 1; m <= MONTHS; m++) {
                double[] slope = new double[slopes.length];
                for (int j = 0; j < slope.length; j++) slope[j] = slopes[j][m];
                totals[0][m] += of[0][m];
                totals[1][m] += of[1][m];
                totals[2][m] += of[2][m] + (slope.length == 0 ? 0 : Scorer.quadratic(slope, fit.covariance()));
            }
        }
        return rows("existing", customers, totals[0], totals[1], totals[2], margin);
    }

    /** Purchases, revenue and its variance by chance, by month, of the customers of one group. */
    private double[][] totals(Map<Cell, long[]> cells, String group, ModelFit fit, double[] parameters) {
        PurchaseModel model = Fitter.model(fit.model());
        double perPurchase = study.spend.isFitted() ? 1 / study.spend.parameters()[0] : 1;
        double[][] totals = new double[3][MONTHS + 1];
        Map<Long, double[]> futures = new java.util.HashMap<>();
        cells.forEach((cell, sums) -> {
            if (!cell.group.equals(group)) return;
            double[] expected = futures.computeIfAbsent((long) cell.x << 32 | cell.age, k -> {
                Future future = model.future(parameters, cell.x, cell.age / unit);
                double[] by = new double[MONTHS + 1];
                for (int m = 1; m <= MONTHS; m++) by[m] = future.purchases(ends[m] / unit);
                return by;
            });
            double alive = model.pAlive(parameters, cell.x, cell.recency / unit, cell.age / unit);
            double mean = cell.x == 0 ? 0 : sums[1] / History.SCALE / sums[0] / cell.x;
            double spend = study.scorer.spendOf(cell.x, mean);
            double n = parameters[0] + cell.x;
            for (int m = 1; m <= MONTHS; m++) {
                double g = expected[m] - expected[m - 1];
                double chance = alive * (g + g * g / n) + alive * (1 - alive) * g * g + alive * g * perPurchase;
                totals[0][m] += sums[0] * alive * g;
                totals[1][m] += sums[0] * alive * g * spend;
                totals[2][m] += sums[0] * chance * spend * spend;
            }
        });
        return totals;
    }

    private List<Row> coming(int acquisitionDays, double margin) {
        int last = study.fitEnd;
        int first = study.histories.stream().mapToInt(History::first).min().orElse(last);
        int days = Math.max(1, Math.min(acquisitionDays, last - first + 1));
        long acquired = 0;
        long paid = 0;
        for (History h : study.histories) {
            if (h.first() <= last - days || h.first() > last) continue;
            acquired++;
            paid += h.amounts()[0];
        }
        double pace = acquired / (double) days;
        double[] customers = new double[MONTHS + 1];
        for (int m = 1; m <= MONTHS; m++) customers[m] = pace * ends[m];
        if (study.scorer == null) return rows("new", customers, null, null, null, margin);
        ModelFit fit = study.scorer.fits().get(Scorer.ALL);
        PurchaseModel model = Fitter.model(fit.model());
        Future newcomer = model.future(fit.parameters(), 0, 0);
        double alive = model.pAlive(fit.parameters(), 0, 0, 0);
        double[] by = new double[ends[MONTHS] + 1];
        for (int age = 0; age < by.length; age++) by[age] = alive * newcomer.purchases(age / unit);
        double firstSpend = acquired == 0 ? 0 : paid / History.SCALE / acquired;
        double spend = study.scorer.spendOf(0, 0);
        double[][] totals = new double[3][MONTHS + 1];
        for (int m = 1; m <= MONTHS; m++) {
            double again = 0;
            for (int day = 1; day <= ends[m]; day++)
                again += pace * (by[ends[m] - day] - by[Math.max(0, ends[m - 1] - day)]);
            double come = pace * (ends[m] - ends[m - 1]);
            double revenue = come * firstSpend + again * spend;
            totals[0][m] = come + again;
            totals[1][m] = revenue;
            totals[2][m] = 2 * (come * firstSpend * firstSpend + again * spend * spend)
                    + (acquired == 0 ? 0 : revenue * revenue / acquired);
        }
        return rows("new", customers, totals[0], totals[1], totals[2], margin);
    }

    private List<Row> rows(
            String population,
            double[] customers,
            double[] purchases,
            double[] revenue,
            double[] variance,
            double margin) {
        List<Row> rows = new ArrayList<>();
        String model = study.choice.model() == null ? "(none)" : study.choice.model();
        for (int m = 1; m <= MONTHS; m++) {
            boolean has = revenue != null;
            double width = has ? TWO_SIDED_95 * Math.sqrt(variance[m]) : 0;
            rows.add(RowFactory.create(
                    population,
                    model,
                    (long) m,
                    customers[m],
                    has ? number(purchases[m]) : null,
                    has ? money(revenue[m]) : null,
                    has ? money(Math.max(0, revenue[m] - width)) : null,
                    has ? money(revenue[m] + width) : null,
                    has ? money(revenue[m] * margin) : null,
                    Date.valueOf(date.plusDays(1 + ends[m - 1])),
                    Date.valueOf(date.plusDays(ends[m]))));
        }
        return rows;
    }

    /** As stored: four decimals; what is larger than the type holds is cut to its limit. */
    static BigDecimal money(double amount) {
        return BigDecimal.valueOf(Math.min(amount, 9e13)).setScale(4, java.math.RoundingMode.HALF_UP);
    }
}
