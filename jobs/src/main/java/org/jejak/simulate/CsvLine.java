package org.jejak.simulate;

/** Writes one CSV line into a builder, quoting fields that need it (RFC 4180). */
final class CsvLine {
    private final StringBuilder text;
    private final char separator;
    private boolean begun;

    CsvLine(StringBuilder text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** The next field; null is an empty one. */
    CsvLine field(String value) {
        StringBuilder out = next();
        if (value == null) {
            return this;
        }
        if (value.indexOf(separator) < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
            out.append(value);
        } else {
            out.append('"').append(value.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    CsvLine field(long value) {
        next().append(value);
        return this;
    }

    /** A UTC time, or an empty field for a time of 0. */
    CsvLine time(long millis) {
        StringBuilder out = next();
        if (millis != 0) {
            Timestamps.utc(out, millis);
        }
        return this;
    }

    /** Begins the next field, for callers that append its text themselves. */
    StringBuilder next() {
        if (begun) {
            text.append(separator);
        }
        begun = true;
        return text;
    }
}
