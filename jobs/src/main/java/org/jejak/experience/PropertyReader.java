package org.jejak.experience;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/** Reads the details that sources keep as text in the properties of a record; what cannot be read is null. */
final class PropertyReader {
    private final Map<String, String> names;

    /** Reads by our names. */
    PropertyReader(Map<String, String> names) {
        this.names = names;
    }

    /** The text, if it is there and not blank. */
    String text(FeedbackRecord from, String name) {
        String text = from.properties() == null ? null : from.properties().get(names.get(name));
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A whole number, not negative. */
    Long count(FeedbackRecord from, String name) {
        String text = text(from, name);
        return text != null && text.matches("\\d{1,15}(\\.0+)?") ? Long.valueOf(text.replaceFirst("\\..*", "")) : null;
    }

    /** Whether it says yes: true, yes or 1. */
    boolean isTrue(FeedbackRecord from, String name) {
        String text = text(from, name);
        return text != null && text.matches("(?i)true|yes|1");
    }

    /** A time: ISO 8601, UTC unless it says otherwise, or seconds or milliseconds since 1970. */
    Instant time(FeedbackRecord from, String name) {
        String text = text(from, name);
        if (text == null) return null;
        if (text.matches("\\d{9,10}")) return Instant.ofEpochSecond(Long.parseLong(text));
        if (text.matches("\\d{12,13}")) return Instant.ofEpochMilli(Long.parseLong(text));
        String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
        if (!iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")) iso += "Z";
        try {
            return Instant.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
