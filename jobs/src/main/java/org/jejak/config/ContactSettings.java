package org.jejak.config;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.*;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When customers may be written to.
 *
 * @param actionFrom beginning of the time of day, in minutes after midnight, local time of the customer
 * @param actionTo end of it, in minutes after midnight, at least an hour later; 1440 is the end of the day
 * @param zones country code (ISO 3166-1, two capital letters) to the zone of its customers; others have the business zone
 */
public record ContactSettings(int actionFrom, int actionTo, Map<String, ZoneId> zones) implements Serializable {
    private static final Pattern HOURS =
            Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)\\s*-\\s*([01]\\d|2[0-4]):([0-5]\\d)");

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** Whether a whole hour of the day, 0 to 23, lies within the time. */
    public boolean isActionHour(int hour) {
        return hour * HOUR >= actionFrom && (hour + 1) * HOUR <= actionTo;
    }

    static ContactSettings read(SettingsSection s) {
        int[] hours = actionHours(s, s.text("action-hours"));
        SettingsSection zones = s.section("zones");
        Map<String, ZoneId> zoneOf = new TreeMap<>();
        for (String country : zones.keys()) {
            if (!country.matches("[A-Z]{2}"))
                zones.problem(country, "must be a country of two capital letters, such as ID");
            zoneOf.put(country, zones.zone(country));
        }
        return s.done(new ContactSettings(hours[0], hours[1], Collections.unmodifiableMap(zoneOf)));
    }

    private static int[] actionHours(SettingsSection s, String text) {
        Matcher hours = HOURS.matcher(text.strip());
        if (hours.matches()) {
            int from = minutes(hours.group(1), hours.group(2));
            int to = minutes(hours.group(3), hours.group(4));
            int firstWhole = (from + HOUR - 1) / HOUR * HOUR;
            if (to <= DAY && firstWhole + HOUR <= to) return new int[] {from, to};
        }
        s.problem("action-hours", "must be HH:mm-HH:mm within one day, an hour at least, such as 08:00-20:00");
        return new int[] {0, DAY};
    }

    private static int minutes(String hour, String minute) {
        return Integer.parseInt(hour) * HOUR + Integer.parseInt(minute);
    }
}
