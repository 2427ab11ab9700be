package org.jejak.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.*;
import org.jejak.table.Interactions;
import org.jejak.table.OrderItem;

/**
 * Reads the items of an order in the spellings of shops and trackers. An item that cannot be used is left out and counted;
 * the order it belongs to is not touched by that.
 */
final class ItemReader implements Serializable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Members that hold a value, the best first. */
    private static final List<String> IDS =
            List.of(Interactions.PRODUCT_ID.name(), "productId", "item_id", "sku", "SKU", "id");

    private static final List<String> NAMES =
            List.of(Mapping.PRODUCT_NAME.name(), "productName", "item_name", "name", "title");
    private static final List<String> CATEGORIES =
            List.of(Mapping.PRODUCT_CATEGORY.name(), "productCategory", "item_category", "category", "product_type");
    private static final List<String> QUANTITIES = List.of(Interactions.QUANTITY.name(), "qty");
    private static final List<String> PRICES = List.of("price", Mapping.UNIT_PRICE.name(), "unitPrice", "item_price");

    /** Schema of a product among the entities that Snowplow attaches to an event. */
    private static final String PRODUCT_SCHEMA = "ecommerce/product/";

    private static final int LONGEST_TEXT = 256;
    /** Kilograms to the gram. */
    private static final int QUANTITY_SCALE = 3;

    private final Placeholders placeholders;
    private final PiiRedactor redactor;

    ItemReader(Placeholders placeholders, PiiRedactor redactor) {
        this.placeholders = placeholders;
        this.redactor = redactor;
    }

    /**
     * What could be read.
     *
     * @param items those that can be used, in their order
     * @param bad how many cannot be used
     */
    record Items(List<OrderItem> items, long bad) {}

    /**
     * Reads a list of items, or entities around them.
     *
     * @param json a list of objects, an object of objects, or one object; of Snowplow's entities those that are products
     * @param rate of the order's currency to the base currency; null if it is not known
     * @return null if nothing is said of items: no text, an empty list, entities without a product
     */
    Items list(String json, BigDecimal rate) {
        if (TextParsers.word(json) == null) return null;
        JsonNode read;
        try {
            read = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return new Items(List.of(), 1);
        }
        if (isEntity(read) && read.get("data").isArray()) read = read.get("data");
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : isCollection(read) ? read : List.of(read)) {
            if (!isEntity(item)) found.add(item);
            else if (item.get("schema").asText().contains(PRODUCT_SCHEMA)) found.add(item.get("data"));
        }
        if (found.isEmpty() || read.isNull() || read.isMissingNode()) return null;
        List<OrderItem> items = new ArrayList<>();
        for (JsonNode item : found) of(item, rate).ifPresent(items::add);
        return new Items(items, found.size() - items.size());
    }

    /** Whether it is a list, or an object of objects, as some languages write lists: {@code {"0": {}, "1": {}}}. */
    private static boolean isCollection(JsonNode node) {
        boolean isObject = node.isObject() && !node.isEmpty();
        for (JsonNode member : node) isObject &= member.isObject();
        return node.isArray() || isObject;
    }

    private static boolean isEntity(JsonNode node) {
        return node.has("schema") && node.has("data");
    }

    private Optional<OrderItem> of(JsonNode json, BigDecimal rate) {
        return item(
                first(json, IDS),
                first(json, NAMES),
                first(json, CATEGORIES),
                first(json, QUANTITIES),
                first(json, PRICES),
                rate);
    }

    /** The first member that holds a plain value; null without one. */
    private static String first(JsonNode json, List<String> names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isValueNode() && TextParsers.word(value.asText(null)) != null) return value.asText();
        }
        return null;
    }

    /**
     * One item from its values as texts. The name stands for a product without an id, and one piece is meant where no quantity
     * is written.
     *
     * @return nothing without a product, and where the quantity or the price is no number, or negative, or the quantity 0
     */
    Optional<OrderItem> item(String id, String name, String category, String quantity, String price, BigDecimal rate) {
        String productName = text(name);
        String productId = text(id) == null ? productName : text(id);
        BigDecimal pieces = TextParsers.word(quantity) == null ? BigDecimal.ONE : quantity(quantity);
        BigDecimal each = TextParsers.money(price);
        boolean badPrice = each == null ? TextParsers.word(price) != null : each.signum() < 0;
        if (productId == null || pieces == null || pieces.signum() <= 0 || badPrice) return Optional.empty();
        BigDecimal amount = each == null || rate == null
                ? null
                : TextParsers.money(each.multiply(pieces).multiply(rate));
        return Optional.of(new OrderItem(productId, productName, text(category), pieces, each, amount));
    }

    private static BigDecimal quantity(String text) {
        BigDecimal number = TextParsers.money(text);
        return number == null ? null : number.setScale(QUANTITY_SCALE, RoundingMode.HALF_UP);
    }

    /** Without blanks at its ends and without e-mail addresses; null for what says nothing. */
    private String text(String written) {
        String word = TextParsers.word(written);
        if (word == null || placeholders.contains(word)) return null;
        return redactor.thing(TextParsers.left(word, LONGEST_TEXT));
    }
}
