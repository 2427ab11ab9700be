package org.jejak.simulate;

/**
 * How a visit begins: the referrer, and the tags and click id on the landing page's address.
 *
 * @param campaign the paid campaign, null for visits that nobody paid for
 * @param referrer the page before, null if the browser does not say
 */
record Arrival(TouchChannel channel, Campaign campaign, String referrer, Tags tags, ClickId clickId) {

    /** The utm parameters of the address; null for those that are not there. */
    record Tags(String source, String medium, String campaign, String term, String content) {
        static final Tags NONE = new Tags(null, null, null, null, null);
    }

    /**
     * The ad platform's id of the click, null without one.
     *
     * @param parameter gclid, fbclid or msclkid; null if the address does not carry it
     */
    record ClickId(String parameter, String value) {
        static final ClickId NONE = new ClickId(null, null);

        boolean isGoogle() {
            return "gclid".equals(parameter);
        }

        boolean isBing() {
            return "msclkid".equals(parameter);
        }
    }

    static final Arrival DIRECT = untagged(TouchChannel.DIRECT, null);

    /** A visit through the channel; paid ones through one of its campaigns. */
    static Arrival through(TouchChannel channel, RandomSource chance) {
        return switch (channel) {
            case DIRECT -> DIRECT;
            case ORGANIC_SEARCH -> untagged(channel, chance.oneOf(ProductCatalogue.SEARCH_HOSTS));
            case REFERRAL -> referral(chance);
            case SOCIAL ->
                chance.happens(0.5) ? organicSocial(chance) : ofCampaign(Campaign.of(channel, chance), chance);
            case PAID_SEARCH, DISPLAY -> ofCampaign(Campaign.of(channel, chance), chance);
            case EMAIL -> newsletter("newsletter", "cta", chance);
        };
    }

    static Arrival ofCampaign(Campaign campaign, RandomSource chance) {
        return switch (campaign.channel) {
            case PAID_SEARCH -> search(campaign, chance);
            case SOCIAL -> paidSocial(campaign, chance);
            default -> display(campaign, chance);
        };
    }

    static Arrival newsletter(String campaign, String link, RandomSource chance) {
        boolean stripsTags = chance.happens(0.1); // a mail program that removes them
        if (stripsTags) return untagged(TouchChannel.EMAIL, chance.oneOf(ProductCatalogue.MAIL_HOSTS));
        String referrer = chance.happens(0.3) ? chance.oneOf(ProductCatalogue.MAIL_HOSTS) : null;
        return unpaid(TouchChannel.EMAIL, referrer, new Tags("newsletter", "email", campaign, null, link));
    }

    private static Arrival search(Campaign campaign, RandomSource chance) {
        boolean bing = chance.happens(0.12);
        String host = bing ? "https://www.bing.com/" : "https://www.google.com/";
        ClickId clickId = bing
                ? new ClickId("msclkid", chance.uuid().replace("-", ""))
                : new ClickId("gclid", "Cj0KCQjw" + chance.word(20));
        Tags tags = Tags.NONE; // at times the click id alone
        if (chance.happens(0.85)) {
            String medium = chance.happens(0.05) ? "CPC" : "cpc";
            tags = new Tags(bing ? "bing" : "google", medium, campaign.label, campaign.term, null);
        }
        return new Arrival(campaign.channel, campaign, host, tags, clickId);
    }

    private static Arrival paidSocial(Campaign campaign, RandomSource chance) {
        String host = campaign.source.equals("facebook") ? "https://l.facebook.com/" : "https://l.instagram.com/";
        String source = chance.happens(0.08) ? "Facebook" : campaign.source;
        Tags tags = new Tags(source, campaign.medium, campaign.label, null, "video-" + (1 + chance.below(3)));
        return new Arrival(campaign.channel, campaign, host, tags, new ClickId("fbclid", "IwAR" + chance.word(24)));
    }

    private static Arrival display(Campaign campaign, RandomSource chance) {
        String site = "https://" + chance.oneOf(ProductCatalogue.DISPLAY_SITES) + '/';
        Tags tags = new Tags(campaign.source, campaign.medium, campaign.label, null, "banner-300x250");
        return new Arrival(campaign.channel, campaign, site, tags, new ClickId(null, "dc" + chance.word(16)));
    }

    private static Arrival organicSocial(RandomSource chance) {
        String host = chance.oneOf(ProductCatalogue.SOCIAL_HOSTS);
        return chance.happens(0.3)
                ? unpaid(TouchChannel.SOCIAL, null, new Tags("instagram", "social", "bio-link", null, null))
                : untagged(TouchChannel.SOCIAL, host);
    }

    private static Arrival referral(RandomSource chance) {
        String page = chance.oneOf(ProductCatalogue.REFERRING_PAGES);
        return page.equals("https://chatgpt.com/") && chance.happens(0.6)
                ? unpaid(TouchChannel.REFERRAL, page, new Tags("chatgpt.com", "referral", null, null, null))
                : untagged(TouchChannel.REFERRAL, page);
    }

    private static Arrival untagged(TouchChannel channel, String referrer) {
        return unpaid(channel, referrer, Tags.NONE);
    }

    private static Arrival unpaid(TouchChannel channel, String referrer, Tags tags) {
        return new Arrival(channel, null, referrer, tags, ClickId.NONE);
    }

    boolean isTagged() {
        return tags.source != null;
    }

    /** The path with the tags that the landing page's address carries. */
    String landing(String path) {
        StringBuilder address = new StringBuilder(path);
        add(address, "utm_source", tags.source);
        add(address, "utm_medium", tags.medium);
        add(address, "utm_campaign", tags.campaign);
        add(address, "utm_term", tags.term);
        add(address, "utm_content", tags.content);
        if (clickId.parameter != null) add(address, clickId.parameter, clickId.value);
        return address.toString();
    }

    private static void add(StringBuilder address, String key, String value) {
        if (value == null) return;
        address.append(address.indexOf("?") < 0 ? '?' : '&').append(key).append('=');
        address.append(value.replace(' ', '+'));
    }
}
