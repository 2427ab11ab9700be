package org.jejak.pipeline.job;

import java.sql.Timestamp;
import java.time.LocalDate;
import org.jejak.channel.ChannelClassifier;
import org.jejak.channel.ReferrerClassifier;
import org.jejak.config.Settings;

/**
 * One run: the logical date, the settings, and whether it is about everything. Jobs get all this from here and nothing from
 * anywhere else; there is no clock.
 *
 * @param settings settings
 * @param date logical date
 * @param full whether everything is recomputed, not only what new data touched
 * @param delivery what ingest takes in; null where no files are read
 */
public record Run(Settings settings, LocalDate date, boolean full, Delivery delivery) {

    /** Decides acquisition channels by these settings. */
    public ChannelClassifier channels() {
        return new ChannelClassifier(settings.channels(), new ReferrerClassifier(settings.referrers()));
    }

    /** Whether this is one job by itself, which takes in nothing and is handed no keys. */
    public boolean isOfOneJob() {
        return delivery == null;
    }

    /** The moment the logical date is over in the business zone. */
    public Timestamp asOf() {
        return Timestamp.from(date.plusDays(1).atStartOfDay(settings.zone()).toInstant());
    }
}
