package org.jejak.simulate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.*;

/** Monthly rates to the base currency, US dollars. */
final class CurrencyRates {
    private static final List<String> CURRENCIES = List.of("IDR", "EUR", "GBP");
    private static final double[] MIDDLE = {0.0000613, 1.09, 1.28};

    private final YearMonth first;
    private final double[][] byMonth;

    CurrencyRates(SimulationSettings settings) {
        first = YearMonth.from(settings.start()).minusMonths(2);
        YearMonth last = YearMonth.from(settings.start().plusDays(settings.days()));
        int months = (int) first.until(last, ChronoUnit.MONTHS) + 1;
        byMonth = new double[months][CURRENCIES.size()];
        RandomSource chance = new RandomSource(settings.seed(), 77, 0);
        for (double[] month : byMonth) {
            for (int i = 0; i < MIDDLE.length; i++) {
                month[i] = rounded(MIDDLE[i] * (1 + 0.03 * (chance.unit() - 0.5)));
            }
        }
    }

    /** US dollars for one unit of the currency on that day. */
    double toBase(String currency, long epochDay) {
        int index = CURRENCIES.indexOf(currency);
        if (index < 0) return 1;
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        int month = (day.getYear() - first.getYear()) * 12 + day.getMonthValue() - first.getMonthValue();
        return byMonth[month][index];
    }

    /** The text of rates.csv. */
    String csv() {
        StringBuilder text = new StringBuilder("currency,valid_from,rate_to_base\n");
        for (int month = 0; month < byMonth.length; month++) {
            for (int i = 0; i < MIDDLE.length; i++) {
                text.append(CURRENCIES.get(i))
                        .append(',')
                        .append(first.plusMonths(month).atDay(1));
                text.append(',').append(written(byMonth[month][i])).append('\n');
            }
        }
        return text.toString();
    }

    private static double rounded(double rate) {
        return Double.parseDouble(written(rate));
    }

    private static String written(double rate) {
        return String.format(Locale.ROOT, "%.8f", rate);
    }
}
