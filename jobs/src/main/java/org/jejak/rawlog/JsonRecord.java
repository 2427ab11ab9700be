package org.jejak.rawlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.jejak.config.IngestSettings;

/**
 * Parses one JSON object into fields by dotted path: {@code context.page.url}, {@code items.0.sku}.
 *
 * <ul>
 *   <li>A list of {@code {key, value}} pairs, as Google Analytics exports it, is read as an object: {@code
 *       event_params.page_location}.
 *   <li>A list or object that is wanted both as a whole and in parts is returned as both.
 *   <li>Numbers keep their digits.
 *   <li>Rejected are: more than one object, a wanted key with two values, too deep nesting, too many fields, and an
 *       object where a single value is wanted.
 * </ul>
 */
final class JsonRecord {
    /** An object inside a list. A name may come again, so it is no map. */
    private record Members(List<Map.Entry<String, Object>> entries) {
        /** The first value of a name; null without any. */
        Object get(String name) {
            return entries.stream()
                    .filter(e -> e.getKey().equals(name))
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(null);
        }

        boolean has(String name) {
            return entries.stream().anyMatch(e -> e.getKey().equals(name));
        }
    }

    private final JsonFactory factory;
    private final WantedFields fields;
    private final int maxFields;
    private byte[] line;
    private int fieldCount;

    JsonRecord(WantedFields fields, IngestSettings limits) {
        this.fields = fields;
        this.maxFields = limits.maxFields();
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxNameLength(1_000)
                        .build())
                .build();
    }

    /** The fields of a record, or the reason why it cannot be used. Never throws for its content. */
    WantedFields.Values read(byte[] record) {
        WantedFields.Values values = fields.values();
        line = record;
        fieldCount = 0;
        try (JsonParser parser = factory.createParser(line)) {
            JsonToken first = parser.nextToken();
            if (first == null) return values.reject("unparseable", null);
            if (first != JsonToken.START_OBJECT) return values.reject("not_an_object", null);
            object(parser, "", values);
            if (parser.nextToken() != null) return values.reject("trailing_content", null);
            return values.complete();
        } catch (StreamConstraintsException e) {
            return values.reject(e.getMessage().contains("nesting depth") ? "too_deep" : "too_large", null);
        } catch (IOException e) {
            return values.reject("unparseable", null);
        }
    }

    private void object(JsonParser parser, String prefix, WantedFields.Values values) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
            JsonToken token = parser.nextToken();
            if (++fieldCount > maxFields) values.reject("too_many_fields", null);
            if (token == JsonToken.START_OBJECT) {
                int from = place(parser.currentTokenLocation());
                object(parser, path, values);
                if (fields.isWanted(path)) {
                    if (fields.isObjectKept(path)) values.put(path, written(parser, from));
                    else values.reject("type_clash", path);
                }
            } else if (token == JsonToken.START_ARRAY) {
                list(parser, path, values);
            } else if (token != JsonToken.VALUE_NULL) {
                String text = parser.getText();
                if (fields.hasWantedInside(path) && !text.isBlank()) values.reject("type_clash", path);
                values.put(path, text);
            }
        }
    }

    /** A list may be wanted as it is written, for its items, or for both. */
    private void list(JsonParser parser, String path, WantedFields.Values values) throws IOException {
        int from = place(parser.currentTokenLocation());
        boolean isKept = fields.isListKept(path);
        if (isKept ? fields.hasWantedInside(path) : fields.mayBeInside(path)) {
            flatten(tree(parser), path, values);
        } else {
            parser.skipChildren();
        }
        if (isKept) values.put(path, written(parser, from));
    }

    /** The text of the list or object that ends here, from a byte on. */
    private String written(JsonParser parser, int from) {
        return new String(line, from, place(parser.currentLocation()) - from, StandardCharsets.UTF_8);
    }

    private static int place(JsonLocation location) {
        return (int) location.getByteOffset();
    }

    /** The value that begins here: {@link Members}, a List, a String or null. Numbers become text as they are written. */
    private Object tree(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                List<Map.Entry<String, Object>> members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.add(new AbstractMap.SimpleImmutableEntry<>(name, tree(parser)));
                }
                return new Members(members);
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) items.add(tree(parser));
                return items;
            }
            default -> {
                return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
            }
        }
    }

    private void flatten(Object node, String path, WantedFields.Values values) {
        if (node instanceof Members members) {
            members.entries().forEach(m -> flatten(m.getValue(), path + "." + m.getKey(), values));
        } else if (node instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                Object item = items.get(i);
                if (item instanceof Members pair && pair.get("key") instanceof String key && pair.has("value")) {
                    Object value = pair.get("value");
                    flatten(value instanceof Members typed ? firstValue(typed) : value, path + "." + key, values);
                } else {
                    flatten(item, path + "." + i, values);
                }
            }
        } else if (node instanceof String text) {
            if (++fieldCount > maxFields) values.reject("too_many_fields", null);
            values.put(path, text);
        }
    }

    /** Google writes a value as an object with one member per type, one of which is filled. */
    private static Object firstValue(Members typed) {
        return typed.entries().stream()
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
