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
    void whatIsFarTooLongIsNotEvenParsed() {
        assertTimeout(Duration.ofMillis(500), () -> assertNull(TextParsers.number("9".repeat(10_000_000))));
        assertNull(TextParsers.wholeNumber("1e999999999"));
    }
}
