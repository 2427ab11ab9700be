package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.ExperienceSettings.ReplyTarget;
import org.jejak.experience.ExperienceData.Episode;

/** What a contact was like, each figure from 0 (worst) to 1 (best), and which cannot be told yet. */
final class EpisodeScores {
    /** A figure; pending while the end is open, absent where there is nothing to tell. */
    record Score(Double value, boolean isPending) {
        static final Score PENDING = new Score(null, true);
        static final Score ABSENT = new Score(null, false);

        static Score of(double value) {
            return new Score(value, false);
        }

        static Score of(boolean yes) {
            return of(yes ? 1 : 0);
        }

        boolean isKnown() {
            return value != null;
        }
    }

    /** What became of a ticket or chat. */
    enum Reply {
        HUMAN,
        BOT,
        NEVER,
        PENDING,
        UNKNOWN
    }

    private final ExperienceSettings settings;
    private final Instant asOf;
    private final Set<String> answeredChannels;
    private final Map<String, Instant> overdue = new HashMap<>();

    EpisodeScores(ExperienceSettings settings, List<Episode> episodes, Instant asOf) {
        this.settings = settings;
        this.asOf = asOf;
        this.answeredChannels = episodes.stream()
                .filter(e -> e.humanReplyAt() != null)
                .map(Episode::contactChannel)
                .collect(Collectors.toSet());
    }

    /**
     * How it was replied to. Without a reply on record that is unknown where it was resolved all the same, and on channels that
     * have none on record at all: silence and missing data look the same. Without a target for the channel the time to
     * resolve is the limit.
     */
    Reply reply(Episode e) {
        if (e.humanReplyAt() != null) return Reply.HUMAN;
        if ("bot".equals(e.agentType())) return Reply.BOT;
        if (e.resolvedAt() != null || !answeredChannels.contains(e.contactChannel())) return Reply.UNKNOWN;
        return e.openedAt().isAfter(overdue.computeIfAbsent(e.contactChannel(), this::overdue))
                ? Reply.PENDING
                : Reply.NEVER;
    }

    private Instant overdue(String channel) {
        ReplyTarget target = settings.timeliness().get(channel);
        return target == null ? asOf.minus(settings.contacts().resolveWithin()) : target.overdue(asOf);
    }

    /** How old a contact without a reply has to be to count as never answered. */
    Duration limit(Episode e) {
        ReplyTarget target = settings.timeliness().get(e.contactChannel());
        return target == null ? settings.contacts().resolveWithin() : target.limit();
    }

    /** Seconds to the first human reply; null without one. */
    Double replySeconds(Episode e) {
        return e.humanReplyAt() == null ? null : seconds(e.openedAt(), e.humanReplyAt());
    }

    /** How fast a human replied. Absent for channels without a target, for checkouts, and where a bot replied or that is unknown. */
    Score timeliness(Episode e) {
        ReplyTarget target = settings.timeliness().get(e.contactChannel());
        if (target == null || e.isCheckout()) return Score.ABSENT;
        return switch (reply(e)) {
            case HUMAN -> Score.of(target.score(target.seconds(e.openedAt(), e.humanReplyAt())));
            case BOT, UNKNOWN -> Score.ABSENT;
            case NEVER -> Score.of(0);
            case PENDING -> Score.PENDING;
        };
    }

    /** Whether a human replied within the channel's target; as {@link #timeliness} otherwise. */
    Score withinTarget(Episode e) {
        Score timeliness = timeliness(e);
        return timeliness.isKnown() ? Score.of(timeliness.value() >= 1) : timeliness;
    }

    /** Share of the asked points that were answered. */
    Score completeness(Episode e) {
        if (e.asked() == null || e.answered() == null || e.asked() == 0) return Score.ABSENT;
        boolean isTold = e.firstReplyAt() != null
                || e.resolvedAt() != null
                || isOlder(e, settings.contacts().resolveWithin());
        return isTold ? Score.of(e.answered() / (double) e.asked()) : Score.PENDING;
    }

    /** Whether it was resolved. */
    Score resolved(Episode e) {
        if (!e.isDesk()) return Score.ABSENT;
        return after(settings.contacts().resolveWithin(), e, e.resolvedAt() != null);
    }

    /** Resolved, not reopened, and no further contact on the topic within the repeat window. */
    Score firstContactResolution(Episode e) {
        Score resolved = resolved(e);
        if (!resolved.isKnown()) return resolved;
        boolean isAtOnce = resolved.value() == 1 && !e.isReopened() && e.repeatedAt() == null;
        return after(settings.contacts().repeatWindow(), e, isAtOnce);
    }

    /** Whether a checkout ended with an order. */
    Score goalCompletion(Episode e) {
        if (!e.isCheckout()) return Score.ABSENT;
        return after(settings.contacts().checkoutWindow(), e, e.resolvedAt() != null);
    }

    /** Told once the window is over, good or bad: else the newest days would have only what is told early. */
    private Score after(Duration window, Episode e, boolean yes) {
        return isOlder(e, window) ? Score.of(yes) : Score.PENDING;
    }

    /** Whether nothing failed during a checkout. */
    Score errorFree(Episode e) {
        return e.isCheckout() ? Score.of(e.failures() == 0) : Score.ABSENT;
    }

    /**
     * Effort of one goal: 1 - extra / most, where extra counts contacts after the first, switches of channel and transfers.
     *
     * @param goal contacts of one customer on one topic, each within the repeat window of the one before
     */
    Score effort(List<Episode> goal) {
        int extra = goal.size() - 1;
        for (int i = 0; i < goal.size(); i++) {
            if (goal.get(i).isTransferred()) extra++;
            if (i > 0 && !goal.get(i).contactChannel().equals(goal.get(i - 1).contactChannel())) extra++;
        }
        int most = settings.contacts().mostExtra();
        boolean isOver = isOlder(goal.get(goal.size() - 1), settings.contacts().repeatWindow());
        return isOver ? Score.of(1 - Math.min(1, extra / (double) most)) : Score.PENDING;
    }

    private boolean isOlder(Episode e, Duration age) {
        return !e.openedAt().plus(age).isAfter(asOf);
    }

    static double seconds(Instant from, Instant to) {
        Duration d = Duration.between(from, to);
        return d.getSeconds() + d.getNano() / 1e9;
    }
}
