package org.jejak.config;

import java.time.Duration;
import java.util.*;

/**
 * How interactions are cut into sessions. A pause longer than the timeout starts a new session; exactly the timeout
 * does not.
 *
 * @param timeouts timeout by kind of source, for kinds that have sessions
 * @param singles kinds of which each interaction is a session of its own
 * @param maxLength a session that would last longer is cut
 * @param splitAtMidnight start a new session with a new day in the business zone
 * @param splitAtCampaignChange start a new session when another campaign brings the visitor
 * @param splitAtUserChange start a new session when another account is used on the same device
 * @param useSourceSessionId follow the source's own session id where a record has one
 * @param namingSessions names of the sources whose visits all have a session id
 */
public record SessionSettings(
        Map<String, Duration> timeouts,
        List<String> singles,
        Duration maxLength,
        boolean splitAtMidnight,
        boolean splitAtCampaignChange,
        boolean splitAtUserChange,
        boolean useSourceSessionId,
        List<String> namingSessions)
        implements java.io.Serializable {

    static SessionSettings read(SettingsSection s, List<SourceSettings> sources) {
        SettingsSection t = s.section("timeouts");
        Map<String, Duration> timeouts = new LinkedHashMap<>();
        for (String kind : SourceSettings.KINDS) {
            if (t.has(kind)) timeouts.put(kind, t.duration(kind, Duration.ofSeconds(1), Duration.ofDays(1)));
        }
        t.done();
        return s.done(new SessionSettings(
                timeouts,
                SourceSettings.KINDS.stream()
                        .filter(k -> !timeouts.containsKey(k))
                        .toList(),
                s.duration("max-length", Duration.ofMinutes(1), Duration.ofDays(7)),
                s.flag("split-at-midnight"),
                s.flag("split-at-campaign-change"),
                s.flag("split-at-user-change"),
                s.flag("use-source-session-id"),
                sources.stream()
                        .filter(SourceSettings::namesSessions)
                        .map(SourceSettings::name)
                        .toList()));
    }
}
