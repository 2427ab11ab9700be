package org.jejak.simulate;

/** Writes JSON into a builder; commas come by themselves. Keys are expected to need no escaping. */
final class JsonLine {
    private final StringBuilder text;

    JsonLine(StringBuilder text) {
        this.text = text;
    }

    StringBuilder text() {
        return text;
    }

    JsonLine open() {
        separate();
        text.append('{');
        return this;
    }

    JsonLine close() {
        text.append('}');
        return this;
    }

    JsonLine object(String key) {
        key(key).append('{');
        return this;
    }

    JsonLine array(String key) {
        key(key).append('[');
        return this;
    }

    JsonLine closeArray() {
        text.append(']');
        return this;
    }

    JsonLine put(String key, String value) {
        key(key);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    JsonLine put(String key, long value) {
        key(key).append(value);
        return this;
    }

    JsonLine put(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    /** A number as it stands. */
    JsonLine number(String key, CharSequence value) {
        key(key).append(value);
        return this;
    }

    /** A UTC time, or null for a time of 0. */
    JsonLine time(String key, long millis) {
        key(key);
        if (millis == 0) {
            text.append("null");
        } else {
            Timestamps.utc(text.append('"'), millis).append('"');
        }
        return this;
    }

    StringBuilder key(String key) {
        separate();
        return text.append('"').append(key).append("\":");
    }

    private void separate() {
        if (text.length() > 0) {
            char last = text.charAt(text.length() - 1);
            if (last != '{' && last != '[' && last != ':') {
                text.append(',');
            }
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
