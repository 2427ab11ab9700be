package org.jejak.channel;

import java.io.Serializable;
import org.jejak.config.ReferrerKind;

/**
 * What a referring URL says about an arrival.
 *
 * @param kind what the referring site is
 * @param name the site's name from the lists, such as {@code Google Images}; null when no list knows it
 * @param source the source that a visit from here gets: the lists' one, else the host; null without a usable host
 * @param medium the medium that a visit from here gets; null for internal
 * @param host the host in lower case without {@code www.}, or an Android package name; null when the URL has none
 * @param term the search term, decoded; null when there is none
 */
public record Referrer(ReferrerKind kind, String name, String source, String medium, String host, String term)
        implements Serializable {
    /** No referrer, or one that is no URL. */
    static final Referrer NONE = new Referrer(ReferrerKind.UNKNOWN, null, null, null, null, null);

    /** Whether one of the lists knows the site. */
    public boolean isListed() {
        return name != null && kind != ReferrerKind.UNKNOWN;
    }

    /** Whether the visitor came from another site or app, named or not. */
    public boolean isArrival() {
        return source != null && kind != ReferrerKind.INTERNAL;
    }
}
