package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.jejak.config.Rate;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {
    private final ExchangeRates rates =
            new ExchangeRates("USD", List.of(rate("EUR", "2026-03-01", "1.10"), rate("EUR", "2026-01-01", "1.05")));

    private static Rate rate(String currency, String from, String rate) {
        return new Rate(currency, Date.valueOf(from), new BigDecimal(rate));
    }

    private BigDecimal on(String currency, String day) {
        return rates.on(currency, LocalDate.parse(day));
    }

    @Test
    void theLatestRateValidOnOrBeforeTheDayCounts() {
        assertEquals(new BigDecimal("1.05"), on("EUR", "2026-01-01"));
        assertEquals(new BigDecimal("1.05"), on("EUR", "2026-02-28"));
        assertEquals(new BigDecimal("1.10"), on("EUR", "2026-03-01"));
        assertEquals(new BigDecimal("1.10"), on("EUR", "2030-01-01"));
    }

    @Test
    void noRateIsKnownBeforeTheFirstOne() {
        assertNull(on("EUR", "2025-12-31"));
    }

    @Test
    void theBaseCurrencyNeedsNoRate() {
        assertEquals(BigDecimal.ONE, on("USD", "1970-01-01"));
    }

    @Test
    void unknownCurrenciesAndMissingValuesHaveNoRate() {
        assertNull(on("XXX", "2026-03-01"));
        assertNull(on(null, "2026-03-01"));
        assertNull(rates.on("EUR", null));
    }
}
