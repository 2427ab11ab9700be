package org.jejak.simulate;

/**
 * How a visit begins: the referrer and the tags on the landing page's address. Null means that the browser tells
 * nothing about it.
 *
 * @param campaign the paid campaign, null for visits that nobody paid for
 * @param clickIdName gclid, fbclid or msclkid
 */
record Arrival(
        TouchChannel channel,
        Campaign campaign,
        String referrer,
        String source,
        String medium,
        String name,
        String term,
        String content,
        String clickIdName,
        String clickId) {

    static final Arrival DIRECT = plain(TouchChannel.DIRECT, null);

    /** A visit through the channel; paid ones through one of its campaigns. */
    static Arrival through(TouchChannel channel, RandomSource chance) {
        return switch (channel) {
            case DIRECT -> DIRECT;
            case ORGANIC_SEARCH -> plain(channel, chance.oneOf(ProductCatalogue.SEARCH_HOSTS));
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
            case SOCIAL ->
                new Arrival(
                        campaign.channel,
                        campaign,
                        "https://" + (campaign.source.equals("facebook") ? "l.facebook.com/" : "l.instagram.com/"),
                        chance.happens(0.08) ? "Facebook" : campaign.source,
                        campaign.medium,
                        campaign.label,
                        null,
                        "video-" + (1 + chance.below(3)),
                        "fbclid",
                        "IwAR" + chance.word(24));
            default ->
                new Arrival(
                        campaign.channel,
                        campaign,
                        "https://" + chance.oneOf(ProductCatalogue.DISPLAY_SITES) + '/',
                        campaign.source,
                        campaign.medium,
                        campaign.label,
                        null,
                        "banner-300x250",
                        null,
                        "dc" + chance.word(16));
        };
    }

    static Arrival newsletter(String campaign, String link, RandomSource chance) {
        if (chance.happens(0.1)) { // a reader that strips tags
            return plain(TouchChannel.EMAIL, chance.oneOf(ProductCatalogue.MAIL_HOSTS));
        }
        String referrer = chance.happens(0.3) ? chance.oneOf(ProductCatalogue.MAIL_HOSTS) : null;
        return new Arrival(TouchChannel.EMAIL, null, referrer, "newsletter", "email", campaign, null, link, null, null);
    }

    private static Arrival search(Campaign campaign, RandomSource chance) {
        boolean bing = chance.happens(0.12);
        String host = bing ? "https://www.bing.com/" : "https://www.google.com/";
        String clickIdName = bing ? "msclkid" : "gclid";
        String clickId = bing ? chance.uuid().replace("-", "") : "Cj0KCQjw" + chance.word(20);
        boolean tagged = chance.happens(0.85); // the rest relies on the click id alone
        return new Arrival(
                campaign.channel,
                campaign,
                host,
                tagged ? (bing ? "bing" : "google") : null,
                tagged ? (chance.happens(0.05) ? "CPC" : "cpc") : null,
                tagged ? campaign.label : null,
                tagged ? campaign.term : null,
                null,
                clickIdName,
                clickId);
    }

    private static Arrival organicSocial(RandomSource chance) {
        String host = chance.oneOf(ProductCatalogue.SOCIAL_HOSTS);
        if (chance.happens(0.3)) {
            return new Arrival(
                    TouchChannel.SOCIAL, null, null, "instagram", "social", "bio-link", null, null, null, null);
        }
        return plain(TouchChannel.SOCIAL, host);
    }

    private static Arrival referral(RandomSource chance) {
        String page = chance.oneOf(ProductCatalogue.REFERRING_PAGES);
        if (page.equals("https://chatgpt.com/") && chance.happens(0.6)) {
            return new Arrival(
                    TouchChannel.REFERRAL, null, page, "chatgpt.com", "referral", null, null, null, null, null);
        }
        return plain(TouchChannel.REFERRAL, page);
    }

    private static Arrival plain(TouchChannel channel, String referrer) {
        return new Arrival(channel, null, referrer, null, null, null, null, null, null, null);
    }

    boolean isTagged() {
        return source != null;
    }

    /** The path with the tags that the landing page's address carries. */
    String landing(String path) {
        StringBuilder address = new StringBuilder(path);
        add(address, "utm_source", source);
        add(address, "utm_medium", medium);
        add(address, "utm_campaign", name);
        add(address, "utm_term", term);
        add(address, "utm_content", content);
        add(address, clickIdName, clickIdName == null ? null : clickId);
        return address.toString();
    }

    private static void add(StringBuilder address, String key, String value) {
        if (value != null) {
            address.append(address.indexOf("?") < 0 ? '?' : '&').append(key).append('=');
            address.append(value.replace(' ', '+'));
        }
    }
}
