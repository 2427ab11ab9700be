package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextParsersTest {
    @Test
    void aNumberMayHaveManyPlaces() {
        assertEquals(new BigDecimal("0.1000"), TextParsers.money("0.1" + "0".repeat(300)));
        assertEquals(1e300, TextParsers.number("1" + "0".repeat(300)));
    }

    @Test
    void noBreakBlanksAreNoPartOfANumberAndPlainOnesInsideItAreAMistake() {
        assertEquals(new BigDecimal("1234.5000"), TextParsers.money("\u00A01\u202F234.50\u00A0"));
        assertEquals(2L, TextParsers.wholeNumber("2\u2009"));
        assertNull(TextParsers.money("1 234.50"));
        assertNull(TextParsers.money("\u00A0"));
    }

    @Test
    void whatIsFarTooLongIsNotEvenParsed() {
        assertTimeout(Duration.ofMillis(500), () -> assertNull(TextParsers.number("9".repeat(10_000_000))));
        assertNull(TextParsers.wholeNumber("1e999999999"));
    }
}
