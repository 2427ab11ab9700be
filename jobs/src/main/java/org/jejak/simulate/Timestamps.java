package org.jejak.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Times as text, appended to a builder. Times are milliseconds since 1970, UTC. */
final class Timestamps {
    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private Timestamps() {}

    static long day(long millis) {
        return Math.floorDiv(millis, DAY);
    }

    static int offsetMinutes(ZoneId zone, long millis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() / 60;
    }

    /** 2025-07-03T07:12:44.120Z. */
    static StringBuilder utc(StringBuilder text, long millis) {
        return clock(date(text, day(millis)).append('T'), millis, true).append('Z');
    }

    /** 2025-07-03T14:12:44+07:00. */
    static StringBuilder offset(StringBuilder text, long millis, int offsetMinutes) {
        local(text, millis, offsetMinutes, 'T');
        int size = Math.abs(offsetMinutes);
        two(text.append(offsetMinutes < 0 ? '-' : '+'), size / 60).append(':');
        return two(text, size % 60);
    }

    /** 2025-07-03 14:12:44, without an offset. */
    static StringBuilder local(StringBuilder text, long millis, int offsetMinutes, char between) {
        long shifted = millis + offsetMinutes * MINUTE;
        return clock(date(text, day(shifted)).append(between), shifted, false);
    }

    /** 2025-07-03. */
    static StringBuilder date(StringBuilder text, long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        text.append(date.getYear()).append('-');
        return two(two(text, date.getMonthValue()).append('-'), date.getDayOfMonth());
    }

    /** 03/07/2025 or 03.07.2025. */
    static StringBuilder dayFirst(StringBuilder text, long epochDay, char separator) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        two(two(text, date.getDayOfMonth()).append(separator), date.getMonthValue());
        return text.append(separator).append(date.getYear());
    }

    /** 14:12:44 or 14:12:44.120. */
    static StringBuilder clock(StringBuilder text, long millis, boolean withMillis) {
        int left = (int) Math.floorMod(millis, DAY);
        two(text, left / 3_600_000).append(':');
        two(text, left / 60_000 % 60).append(':');
        two(text, left / 1000 % 60);
        if (withMillis) {
            text.append('.').append((char) ('0' + left / 100 % 10));
            two(text, left % 100);
        }
        return text;
    }

    static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
