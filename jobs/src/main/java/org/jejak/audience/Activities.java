package org.jejak.audience;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.*;
import org.apache.spark.sql.Row;
import org.jejak.config.ActivitySettings;
import org.jejak.table.CustomerActivity;
import org.jejak.table.RowBuilder;

/** Counts what one customer did, per activity, value and day: rows of {@link CustomerActivity}. Plain Java, no Spark. */
final class Activities {
    private static final String ORDER = "order";

    /** The first events, how many, and their amount, of one activity, value and day. */
    private static final class Day {
        private final Instant firstAt;
        private Instant lastAt;
        private long count;
        private BigDecimal amount = BigDecimal.ZERO.setScale(4);

        Day(Instant at) {
            firstAt = at;
        }

        void add(CustomerEvent event, BigDecimal more) {
            count++;
            lastAt = event.at();
            if (more != null) amount = amount.add(more);
        }
    }

    private record Key(LocalDate day, String value) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::day).thenComparing(Key::value);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private Activities() {}

    /** Columns of interactions that activities tell apart, sorted. */
    static List<String> columns(Collection<ActivitySettings> activities) {
        return activities.stream()
                .filter(a -> a.value() != null && a.property() == null)
                .map(ActivitySettings::value)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Rows of one customer. Records of one and the same order are one event: the earliest, with the revenue of the most trusted.
     *
     * @param events in order of time
     * @param revenues revenue of the customer's orders, by order
     */
    static List<Row> rows(
            String customer,
            List<CustomerEvent> events,
            Map<String, BigDecimal> revenues,
            Collection<ActivitySettings> activities) {
        List<String> columns = columns(activities);
        RowBuilder builder = new RowBuilder(CustomerActivity.TABLE);
        List<Row> rows = new ArrayList<>();
        for (ActivitySettings activity : activities)
            days(events, revenues, activity, columns)
                    .forEach((key, day) -> rows.add(row(builder, customer, activity, key, day)));
        return rows;
    }

    private static SortedMap<Key, Day> days(
            List<CustomerEvent> events,
            Map<String, BigDecimal> revenues,
            ActivitySettings activity,
            List<String> columns) {
        SortedMap<Key, Day> days = new TreeMap<>();
        Set<String> orders = new HashSet<>();
        for (CustomerEvent event : events) {
            if (!event.matches(activity.filter())) continue;
            boolean isOrder = event.type().equals(ORDER) && event.orderId() != null;
            if (isOrder && !orders.add(event.orderId())) continue;
            BigDecimal own = isOrder ? revenues.getOrDefault(event.orderId(), event.amount()) : event.amount();
            days.computeIfAbsent(new Key(event.day(), value(event, activity, columns)), k -> new Day(event.at()))
                    .add(event, activity.amount() == null ? null : own);
        }
        return days;
    }

    private static String value(CustomerEvent event, ActivitySettings activity, List<String> columns) {
        if (activity.value() == null) return CustomerActivity.NO_VALUE;
        String value = activity.property() == null
                ? event.columns().get(columns.indexOf(activity.value()))
                : event.property(activity.property());
        return value == null || value.isBlank() ? CustomerActivity.NO_VALUE : value.strip();
    }

    private static Row row(RowBuilder builder, String customer, ActivitySettings activity, Key key, Day day) {
        return builder.set(CustomerActivity.CUSTOMER_ID, customer)
                .set(CustomerActivity.ACTIVITY, activity.name())
                .set(CustomerActivity.VALUE, key.value)
                .set(CustomerActivity.EVENT_COUNT, day.count)
                .set(CustomerActivity.AMOUNT, day.amount)
                .set(CustomerActivity.BUSINESS_DATE, Date.valueOf(key.day))
                .set(CustomerActivity.BUSINESS_MONTH, Date.valueOf(key.day.withDayOfMonth(1)))
                .set(CustomerActivity.FIRST_AT, Timestamp.from(day.firstAt))
                .set(CustomerActivity.LAST_AT, Timestamp.from(day.lastAt))
                .row();
    }
}
