package org.jejak.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.*;
import org.jejak.config.Rate;

/** Exchange rates to the base currency: the latest rate that is valid on or before a day. */
public final class ExchangeRates implements Serializable {
    private final Map<String, TreeMap<LocalDate, BigDecimal>> byCurrency = new HashMap<>();
    private final String base;

    public ExchangeRates(String base, List<Rate> rates) {
        this.base = base;
        for (Rate rate : rates) {
            byCurrency
                    .computeIfAbsent(rate.currency(), c -> new TreeMap<>())
                    .put(rate.validFrom().toLocalDate(), rate.rateToBase());
        }
    }

    /** The rate; 1 for the base currency; null if none is known for that day, or currency or day is null. */
    public BigDecimal on(String currency, LocalDate day) {
        if (currency == null || day == null) return null;
        if (currency.equals(base)) return BigDecimal.ONE;
        TreeMap<LocalDate, BigDecimal> ofCurrency = byCurrency.get(currency);
        Map.Entry<LocalDate, BigDecimal> entry = ofCurrency == null ? null : ofCurrency.floorEntry(day);
        return entry == null ? null : entry.getValue();
    }
}
