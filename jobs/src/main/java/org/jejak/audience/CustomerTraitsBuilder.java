package org.jejak.audience;

import java.io.Serializable;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.AudienceSettings;
import org.jejak.config.ConsentSettings;
import org.jejak.config.TraitSettings;
import org.jejak.table.*;
import scala.jdk.javaapi.CollectionConverters;

/** Makes the rows of one customer in {@link Traits#TABLES}. Plain Java, no Spark. */
final class CustomerTraitsBuilder implements Serializable {
    private final AudienceSettings audience;
    private final ZoneId zone;
    private final LocalDate date;
    private final TagShares shares;
    private final List<TraitSettings> columns;

    /**
     * @param zone business zone
     * @param date logical date
     * @param shares shares of all customers
     */
    CustomerTraitsBuilder(AudienceSettings audience, ZoneId zone, LocalDate date, TagShares shares) {
        this.audience = audience;
        this.zone = zone;
        this.date = date;
        this.shares = shares;
        this.columns = Traits.columns(audience);
    }

    /** How a consent stands at the date; a row of a purpose that the settings do not have any more is as if it were not there. */
    ConsentStanding standing(String purpose, String state, Instant since, Instant lastActive) {
        ConsentSettings consent = audience.consents().get(purpose);
        return consent == null
                ? ConsentStanding.NEVER_GRANTED
                : ConsentStanding.of(consent, state, day(since), day(lastActive), date);
    }

    private LocalDate day(Instant at) {
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    /**
     * The rows of one customer: an array for each of {@link Traits#TABLES}.
     *
     * @param texts values of the traits that are columns, in their order; null for none
     * @param consents how the consents stand of which there is a row
     */
    Row rows(
            String customer,
            String country,
            List<String> texts,
            ActivityHistory history,
            Map<String, ConsentStanding> consents) {
        SortedMap<String, Object> traits = traits(texts, history);
        boolean isObjected = consents.get(ConsentSettings.PROFILING) == ConsentStanding.WITHDRAWN;
        List<Row> tags = isObjected
                ? List.of()
                : Tags.rows(
                        customer, history, audience.tags().values(), shares, purpose -> holds(purpose, consents), (int)
                                date.toEpochDay());
        return RowFactory.create(
                new Row[] {row(customer, country, traits)}, published(customer, traits), tags.toArray(Row[]::new));
    }

    private boolean holds(String purpose, Map<String, ConsentStanding> consents) {
        ConsentStanding standing = consents.get(purpose);
        return standing == null ? !audience.consents().get(purpose).optIn() : standing.holds();
    }

    /** Values of all traits that have one, by name: Double, String or LocalDate. */
    private SortedMap<String, Object> traits(List<String> texts, ActivityHistory history) {
        SortedMap<String, Object> traits = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++)
            if (texts.get(i) != null) traits.put(columns.get(i).name(), value(columns.get(i), texts.get(i)));
        for (TraitSettings trait : audience.traits().values()) {
            if (trait.column() != null) continue;
            Object value = TraitMeasure.of(trait, history, (int) date.toEpochDay());
            if (value != null) traits.put(trait.name(), value);
        }
        return traits;
    }

    private static Object value(TraitSettings trait, String text) {
        return switch (trait.kind()) {
            case NUMBER -> Double.valueOf(text);
            case DATE -> LocalDate.parse(text);
            case TEXT -> text;
        };
    }

    private Row row(String customer, String country, SortedMap<String, Object> traits) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Date> dates = new LinkedHashMap<>();
        traits.forEach((name, value) -> {
            if (value instanceof Double number) numbers.put(name, number);
            else if (value instanceof LocalDate day) dates.put(name, Date.valueOf(day));
            else texts.put(name, value.toString());
        });
        return new RowBuilder(CustomerTraits.TABLE)
                .set(CustomerTraits.CUSTOMER_ID, customer)
                .set(
                        CustomerTraits.TIME_ZONE,
                        audience.contact().zones().getOrDefault(country, zone).getId())
                .set(CustomerTraits.NUMBERS, CollectionConverters.asScala(numbers))
                .set(CustomerTraits.TEXTS, CollectionConverters.asScala(texts))
                .set(CustomerTraits.DATES, CollectionConverters.asScala(dates))
                .set(CustomerTraits.AS_OF_DATE, Date.valueOf(date))
                .row();
    }

    private Row[] published(String customer, SortedMap<String, Object> traits) {
        RowBuilder builder = new RowBuilder(FactCustomerTrait.TABLE);
        List<Row> rows = new ArrayList<>();
        traits.forEach((name, value) -> {
            if (!audience.traits().get(name).publish()) return;
            rows.add(builder.set(FactCustomerTrait.CUSTOMER_ID, customer)
                    .set(FactCustomerTrait.TRAIT, name)
                    .set(FactCustomerTrait.TEXT, value instanceof String ? value : null)
                    .set(FactCustomerTrait.NUMBER, value instanceof Double ? value : null)
                    .set(FactCustomerTrait.DATE, value instanceof LocalDate day ? Date.valueOf(day) : null)
                    .set(FactCustomerTrait.AS_OF_DATE, Date.valueOf(date))
                    .row());
        });
        return rows.toArray(Row[]::new);
    }
}
