package org.jejak.config;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a desk is open. Time while it is closed does not count.
 *
 * @param days days of the week
 * @param opens time of day
 * @param closes later time of the same day; midnight is the end of the day
 * @param zone of the times
 */
public record BusinessHours(Set<DayOfWeek> days, LocalTime opens, LocalTime closes, ZoneId zone)
        implements java.io.Serializable {
    /** How hours are written. */
    static final String FORM = "Mon-Fri 09:00-17:00";

    private static final Pattern WRITTEN = Pattern.compile(
            "([A-Za-z]{3})(?:\\s*-\\s*([A-Za-z]{3}))?\\s+([0-2]?\\d:[0-5]\\d)\\s*-\\s*([0-2]?\\d:[0-5]\\d)");

    /** Hours such as {@code Mon-Fri 09:00-17:00}; empty if the text says none. Days may go over the end of the week. */
    static Optional<BusinessHours> of(String text, ZoneId zone) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) return Optional.empty();
        Optional<DayOfWeek> first = day(written.group(1));
        Optional<DayOfWeek> last = written.group(2) == null ? first : day(written.group(2));
        Optional<LocalTime> opens = time(written.group(3));
        Optional<LocalTime> closes = time(written.group(4));
        if (first.isEmpty() || last.isEmpty() || opens.isEmpty() || closes.isEmpty()) return Optional.empty();
        if (!closes.get().equals(LocalTime.MIDNIGHT) && !closes.get().isAfter(opens.get())) return Optional.empty();
        Set<DayOfWeek> days = EnumSet.of(last.get());
        for (DayOfWeek day = first.get(); day != last.get(); day = day.plus(1)) days.add(day);
        return Optional.of(new BusinessHours(days, opens.get(), closes.get(), zone));
    }

    private static Optional<DayOfWeek> day(String name) {
        for (DayOfWeek day : DayOfWeek.values())
            if (day.getDisplayName(TextStyle.SHORT, Locale.ROOT).substring(0, 3).equalsIgnoreCase(name))
                return Optional.of(day);
        return Optional.empty();
    }

    private static Optional<LocalTime> time(String text) {
        if (text.equals("24:00")) return Optional.of(LocalTime.MIDNIGHT);
        int hour = Integer.parseInt(text.substring(0, text.indexOf(':')));
        int minute = Integer.parseInt(text.substring(text.indexOf(':') + 1));
        return hour > 23 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    /** Open time from one moment to a later one. */
    public Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Instant start = later(from, start(day));
            Instant end = earlier(to, end(day));
            if (days.contains(day.getDayOfWeek()) && start.isBefore(end)) sum = sum.plus(Duration.between(start, end));
        }
        return sum;
    }

    /** The last moment from which at least so much open time had passed by the end. */
    public Instant before(Instant end, Duration open) {
        Duration left = open;
        for (LocalDate day = end.atZone(zone).toLocalDate(); ; day = day.minusDays(1)) {
            if (!days.contains(day.getDayOfWeek())) continue;
            Instant until = earlier(end, end(day));
            Duration passed = Duration.between(start(day), until);
            if (passed.compareTo(left) >= 0) return until.minus(left);
            if (!passed.isNegative()) left = left.minus(passed);
        }
    }

    private Instant start(LocalDate day) {
        return ZonedDateTime.of(day, opens, zone).toInstant();
    }

    private Instant end(LocalDate day) {
        LocalDate date = closes.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return ZonedDateTime.of(date, closes, zone).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
