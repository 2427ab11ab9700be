package org.jejak.dimension;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.table.*;

/** What the gold tables are about. */
public final class Origin {
    private Origin() {}

    /**
     * The row of {@link About}.
     *
     * @param sessions all rows of {@link FactSessions}
     * @param brand name of the company
     * @param currency base currency
     * @param zone business zone
     * @param version version of jejak
     */
    public static List<Row> rows(
            Dataset<Row> sessions, String brand, String currency, ZoneId zone, LocalDate date, String version) {
        Row days = sessions.agg(min(FactSessions.STARTED_DATE.col()), max(FactSessions.STARTED_DATE.col()))
                .first();
        return List.of(new RowBuilder(About.TABLE)
                .set(About.BRAND, brand)
                .set(About.CURRENCY_CODE, currency)
                .set(About.TIME_ZONE, zone.getId())
                .set(About.CODE_VERSION, version)
                .set(About.LOGICAL_DATE, Date.valueOf(date))
                .set(About.FIRST_DATE, days.getDate(0))
                .set(About.LAST_DATE, days.getDate(1))
                .row());
    }
}
