package org.jejak.channel;

import java.io.Serializable;
import java.util.*;
import java.util.regex.Pattern;
import org.jejak.config.ChannelSettings;
import org.jejak.config.ReferrerKind;

/** A row of the rule table, ready to be asked: lists as sets, expressions compiled. */
final class ChannelRule implements Serializable {
    private final ChannelSettings.Rule rule;
    private final Condition[] when;

    ChannelRule(ChannelSettings.Rule rule) {
        this.rule = rule;
        this.when = rule.when().stream().map(Condition::new).toArray(Condition[]::new);
    }

    String group() {
        return rule.group();
    }

    String channel() {
        return rule.channel();
    }

    boolean isPaid() {
        return rule.isPaid();
    }

    /** Whether the rule holds. Texts are lower case and never null; an empty one fulfils nothing. */
    boolean holds(String source, ReferrerKind category, String medium, String campaign) {
        for (Condition condition : when) {
            if (condition.holds(source, category, medium, campaign)) {
                return true;
            }
        }
        return when.length == 0;
    }

    private static final class Condition implements Serializable {
        private final HashSet<String> sources;
        private final Pattern sourceRegex;
        private final ReferrerKind category;
        private final HashSet<String> mediums;
        private final Pattern mediumRegex;
        private final Pattern campaignRegex;

        Condition(ChannelSettings.Condition settings) {
            sources = set(settings.source());
            sourceRegex = pattern(settings.sourceRegex());
            category = settings.sourceCategory();
            mediums = set(settings.medium());
            mediumRegex = pattern(settings.mediumRegex());
            campaignRegex = pattern(settings.campaignRegex());
        }

        boolean holds(String source, ReferrerKind sourceCategory, String medium, String campaign) {
            return (category == null || category == sourceCategory)
                    && (sources == null || sources.contains(source))
                    && (mediums == null || mediums.contains(medium))
                    && (sourceRegex == null || matches(sourceRegex, source))
                    && (mediumRegex == null || matches(mediumRegex, medium))
                    && (campaignRegex == null || matches(campaignRegex, campaign));
        }

        private static boolean matches(Pattern pattern, String value) {
            return !value.isEmpty() && pattern.matcher(value).matches();
        }

        private static HashSet<String> set(List<String> values) {
            if (values == null) {
                return null;
            }
            HashSet<String> set = new HashSet<>(values);
            set.remove("");
            return set;
        }

        private static Pattern pattern(String expression) {
            return expression == null
                    ? null
                    : Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        }
    }
}
