package org.jejak.channel;

import java.io.Serializable;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import org.jejak.config.ChannelSettings;
import org.jejak.config.ChannelSettings.ClickId;
import org.jejak.config.ReferrerKind;

/**
 * Decides the acquisition channel of a touch. Two steps: find source, medium and campaign, then ask the rule table, where the
 * first rule that holds decides. Safe to share between threads.
 *
 * <p>Source and medium, field by field, come from the first of these that has a value:
 *
 * <ol>
 *   <li>the campaign parameters (UTM): what the advertiser wrote by hand wins;
 *   <li>a click id that proves a paid click (gclid). Search engines sell advertisements on other sites too: which kind of paid
 *       click it was is told by a referrer that the lists know as video, social, shopping or ad server, else it was search;
 *   <li>for both fields together, a referrer that the lists know;
 *   <li>a click id that proves none (fbclid): it travels on with copied links, so a known referrer is better evidence;
 *   <li>for both fields together, any other referrer, as source = its host, medium = referral;
 *   <li>(direct) and (none).
 * </ol>
 *
 * <p>A campaign medium without a source takes the source of the click id, else of the referrer. A campaign source without a
 * medium takes the medium of the click id only: the referrer of a newsletter's reader says nothing about the newsletter. A
 * campaign name alone decides where a rule knows it by name (cross-network), else nothing; it is kept.
 */
public final class ChannelClassifier implements Serializable {
    private static final String NOT_SET = "(not set)";
    /** Medium of a paid click on a site that also has unpaid links. */
    private static final String PAID_MEDIUM = "cpc";
    /** Decisions remembered; at some 300 bytes each, a few megabytes. */
    private static final int REMEMBERED = 20_000;

    private final ReferrerClassifier referrers;
    private final HashSet<String> nullLike;
    private final HashMap<String, ClickId> clickIds;
    private final HashMap<String, ReferrerKind> categories;
    private final List<ChannelRule> rules;
    private final ConcurrentHashMap<Question, ChannelRule> decided = new ConcurrentHashMap<>();

    private record Question(String source, String medium, String campaign) implements Serializable {}

    /** Prepares the rules; source categories not in the settings are looked up in the referrer lists. */
    public ChannelClassifier(ChannelSettings settings, ReferrerClassifier referrers) {
        this.referrers = referrers;
        this.nullLike = new HashSet<>(settings.nullLike());
        this.clickIds = new HashMap<>(settings.clickIds());
        this.categories = new HashMap<>(settings.sourceCategories());
        this.rules = settings.rules().stream().map(ChannelRule::new).toList();
    }

    /** The channel of a touch; a touch that says nothing is direct. */
    public Channel classify(Touch touch) {
        String source = given(touch.campaignSource());
        String medium = given(touch.campaignMedium());
        String campaign = campaign(touch);
        if (source != null && medium != null) {
            return decide(source, medium, campaign);
        }
        ClickId click = touch.clickIdType() == null ? null : clickIds.get(lower(touch.clickIdType()));
        if (source != null) {
            return decide(source, click == null ? "" : click.medium(), campaign);
        }
        Referrer referrer = referrers.classify(touch.referrerUrl());
        if (click != null && referrer.isListed() && referrer.isArrival()) {
            click = click.isPaid() ? paidClick(click, referrer) : null;
        }
        if (click != null) {
            return decide(click.source(), medium == null ? click.medium() : medium, campaign);
        }
        if (referrer.isArrival()) {
            return decide(referrer.source(), medium == null ? referrer.medium() : medium, campaign);
        }
        if (medium != null) {
            return decide("", medium, campaign);
        }
        boolean isKnownByName = rule("", "", campaign) != rules.get(rules.size() - 1);
        return isKnownByName ? decide("", "", campaign) : decide("(direct)", "(none)", campaign);
    }

    /** What a paid click is, seen together with a known referrer. */
    private ClickId paidClick(ClickId click, Referrer referrer) {
        if (category(click.source()) != ReferrerKind.SEARCH) {
            return click;
        }
        return switch (referrer.kind()) {
            case VIDEO, SOCIAL, SHOPPING -> new ClickId(referrer.source(), PAID_MEDIUM, true);
            case PAID -> new ClickId(referrer.source(), referrer.medium(), true);
            default -> click;
        };
    }

    /** Whether a touch says how the visitor came: it has a campaign, a click id or a referrer that counts. */
    public boolean speaks(Touch touch) {
        return given(touch.campaignSource()) != null
                || given(touch.campaignMedium()) != null
                || given(touch.campaignName()) != null
                || clickIds.containsKey(lower(touch.clickIdType()))
                || referrers.classify(touch.referrerUrl()).isArrival();
    }

    /** Whether the referrer of a touch, or else its campaign source, is known as spam: nobody came from there. */
    public boolean isSpam(Touch touch) {
        Referrer referrer = referrers.classify(touch.referrerUrl());
        String source = given(touch.campaignSource());
        return (referrer.isArrival() ? referrer.kind() : source == null ? null : category(source)) == ReferrerKind.SPAM;
    }

    /** The channel of literal values, with no look at click ids or referrers: the rule table alone. */
    public Channel classify(String source, String medium, String campaign) {
        String name = campaign == null || campaign.isBlank() ? null : campaign.strip();
        return decide(lower(source), lower(medium), name);
    }

    private Channel decide(String source, String medium, String campaign) {
        ChannelRule rule = rule(source, medium, campaign);
        return new Channel(rule.channel(), rule.group(), rule.isPaid(), orNotSet(source), orNotSet(medium), campaign);
    }

    private ChannelRule rule(String source, String medium, String campaign) {
        Question question = new Question(source, medium, lower(campaign));
        ChannelRule rule = decided.get(question);
        if (rule == null) {
            rule = firstThatHolds(question);
            if (decided.size() >= REMEMBERED) {
                decided.clear();
            }
            decided.put(question, rule);
        }
        return rule;
    }

    private ChannelRule firstThatHolds(Question question) {
        ReferrerKind category = category(question.source());
        for (ChannelRule rule : rules) {
            if (rule.holds(question.source(), category, question.medium(), question.campaign())) {
                return rule;
            }
        }
        throw new IllegalStateException("No channel rule holds, though the last one has no conditions: " + question);
    }

    /** What a source in lower case is; null when neither the settings nor the referrer lists know it. */
    ReferrerKind category(String source) {
        ReferrerKind named = categories.get(source);
        return named != null || source.isEmpty() ? named : referrers.kindOfSource(source);
    }

    private String campaign(Touch touch) {
        if (given(touch.campaignName()) != null) {
            return touch.campaignName().strip();
        }
        return given(touch.campaignId()) != null ? touch.campaignId().strip() : null;
    }

    /** The value in lower case, or null when it says nothing. */
    private String given(String value) {
        String lower = lower(value);
        return lower.isEmpty() || nullLike.contains(lower) ? null : lower;
    }

    private static String lower(String value) {
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private static String orNotSet(String value) {
        return value.isEmpty() ? NOT_SET : value;
    }
}
