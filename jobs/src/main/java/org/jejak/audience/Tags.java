package org.jejak.audience;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jejak.audience.ActivityHistory.Day;
import org.jejak.config.TagSettings;
import org.jejak.table.CustomerActivity;
import org.jejak.table.FactCustomerTag;
import org.jejak.table.RowBuilder;

/** The tags that one customer holds: rows of {@link FactCustomerTag}. Plain Java, no Spark. */
final class Tags {
    private Tags() {}

    /**
     * Rows of one customer.
     *
     * @param isAllowed whether a purpose is granted at the date, for sensitive tags
     * @param date days since 1970
     */
    static List<Row> rows(
            String customer,
            ActivityHistory history,
            Collection<TagSettings> tags,
            TagShares shares,
            Predicate<String> isAllowed,
            int date) {
        List<Row> rows = new ArrayList<>();
        for (TagSettings tag : tags) {
            List<Day> days = history.of(tag.of());
            if (days.isEmpty() || tag.sensitive() && !isAllowed.test(tag.purpose())) continue;
            Map<String, Double> strengths = null;
            for (Map.Entry<String, List<Day>> own : byValue(tag, days).entrySet()) {
                Optional<TagSpan> span =
                        TagSpan.at(date, own.getValue(), tag.atLeast(), days(tag.within()), days(tag.keep()));
                if (span.isEmpty()) continue;
                if (strengths == null) strengths = shares.strengths(tag, days, date);
                rows.add(row(customer, tag, own.getKey(), span.get(), strengths, shares));
            }
        }
        return rows;
    }

    private static int days(Duration duration) {
        return (int) duration.toDays();
    }

    /** The events that may earn the tag, by value; under {@link CustomerActivity#NO_VALUE} where every value does. */
    private static SortedMap<String, List<Day>> byValue(TagSettings tag, List<Day> days) {
        SortedMap<String, List<Day>> byValue = new TreeMap<>();
        for (Day day : days) {
            if (tag.value() != null && !tag.value().equals(day.value())) continue;
            if (tag.eachValue() && !day.hasValue()) continue;
            boolean isOfValue = tag.eachValue() || tag.value() != null;
            byValue.computeIfAbsent(isOfValue ? day.value() : CustomerActivity.NO_VALUE, v -> new ArrayList<>())
                    .add(day);
        }
        return byValue;
    }

    private static Row row(
            String customer,
            TagSettings tag,
            String value,
            TagSpan span,
            Map<String, Double> strengths,
            TagShares shares) {
        boolean isOfEvery = !tag.eachValue() && tag.value() == null;
        double strength = isOfEvery ? 1 : strengths.get(value);
        return new RowBuilder(FactCustomerTag.TABLE)
                .set(FactCustomerTag.CUSTOMER_ID, customer)
                .set(FactCustomerTag.TAG, tag.tag(value))
                .set(FactCustomerTag.ACTIVITY, tag.of())
                .set(FactCustomerTag.VALUE, value)
                .set(FactCustomerTag.EVENT_COUNT, span.count())
                .set(FactCustomerTag.STRENGTH, strength)
                .set(FactCustomerTag.INDEX, isOfEvery ? 1.0 : strength / shares.share(tag, value))
                .set(FactCustomerTag.IS_SENSITIVE, tag.sensitive())
                .set(FactCustomerTag.SINCE_DATE, Date.valueOf(LocalDate.ofEpochDay(span.since())))
                .set(FactCustomerTag.UNTIL_DATE, Date.valueOf(LocalDate.ofEpochDay(span.until())))
                .row();
    }
}
