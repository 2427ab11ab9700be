package org.jejak.config;

import java.util.*;

/**
 * What is taken for a bot.
 *
 * @param keywords words that mark an agent as a bot wherever they stand in it, lower case
 * @param patterns regular expressions that mark an agent as a bot where they match a part of it, whatever the letter case
 * @param maxInteractionsPerSession a session with more is a bot's
 * @param maxInteractionsPerMinute a session of at least a minute that is faster on average is a bot's
 * @param useAgentParser also ask the agent parser
 */
public record BotSettings(
        List<String> keywords,
        List<String> patterns,
        long maxInteractionsPerSession,
        long maxInteractionsPerMinute,
        boolean useAgentParser)
        implements java.io.Serializable {

    static BotSettings read(SettingsSection s) {
        return s.done(new BotSettings(
                s.texts("keywords").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList(),
                s.optionalPatterns("patterns"),
                s.number("max-interactions-per-session", 10, 10_000_000),
                s.number("max-interactions-per-minute", 10, 1_000_000),
                s.flag("use-agent-parser")));
    }
}
