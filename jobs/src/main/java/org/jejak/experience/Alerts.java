package org.jejak.experience;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ReplyRule.Reply;
import org.jejak.table.AggCxAlert;
import org.jejak.table.RowBuilder;

/** Alarms: complaints that spread, checkouts that fail, replies that take too long. */
public final class Alerts {
    /** An answer to the NPS question at most this far up the scale is a detractor's. */
    private static final double DETRACTOR = 0.6 + 1e-9;

    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final List<Row> rows = new ArrayList<>();

    private Alerts(ExperienceData data, ExperienceSettings settings) {
        this.data = data;
        this.settings = settings;
    }

    /**
     * Rows of {@link AggCxAlert}.
     *
     * @param lastDay the last day that is over
     */
    public static List<Row> rows(ExperienceData data, ExperienceSettings settings, LocalDate lastDay) {
        Alerts alerts = new Alerts(data, settings);
        Stream.concat(
                        data.episodes().stream().map(e -> e.openedDate),
                        data.answers().stream().map(a -> a.date))
                .min(LocalDate::compareTo)
                .ifPresent(first -> {
                    alerts.complaints(first, lastDay);
                    alerts.outages(first, lastDay);
                });
        alerts.slowReplies();
        return alerts.rows;
    }

    private void complaints(LocalDate first, LocalDate last) {
        DailyAnomalyDetector days = new DailyAnomalyDetector(first, last, settings.alerts(), true);
        for (ContactEpisode e : data.episodes()) if (e.kind.equals("complaint")) days.add(e.openedDate, true);
        for (SurveyAnswer a : data.answers())
            if (a.question.equals("nps") && a.share <= DETRACTOR) days.add(a.date, true);
        for (DailyAnomalyDetector.Alarm a : days.alarms()) {
            String message = String.format(
                    Locale.ROOT,
                    "%d negative mentions and detractors on %s, where %.1f were to be expected.",
                    a.events(),
                    dates(a.first(), a.last()),
                    a.expected());
            add(
                    "complaint_spread",
                    "social and survey",
                    message,
                    "count",
                    a.events(),
                    a.expected(),
                    a.pValue(),
                    a.events(),
                    a.first(),
                    a.last());
        }
    }

    private void outages(LocalDate first, LocalDate last) {
        DailyAnomalyDetector days = new DailyAnomalyDetector(first, last, settings.alerts(), false);
        for (ContactEpisode e : data.episodes()) if (e.isCheckout()) days.add(e.openedDate, e.failures > 0);
        for (DailyAnomalyDetector.Alarm a : days.alarms()) {
            String message = String.format(
                    Locale.ROOT,
                    "%d of %.0f checkouts failed on %s, where %.1f were to be expected.",
                    a.events(),
                    a.exposure(),
                    dates(a.first(), a.last()),
                    a.expected());
            add(
                    "outage",
                    "self_service",
                    message,
                    "share",
                    a.events() / a.exposure(),
                    a.expected() / a.exposure(),
                    a.pValue(),
                    a.events(),
                    a.first(),
                    a.last());
        }
    }

    private void slowReplies() {
        EpisodeScores scores = new EpisodeScores(settings, data.episodes(), data.asOf());
        TreeMap<String, SlowResponseDetector> channels = new TreeMap<>();
        for (ContactEpisode e : data.episodes()) {
            Reply reply = scores.reply(e);
            if (!e.isDesk() || reply != Reply.HUMAN && reply != Reply.NEVER) continue;
            double seconds = reply == Reply.HUMAN
                    ? scores.replySeconds(e)
                    : (double) scores.limit(e).toSeconds();
            channels.computeIfAbsent(e.contactChannel, c -> new SlowResponseDetector(settings.alerts()))
                    .add(e.openedDate, seconds / 3600);
        }
        channels.forEach((channel, weeks) -> weeks.alarms().forEach(a -> {
            String message = String.format(
                    Locale.ROOT,
                    "Replies by %s to contacts of %s took %.1f hours (geometric mean of %d), where %.1f were to be expected.",
                    channel,
                    dates(a.first(), a.last()),
                    a.hours(),
                    a.contacts(),
                    a.usualHours());
            add(
                    "slow_replies",
                    channel,
                    message,
                    "hours",
                    a.hours(),
                    a.usualHours(),
                    a.pValue(),
                    a.contacts(),
                    a.first(),
                    a.last());
        }));
    }

    private void add(
            String type,
            String subject,
            String message,
            String unit,
            double observed,
            double expected,
            double p,
            long events,
            LocalDate first,
            LocalDate last) {
        rows.add(new RowBuilder(AggCxAlert.TABLE)
                .set(AggCxAlert.ALERT_ID, String.join("|", type, subject, first.toString()))
                .set(AggCxAlert.ALERT_TYPE, type)
                .set(AggCxAlert.SUBJECT, subject)
                .set(AggCxAlert.MESSAGE, message)
                .set(AggCxAlert.UNIT, unit)
                .set(AggCxAlert.OBSERVED, observed)
                .set(AggCxAlert.EXPECTED, expected)
                .set(AggCxAlert.P_VALUE, p)
                .set(AggCxAlert.EVENT_COUNT, events)
                .set(AggCxAlert.FIRST_DATE, Date.valueOf(first))
                .set(AggCxAlert.LAST_DATE, Date.valueOf(last))
                .row());
    }

    private static String dates(LocalDate first, LocalDate last) {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
