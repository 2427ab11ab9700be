package org.jejak.ingest;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses times as sources write them. Nothing here throws: null and what is no time give null, and so do years before 1
 * and after 9999. Blanks of all kinds are alike, such as the narrow no-break one before PM. A leap second (:60) is read as
 * :59. A local time in the hour that a clock change skips is moved an hour later; in the hour that comes twice the first one
 * is taken.
 */
final class TimestampParser {
    private static final long SECONDS_LIMIT = 100_000_000_000L;
    private static final long MILLIS_LIMIT = SECONDS_LIMIT * 1_000;
    private static final long MICROS_LIMIT = MILLIS_LIMIT * 1_000;
    private static final Pattern LEAP_SECOND = Pattern.compile("(:\\d\\d):60(?!:)");
    private static final Pattern BASIC =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)[Tt](\\d\\d)(\\d\\d)(\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-][\\d:]+)?)");
    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private TimestampParser() {}

    /**
     * ISO 8601, in the given zone if no offset is written; or a number of seconds (also with a fraction), milliseconds or
     * microseconds since 1970, told apart by their size.
     */
    static Timestamp iso(String text, ZoneId zone) {
        if (text == null) return null;
        String t = TextParsers.plainBlanks(text).trim();
        try {
            if (isNumber(t)) return t.length() < 9 ? null : epoch(t);
            if (t.length() < 10) return null;
            if (isPlain(t)) return within(plain(t));
            int point = t.indexOf('.');
            if (point >= 9 && isNumber(t.substring(0, point)) && isNumber(t.substring(point + 1)))
                return seconds(t, point);
            t = withoutLeapSecond(t);
            t = spelled(t);
            if (t.length() == 10)
                return within(LocalDate.parse(t).atStartOfDay(zone).toInstant());
            if (t.charAt(10) == ' ') t = t.substring(0, 10) + 'T' + t.substring(11);
            t = t.replace(" ", "").toUpperCase(Locale.ROOT);
            if (t.endsWith("UTC") || t.endsWith("GMT")) t = t.substring(0, t.length() - 3) + "Z";
            int sign = Math.max(t.lastIndexOf('+'), t.lastIndexOf('-'));
            if (t.endsWith("Z") || sign > 10) {
                int digits = t.length() - sign - 1;
                if (sign > 10 && digits == 4) t = t.substring(0, t.length() - 2) + ":" + t.substring(t.length() - 2);
                if (sign > 10 && digits == 2) t = t + ":00";
                return within(OffsetDateTime.parse(t).toInstant());
            }
            return within(LocalDateTime.parse(t).atZone(zone).toInstant());
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** Rewrites 20260330T120000Z, days as in 2026/03/30 and seconds as in 00,123 in the usual spelling. */
    private static String spelled(String text) {
        String t = text.length() > 19 && text.charAt(19) == ',' ? text.replace(',', '.') : text;
        if (t.charAt(4) == '/' && t.charAt(7) == '/') return t.substring(0, 10).replace('/', '-') + t.substring(10);
        Matcher basic = BASIC.matcher(t);
        return basic.matches() ? basic.replaceFirst("$1-$2-$3T$4:$5:$6") : t;
    }

    /** Whether it is 2026-03-30T12:00:00Z or ...00.000Z: the commonest spelling, which is parsed by place, many times faster. */
    private static boolean isPlain(String t) {
        int length = t.length();
        if (length != 20 && length != 24 || t.charAt(length - 1) != 'Z') return false;
        for (int i = 0; i < length - 1; i++) {
            char c = t.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) return false;
        }
        return t.charAt(17) < '6';
    }

    private static Instant plain(String t) {
        return LocalDateTime.of(
                        Integer.parseInt(t, 0, 4, 10),
                        Integer.parseInt(t, 5, 7, 10),
                        Integer.parseInt(t, 8, 10, 10),
                        Integer.parseInt(t, 11, 13, 10),
                        Integer.parseInt(t, 14, 16, 10),
                        Integer.parseInt(t, 17, 19, 10),
                        t.length() == 20 ? 0 : Integer.parseInt(t, 20, 23, 10) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    /** A time by a pattern of java.time, in English; in the given zone if the pattern has no offset. */
    static Timestamp byPattern(String text, String pattern, ZoneId zone) {
        if (text == null || pattern == null) return null;
        try {
            TemporalAccessor parsed = FORMATS.computeIfAbsent(pattern, TimestampParser::formatter)
                    .parse(withoutLeapSecond(TextParsers.plainBlanks(text).trim()));
            if (parsed.query(TemporalQueries.offset()) != null) return within(Instant.from(parsed));
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
            return within(ZonedDateTime.of(local, zone).toInstant());
        } catch (DateTimeException | NullPointerException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Segment's rule: corrects the device's clock by its error at the time of sending; never later than the arrival. */
    static Timestamp corrected(String original, String sent, String received) {
        Timestamp o = iso(original, ZoneOffset.UTC);
        Timestamp s = iso(sent, ZoneOffset.UTC);
        Timestamp r = iso(received, ZoneOffset.UTC);
        if (o == null || r == null) return o;
        long millis = s == null ? o.getTime() : o.getTime() + r.getTime() - s.getTime();
        return new Timestamp(Math.min(millis, r.getTime()));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(withoutEras(TextParsers.plainBlanks(pattern)))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Replaces y by u outside of quotes: strict parsing takes a year of era only together with its era. */
    private static String withoutEras(String pattern) {
        StringBuilder plain = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) == '\'') quoted = !quoted;
            else if (plain.charAt(i) == 'y' && !quoted) plain.setCharAt(i, 'u');
        }
        return plain.toString();
    }

    private static boolean isNumber(String t) {
        for (int i = 0; i < t.length(); i++) if (!Character.isDigit(t.charAt(i))) return false;
        return true;
    }

    private static Timestamp epoch(String digits) {
        long n = Long.parseLong(digits);
        if (n < SECONDS_LIMIT) return Timestamp.from(Instant.ofEpochSecond(n));
        if (n < MILLIS_LIMIT) return Timestamp.from(Instant.ofEpochMilli(n));
        if (n < MICROS_LIMIT) return Timestamp.from(Instant.ofEpochSecond(n / 1_000_000, n % 1_000_000 * 1_000));
        return null;
    }

    private static Timestamp seconds(String decimal, int point) {
        long seconds = Long.parseLong(decimal, 0, point, 10);
        String micros = (decimal.substring(point + 1) + "000000").substring(0, 6);
        return seconds < SECONDS_LIMIT
                ? Timestamp.from(Instant.ofEpochSecond(seconds, Long.parseLong(micros) * 1_000))
                : null;
    }

    private static Timestamp within(Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year < 1 || year > 9999 ? null : Timestamp.from(instant);
    }

    private static String withoutLeapSecond(String t) {
        Matcher matcher = LEAP_SECOND.matcher(t);
        return matcher.find() ? matcher.replaceFirst("$1:59") : t;
    }
}
