package org.jejak.simulate;

import java.util.Locale;

/**
 * Where a visit comes from, with its true effect: a touch of the channel raises the odds of deciding at later visits
 * and at its own by {@code effect}, halved every {@code halfLifeDays}.
 */
enum TouchChannel {
    DIRECT(0.10, 0.36, 0, 1),
    REFERRAL(0.10, 0.08, 1.0, 10),
    ORGANIC_SEARCH(0.30, 0.20, 0.6, 7),
    PAID_SEARCH(0.14, 0.08, 0.5, 4),
    SOCIAL(0.20, 0.10, 0.3, 5),
    EMAIL(0, 0.12, 0.8, 6),
    DISPLAY(0.16, 0.06, 0.15, 3);

    /** Share among first visits. */
    final double firstShare;
    /** Share among later visits before the first purchase. Email counts only for people on the mailing list. */
    final double laterShare;

    final double effect;
    final double halfLifeDays;

    TouchChannel(double firstShare, double laterShare, double effect, double halfLifeDays) {
        this.firstShare = firstShare;
        this.laterShare = laterShare;
        this.effect = effect;
        this.halfLifeDays = halfLifeDays;
    }

    static TouchChannel first(RandomSource chance) {
        double[] weights = new double[values().length];
        for (TouchChannel channel : values()) weights[channel.ordinal()] = channel.firstShare;
        return values()[chance.weighted(weights)];
    }

    static TouchChannel later(RandomSource chance, boolean onMailingList) {
        double[] weights = new double[values().length];
        for (TouchChannel channel : values()) {
            weights[channel.ordinal()] = channel == EMAIL && !onMailingList ? 0 : channel.laterShare;
        }
        return values()[chance.weighted(weights)];
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
