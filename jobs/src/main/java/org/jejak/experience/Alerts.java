package org.jejak.experience;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.ReplyRule.Reply;
import org.jejak.table.*;

/** Alarms: complaints that spread, checkouts that fail, replies that take too long. */
public final class Alerts {
    /** An answer to the NPS question at most this far up the scale is a detractor's. */
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
            if (a.question.equals("nps") && SurveyCuts.NPS.net(a) < 0) days.add(a.date, true);
        for (DailyAnomalyDetector.Alarm a : days.alarms())
            rows.add(alert("complaint_spread", "social and survey", a.first(), a.last(), a.events(), a.pValue())
                    .set(
                            AggCxAlert.MESSAGE,
                            text(
                                    "%d negative mentions and detractors on %s, where %.1f were to be expected.",
                                    a.events(), dates(a.first(), a.last()), a.expected()))
                    .set(AggCxAlert.UNIT, "count")
                    .set(AggCxAlert.OBSERVED, (double) a.events())
                    .set(AggCxAlert.EXPECTED, a.expected())
                    .row());
    }

    private void outages(LocalDate first, LocalDate last) {
        DailyAnomalyDetector days = new DailyAnomalyDetector(first, last, settings.alerts(), false);
        for (ContactEpisode e : data.episodes()) if (e.isCheckout()) days.add(e.openedDate, e.failures > 0);
        for (DailyAnomalyDetector.Alarm a : days.alarms())
            rows.add(alert("outage", "checkout", a.first(), a.last(), a.events(), a.pValue())
                    .set(
                            AggCxAlert.MESSAGE,
                            text(
                                    "%d of %.0f checkouts failed on %s, where %.1f were to be expected.",
                                    a.events(), a.exposure(), dates(a.first(), a.last()), a.expected()))
                    .set(AggCxAlert.UNIT, "share")
                    .set(AggCxAlert.OBSERVED, a.events() / a.exposure())
                    .set(AggCxAlert.EXPECTED, a.expected() / a.exposure())
                    .row());
    }

    /** Contacts that were never answered count as answered at the limit of their channel. */
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
        channels.forEach((channel, weeks) -> weeks.alarms()
                .forEach(a -> rows.add(alert("slow_replies", channel, a.first(), a.last(), a.contacts(), a.pValue())
                        .set(
                                AggCxAlert.MESSAGE,
                                text(
                                        "Replies by %s to contacts of %s took %.1f hours (geometric mean of %d), where"
                                                + " %.1f were to be expected.",
                                        channel, dates(a.first(), a.last()), a.hours(), a.contacts(), a.usualHours()))
                        .set(AggCxAlert.UNIT, "hours")
                        .set(AggCxAlert.OBSERVED, a.hours())
                        .set(AggCxAlert.EXPECTED, a.usualHours())
                        .row())));
    }

    private static RowBuilder alert(
            String type, String subject, LocalDate first, LocalDate last, long events, double pValue) {
        return new RowBuilder(AggCxAlert.TABLE)
                .set(AggCxAlert.ALERT_ID, String.join("|", type, subject, first.toString()))
                .set(AggCxAlert.ALERT_TYPE, type)
                .set(AggCxAlert.SUBJECT, subject)
                .set(AggCxAlert.P_VALUE, pValue)
                .set(AggCxAlert.EVENT_COUNT, events)
                .set(AggCxAlert.FIRST_DATE, Date.valueOf(first))
                .set(AggCxAlert.LAST_DATE, Date.valueOf(last));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String dates(LocalDate first, LocalDate last) {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
