package org.jejak.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.*;

/**
 * One product of an order, as a report of the order has it; {@link Interactions#ITEMS} holds them as JSON: a list, or a single
 * object where the record is one line of an order and its other lines are records too.
 *
 * @param productId the product; never null
 * @param name its name, or null
 * @param category its category, or null
 * @param quantity how many, more than 0; a fraction of goods by weight
 * @param price of one, in the currency of the record; null if it is not written
 * @param amount price times quantity in the base currency, rounded to four decimals; null without a price or rate
 */
public record OrderItem(
        String productId, String name, String category, BigDecimal quantity, BigDecimal price, BigDecimal amount) {
    /** Numbers are written and read to the last digit. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** All items of an order as JSON. */
    public static String list(List<OrderItem> items) {
        ArrayNode list = MAPPER.createArrayNode();
        for (OrderItem item : items) list.add(item.toJson());
        return write(list);
    }

    /** One line of an order as JSON. */
    public static String line(OrderItem item) {
        return write(item.toJson());
    }

    /** Whether JSON that {@link #list} or {@link #line} gave is of one line of an order. */
    public static boolean isLine(String json) {
        return json.startsWith("{");
    }

    /** The items in JSON that {@link #list} or {@link #line} gave. */
    public static List<OrderItem> parse(String json) {
        try {
            JsonNode read = MAPPER.readTree(json);
            List<OrderItem> items = new ArrayList<>();
            for (JsonNode item : read.isArray() ? read : List.of(read)) items.add(of(item));
            return items;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("items are no JSON that ingest writes", e);
        }
    }

    private ObjectNode toJson() {
        ObjectNode json = MAPPER.createObjectNode().put("product_id", productId);
        if (name != null) json.put("product_name", name);
        if (category != null) json.put("product_category", category);
        json.put("quantity", quantity.stripTrailingZeros());
        if (price != null) json.put("price", price.stripTrailingZeros());
        if (amount != null) json.put("amount", amount.stripTrailingZeros());
        return json;
    }

    private static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values cannot be written as JSON", e);
        }
    }

    private static OrderItem of(JsonNode json) {
        return new OrderItem(
                json.path("product_id").asText(),
                json.path("product_name").asText(null),
                json.path("product_category").asText(null),
                number(json.path("quantity")),
                number(json.path("price")),
                number(json.path("amount")));
    }

    private static BigDecimal number(JsonNode node) {
        return node.isMissingNode() ? null : node.decimalValue();
    }
}
