package org.jejak.session;

import java.time.Duration;
import org.jejak.config.SessionSettings;
import org.jejak.table.Sessions;

/**
 * Decides, interaction by interaction of one stream in time order, whether a new session starts and why. What it decides
 * depends only on the interactions since the start of the running session, so that sessions can be restated from any
 * session start on.
 */
final class SessionRules {
    /** A session holds at most this many interactions; only machines reach it, and it bounds memory. */
    static final int MAX_INTERACTIONS = 20_000;

    private final SessionSettings settings;
    private SessionEvent last;
    private long startedAt;
    private int count;
    private String userId;
    private final String restartReason;
    private String campaign;

    /**
     * Rules for one stream from its beginning, or from one of its session starts on.
     *
     * @param restartReason why a session starts with the first interaction, if that is known already; else null
     */
    SessionRules(SessionSettings settings, String restartReason) {
        this.settings = settings;
        this.restartReason = restartReason;
    }

    /** Why a session starts with this interaction, or null if it belongs to the running one. */
    String startReason(SessionEvent next, boolean ownSession) {
        String reason = reason(next, ownSession);
        if (reason != null) {
            startedAt = next.at;
            count = 0;
            userId = null;
            campaign = next.campaign;
        }
        last = next;
        count++;
        if (next.userId != null) userId = next.userId;
        if (next.campaign != null) campaign = next.campaign;
        return reason;
    }

    private String reason(SessionEvent next, boolean ownSession) {
        Duration timeout = settings.timeouts().get(next.kind);
        if (!next.isOfVisit) return Sessions.SERVER_EVENT;
        if (timeout == null) return "single";
        if (last == null && restartReason != null) return restartReason;
        if (last == null) return ownSession ? "source_session" : "first";
        if (!ownSession && next.at - last.at > timeout.toNanos() / 1_000) return "timeout";
        if (next.at - startedAt > settings.maxLength().toNanos() / 1_000) return "max_length";
        if (count >= MAX_INTERACTIONS) return "max_length";
        if (settings.splitAtUserChange() && next.userId != null && userId != null && !next.userId.equals(userId)) {
            return "user_change";
        }
        if (settings.splitAtMidnight() && !next.businessDate.equals(last.businessDate)) return "midnight";
        if (settings.splitAtCampaignChange() && next.campaign != null && !next.campaign.equals(campaign)) {
            return "campaign_change";
        }
        return null;
    }
}
