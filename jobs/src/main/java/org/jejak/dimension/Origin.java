package org.jejak.dimension;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.*;
import org.jejak.config.Settings;
import org.jejak.table.*;

/** What the gold tables are about. */
public final class Origin {
    private Origin() {}

    /**
     * The row of {@link About}.
     *
     * @param sessions all rows of {@link FactSessions}
     * @param version version of jejak
     */
    public static List<Row> rows(Dataset<Row> sessions, Settings settings, LocalDate date, String version) {
        Row days = sessions.agg(min(FactSessions.STARTED_DATE.col()), max(FactSessions.STARTED_DATE.col()))
                .first();
        return List.of(new RowBuilder(About.TABLE)
                .set(About.BRAND, settings.report().brand())
                .set(About.CURRENCY_CODE, settings.baseCurrency())
                .set(About.TIME_ZONE, settings.zone().getId())
                .set(About.CODE_VERSION, version)
                .set(About.LOGICAL_DATE, Date.valueOf(date))
                .set(About.FIRST_DATE, days.getDate(0))
                .set(About.LAST_DATE, days.getDate(1))
                .row());
    }
}
