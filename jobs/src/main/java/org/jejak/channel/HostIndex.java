package org.jejak.channel;

import java.io.Serializable;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what is known of a host by a few hash look-ups: the host itself, then without its leftmost label, and so on. Where a host
 * is listed with a path, the path wins over every bare host.
 */
final class HostIndex<T extends Serializable> implements Serializable {
    private static final String COUNTRY = "{}";
    /** ISO countries, and the endings in public use that ISO does not list. */
    private static final Set<String> COUNTRIES = Stream.concat(
                    Stream.of(Locale.getISOCountries()).map(code -> code.toLowerCase(Locale.ROOT)),
                    Stream.of("uk", "eu", "su", "ac"))
            .collect(Collectors.toUnmodifiableSet());
    /** The second level under which some countries register names, as in co.uk and com.br. */
    private static final Set<String> SECOND_LEVEL = Set.of("com", "co", "org", "net", "edu", "gov", "it", "ne", "or");

    private final HashMap<String, T> byHost = new HashMap<>();
    private final HashMap<String, HashMap<String, T>> byHostAndPath = new HashMap<>();

    /** Adds a host, host/path, <code>host.{}</code> or <code>{}.host</code>; a key that is there already stays. */
    void add(String pattern, T value) {
        int slash = pattern.indexOf('/');
        String host = key(slash < 0 ? pattern : pattern.substring(0, slash));
        if (slash < 0) {
            byHost.putIfAbsent(host, value);
        } else {
            String path = withoutFinalSlash(pattern.substring(slash));
            byHostAndPath.computeIfAbsent(host, any -> new HashMap<>()).putIfAbsent(path, value);
        }
    }

    private static String key(String host) {
        if (!host.contains(COUNTRY)) {
            String name = ReferrerUrl.host(host);
            return name == null ? host : name;
        }
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** What is known of this host and path; null when nothing is. */
    T find(String host, String path) {
        T bare = null;
        for (String name = host; name != null; name = withoutLeftmostLabel(name)) {
            T withPath = path.length() > 1 ? withPath(name, path) : null;
            if (withPath != null) {
                return withPath;
            }
            if (bare == null) {
                bare = get(byHost, name);
            }
        }
        return bare;
    }

    /** What is known of exactly this name, without looking at shorter ones. */
    T findExactly(String host) {
        return byHost.get(host);
    }

    private T withPath(String host, String path) {
        Map<String, T> paths = get(byHostAndPath, host);
        if (paths == null) {
            return null;
        }
        // The whole path first, then ever fewer of its segments, down to the first one.
        String prefix = withoutFinalSlash(path.toLowerCase(Locale.ROOT));
        while (!prefix.isEmpty()) {
            T value = paths.get(prefix);
            if (value != null) {
                return value;
            }
            prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        }
        return null;
    }

    private static <V> V get(Map<String, V> map, String host) {
        V exact = map.get(host);
        if (exact != null) {
            return exact;
        }
        int last = host.lastIndexOf('.');
        if (COUNTRIES.contains(host.substring(last + 1))) {
            int second = host.lastIndexOf('.', last - 1);
            boolean twoParts = second > 0 && SECOND_LEVEL.contains(host.substring(second + 1, last));
            V byEnding = map.get(host.substring(0, twoParts ? second : last) + "." + COUNTRY);
            if (byEnding != null) {
                return byEnding;
            }
        }
        for (int start = 0, dot = host.indexOf('.'); dot > 0; start = dot + 1, dot = host.indexOf('.', start)) {
            if (dot - start == 2 && COUNTRIES.contains(host.substring(start, dot))) {
                V byLabel = map.get(host.substring(0, start) + COUNTRY + host.substring(dot));
                if (byLabel != null) {
                    return byLabel;
                }
            }
        }
        return null;
    }

    private static String withoutLeftmostLabel(String host) {
        int dot = host.indexOf('.');
        return host.indexOf('.', dot + 1) < 0 ? null : host.substring(dot + 1);
    }

    private static String withoutFinalSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
