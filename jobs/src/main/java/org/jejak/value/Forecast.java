package org.jejak.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.table.*;

/**
 * Revenue of the next twelve months. Identified customers of today: expected purchases of the chosen model times expected spend.
 * New ones: first purchases at the recent pace, and what a newcomer of the model buys after that. Receipts: {@link ReceiptPace}.
 *
 * <p>The interval is a normal approximation of two things: parameters (delta method, by differences) and chance. Chance of
 * a customer's purchases is that of the negative binomial mixture given x, switched off with 1 - P(alive); that of spend
 * is that of the gamma distribution of one purchase.
 */
final class Forecast {
    private static final int MONTHS = 12;
    private static final double TWO_SIDED_95 = 1.959963984540054;
    private static final double STEP = 1e-4;
    private static final String NO_MODEL = "(none)";

    /** Customers with equal history. */
    private record HistoryGroup(String group, int x, int recency, int age) {
        static final Comparator<HistoryGroup> ORDER = Comparator.comparing(HistoryGroup::group)
                .thenComparingInt(HistoryGroup::x)
                .thenComparingInt(HistoryGroup::recency)
                .thenComparingInt(HistoryGroup::age);
    }

    /** Expected purchases, revenue and its variance, each by month from 1. */
    private static final class Totals {
        private final double[] purchases = new double[MONTHS + 1];
        private final double[] revenue = new double[MONTHS + 1];
        private final double[] variance = new double[MONTHS + 1];
    }

    private final ModelSelection selection;
    private final LocalDate date;
    private final int[] ends = new int[MONTHS + 1];
    private final double unit;

    private Forecast(ModelSelection selection, LocalDate date) {
        this.selection = selection;
        this.date = date;
        unit = selection.options.daysPerUnit();
        for (int m = 1; m <= MONTHS; m++) ends[m] = (int) ChronoUnit.DAYS.between(date, date.plusMonths(m));
    }

    /**
     * Rows of {@link AggRevenueForecast}: twelve months of today's customers, then twelve of new ones and twelve of receipts.
     *
     * @param receipts purchases without an identified customer
     */
    static List<Row> rows(
            ModelSelection selection, List<History> receipts, LocalDate date, int acquisitionDays, double margin) {
        Forecast forecast = new Forecast(selection, date);
        List<Row> rows = new ArrayList<>(forecast.existing(margin));
        rows.addAll(forecast.coming(acquisitionDays, margin));
        rows.addAll(forecast.receipts(ReceiptPace.of(receipts, selection.fitEnd, acquisitionDays), margin));
        return rows;
    }

    private List<Row> existing(double margin) {
        double[] customers = new double[MONTHS + 1];
        Arrays.fill(customers, selection.summaries.size());
        if (selection.scorer == null) return rows("existing", customers, null, margin);
        Map<HistoryGroup, long[]> cells = new TreeMap<>(HistoryGroup.ORDER);
        Summaries s = selection.summaries;
        for (int i = 0; i < s.size(); i++) {
            String used = selection.scorer.groupOf(s.group[i]);
            long[] sums = cells.computeIfAbsent(
                    new HistoryGroup(used, s.x[i], (int) s.recency[i], (int) s.age[i]), c -> new long[2]);
            sums[0]++;
            sums[1] += s.paid(i, 1);
        }
        Totals totals = new Totals();
        for (Map.Entry<String, ModelFit> e : new TreeMap<>(selection.scorer.fits()).entrySet()) {
            ModelFit fit = e.getValue();
            Totals of = totals(cells, e.getKey(), fit, fit.parameters());
            double[][] slopes = new double[fit.covariance() == null ? 0 : fit.parameters().length][];
            for (int j = 0; j < slopes.length; j++) {
                double[] up = totals(cells, e.getKey(), fit, Scorer.shifted(fit.parameters(), j, STEP)).revenue;
                double[] down = totals(cells, e.getKey(), fit, Scorer.shifted(fit.parameters(), j, -STEP)).revenue;
                slopes[j] = new double[MONTHS + 1];
                for (int m = 1; m <= MONTHS; m++) slopes[j][m] = (up[m] - down[m]) / (2 * STEP);
            }
            for (int m = 1; m <= MONTHS; m++) {
                double[] slope = new double[slopes.length];
                for (int j = 0; j < slope.length; j++) slope[j] = slopes[j][m];
                totals.purchases[m] += of.purchases[m];
                totals.revenue[m] += of.revenue[m];
                totals.variance[m] +=
                        of.variance[m] + (slope.length == 0 ? 0 : Scorer.quadratic(slope, fit.covariance()));
            }
        }
        return rows("existing", customers, totals, margin);
    }

    /** Purchases, revenue and its variance by chance, by month, of the customers of one group. */
    private Totals totals(Map<HistoryGroup, long[]> cells, String group, ModelFit fit, double[] parameters) {
        PurchaseModel model = Fitter.model(fit);
        ModelFit spending = selection.spend;
        double perPurchase = spending.isFitted() ? SpendModel.of(spending).squaredVariation(spending.parameters()) : 1;
        Totals totals = new Totals();
        Map<Long, double[]> futures = new HashMap<>();
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
            double spend = selection.scorer.spendOf(cell.x, mean);
            double n = model.shape(parameters) + cell.x;
            for (int m = 1; m <= MONTHS; m++) {
                double g = expected[m] - expected[m - 1];
                double chance = alive * (g + g * g / n) + alive * (1 - alive) * g * g + alive * g * perPurchase;
                totals.purchases[m] += sums[0] * alive * g;
                totals.revenue[m] += sums[0] * alive * g * spend;
                totals.variance[m] += sums[0] * chance * spend * spend;
            }
        });
        return totals;
    }

    private List<Row> coming(int acquisitionDays, double margin) {
        int last = selection.fitEnd;
        int first = selection.histories.stream().mapToInt(History::first).min().orElse(last);
        int days = Math.max(1, Math.min(acquisitionDays, last - first + 1));
        long acquired = 0;
        long paid = 0;
        for (History h : selection.histories) {
            if (h.first() <= last - days || h.first() > last) continue;
            acquired++;
            paid += h.amounts()[0];
        }
        double pace = acquired / (double) days;
        double[] customers = new double[MONTHS + 1];
        for (int m = 1; m <= MONTHS; m++) customers[m] = pace * ends[m];
        if (selection.scorer == null) return rows("new", customers, null, margin);
        ModelFit fit = selection.scorer.fits().get(Scorer.ALL);
        PurchaseModel model = Fitter.model(fit);
        Future newcomer = model.future(fit.parameters(), 0, 0);
        double alive = model.pAlive(fit.parameters(), 0, 0, 0);
        double[] by = new double[ends[MONTHS] + 1];
        for (int age = 0; age < by.length; age++) by[age] = alive * newcomer.purchases(age / unit);
        double firstSpend = acquired == 0 ? 0 : paid / History.SCALE / acquired;
        double spend = selection.scorer.spendOf(0, 0);
        Totals totals = new Totals();
        for (int m = 1; m <= MONTHS; m++) {
            double again = 0;
            for (int day = 1; day <= ends[m]; day++)
                again += pace * (by[ends[m] - day] - by[Math.max(0, ends[m - 1] - day)]);
            double come = pace * (ends[m] - ends[m - 1]);
            double revenue = come * firstSpend + again * spend;
            totals.purchases[m] = come + again;
            totals.revenue[m] = revenue;
            totals.variance[m] = 2 * (come * firstSpend * firstSpend + again * spend * spend)
                    + (acquired == 0 ? 0 : revenue * revenue / acquired);
        }
        return rows("new", customers, totals, margin);
    }

    private List<Row> receipts(ReceiptPace pace, double margin) {
        double[] customers = new double[MONTHS + 1];
        Totals totals = new Totals();
        for (int m = 1; m <= MONTHS; m++) {
            int days = ends[m] - ends[m - 1];
            customers[m] = pace.receipts() * ends[m];
            totals.purchases[m] = pace.receipts() * days;
            totals.revenue[m] = pace.revenue() * days;
            totals.variance[m] = pace.varianceOf(days);
        }
        return rows("receipts", NO_MODEL, customers, totals, margin);
    }

    /** Rows of a population that the chosen model expects. */
    private List<Row> rows(String population, double[] customers, Totals totals, double margin) {
        String model = selection.choice.model() == null ? NO_MODEL : selection.choice.model();
        return rows(population, model, customers, totals, margin);
    }

    /**
     * One row per month.
     *
     * @param customers customers by month; those of month 0 are not shown
     * @param totals null without a model
     */
    private List<Row> rows(String population, String model, double[] customers, Totals totals, double margin) {
        List<Row> rows = new ArrayList<>();
        RowBuilder row = new RowBuilder(AggRevenueForecast.TABLE);
        for (int m = 1; m <= MONTHS; m++) {
            row.set(AggRevenueForecast.POPULATION, population)
                    .set(AggRevenueForecast.MODEL, model)
                    .set(AggRevenueForecast.MONTH_NUMBER, (long) m)
                    .set(AggRevenueForecast.CUSTOMER_COUNT, customers[m])
                    .set(AggRevenueForecast.FROM_DATE, Date.valueOf(date.plusDays(1 + ends[m - 1])))
                    .set(AggRevenueForecast.TO_DATE, Date.valueOf(date.plusDays(ends[m])))
                    .set(AggRevenueForecast.AS_OF_DATE, Date.valueOf(date));
            if (totals != null) {
                double revenue = totals.revenue[m];
                double width = TWO_SIDED_95 * Math.sqrt(totals.variance[m]);
                row.set(AggRevenueForecast.EXPECTED_PURCHASE_COUNT, ModelSelectionRows.number(totals.purchases[m]))
                        .set(AggRevenueForecast.EXPECTED_REVENUE_AMOUNT, money(revenue))
                        .set(AggRevenueForecast.REVENUE_LOW_AMOUNT, money(Math.max(0, revenue - width)))
                        .set(AggRevenueForecast.REVENUE_HIGH_AMOUNT, money(revenue + width))
                        .set(AggRevenueForecast.EXPECTED_MARGIN_AMOUNT, money(revenue * margin));
            }
            rows.add(row.row());
        }
        return rows;
    }

    /** As stored: four decimals; what is larger than the type holds is cut to its limit. */
    static BigDecimal money(double amount) {
        return BigDecimal.valueOf(Math.min(amount, 9e13)).setScale(4, RoundingMode.HALF_UP);
    }
}
