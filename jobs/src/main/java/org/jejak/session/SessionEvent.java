package org.jejak.session;

import java.sql.Date;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;

/**
 * One interaction as the session builder sees it.
 *
 * @param streamId what is cut into sessions
 * @param at when, microseconds since 1970 UTC
 * @param businessDate day in the business zone
 * @param userId account, or null
 * @param campaign source, medium and name joined, or null when nothing is known
 */
record SessionEvent(
        Row row,
        String streamId,
        String interactionId,
        String kind,
        Timestamp occurredAt,
        long at,
        Date businessDate,
        String userId,
        String campaign) {

    static long micros(Timestamp t) {
        return Math.floorDiv(t.getTime(), 1000L) * 1_000_000L + t.getNanos() / 1_000;
    }
}
