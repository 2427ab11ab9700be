package org.jejak.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.*;

/**
 * Writes JSON in one spelling, so that equal contents have equal hashes whoever exported them: members sorted by name,
 * lists of {@code {key, value}} pairs sorted by key, other lists in their order, numbers as text, no nulls, no blanks.
 */
final class CanonicalJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CanonicalJson() {}

    /** The text in that spelling; null for null, for JSON null and for what is no JSON. */
    static String of(String text) {
        if (text == null) return null;
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isNull() || node.isMissingNode()
                    ? null
                    : canonical(node).toString();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(m -> {
                if (!m.getValue().isNull()) members.put(m.getKey(), canonical(m.getValue()));
            });
            return new ObjectNode(JsonNodeFactory.instance, members);
        }
        if (!node.isArray()) return JsonNodeFactory.instance.textNode(node.asText());
        List<JsonNode> items = new ArrayList<>();
        node.forEach(item -> items.add(canonical(item)));
        if (items.stream().allMatch(item -> item.has("key"))) {
            items.sort(Comparator.comparing((JsonNode item) -> item.get("key").asText())
                    .thenComparing(JsonNode::toString));
        }
        return new ArrayNode(JsonNodeFactory.instance, items);
    }
}
