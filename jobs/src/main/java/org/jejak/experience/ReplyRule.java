package org.jejak.experience;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.jejak.config.ExperienceSettings;
import org.jejak.config.ExperienceSettings.ReplyTarget;

/**
 * Whether a contact was replied to; the one rule for every figure and for the predicate of negative experiences.
 *
 * <p>A contact without a reply on record is not always unanswered. The reply is unknown where the contact was resolved all the
 * same, and on channels that have no human reply on record at all: there, silence and missing data look the same.
 */
final class ReplyRule implements Serializable {
    /** How a contact was replied to. */
    enum Reply {
        /** By a human. */
        HUMAN,
        /** By a bot only. */
        BOT,
        /** By nobody, for longer than the limit of its channel. */
        NEVER,
        /** By nobody yet, within the limit. */
        PENDING,
        /** It cannot be known. */
        UNKNOWN
    }

    private final ExperienceSettings settings;
    private final Set<String> answeredChannels;
    private final Instant asOf;
    private final Map<String, Instant> overdue = new ConcurrentHashMap<>();

    /**
     * The rule at one time.
     *
     * @param answeredChannels contact channels with any human reply on record
     * @param asOf end of the logical date
     */
    ReplyRule(ExperienceSettings settings, Set<String> answeredChannels, Instant asOf) {
        this.settings = settings;
        this.answeredChannels = answeredChannels;
        this.asOf = asOf;
    }

    /** How a contact was replied to. Only {@code openedAt} and the channel are never null. */
    Reply of(String channel, String agentType, Instant openedAt, Instant humanReplyAt, Instant resolvedAt) {
        if (humanReplyAt != null) return Reply.HUMAN;
        if ("bot".equals(agentType)) return Reply.BOT;
        if (resolvedAt != null || !answeredChannels.contains(channel)) return Reply.UNKNOWN;
        return openedAt.isAfter(overdue.computeIfAbsent(channel, this::overdue)) ? Reply.PENDING : Reply.NEVER;
    }

    /** What was opened up to this moment has waited for the limit of the channel. */
    private Instant overdue(String channel) {
        ReplyTarget target = settings.timeliness().get(channel);
        return target == null ? asOf.minus(limit(channel)) : target.overdue(asOf);
    }

    /** How long a contact waits before it counts as never answered; the time to resolve for a channel without a target. */
    Duration limit(String channel) {
        ReplyTarget target = settings.timeliness().get(channel);
        return target == null ? settings.contacts().resolveWithin() : target.limit();
    }
}
