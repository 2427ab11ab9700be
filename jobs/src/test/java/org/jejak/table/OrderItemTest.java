package org.jejak.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderItemTest {
    @Test
    void itemsAreReadAsTheyWereWrittenToTheLastDigit() {
        OrderItem full = new OrderItem(
                "P1",
                "Beans \"A\"",
                "coffee",
                new BigDecimal("100"),
                new BigDecimal("0.1"),
                new BigDecimal("999999999999.9999"));
        OrderItem bare = new OrderItem("P2", null, null, BigDecimal.ONE, null, null);
        assertEquals(List.of(full, bare), OrderItem.parse(OrderItem.list(List.of(full, bare))));
        assertEquals(List.of(bare), OrderItem.parse(OrderItem.line(bare)));
    }

    @Test
    void aLineIsOneObject() {
        OrderItem item = new OrderItem("P2", null, null, BigDecimal.ONE, null, null);
        assertEquals("{\"product_id\":\"P2\",\"quantity\":1}", OrderItem.line(item));
        assertTrue(OrderItem.isLine(OrderItem.line(item)));
        assertFalse(OrderItem.isLine(OrderItem.list(List.of(item))));
    }
}
