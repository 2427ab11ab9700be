package org.jejak.experience;

import java.sql.Date;
import java.time.LocalDate;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.EpisodeScores.Score;
import org.jejak.experience.ReplyRule.Reply;
import org.jejak.statistics.Intervals;
import org.jejak.statistics.KaplanMeier;
import org.jejak.table.*;

/** How fast and how completely tickets and chats are answered, by channel, topic and month, against how satisfied people are. */
public final class ResponseQuality {
    /** What contacts are grouped by; (all) where they are not. */
    private record Group(String channel, String topic, String period) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int c = channel.compareTo(other.channel);
            if (c == 0) c = topic.compareTo(other.topic);
            return c == 0 ? period.compareTo(other.period) : c;
        }
    }

    private final ExperienceData data;
    private final ExperienceSettings settings;
    private final EpisodeScores scores;
    private final Map<String, Double> satisfaction;

    private ResponseQuality(ExperienceData data, ExperienceSettings settings) {
        this.data = data;
        this.settings = settings;
        this.scores = new EpisodeScores(settings, data.episodes(), data.asOf());
        this.satisfaction = satisfaction(data.answers());
    }

    /** Rows of {@link AggResponseQuality}. */
    public static List<Row> rows(ExperienceData data, ExperienceSettings settings) {
        ResponseQuality quality = new ResponseQuality(data, settings);
        Map<Group, List<ContactEpisode>> groups = new TreeMap<>();
        groups.put(new Group(CxCell.ALL, CxCell.ALL, CxCell.ALL), new ArrayList<>());
        for (ContactEpisode e : data.episodes()) {
            if (!e.isDesk()) continue;
            String month = e.openedDate.toString().substring(0, 7);
            for (int narrowed = 0; narrowed < 8; narrowed++) {
                Group group = new Group(
                        (narrowed & 1) > 0 ? e.contactChannel : CxCell.ALL,
                        (narrowed & 2) > 0 ? e.topic : CxCell.ALL,
                        (narrowed & 4) > 0 ? month : CxCell.ALL);
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(e);
            }
        }
        return groups.entrySet().stream()
                .map(g -> quality.row(g.getKey(), g.getValue()))
                .toList();
    }

    /** Mean of the answers about each contact, 0 to 1, by contact. */
    static Map<String, Double> satisfaction(List<SurveyAnswer> answers) {
        Map<String, double[]> sums = new HashMap<>();
        for (SurveyAnswer a : answers) {
            if (a.contactId == null) continue;
            double[] sum = sums.computeIfAbsent(a.contactId, k -> new double[2]);
            sum[0] += a.share;
            sum[1]++;
        }
        Map<String, Double> means = new HashMap<>();
        sums.forEach((contact, sum) -> means.put(contact, sum[0] / sum[1]));
        return means;
    }

    private Row row(Group group, List<ContactEpisode> contacts) {
        Map<Reply, Long> replies = new HashMap<>();
        contacts.forEach(e -> replies.merge(scores.reply(e), 1L, Long::sum));
        RowBuilder row = new RowBuilder(AggResponseQuality.TABLE)
                .set(AggResponseQuality.CONTACT_CHANNEL, group.channel)
                .set(AggResponseQuality.TOPIC, group.topic)
                .set(AggResponseQuality.PERIOD, group.period)
                .set(AggResponseQuality.CONTACT_COUNT, (long) contacts.size())
                .set(AggResponseQuality.REPLIED_COUNT, replies.getOrDefault(Reply.HUMAN, 0L))
                .set(AggResponseQuality.NEVER_ANSWERED_COUNT, replies.getOrDefault(Reply.NEVER, 0L))
                .set(AggResponseQuality.PENDING_COUNT, replies.getOrDefault(Reply.PENDING, 0L))
                .set(AggResponseQuality.BOT_COUNT, replies.getOrDefault(Reply.BOT, 0L))
                .set(AggResponseQuality.UNKNOWN_COUNT, replies.getOrDefault(Reply.UNKNOWN, 0L))
                .set(
                        AggResponseQuality.MONTH,
                        group.period.equals(CxCell.ALL) ? null : Date.valueOf(LocalDate.parse(group.period + "-01")));
        int show = settings.index().show();
        boolean isShown = contacts.size() >= show;
        row.set(
                AggResponseQuality.STATUS,
                !isShown ? "too_few" : contacts.size() >= settings.index().compare() ? "comparable" : "shown");
        satisfied(row, contacts, show);
        if (isShown) figures(row, contacts);
        return row.row();
    }

    private void figures(RowBuilder row, List<ContactEpisode> contacts) {
        List<ContactEpisode> watched = contacts.stream()
                .filter(e -> scores.reply(e) != Reply.BOT && scores.reply(e) != Reply.UNKNOWN)
                .toList();
        KaplanMeier reply = duration(watched, e -> e.humanReplyAt);
        row.set(AggResponseQuality.MEDIAN_REPLY_MINUTES, orNull(reply.quantile(0.5), 60))
                .set(AggResponseQuality.P90_REPLY_MINUTES, orNull(reply.quantile(0.9), 60))
                .set(
                        AggResponseQuality.MEDIAN_RESOLUTION_HOURS,
                        orNull(duration(contacts, e -> e.resolvedAt).quantile(0.5), 3600))
                .set(AggResponseQuality.TIMELINESS, mean(contacts, scores::timeliness))
                .set(AggResponseQuality.COMPLETENESS, mean(contacts, scores::completeness))
                .set(AggResponseQuality.RESOLVED_SHARE, mean(contacts, scores::resolved))
                .set(AggResponseQuality.FIRST_CONTACT_RESOLUTION, mean(contacts, scores::firstContactResolution));
        List<Double> within = known(contacts, scores::withinTarget);
        if (within.size() >= settings.index().show()) {
            double share = mean(within);
            Intervals.Interval interval = Intervals.wilson(
                    share, within.size(), settings.index().interval().level());
            row.set(AggResponseQuality.WITHIN_TARGET_SHARE, share)
                    .set(AggResponseQuality.WITHIN_TARGET_LOW, interval.low())
                    .set(AggResponseQuality.WITHIN_TARGET_HIGH, interval.high());
        }
        long answered =
                contacts.stream().filter(e -> satisfaction.containsKey(e.id)).count();
        row.set(AggResponseQuality.RESPONSE_RATE, answered / (double) contacts.size());
    }

    private void satisfied(RowBuilder row, List<ContactEpisode> contacts, int show) {
        List<Double> in = new ArrayList<>();
        List<Double> beyond = new ArrayList<>();
        for (ContactEpisode e : contacts) {
            Score within = scores.withinTarget(e);
            Double mean = satisfaction.get(e.id);
            if (mean == null || !within.isKnown()) continue;
            (within.value() == 1 ? in : beyond).add(mean);
        }
        row.set(AggResponseQuality.IN_TARGET_ANSWER_COUNT, (long) in.size())
                .set(AggResponseQuality.BEYOND_TARGET_ANSWER_COUNT, (long) beyond.size())
                .set(AggResponseQuality.SATISFACTION_IN_TARGET, in.size() >= show ? mean(in) : null)
                .set(AggResponseQuality.SATISFACTION_BEYOND_TARGET, beyond.size() >= show ? mean(beyond) : null);
    }

    private KaplanMeier duration(List<ContactEpisode> contacts, Function<ContactEpisode, java.time.Instant> end) {
        double[] seconds = new double[contacts.size()];
        boolean[] ended = new boolean[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            ContactEpisode e = contacts.get(i);
            ended[i] = end.apply(e) != null;
            seconds[i] = Math.max(0, EpisodeScores.seconds(e.openedAt, ended[i] ? end.apply(e) : data.asOf()));
        }
        return KaplanMeier.of(seconds, ended);
    }

    /** The mean of what is known; null if that is too few. */
    private Double mean(List<ContactEpisode> contacts, Function<ContactEpisode, Score> score) {
        List<Double> values = known(contacts, score);
        return values.size() >= settings.index().show() ? mean(values) : null;
    }

    private static List<Double> known(List<ContactEpisode> contacts, Function<ContactEpisode, Score> score) {
        return contacts.stream()
                .map(score)
                .filter(Score::isKnown)
                .map(Score::value)
                .toList();
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum / values.size();
    }

    private static Double orNull(OptionalDouble seconds, double unit) {
        return seconds.isPresent() ? seconds.getAsDouble() / unit : null;
    }
}
