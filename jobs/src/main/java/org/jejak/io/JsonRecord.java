package org.jejak.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Reads one JSON object per line into fields by dotted path: {@code context.page.url}, {@code items.0.sku}. A list of
 * {@code {key, value}} pairs, as Google Analytics exports it, is read as an object: {@code event_params.page_location}.
 * Numbers keep their digits. Strict: exactly one object, no key twice, bounded depth.
 */
final class JsonRecord {
    private final JsonFactory factory;
    private final JsonMapper mapper;
    private final Fields fields;
    private final int maxFields;
    private int seen;

    JsonRecord(Fields fields, int maxDepth, int maxFields) {
        this.fields = fields;
        this.maxFields = maxFields;
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(1_000)
                        .build())
                .build();
        this.mapper = new JsonMapper(factory);
    }

    Fields.Values read(byte[] line) {
        Fields.Values values = fields.values();
        seen = 0;
        try (JsonParser parser = factory.createParser(line)) {
            JsonToken first = parser.nextToken();
            if (first == null) return values.reject("unparseable", null);
            if (first != JsonToken.START_OBJECT) return values.reject("not_an_object", null);
            object(parser, "", values);
            if (parser.nextToken() != null) return values.reject("trailing_content", null);
            return values;
        } catch (StreamConstraintsException e) {
            return values.reject(e.getMessage().contains("nesting depth") ? "too_deep" : "too_large", null);
        } catch (JsonParseException e) {
            boolean twice = e.getMessage() != null && e.getMessage().startsWith("Duplicate");
            return values.reject(twice ? "duplicate_key" : "unparseable", null);
        } catch (IOException e) {
            return values.reject("unparseable", null);
        }
    }

    private void object(JsonParser parser, String prefix, Fields.Values values) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
            JsonToken token = parser.nextToken();
            if (++seen > maxFields) {
                values.reject("too_many_fields", null);
            }
            if (token == JsonToken.START_OBJECT) {
                if (fields.isWanted(path)) values.reject("type_clash", path);
                object(parser, path, values);
            } else if (token == JsonToken.START_ARRAY) {
                if (fields.isWanted(path))
                    values.put(path, mapper.readTree(parser).toString());
                else if (fields.hasWantedInside(path)) array(mapper.readTree(parser), path, values);
                else parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                values.put(path, parser.getText());
            }
        }
    }

    private void array(JsonNode list, String path, Fields.Values values) {
        int i = 0;
        for (JsonNode item : list) {
            JsonNode key = item.get("key");
            JsonNode value = item.get("value");
            if (key != null && key.isTextual() && value != null) {
                flatten(value.isObject() ? firstValue(value) : value, path + "." + key.asText(), values);
            } else {
                flatten(item, path + "." + i, values);
            }
            i++;
        }
    }

    private static JsonNode firstValue(JsonNode typed) {
        for (JsonNode value : typed) if (!value.isNull()) return value;
        return null;
    }

    private void flatten(JsonNode node, String path, Fields.Values values) {
        if (node == null || node.isNull()) return;
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                flatten(entry.getValue(), path + "." + entry.getKey(), values);
            }
        } else if (node.isArray()) {
            array(node, path, values);
        } else {
            values.put(path, node.asText());
        }
    }
}
