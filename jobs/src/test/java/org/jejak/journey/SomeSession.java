package org.jejak.journey;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.table.Field;
import org.jejak.table.Sessions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A session of one interaction for tests.
 *
 * @param number gives it its id
 * @param minute when, in minutes from 1 March 2026, UTC
 * @param touchKind visit, click, view or none
 * @param order an order of 10 that it reports, or null
 */
record SomeSession(int number, long minute, String channel, String touchKind, String order) {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    static Timestamp at(long minute) {
        return Timestamp.from(BEGIN.plusSeconds(60 * minute));
    }

    private String id() {
        return String.format("s%08d", number);
    }

    private Map<Field, Object> values() {
        Date date = new Date(at(minute).getTime());
        List<Row> conversions = new ArrayList<>();
        if (order != null)
            conversions.add(RowFactory.create(id() + "-1", "order", order, BigDecimal.TEN, date, at(minute), null));
        return Map.ofEntries(
                Map.entry(Sessions.SESSION_ID, id()),
                Map.entry(Sessions.STREAM_ID, "stream"),
                Map.entry(Sessions.SOURCE_NAME, "web"),
                Map.entry(Sessions.SOURCE_KIND, touchKind.equals("click") ? "ad" : "web"),
                Map.entry(Sessions.VISITOR_ID, "visitor"),
                Map.entry(Sessions.CONTACT_CHANNEL, "web"),
                Map.entry(Sessions.START_REASON, "first"),
                Map.entry(Sessions.IDENTIFIER_TYPE, "user_id"),
                Map.entry(Sessions.IDENTIFIER_VALUE, "someone"),
                Map.entry(Sessions.CHANNEL, channel),
                Map.entry(Sessions.CHANNEL_GROUP, channel),
                Map.entry(Sessions.CAMPAIGN_ID, "campaign " + number),
                Map.entry(Sessions.TOUCH_KIND, touchKind),
                Map.entry(Sessions.DEVICE_TYPE, "mobile"),
                Map.entry(Sessions.PLATFORM, "android"),
                Map.entry(Sessions.COUNTRY_CODE, "ID"),
                Map.entry(Sessions.LANGUAGE, "id-ID"),
                Map.entry(Sessions.SIGNALS, seq(List.of())),
                Map.entry(Sessions.INTERACTION_COUNT, 1L),
                Map.entry(Sessions.VIEW_COUNT, 1L),
                Map.entry(Sessions.DURATION_SECONDS, 0L),
                Map.entry(Sessions.IS_ENGAGED, false),
                Map.entry(Sessions.IS_PAID, false),
                Map.entry(Sessions.IS_BOT, false),
                Map.entry(Sessions.INTERACTION_IDS, seq(List.of(id() + "-1"))),
                Map.entry(Sessions.CONVERSIONS, seq(conversions)),
                Map.entry(Sessions.FUNNEL_STEPS, seq(List.of())),
                Map.entry(Sessions.STARTED_DATE, date),
                Map.entry(Sessions.MONTH, CustomerSession.monthOf(date)),
                Map.entry(Sessions.STARTED_AT, at(minute)),
                Map.entry(Sessions.ENDED_AT, at(minute)));
    }

    private static Object seq(List<?> items) {
        return CollectionConverters.asScala(items).toSeq();
    }

    CustomerSession session() {
        Map<Field, Object> values = values();
        return new CustomerSession(RowFactory.create(
                CustomerSession.COLUMNS.stream().map(values::get).toArray()));
    }

    /** As a row of {@link Sessions}. */
    Row row(long identifierKey) {
        Map<Field, Object> values = values();
        return RowFactory.create(Sessions.TABLE.fields().stream()
                .map(f -> f == Sessions.IDENTIFIER_KEY ? (Object) identifierKey : values.get(f))
                .toArray());
    }
}
