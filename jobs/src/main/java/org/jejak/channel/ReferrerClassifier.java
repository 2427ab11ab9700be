package org.jejak.channel;

import java.io.Serializable;
import java.util.HashMap;
import org.jejak.config.ReferrerKind;
import org.jejak.config.ReferrerSettings;
import org.jejak.config.ReferrerSettings.Entry;

/**
 * Says what kind of site a visitor came from. Built once from the lists, then safe to share between threads; a call costs a few
 * hash look-ups and never throws, whatever the log holds.
 */
public final class ReferrerClassifier implements Serializable {
    private final HostIndex<Entry> sites = new HostIndex<>();
    private final HostIndex<Boolean> ownHosts = new HostIndex<>();
    private final HashMap<String, ReferrerKind> kindBySource = new HashMap<>();

    /** Indexes the lists; where two entries claim one host, the earlier has it. */
    public ReferrerClassifier(ReferrerSettings settings) {
        settings.ownHosts().forEach(host -> ownHosts.add(host, true));
        for (Entry entry : settings.entries()) {
            entry.hosts().forEach(host -> sites.add(host, entry));
            kindBySource.putIfAbsent(entry.source(), entry.kind());
        }
    }

    /**
     * Classifies a referring URL. Web addresses, {@code android-app://package} and bare hosts are understood. The company's own
     * hosts are internal before any list is asked.
     *
     * @param url may be null, blank or broken: such a referrer is unknown and has no host
     */
    public Referrer classify(String url) {
        ReferrerUrl parts = ReferrerUrl.parse(url);
        if (parts == null) {
            return Referrer.NONE;
        }
        if (!parts.isApp() && ownHosts.find(parts.host(), parts.path()) != null) {
            return new Referrer(ReferrerKind.INTERNAL, null, null, null, parts.host(), null);
        }
        Entry site = parts.isApp() ? sites.findExactly(parts.host()) : sites.find(parts.host(), parts.path());
        if (site == null) {
            return new Referrer(
                    ReferrerKind.UNKNOWN, null, parts.host(), ReferrerKind.UNKNOWN.medium(), parts.host(), null);
        }
        String term = site.terms().isEmpty() ? null : SearchTerm.of(site, url, parts.query());
        return new Referrer(site.kind(), site.name(), site.source(), site.medium(), parts.host(), term);
    }

    /** What a campaign source is, given as the lists' source ({@code google}) or as one of its hosts; null when unknown. */
    ReferrerKind kindOfSource(String source) {
        ReferrerKind named = kindBySource.get(source);
        if (named != null) {
            return named;
        }
        Referrer referrer = source.indexOf('.') > 0 ? classify(source) : Referrer.NONE;
        return referrer.isListed() ? referrer.kind() : null;
    }
}
