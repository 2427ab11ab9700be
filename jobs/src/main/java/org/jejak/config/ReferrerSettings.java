package org.jejak.config;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.*;

/**
 * Which referring site is what: the lists of {@code conf/referrers.conf}, with the installation's own in front.
 *
 * @param ownHosts the company's sites, without {@code www.}; their subdomains belong to them
 * @param entries in order of precedence: where two entries claim one host, the earlier has it
 */
public record ReferrerSettings(List<String> ownHosts, List<Entry> entries) implements Serializable {

    /**
     * One site or service with all its hosts.
     *
     * @param kind what the site is
     * @param name the site's name as people know it, such as {@code Google Images}
     * @param hosts hosts, each maybe with a path ({@code x.com/i/grok}) and maybe with <code>{}</code> for a country:
     *     <code>google.{}</code> matches google.de and google.co.uk, <code>{}.engine.com</code> matches de.engine.com
     * @param terms query parameters that may hold the search term, in order; between slashes, a regular expression on the
     *     whole URL whose group 1 is the term
     * @param charsets what to read the term in when it is not valid UTF-8, in order
     * @param source the source that a visit from here gets; null for the first host, as GA4 has it
     * @param medium the medium that a visit from here gets; null for that of the kind
     */
    public record Entry(
            ReferrerKind kind,
            String name,
            List<String> hosts,
            List<String> terms,
            List<String> charsets,
            String source,
            String medium)
            implements Serializable {

        /** Checks the hosts and fills the defaults of source and medium. */
        public Entry {
            String where = "\"" + name + "\": ";
            hosts = hosts.stream()
                    .map(host -> host.strip().toLowerCase(Locale.ROOT))
                    .toList();
            terms = List.copyOf(terms);
            charsets = List.copyOf(charsets);
            if (name.isBlank()) throw new UsageException("the name is blank; give the site's name");
            if (hosts.isEmpty()) throw new UsageException(where + "hosts is empty; give at least one host");
            hosts.forEach(host -> checkHost(host, where + "hosts"));
            terms.stream()
                    .filter(ReferrerSettings::isRegex)
                    .map(ReferrerSettings::unslash)
                    .forEach(term -> SettingsSection.checkPattern(where + "terms = \"" + term + "\" ", term));
            for (String charset : charsets)
                if (!isCharset(charset))
                    throw new UsageException(where + "charsets = \"" + charset
                            + "\" is unknown to Java; use names such as windows-1251, euc-jp, gb2312");
            source = (source == null ? firstHost(hosts, name) : source).toLowerCase(Locale.ROOT);
            medium = medium == null ? kind.medium() : medium.toLowerCase(Locale.ROOT);
        }

        private static void checkHost(String host, String where) {
            String domain = host.contains("/") ? host.substring(0, host.indexOf('/')) : host;
            String plain = domain.replace("{}", "xx");
            boolean atMostOneCountry = domain.indexOf("{}") == domain.lastIndexOf("{}")
                    && ("." + domain + ".").replace(".{}.", ".").indexOf('{') < 0;
            boolean rightShape = plain.contains(".")
                    && plain.chars()
                            .noneMatch(c -> c == '{' || c == '}' || c == ':' || c == '*' || Character.isWhitespace(c))
                    && !plain.startsWith(".")
                    && !plain.endsWith(".");
            if (!rightShape || !atMostOneCountry) {
                throw new UsageException(
                        "%s = \"%s\" is no host; write host, host/path, host.{} or {}.host, with one {} at most and without https://"
                                .formatted(where, host));
            }
        }

        private static String firstHost(List<String> hosts, String name) {
            return hosts.stream()
                    .filter(host -> !host.contains("{}"))
                    .map(host -> host.replaceFirst("^www\\.", ""))
                    .findFirst()
                    .orElse(name);
        }

        private static boolean isCharset(String name) {
            try {
                return Charset.isSupported(name);
            } catch (IllegalArgumentException notEvenAName) {
                return false;
            }
        }
    }

    /** Brings the company's hosts to one form. */
    public ReferrerSettings {
        ownHosts = ownHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""))
                .toList();
        ownHosts.forEach(host -> Entry.checkHost(host, "own-hosts"));
        entries = List.copyOf(entries);
    }

    /** Whether a term parameter is a regular expression between slashes. */
    public static boolean isRegex(String term) {
        return term.length() > 2 && term.startsWith("/") && term.endsWith("/");
    }

    /** The regular expression between the slashes. */
    public static String unslash(String term) {
        return term.substring(1, term.length() - 1);
    }

    /**
     * Reads the block {@code jejak.referrers} alone, with paths from the working directory.
     *
     * @throws SettingsException with every problem found
     */
    public static ReferrerSettings of(Config config) {
        return SettingsSection.read(config, "jejak.referrers", s -> read(s, Path.of("")));
    }

    /**
     * Reads {@code jejak.referrers}. Precedence: {@code files} in their order, {@code custom}, then the built-in lists.
     *
     * @param home where relative paths of {@code files} start
     * @return null if the hosts of the company are wrong
     */
    static ReferrerSettings read(SettingsSection s, Path home) {
        List<Entry> builtIn = entries(s);
        List<Entry> entries = new ArrayList<>();
        for (SettingsSection file : s.optionalList("files")) {
            ReferrerKind kind = ReferrerKind.read(file, "kind");
            Path path = home.resolve(file.text("path"));
            file.build("path", () -> MatomoReferrerFile.read(path, kind))
                    .ifPresent(read -> read.forEach(e -> entries.add(withSourceOfItsNamesake(e, builtIn))));
            file.done();
        }
        if (s.has("custom")) {
            SettingsSection custom = s.section("custom");
            entries.addAll(entries(custom));
            custom.done();
        }
        entries.addAll(builtIn);
        List<String> ownHosts = s.optionalTexts("own-hosts");
        return s.done(s.build("own-hosts", () -> new ReferrerSettings(ownHosts, entries))
                .orElse(null));
    }

    /** A file has no sources, so that adding one would otherwise turn the source google into google.com from that day on. */
    private static Entry withSourceOfItsNamesake(Entry entry, List<Entry> builtIn) {
        for (Entry ours : builtIn) {
            if (ours.kind() == entry.kind() && ours.name().equalsIgnoreCase(entry.name())) {
                return new Entry(
                        entry.kind(),
                        entry.name(),
                        entry.hosts(),
                        entry.terms(),
                        entry.charsets(),
                        ours.source(),
                        null);
            }
        }
        return entry;
    }

    /** The entries of all kinds. Sites are sorted by name, because the order of keys in a HOCON object is not kept. */
    private static List<Entry> entries(SettingsSection s) {
        List<Entry> entries = new ArrayList<>();
        for (ReferrerKind kind : ReferrerKind.values()) {
            if (kind == ReferrerKind.INTERNAL || !s.has(kind.key())) continue;
            SettingsSection sites = s.section(kind.key());
            for (String name : sites.keys())
                sites.build(name, () -> entry(kind, name, sites)).ifPresent(entries::add);
        }
        return entries;
    }

    private static Entry entry(ReferrerKind kind, String name, SettingsSection sites) {
        if (sites.isList(name)) return new Entry(kind, name, sites.texts(name), List.of(), List.of(), null, null);
        if (!sites.isObject(name))
            throw new UsageException("must be a list of hosts, or { hosts = [...], terms = [...] }");
        SettingsSection site = sites.section(name);
        List<String> hosts = site.optionalTexts("hosts");
        List<String> terms = site.optionalTexts("terms");
        List<String> charsets = site.optionalTexts("charsets");
        String source = site.optionalText("source").orElse(null);
        String medium = site.optionalText("medium").orElse(null);
        site.done();
        return new Entry(kind, name, hosts, terms, charsets, source, medium);
    }
}
