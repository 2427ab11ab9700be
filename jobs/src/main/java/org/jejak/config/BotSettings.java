package org.jejak.config;

import java.util.*;

/**
 * What is taken for a bot.
 *
 * @param spared regular expressions of parts of an agent in which nothing is looked for, whatever the letter case
 * @param keywords stems that mark an agent as a bot wherever they stand in it, lower case
 * @param words words that mark an agent as a bot where they stand as whole words, lower case
 * @param patterns regular expressions that mark an agent as a bot where they match a part of it, whatever the letter case
 * @param maxActionsPerSession a session with more pages, screens and actions is a bot's, by kind of source; no limit for others
 * @param maxActionsPerMinute a session of at least a minute that is faster on average is a bot's, by kind of source; no limit
 *     for others
 * @param useAgentParser also ask the agent parser
 */
public record BotSettings(
        List<String> spared,
        List<String> keywords,
        List<String> words,
        List<String> patterns,
        Map<String, Long> maxActionsPerSession,
        Map<String, Long> maxActionsPerMinute,
        boolean useAgentParser)
        implements java.io.Serializable {

    static BotSettings read(SettingsSection s) {
        return s.done(new BotSettings(
                s.optionalPatterns("spared"),
                lower(s.optionalTexts("keywords")),
                lower(s.optionalTexts("words")),
                s.optionalPatterns("patterns"),
                limits(s.section("max-actions-per-session"), 10, 10_000_000),
                limits(s.section("max-actions-per-minute"), 1, 1_000_000),
                s.flag("use-agent-parser")));
    }

    private static Map<String, Long> limits(SettingsSection s, long least, long most) {
        Map<String, Long> limits = new HashMap<>();
        for (String kind : SourceSettings.KINDS) {
            if (s.has(kind)) limits.put(kind, s.number(kind, least, most));
        }
        return s.done(limits);
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
