package org.jejak.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;

/** What the items of an order or refund cost, of events that carry a list of items and no total. */
final class ItemsAmount {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ItemsAmount() {}

    /**
     * The sum of price times quantity, as a plain number. Null for null, for what is no list of objects, for an empty list, and
     * where an item has no price or something that is no number: a sum of the others would be too low.
     *
     * @param items JSON such as {@code [{"price": 12.5, "quantity": 2}, {"price": "3"}]}; a quantity that is not written is 1
     */
    static String of(String items) {
        if (items == null) return null;
        JsonNode list;
        try {
            list = MAPPER.readTree(items);
        } catch (JsonProcessingException e) {
            return null;
        }
        if (!list.isArray() || list.isEmpty()) return null;
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode item : list) {
            BigDecimal price = number(item.path("price"));
            BigDecimal quantity = item.hasNonNull("quantity") ? number(item.get("quantity")) : BigDecimal.ONE;
            if (price == null || quantity == null) return null;
            sum = sum.add(price.multiply(quantity));
        }
        return sum.toPlainString();
    }

    private static BigDecimal number(JsonNode node) {
        return node.isValueNode() ? TextParsers.money(node.asText()) : null;
    }
}
