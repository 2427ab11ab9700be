package org.jejak.config;

/**
 * One thing wrong with the settings.
 *
 * @param where file and line, for example {@code conf/jejak.conf:12}
 * @param key full key
 * @param value the value as written, or null for a missing or unknown key
 * @param message what is wrong and what is allowed
 */
public record Problem(String where, String key, String value, String message) {
    @Override
    public String toString() {
        return where + ": " + key + (value == null ? "" : " = " + value) + ": " + message;
    }
}
