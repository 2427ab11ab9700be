package org.jejak.config;

import java.time.Duration;
import java.util.*;

/**
 * How sessions are joined to journeys.
 *
 * @param quietPeriod a journey without a session for longer than this has lapsed
 * @param maxSessions a customer with more sessions is taken for a bot
 * @param touchMergeWindow a click that is followed by a visit of the same channel within this time is that visit
 * @param conversions conversion types
 * @param stages rules of the lifecycle stages, first match wins
 * @param funnels funnels
 * @param paths how paths are shown
 * @param visitKinds kinds of sources whose sessions are visits; those of other kinds are contacts
 */
public record JourneySettings(
        Duration quietPeriod,
        long maxSessions,
        Duration touchMergeWindow,
        List<ConversionType> conversions,
        List<StageRule> stages,
        List<FunnelSettings> funnels,
        PathSettings paths,
        List<String> visitKinds)
        implements java.io.Serializable {

    static JourneySettings read(SettingsSection s, List<String> visitKinds) {
        List<ConversionType> conversions =
                s.list("conversions").stream().map(ConversionType::read).toList();
        List<StageRule> stages = s.list("stages").stream().map(StageRule::read).toList();
        List<FunnelSettings> funnels =
                s.list("funnels").stream().map(FunnelSettings::read).toList();
        Set<String> names = new HashSet<>();
        for (ConversionType c : conversions)
            if (!names.add(c.name())) s.problem("conversions", "two are named " + c.name());
        for (StageRule r : stages) {
            if (!names.add("stage " + r.name())) s.problem("stages", "two are named " + r.name());
            if (r.after() != null && !names.contains(r.after())) {
                s.problem("stages", "rule " + r.name() + ": after = " + r.after() + " is no conversion type");
            }
        }
        for (FunnelSettings f : funnels) {
            if (!names.add("funnel " + f.name())) s.problem("funnels", "two are named " + f.name());
        }
        if (conversions.isEmpty()) s.problem("conversions", "at least one conversion type is needed");
        return s.done(new JourneySettings(
                s.duration("quiet-period", Duration.ofDays(1), Duration.ofDays(730)),
                s.number("max-sessions", 1_000, 1_000_000),
                s.duration("touch-merge-window", Duration.ZERO, Duration.ofDays(1)),
                conversions,
                stages,
                funnels,
                PathSettings.read(s.section("paths")),
                visitKinds));
    }
}
