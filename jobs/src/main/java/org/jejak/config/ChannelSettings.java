package org.jejak.config;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.util.*;
import java.util.stream.Stream;

/**
 * How an acquisition channel is decided: {@code conf/channels.conf}.
 *
 * @param nullLike campaign values that say nothing, such as {@code (not set)}; lower case
 * @param campaignParameters which parameters of the landing URL hold the tags of a campaign
 * @param clickIds what a click id in the landing URL stands for, by the parameter's name in lower case; the strongest first:
 *     those that prove a paid click before the others, else as they stand in the file
 * @param sourceCategories what a source is, by its name in lower case; hosts are looked up in the referrer lists as well
 * @param rules tried in order, first match wins; the last one has no conditions, so that every touch gets a channel
 */
public record ChannelSettings(
        List<String> nullLike,
        CampaignParameters campaignParameters,
        Map<String, ClickId> clickIds,
        Map<String, ReferrerKind> sourceCategories,
        List<Rule> rules)
        implements Serializable {

    /** The channels that a rule may lead to: the seven, and {@code other} for what none of them fits. */
    public static final List<String> CHANNELS =
            List.of("direct", "referral", "organic_search", "paid_search", "social", "email", "display", "other");

    /** Names of the parameters that hold each tag of a campaign, in lower case; the first that has a value counts. */
    public record CampaignParameters(
            List<String> source,
            List<String> medium,
            List<String> name,
            List<String> term,
            List<String> content,
            List<String> id)
            implements Serializable {

        private static CampaignParameters read(SettingsSection s) {
            return s.done(new CampaignParameters(
                    lower(s.optionalTexts("source")),
                    lower(s.optionalTexts("medium")),
                    lower(s.optionalTexts("name")),
                    lower(s.optionalTexts("term")),
                    lower(s.optionalTexts("content")),
                    lower(s.optionalTexts("id"))));
        }
    }

    /**
     * What a click id stands for.
     *
     * @param source the source of the click, such as {@code google}
     * @param medium the medium of the click, such as {@code cpc}
     * @param isPaid whether the id proves a paid click. One that does not (fbclid) travels on with copied links
     */
    public record ClickId(String source, String medium, boolean isPaid) implements Serializable {
        /** Brings both texts to lower case. */
        public ClickId {
            source = source.strip().toLowerCase(Locale.ROOT);
            medium = medium.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One row of the rule table.
     *
     * @param group the finer channel group, such as {@code Paid Social}
     * @param channel the channel it is folded into, one of {@link #CHANNELS}
     * @param isPaid whether its touches are bought: spend is compared with these alone
     * @param when the rule holds when one of these conditions holds; empty: it always holds
     */
    public record Rule(String group, String channel, boolean isPaid, List<Condition> when) implements Serializable {
        /** Keeps a copy of the conditions. */
        public Rule {
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
        /** Brings sources and media to lower case. */
        public Condition {
            source = source == null ? null : lower(source);
            medium = medium == null ? null : lower(medium);
        }

        private boolean isEmpty() {
            return Stream.of(source, sourceRegex, sourceCategory, medium, mediumRegex, campaignRegex)
                    .allMatch(Objects::isNull);
        }
    }

    /** Brings names to lower case. */
    public ChannelSettings {
        nullLike = lower(nullLike);
        clickIds = strongestFirst(clickIds);
        sourceCategories = Map.copyOf(sourceCategories);
        rules = List.copyOf(rules);
    }

    /**
     * Reads the block {@code jejak.channels} alone.
     *
     * @throws SettingsException with every problem found
     */
    public static ChannelSettings of(Config config) {
        return SettingsSection.read(config, "jejak.channels", ChannelSettings::read);
    }

    /** Reads {@code jejak.channels}. The rules of {@code custom-rules} come before the built-in ones. */
    static ChannelSettings read(SettingsSection s) {
        // values that the rules refer to, in the file itself
        List.of("paid-medium", "paid-source", "shop-campaign").forEach(s::has);
        List<Rule> rules = new ArrayList<>();
        s.optionalList("custom-rules").forEach(rule -> rules.add(rule(rule)));
        s.list("rules").forEach(rule -> rules.add(rule(rule)));
        if (s.isList("rules")) checkLast(s, rules);
        checkPaid(s, rules);
        return s.done(new ChannelSettings(
                s.optionalTexts("null-like"),
                CampaignParameters.read(s.section("campaign-parameters")),
                clickIds(s),
                sourceCategories(s.section("source-categories")),
                rules));
    }

    /** Exactly the last rule holds always. */
    private static void checkLast(SettingsSection s, List<Rule> rules) {
        for (int i = 0; i < rules.size() - 1; i++)
            if (rules.get(i).when().isEmpty())
                s.problem(
                        "rules",
                        "rule %d (group \"%s\") has no conditions, so the rules after it never apply; only the last rule may be without \"when\""
                                .formatted(i + 1, rules.get(i).group()));
        if (rules.isEmpty() || !rules.get(rules.size() - 1).when().isEmpty())
            s.problem("rules", "must end with a rule without \"when\", which takes what no other rule takes");
    }

    /** A group is paid in all of its rules or in none, so that its name alone says which. */
    private static void checkPaid(SettingsSection s, List<Rule> rules) {
        Map<String, Boolean> paid = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (Rule rule : rules)
            if (paid.merge(rule.group(), rule.isPaid(), (first, next) -> first) != rule.isPaid()
                    && told.add(rule.group()))
                s.problem(
                        "rules",
                        "group \"%s\" is paid in one rule and not in another; write paid = true in all of them or in none (custom-rules count too)"
                                .formatted(rule.group()));
    }

    private static Map<String, ClickId> clickIds(SettingsSection s) {
        Map<String, ClickId> clickIds = new LinkedHashMap<>();
        Comparator<Map.Entry<String, SettingsSection>> inTheFile =
                Comparator.comparingInt(e -> e.getValue().line());
        s.sections("click-ids").entrySet().stream()
                .sorted(inTheFile.thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> {
                    SettingsSection id = e.getValue();
                    ClickId read = new ClickId(id.text("source"), id.text("medium"), id.flag("paid"));
                    clickIds.put(e.getKey().toLowerCase(Locale.ROOT), id.done(read));
                });
        return clickIds;
    }

    private static Map<String, ReferrerKind> sourceCategories(SettingsSection s) {
        Map<String, ReferrerKind> categories = new LinkedHashMap<>();
        for (ReferrerKind kind : ReferrerKind.values()) {
            for (String source : lower(s.optionalTexts(kind.key()))) {
                ReferrerKind earlier = categories.put(source, kind);
                if (earlier != null && earlier != kind)
                    s.problem(
                            kind.key(),
                            "\"%s\" is in both %s and %s; keep one".formatted(source, earlier.key(), kind.key()));
            }
        }
        return s.done(categories);
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

    private static Rule rule(SettingsSection s) {
        List<Condition> when =
                s.optionalList("when").stream().map(ChannelSettings::condition).toList();
        return s.done(new Rule(
                s.text("group"),
                s.choice("channel", CHANNELS.toArray(String[]::new)),
                s.has("paid") && s.flag("paid"),
                when));
    }

    private static Condition condition(SettingsSection s) {
        Condition condition = new Condition(
                s.has("source") ? s.texts("source") : null,
                s.optionalPattern("source-regex"),
                s.has("source-category") ? ReferrerKind.read(s, "source-category") : null,
                s.has("medium") ? s.texts("medium") : null,
                s.optionalPattern("medium-regex"),
                s.optionalPattern("campaign-regex"));
        if (condition.isEmpty())
            s.problem("a condition must have one or more of: source, source-regex, source-category, medium,"
                    + " medium-regex, campaign-regex");
        return s.done(condition);
    }

    private static List<String> lower(Collection<String> values) {
        return values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
