package org.jejak.config;

import java.util.*;

/** What kind of site a visitor came from, and the medium of a visit from there without a campaign. */
public enum ReferrerKind {
    /** A search engine: the visit is unpaid search. */
    SEARCH("organic"),
    /** A social network, forum or messenger. */
    SOCIAL("social"),
    /** A webmail site, a mail app, or a mail provider's link checker. */
    EMAIL("email"),
    /** A chat assistant that cites pages. */
    AI_ASSISTANT("ai-assistant"),
    /** A marketplace or a shop. */
    SHOPPING("referral"),
    /** A site for watching videos. */
    VIDEO("referral"),
    /** A server that only ever delivers advertisements. */
    PAID("display"),
    /** A host in whose name scripts come to advertise it in reports: nobody followed a link there. */
    SPAM("referral"),
    /** The company's own site: no arrival at all. */
    INTERNAL(null),
    /** Any other site, or none. */
    UNKNOWN("referral");

    private final String medium;

    ReferrerKind(String medium) {
        this.medium = medium;
    }

    /** The medium of a visit from such a site; null for {@link #INTERNAL}. */
    public String medium() {
        return medium;
    }

    /** The kind's name in settings files, such as {@code ai-assistant}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that a key names; a problem, and the first kind, if it names none. */
    static ReferrerKind read(SettingsSection s, String key) {
        String[] names = Arrays.stream(values()).map(ReferrerKind::key).toArray(String[]::new);
        String name = s.choice(key, names);
        return values()[Arrays.asList(names).indexOf(name)];
    }
}
