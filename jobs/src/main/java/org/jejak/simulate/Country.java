package org.jejak.simulate;

import java.time.ZoneId;

/** Where people live, which sets their clock, money, language and phone numbers. Tills stand in Indonesia only. */
enum Country {
    ID("Indonesia", 0.45, "Asia/Jakarta", "IDR", "id-ID", "+62855"),
    DE("Germany", 0.15, "Europe/Berlin", "EUR", "de-DE", "+49155"),
    NL("Netherlands", 0.10, "Europe/Amsterdam", "EUR", "nl-NL", "+3165"),
    GB("United Kingdom", 0.10, "Europe/London", "GBP", "en-GB", "+44770"),
    US("United States", 0.20, "America/New_York", "USD", "en-US", "+1555");

    final String label;
    final double share;
    final ZoneId zone;
    final String currency;
    final String locale;
    final String phonePrefix;

    Country(String label, double share, String zone, String currency, String locale, String phonePrefix) {
        this.label = label;
        this.share = share;
        this.zone = ZoneId.of(zone);
        this.currency = currency;
        this.locale = locale;
        this.phonePrefix = phonePrefix;
    }

    static final double[] SHARES = {ID.share, DE.share, NL.share, GB.share, US.share};
}
