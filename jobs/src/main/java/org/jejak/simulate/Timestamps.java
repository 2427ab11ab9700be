package org.jejak.simulate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as text. A time is in milliseconds since 1970, UTC; 0 stands for a missing time and gives null. */
final class Timestamps {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final DateTimeFormatter UTC =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private Timestamps() {}

    /** Days since 1970, UTC. */
    static long day(long millis) {
        return Math.floorDiv(millis, DAY);
    }

    /** How far a clock in the zone is ahead of UTC, in milliseconds. */
    static long offset(ZoneId zone, long millis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
    }

    /** 2025-07-03T07:12:44.120Z. */
    static String utc(long millis) {
        return millis == 0 ? null : UTC.format(Instant.ofEpochMilli(millis));
    }

    /** 2025-07-03T14:12:44+07:00, as a clock in the zone shows it. */
    static String withOffset(long millis, ZoneId zone) {
        return local(millis, zone, WITH_OFFSET);
    }

    /** As a clock in the zone shows it, in the given form. */
    static String local(long millis, ZoneId zone, DateTimeFormatter form) {
        return millis == 0 ? null : form.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
