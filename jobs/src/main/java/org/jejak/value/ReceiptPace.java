package org.jejak.value;

import java.util.List;

/**
 * How fast receipts that name nobody come in: who stands behind them is not known, so that no model of customers applies. What
 * is expected of the days to come is the mean of the days of a recent window, without trend or season.
 *
 * <p>The total of {@code n} future days has the variance {@code s2 (n + n n / d)}: chance of these days, and that of the mean of
 * the {@code d} days seen, where {@code s2} is the variance between the totals of single days, which are taken as independent.
 *
 * @param receipts receipts per day
 * @param revenue revenue per day, in units of the currency
 * @param variance variance of the revenue between days
 * @param days days of the window, at least 1
 */
record ReceiptPace(double receipts, double revenue, double variance, int days) {
    /**
     * The pace of the last days; of fewer where the first receipt is younger.
     *
     * @param histories purchases without an identified customer, in any order
     * @param last last day, as days since 1970
     * @param most days of the window
     */
    static ReceiptPace of(List<History> histories, int last, int most) {
        int first = histories.stream().mapToInt(History::first).min().orElse(last);
        int days = Math.max(1, Math.min(most, last - first + 1));
        long[] paid = new long[days];
        long count = 0;
        for (History h : histories) {
            for (int i = 0; i < h.days().length; i++) {
                int day = h.days()[i] - (last - days + 1);
                if (day < 0 || day >= days) continue;
                paid[day] += h.amounts()[i];
                count++;
            }
        }
        double mean = 0;
        for (long p : paid) mean += p / History.SCALE / days;
        double squares = 0;
        for (long p : paid) squares += (p / History.SCALE - mean) * (p / History.SCALE - mean);
        // of one day nothing is known about the spread: as much as came
        double variance = days == 1 ? mean * mean : squares / (days - 1);
        return new ReceiptPace(count / (double) days, mean, variance, days);
    }

    /** Variance of the revenue of so many days to come. */
    double varianceOf(int future) {
        return variance * (future + (double) future * future / days);
    }
}
