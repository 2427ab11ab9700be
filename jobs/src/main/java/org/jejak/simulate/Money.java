package org.jejak.simulate;

import java.math.BigDecimal;

/** An amount in a currency, in hundredths. Rupiah come in whole hundreds of rupiah. */
record Money(long cents, String currency) {

    static Money of(double usd, String currency, double rateToBase) {
        double units = usd / rateToBase;
        if (currency.equals("IDR")) return new Money(Math.max(100, Math.round(units / 100) * 100) * 100, currency);
        return new Money(Math.max(1, Math.round(units * 100)), currency);
    }

    Money share(double part) {
        long step = currency.equals("IDR") ? 10_000 : 1;
        return new Money(Math.max(step, Math.round(cents * part / step) * step), currency);
    }

    Money minus(Money other) {
        return new Money(cents - other.cents, currency);
    }

    /** 1234.50; whole units for rupiah. */
    BigDecimal amount() {
        return currency.equals("IDR") ? BigDecimal.valueOf(cents / 100) : BigDecimal.valueOf(cents, 2);
    }

    String text() {
        return amount().toString();
    }
}
