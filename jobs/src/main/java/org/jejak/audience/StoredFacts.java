package org.jejak.audience;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.TagSettings;
import org.jejak.table.*;

/** What the tables say of one customer at the logical date of the last night: the facts, and the rows that words are made from. */
public final class StoredFacts {
    private final AudienceSettings audience;
    private final ZoneId zone;
    private final LocalDate date;
    private final CustomerToday today;
    private final Map<String, Row> tags = new TreeMap<>();
    private final Map<String, Row> scores = new TreeMap<>();
    private final Map<String, Row> consents = new TreeMap<>();

    /**
     * Takes in the customer's rows.
     *
     * @param zone business zone
     * @param traits the customer's row of customer_traits
     */
    public StoredFacts(AudienceSettings audience, ZoneId zone, Row traits) {
        this.audience = audience;
        this.zone = zone;
        this.date = day(traits, CustomerTraits.AS_OF_DATE);
        this.today = new CustomerToday(audience, date);
        for (Field kind : List.of(CustomerTraits.NUMBERS, CustomerTraits.TEXTS, CustomerTraits.DATES)) {
            Map<String, ?> values = traits.getJavaMap(traits.fieldIndex(kind.name()));
            if (values != null) today.addTraits(values);
        }
    }

    /** Adds the customer's rows of customer_activity. */
    public StoredFacts activity(List<Row> rows) {
        for (Row row : rows)
            today.addEvents(
                    text(row, CustomerActivity.ACTIVITY),
                    text(row, CustomerActivity.VALUE),
                    day(row, CustomerActivity.BUSINESS_DATE),
                    row.<Long>getAs(CustomerActivity.EVENT_COUNT.name()));
        return this;
    }

    /** Adds the customer's rows of fact_customer_tag. */
    public StoredFacts tags(List<Row> rows) {
        for (Row row : rows) {
            tags.put(text(row, FactCustomerTag.TAG), row);
            today.addTag(text(row, FactCustomerTag.TAG));
        }
        return this;
    }

    /** Adds the customer's rows of fact_customer_score. */
    public StoredFacts scores(List<Row> rows) {
        for (Row row : rows) {
            scores.put(text(row, FactCustomerScore.SCORE), row);
            today.addScore(
                    text(row, FactCustomerScore.SCORE),
                    row.getAs(FactCustomerScore.POINTS.name()),
                    text(row, FactCustomerScore.BAND));
        }
        return this;
    }

    /** Adds the customer's rows of fact_consent. */
    public StoredFacts consents(List<Row> rows) {
        for (Row row : rows) {
            consents.put(text(row, FactConsent.PURPOSE), row);
            today.addConsent(
                    text(row, FactConsent.PURPOSE),
                    text(row, FactConsent.STATE),
                    businessDay(row, FactConsent.SINCE_AT),
                    businessDay(row, FactConsent.LAST_ACTIVE_AT));
        }
        return this;
    }

    /** Adds the customer's rows of fact_segment_member. */
    public StoredFacts segments(List<Row> rows) {
        for (Row row : rows) today.addSegment(text(row, FactSegmentMember.SEGMENT));
        return this;
    }

    /** The logical date. */
    public LocalDate date() {
        return date;
    }

    /** The facts, for conditions. */
    CustomerToday today() {
        return today;
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
    Row consent(String purpose) {
        return consents.get(purpose);
    }

    /** Whether the purpose profiling is withdrawn, so that there are no tags and no scores. */
    boolean isObjected() {
        return audience.consents().containsKey(ConsentSettings.PROFILING)
                && today.consent(ConsentSettings.PROFILING) == ConsentStanding.WITHDRAWN;
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
