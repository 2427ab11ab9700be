package org.jejak.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How an acquisition channel is decided: {@code conf/channels.conf}.
 *
 * @param nullLike campaign values that say nothing, such as {@code (not set)}; lower case
 * @param clickIds what a click id in the landing URL stands for, by the parameter's name in lower case; the strongest first:
 *     those that prove a paid click before the others, else as they stand in the file
 * @param sourceCategories what a source is, by its name in lower case; hosts are looked up in the referrer lists as well
 * @param rules tried in order, first match wins; the last one has no conditions, so that every touch gets a channel
 */
public record ChannelSettings(
        List<String> nullLike,
        Map<String, ClickId> clickIds,
        Map<String, ReferrerKind> sourceCategories,
        List<Rule> rules)
        implements Serializable {

    /** The channels that a rule may lead to: the seven, and {@code other} for what none of them fits. */
    public static final List<String> CHANNELS =
            List.of("direct", "referral", "organic_search", "paid_search", "social", "email", "display", "other");

    /**
     * What a click id stands for.
     *
     * @param source the source of the click, such as {@code google}
     * @param medium the medium of the click, such as {@code cpc}
     * @param isPaid whether the id proves a paid click. One that does not (fbclid) travels on with copied links
     */
    public record ClickId(String source, String medium, boolean isPaid) implements Serializable {
        /** Checks that both texts are there and brings them to lower case. */
        public ClickId {
            if (source.isBlank() || medium.isBlank()) {
                throw new UsageException(
                        "jejak.channels.click-ids: source = \"%s\" and medium = \"%s\" must both have a value"
                                .formatted(source, medium));
            }
            source = source.strip().toLowerCase(Locale.ROOT);
            medium = medium.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row of the rule table.
     *
     * @param group the finer channel group, such as {@code Paid Social}
     * @param channel the channel it is folded into, one of {@link #CHANNELS}
     * @param when the rule holds when one of these conditions holds; empty: it always holds
     */
    public record Rule(String group, String channel, List<Condition> when) implements Serializable {
        /** Checks the channel's name. */
        public Rule {
            if (group.isBlank()) {
                throw new UsageException("jejak.channels.rules.group is blank; name the channel group");
            }
            if (!CHANNELS.contains(channel)) {
                throw new UsageException(
                        "jejak.channels.rules (group \"%s\"): channel = \"%s\" is no channel; use one of: %s"
                                .formatted(group, channel, String.join(", ", CHANNELS)));
            }
            when = List.copyOf(when);
        }
    }

    /**
     * Holds when each of its given fields holds; null means not given. An empty source, medium or campaign fulfils no field.
     *
     * @param source the source is one of these
     * @param sourceRegex the expression matches the whole source
     * @param sourceCategory the source is of this kind
     * @param medium the medium is one of these
     * @param mediumRegex the expression matches the whole medium
     * @param campaignRegex the expression matches the whole campaign name
     */
    public record Condition(
            List<String> source,
            String sourceRegex,
            ReferrerKind sourceCategory,
            List<String> medium,
            String mediumRegex,
            String campaignRegex)
            implements Serializable {
        /** Checks that something is asked and that the expressions compile. */
        public Condition {
            source = source == null ? null : lower(source);
            medium = medium == null ? null : lower(medium);
            if (Stream.of(source, sourceRegex, sourceCategory, medium, mediumRegex, campaignRegex)
                    .allMatch(Objects::isNull)) {
                throw new UsageException(
                        "jejak.channels.rules.when has a condition without fields; use one or more of: "
                                + "source, source-regex, source-category, medium, medium-regex, campaign-regex");
            }
            checkRegex("source-regex", sourceRegex);
            checkRegex("medium-regex", mediumRegex);
            checkRegex("campaign-regex", campaignRegex);
        }

        private static void checkRegex(String key, String expression) {
            if (expression != null) {
                Keys.regex("jejak.channels.rules.when." + key, expression);
            }
        }
    }

    /** Checks that exactly the last rule holds always, and brings names to lower case. */
    public ChannelSettings {
        nullLike = lower(nullLike);
        clickIds = strongestFirst(clickIds);
        sourceCategories = Map.copyOf(sourceCategories);
        rules = List.copyOf(rules);
        for (int i = 0; i < rules.size() - 1; i++) {
            if (rules.get(i).when().isEmpty()) {
                throw new UsageException(
                        "jejak.channels.rules: rule %d (group \"%s\") has no conditions, so the rules after it "
                                        .formatted(i + 1, rules.get(i).group())
                                + "never apply; only the last rule may be without \"when\"");
            }
        }
        if (rules.isEmpty() || !rules.get(rules.size() - 1).when().isEmpty()) {
            throw new UsageException(
                    "jejak.channels.rules must end with a rule without \"when\", which takes what no other rule takes");
        }
    }

    /** Reads the block {@code jejak.channels}. The rules of {@code custom-rules} come before the built-in ones. */
    public static ChannelSettings of(Config config) {
        Keys.only(
                config,
                "jejak.channels",
                List.of(
                        "paid-medium",
                        "paid-source",
                        "shop-campaign",
                        "null-like",
                        "click-ids",
                        "source-categories",
                        "custom-rules",
                        "rules"));
        Map<String, ClickId> clickIds = new LinkedHashMap<>();
        ConfigObject ids = config.getObject("click-ids");
        Comparator<String> inTheFile =
                Comparator.comparingInt(name -> ids.get(name).origin().lineNumber());
        for (String name : ids.keySet().stream()
                .sorted(inTheFile.thenComparing(Comparator.naturalOrder()))
                .toList()) {
            Config id = config.getConfig("click-ids." + ConfigUtil.quoteString(name));
            Keys.only(id, "jejak.channels.click-ids." + name, List.of("source", "medium", "paid"));
            clickIds.put(
                    name.toLowerCase(Locale.ROOT),
                    new ClickId(id.getString("source"), id.getString("medium"), id.getBoolean("paid")));
        }
        Map<String, ReferrerKind> categories = new LinkedHashMap<>();
        ConfigObject sections = config.getObject("source-categories");
        for (String key : sections.keySet()) {
            ReferrerKind kind = ReferrerKind.of(key, "jejak.channels.source-categories");
            for (String source : lower(sections.toConfig().getStringList(ConfigUtil.quoteString(key)))) {
                ReferrerKind earlier = categories.put(source, kind);
                if (earlier != null && earlier != kind) {
                    throw new UsageException("jejak.channels.source-categories: \"%s\" is in both %s and %s; keep one"
                            .formatted(source, earlier.key(), kind.key()));
                }
            }
        }
        List<Rule> rules = new ArrayList<>();
        if (config.hasPath("custom-rules")) {
            config.getConfigList("custom-rules").forEach(rule -> rules.add(rule(rule)));
        }
        config.getConfigList("rules").forEach(rule -> rules.add(rule(rule)));
        return new ChannelSettings(Keys.strings(config, "null-like"), clickIds, categories, rules);
    }

    /** An address may carry several. Which one is taken must not depend on how a map happens to be laid out. */
    private static Map<String, ClickId> strongestFirst(Map<String, ClickId> ids) {
        Map<String, ClickId> ordered = new LinkedHashMap<>();
        for (boolean paid : new boolean[] {true, false}) {
            ids.forEach((name, id) -> {
                if (id.isPaid() == paid) ordered.put(name, id);
            });
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static Rule rule(Config config) {
        Keys.only(config, "jejak.channels.rules", List.of("group", "channel", "when"));
        List<Condition> when = new ArrayList<>();
        if (config.hasPath("when")) {
            config.getConfigList("when").forEach(condition -> when.add(condition(condition)));
        }
        return new Rule(config.getString("group"), config.getString("channel"), when);
    }

    private static Condition condition(Config config) {
        Keys.only(
                config,
                "jejak.channels.rules.when",
                List.of("source", "source-regex", "source-category", "medium", "medium-regex", "campaign-regex"));
        String category = Keys.string(config, "source-category");
        return new Condition(
                config.hasPath("source") ? config.getStringList("source") : null,
                Keys.string(config, "source-regex"),
                category == null ? null : ReferrerKind.of(category, "jejak.channels.rules.when.source-category"),
                config.hasPath("medium") ? config.getStringList("medium") : null,
                Keys.string(config, "medium-regex"),
                Keys.string(config, "campaign-regex"));
    }

    private static List<String> lower(Collection<String> values) {
        return values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
