package org.jejak.audience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.*;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.TagSettings;
import org.jejak.table.*;

/** What the tables say of one customer at the logical date of the last night. */
public final class StoredFacts implements CustomerFacts {
    private final AudienceSettings audience;
    private final ZoneId zone;
    private final Row traits;
    private final LocalDate date;
    private final ActivityHistory history = new ActivityHistory();
    private final Map<String, Row> tags = new TreeMap<>();
    private final Map<String, Row> scores = new TreeMap<>();
    private final Map<String, Row> consents = new TreeMap<>();
    private final Set<String> segments = new TreeSet<>();

    /**
     * Takes in the customer's rows.
     *
     * @param zone business zone
     * @param traits the customer's row of customer_traits
     */
    public StoredFacts(AudienceSettings audience, ZoneId zone, Row traits) {
        this.audience = audience;
        this.zone = zone;
        this.traits = traits;
        this.date = day(traits, CustomerTraits.AS_OF_DATE);
    }

    /** Adds the customer's rows of customer_activity. */
    public StoredFacts activity(List<Row> rows) {
        for (Row row : rows)
            history.add(
                    text(row, CustomerActivity.ACTIVITY),
                    new ActivityHistory.Day(
                            Math.toIntExact(
                                    day(row, CustomerActivity.BUSINESS_DATE).toEpochDay()),
                            text(row, CustomerActivity.VALUE),
                            row.<Long>getAs(CustomerActivity.EVENT_COUNT.name()),
                            null,
                            0,
                            0));
        return this;
    }

    /** Adds the customer's rows of fact_customer_tag. */
    public StoredFacts tags(List<Row> rows) {
        for (Row row : rows) tags.put(text(row, FactCustomerTags.TAG), row);
        return this;
    }

    /** Adds the customer's rows of fact_customer_score. */
    public StoredFacts scores(List<Row> rows) {
        for (Row row : rows) scores.put(text(row, FactCustomerScores.SCORE), row);
        return this;
    }

    /** Adds the customer's rows of fact_consent. */
    public StoredFacts consents(List<Row> rows) {
        for (Row row : rows) consents.put(text(row, FactConsents.PURPOSE), row);
        return this;
    }

    /** Adds the customer's rows of fact_segment_member. */
    public StoredFacts segments(List<Row> rows) {
        for (Row row : rows) segments.add(text(row, FactSegmentMembers.SEGMENT));
        return this;
    }

    /** The logical date. */
    public LocalDate date() {
        return date;
    }

    /** What the customer did. */
    ActivityHistory history() {
        return history;
    }

    /** The customer's row of fact_customer_tag for a tag by its name there; null if it is not held. */
    Row tag(String tag) {
        return tags.get(tag);
    }

    /** Names of the held tags as tables have them that a tag of the settings makes, sorted. */
    List<String> held(TagSettings tag) {
        if (!tag.eachValue()) return tags.containsKey(tag.name()) ? List.of(tag.name()) : List.of();
        return tags.keySet().stream()
                .filter(name -> name.startsWith(tag.tag("")))
                .toList();
    }

    /** The customer's row of fact_customer_score; null if there is none. */
    Row score(String score) {
        return scores.get(score);
    }

    /** The customer's row of fact_consent; null if there is none. */
    Row consentRow(String purpose) {
        return consents.get(purpose);
    }

    @Override
    public Object trait(String name) {
        for (Field kind : List.of(CustomerTraits.NUMBERS, CustomerTraits.TEXTS)) {
            Object value = map(kind).get(name);
            if (value != null) return value;
        }
        Date day = (Date) map(CustomerTraits.DATES).get(name);
        return day == null ? null : day.toLocalDate();
    }

    private Map<String, ?> map(Field kind) {
        Map<String, ?> map = traits.getJavaMap(traits.fieldIndex(kind.name()));
        return map == null ? Map.of() : map;
    }

    @Override
    public long did(String activity, String value, Duration within) {
        Integer days = within == null ? null : Math.toIntExact(within.toDays());
        return history.count(activity, value, days, Math.toIntExact(date.toEpochDay()));
    }

    @Override
    public boolean hasTag(String name, String value) {
        TagSettings tag = audience.tags().get(name);
        return value == null ? !held(tag).isEmpty() : tags.containsKey(tag.tag(value));
    }

    @Override
    public boolean isIn(String segment) {
        return segments.contains(segment);
    }

    @Override
    public Double points(String score) {
        return scores.containsKey(score) ? scores.get(score).getAs(FactCustomerScores.POINTS.name()) : null;
    }

    @Override
    public String band(String score) {
        return scores.containsKey(score) ? text(scores.get(score), FactCustomerScores.BAND) : null;
    }

    @Override
    public ConsentStanding consent(String purpose) {
        ConsentSettings consent = audience.consents().get(purpose);
        Row row = consents.get(purpose);
        if (row == null) return ConsentStanding.of(consent, null, null, null, date);
        return ConsentStanding.of(
                consent,
                text(row, FactConsents.STATE),
                businessDay(row, FactConsents.SINCE_AT),
                businessDay(row, FactConsents.LAST_ACTIVE_AT),
                date);
    }

    /** Whether the purpose profiling is withdrawn, so that there are no tags and no scores. */
    boolean isObjected() {
        return audience.consents().containsKey(ConsentSettings.PROFILING)
                && consent(ConsentSettings.PROFILING) == ConsentStanding.WITHDRAWN;
    }

    /** Day of a moment in the business zone; null if there is none. */
    LocalDate businessDay(Row row, Field field) {
        Timestamp at = row.getAs(field.name());
        return at == null ? null : at.toInstant().atZone(zone).toLocalDate();
    }

    /** Value of a column of texts. */
    static String text(Row row, Field field) {
        return row.getAs(field.name());
    }

    /** Value of a column of dates; null where it is null. */
    static LocalDate day(Row row, Field field) {
        Date day = row.getAs(field.name());
        return day == null ? null : day.toLocalDate();
    }
}
