package org.jejak.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which referring site is what: the lists of {@code conf/referrers.conf}, with the user's own in front.
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
            String where = "jejak.referrers." + kind.key() + ".\"" + name + "\"";
            hosts = hosts.stream()
                    .map(host -> host.strip().toLowerCase(Locale.ROOT))
                    .toList();
            terms = List.copyOf(terms);
            charsets = List.copyOf(charsets);
            if (name.isBlank()) {
                throw new UsageException(where + ": the name is blank; give the site's name");
            }
            if (hosts.isEmpty()) {
                throw new UsageException(where + ".hosts is empty; give at least one host");
            }
            hosts.forEach(host -> checkHost(host, where + ".hosts"));
            terms.stream()
                    .filter(ReferrerSettings::isRegex)
                    .forEach(term -> Keys.regex(where + ".terms", unslash(term)));
            for (String charset : charsets) {
                if (!isCharset(charset)) {
                    throw new UsageException(
                            "%s.charsets = \"%s\" is unknown to Java; use names such as windows-1251, euc-jp, gb2312"
                                    .formatted(where, charset));
                }
            }
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
        ownHosts.forEach(host -> Entry.checkHost(host, "jejak.referrers.own-hosts"));
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
     * Reads the block {@code jejak.referrers}. Precedence: {@code files} in their order, {@code custom}, then the built-in
     * lists.
     */
    public static ReferrerSettings of(Config config) {
        return of(config, Path.of(""));
    }

    /** As {@link #of(Config)}; relative paths of {@code files} start at {@code home}. */
    static ReferrerSettings of(Config config, Path home) {
        Keys.only(config, "jejak.referrers", kindKeysAnd("own-hosts", "files", "custom"));
        List<Entry> builtIn = sections(config);
        List<Entry> entries = new ArrayList<>();
        if (config.hasPath("files")) {
            for (Config file : config.getConfigList("files")) {
                Keys.only(file, "jejak.referrers.files", List.of("kind", "path"));
                ReferrerKind kind = ReferrerKind.of(file.getString("kind"), "jejak.referrers.files.kind");
                for (Entry entry : MatomoReferrerFile.read(home.resolve(file.getString("path")), kind)) {
                    entries.add(withSourceOfItsNamesake(entry, builtIn));
                }
            }
        }
        if (config.hasPath("custom")) {
            Keys.only(config.getConfig("custom"), "jejak.referrers.custom", kindKeysAnd());
            entries.addAll(sections(config.getConfig("custom")));
        }
        entries.addAll(builtIn);
        return new ReferrerSettings(Keys.strings(config, "own-hosts"), entries);
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

    private static List<String> kindKeysAnd(String... others) {
        List<String> keys = new ArrayList<>(List.of(others));
        for (ReferrerKind kind : ReferrerKind.values()) {
            if (kind != ReferrerKind.INTERNAL) {
                keys.add(kind.key());
            }
        }
        return keys;
    }

    private static List<Entry> sections(Config config) {
        List<Entry> entries = new ArrayList<>();
        for (ReferrerKind kind : ReferrerKind.values()) {
            if (config.root().get(kind.key()) instanceof ConfigObject section) {
                // Sorted, because the order of keys in a HOCON object is not kept and precedence must not be a matter
                // of luck.
                Map<String, ConfigValue> sorted = new TreeMap<>(section);
                sorted.forEach((name, value) -> entries.add(entry(kind, name, value)));
            }
        }
        return entries;
    }

    private static Entry entry(ReferrerKind kind, String name, ConfigValue value) {
        String where = "jejak.referrers." + kind.key() + ".\"" + name + "\"";
        if (value.valueType() == ConfigValueType.LIST) {
            List<String> hosts = value.atKey("hosts").getStringList("hosts");
            return new Entry(kind, name, hosts, List.of(), List.of(), null, null);
        }
        if (!(value instanceof ConfigObject object)) {
            throw new UsageException("%s = %s must be a list of hosts, or { hosts = [...], terms = [...] }"
                    .formatted(where, value.unwrapped()));
        }
        Config config = object.toConfig();
        Keys.only(config, where, List.of("hosts", "terms", "charsets", "source", "medium"));
        return new Entry(
                kind,
                name,
                Keys.strings(config, "hosts"),
                Keys.strings(config, "terms"),
                Keys.strings(config, "charsets"),
                Keys.string(config, "source"),
                Keys.string(config, "medium"));
    }
}
