package org.jejak.audience;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.*;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.TagSettings;

/** What is known of one customer at the logical date, gathered from rows of the tables. */
final class CustomerToday implements CustomerFacts {
    private final AudienceSettings audience;
    private final LocalDate date;
    private final Map<String, Object> traits = new HashMap<>();
    private final Set<String> tags = new HashSet<>();
    private final Map<String, Double> points = new HashMap<>();
    private final Map<String, String> bands = new HashMap<>();
    private final Map<String, ConsentStanding> consents = new HashMap<>();
    private final ActivityHistory history = new ActivityHistory();
    private final Set<String> segments = new HashSet<>();

    CustomerToday(AudienceSettings audience, LocalDate date) {
        this.audience = audience;
        this.date = date;
    }

    void addTraits(Map<String, ?> values) {
        values.forEach((name, value) -> traits.put(name, value instanceof Date day ? day.toLocalDate() : value));
    }

    /** @param tag as in fact_customer_tag, with the value where each value is a tag; its name alone is then held as well */
    void addTag(String tag) {
        tags.add(tag);
        int end = tag.indexOf(TagSettings.SEPARATOR);
        if (end > 0) tags.add(tag.substring(0, end));
    }

    void addScore(String score, Double itsPoints, String band) {
        points.put(score, itsPoints);
        bands.put(score, band);
    }

    /** Purposes that the settings do not have any more are passed over. */
    void addConsent(String purpose, String state, LocalDate since, LocalDate lastActive) {
        ConsentSettings consent = audience.consents().get(purpose);
        if (consent != null) consents.put(purpose, ConsentStanding.of(consent, state, since, lastActive, date));
    }

    void addEvents(String activity, String value, LocalDate day, long count) {
        history.add(activity, new ActivityHistory.Day((int) day.toEpochDay(), value, count, null, 0, 0));
    }

    /** Segments are asked in an order in which each comes after those that it asks about. */
    void addSegment(String segment) {
        segments.add(segment);
    }

    /** What the customer did, as far as it was added. */
    ActivityHistory history() {
        return history;
    }

    @Override
    public Object trait(String name) {
        return traits.get(name);
    }

    @Override
    public long did(String activity, String value, Duration within) {
        return history.count(activity, value, within == null ? null : (int) within.toDays(), (int) date.toEpochDay());
    }

    @Override
    public boolean hasTag(String name, String value) {
        return tags.contains(value == null ? name : name + TagSettings.SEPARATOR + value);
    }

    @Override
    public boolean isIn(String segment) {
        return segments.contains(segment);
    }

    @Override
    public Double points(String score) {
        return points.get(score);
    }

    @Override
    public String band(String score) {
        return bands.get(score);
    }

    /** Without a row nothing was ever said. */
    @Override
    public ConsentStanding consent(String purpose) {
        return consents.getOrDefault(
                purpose, ConsentStanding.of(audience.consents().get(purpose), null, null, null, date));
    }
}
