package org.jejak.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void aNumberMayHaveManyPlaces() {
        assertEquals(new BigDecimal("0.1000"), Texts.money("0.1" + "0".repeat(300)));
        assertEquals(1e300, Texts.number("1" + "0".repeat(300)));
    }

    @Test
    void whatIsFarTooLongIsNotEvenParsed() {
        assertTimeout(Duration.ofMillis(500), () -> assertNull(Texts.number("9".repeat(10_000_000))));
        assertNull(Texts.wholeNumber("1e999999999"));
    }
}
