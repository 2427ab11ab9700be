package org.jejak.retention;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts and shares from whole numbers, as the tables keep them. */
final class Rounding {
    private Rounding() {}

    /** Units of 0.0001 as an amount. */
    static BigDecimal money(long units) {
        return BigDecimal.valueOf(units, 4);
    }

    /** An amount divided by a count, to 0.0001; null without a count. */
    static BigDecimal per(BigDecimal amount, long count) {
        return count == 0 ? null : amount.divide(BigDecimal.valueOf(count), 4, RoundingMode.HALF_UP);
    }

    /** A share; null where there is nothing to divide by. */
    static Double share(long part, long whole) {
        return whole <= 0 ? null : (double) part / whole;
    }
}
