package org.jejak.simulate;

/** Writes one CSV line into a builder, quoting fields that need it (RFC 4180). */
final class CsvText {
    private final StringBuilder text;
    private final char separator;
    private boolean begun;

    CsvText(StringBuilder text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** The next field; null is an empty one. */
    CsvText field(String value) {
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

    CsvText field(long value) {
        next().append(value);
        return this;
    }

    /** A UTC time, or an empty field for a time of 0. */
    CsvText time(long millis) {
        StringBuilder out = next();
        if (millis != 0) {
            Stamps.utc(out, millis);
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
