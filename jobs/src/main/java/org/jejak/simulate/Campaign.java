package org.jejak.simulate;

/** The paid campaigns. {@code dailyClicks} and {@code dailyImpressions} are what a platform reports per 1,000 people. */
enum Campaign {
    BRAND_ALWAYS_ON(
            TouchChannel.PAID_SEARCH, "17100101", "search-brand-always-on", "google", "cpc", 0.9, 1.2, 1.60, "lumbung"),
    GRINDERS(
            TouchChannel.PAID_SEARCH,
            "17100102",
            "search-grinders-generic",
            "google",
            "cpc",
            0.5,
            1.1,
            3.10,
            "coffee grinder"),
    ESPRESSO(
            TouchChannel.PAID_SEARCH,
            "17100103",
            "search-espresso-generic",
            "google",
            "cpc",
            0.5,
            1.0,
            3.60,
            "espresso machine"),
    LOOKALIKE(TouchChannel.SOCIAL, "2385001", "prospecting-lookalike", "facebook", "paid_social", 0.5, 4.5, 2.10, null),
    CART_REMINDER(TouchChannel.SOCIAL, "2385002", "retargeting-cart", "instagram", "paid_social", 0.4, 4.0, 2.40, null),
    REACH(TouchChannel.DISPLAY, "D-77", "programmatic-reach", "dv360", "display", 0.6, 9.0, 1.40, null),
    FOOD_DEAL(TouchChannel.DISPLAY, "D-78", "publisher-deal-food", "foodnetwork", "cpm", 0.5, 8.0, 1.60, null);

    final TouchChannel channel;
    final String id;
    final String label;
    final String source;
    final String medium;
    final double dailyClicks;
    final double dailyImpressions;
    final double costPerClick;
    final String term;

    Campaign(
            TouchChannel channel,
            String id,
            String label,
            String source,
            String medium,
            double dailyClicks,
            double dailyImpressions,
            double costPerClick,
            String term) {
        this.channel = channel;
        this.id = id;
        this.label = label;
        this.source = source;
        this.medium = medium;
        this.dailyClicks = dailyClicks;
        this.dailyImpressions = dailyImpressions;
        this.costPerClick = costPerClick;
        this.term = term;
    }

    /** Shown to people who have already decided; earns nothing. */
    boolean onlyHarvests() {
        return this == BRAND_ALWAYS_ON;
    }

    /** A campaign of the channel that really wins people. */
    static Campaign of(TouchChannel channel, RandomSource chance) {
        boolean first = chance.happens(0.55);
        return switch (channel) {
            case PAID_SEARCH -> first ? GRINDERS : ESPRESSO;
            case SOCIAL -> first ? LOOKALIKE : CART_REMINDER;
            case DISPLAY -> first ? REACH : FOOD_DEAL;
            default -> throw new IllegalArgumentException("no campaigns in " + channel.label());
        };
    }
}
