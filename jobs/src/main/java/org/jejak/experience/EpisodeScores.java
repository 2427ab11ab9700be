package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.ExperienceSettings.ReplyTarget;
import org.jejak.experience.ReplyRule.Reply;

/** Scores of a contact episode, each from 0 (worst) to 1 (best), or pending while it is too early for them. */
final class EpisodeScores {
    /** A figure; pending while the end is open, absent where it does not apply. */
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

    private final ExperienceSettings settings;
    private final Instant asOf;
    private final ReplyRule replies;

    EpisodeScores(ExperienceSettings settings, List<ContactEpisode> episodes, Instant asOf) {
        this.settings = settings;
        this.asOf = asOf;
        this.replies = new ReplyRule(
                settings,
                episodes.stream()
                        .filter(e -> e.humanReplyAt != null)
                        .map(e -> e.contactChannel)
                        .collect(Collectors.toSet()),
                asOf);
    }

    /** How a ticket or chat was replied to. */
    Reply reply(ContactEpisode e) {
        return replies.of(e.contactChannel, e.agentType, e.openedAt, e.humanReplyAt, e.resolvedAt);
    }

    /** How old a contact without a reply has to be to count as never answered. */
    Duration limit(ContactEpisode e) {
        return replies.limit(e.contactChannel);
    }

    /** Seconds to the first human reply; null without one. */
    Double replySeconds(ContactEpisode e) {
        return e.humanReplyAt == null ? null : seconds(e.openedAt, e.humanReplyAt);
    }

    /** How fast a human replied. Absent for channels without a target, for checkouts, and where a bot replied or that is unknown. */
    Score timeliness(ContactEpisode e) {
        ReplyTarget target = settings.timeliness().get(e.contactChannel);
        if (target == null || e.isCheckout()) return Score.ABSENT;
        return switch (reply(e)) {
            case HUMAN -> Score.of(target.score(target.seconds(e.openedAt, e.humanReplyAt)));
            case BOT, UNKNOWN -> Score.ABSENT;
            case NEVER -> Score.of(0);
            case PENDING -> Score.PENDING;
        };
    }

    /** Whether a human replied within the channel's target; as {@link #timeliness} otherwise. */
    Score withinTarget(ContactEpisode e) {
        Score timeliness = timeliness(e);
        return timeliness.isKnown() ? Score.of(timeliness.value() >= 1) : timeliness;
    }

    /** Share of the asked points that were answered. */
    Score completeness(ContactEpisode e) {
        if (e.asked == null || e.answered == null || e.asked == 0) return Score.ABSENT;
        boolean isKnown = e.firstReplyAt != null
                || e.resolvedAt != null
                || isOlder(e, settings.contacts().resolveWithin());
        return isKnown ? Score.of(e.answered / (double) e.asked) : Score.PENDING;
    }

    /** Whether it was resolved. */
    Score resolved(ContactEpisode e) {
        if (!e.isDesk()) return Score.ABSENT;
        return after(settings.contacts().resolveWithin(), e, e.resolvedAt != null);
    }

    /** Resolved, not reopened, and no further contact on the topic within the repeat window. */
    Score firstContactResolution(ContactEpisode e) {
        Score resolved = resolved(e);
        if (!resolved.isKnown()) return resolved;
        boolean isAtOnce = resolved.value() == 1 && !e.isReopened && e.repeatedAt == null;
        return after(settings.contacts().repeatWindow(), e, isAtOnce);
    }

    /** Whether a checkout ended with an order. */
    Score goalCompletion(ContactEpisode e) {
        if (!e.isCheckout()) return Score.ABSENT;
        return after(settings.contacts().checkoutWindow(), e, e.resolvedAt != null);
    }

    /** Known once the window is over, good or bad: else the newest days would have only what is known early. */
    private Score after(Duration window, ContactEpisode e, boolean yes) {
        return isOlder(e, window) ? Score.of(yes) : Score.PENDING;
    }

    /** Whether nothing failed during a checkout. */
    Score errorFree(ContactEpisode e) {
        return e.isCheckout() ? Score.of(e.failures == 0) : Score.ABSENT;
    }

    /**
     * Effort of one goal: 1 - extra / most, where extra counts contacts after the first, switches of channel and transfers.
     *
     * @param goal contacts of one customer on one topic, each within the repeat window of the one before
     */
    Score effort(List<ContactEpisode> goal) {
        int extra = goal.size() - 1;
        for (int i = 0; i < goal.size(); i++) {
            if (goal.get(i).isTransferred) extra++;
            if (i > 0 && !goal.get(i).contactChannel.equals(goal.get(i - 1).contactChannel)) extra++;
        }
        int most = settings.contacts().mostExtra();
        boolean isOver = isOlder(goal.get(goal.size() - 1), settings.contacts().repeatWindow());
        return isOver ? Score.of(1 - Math.min(1, extra / (double) most)) : Score.PENDING;
    }

    private boolean isOlder(ContactEpisode e, Duration age) {
        return !e.openedAt.plus(age).isAfter(asOf);
    }

    static double seconds(Instant from, Instant to) {
        Duration d = Duration.between(from, to);
        return d.getSeconds() + d.getNano() / 1e9;
    }
}
