package org.jejak.channel;

import java.net.IDN;
import java.util.Locale;

/**
 * The parts of a referring URL that classification needs. Written by hand, because logs hold URLs that {@link java.net.URI}
 * refuses (spaces, pipes, broken percent signs).
 *
 * @param host lower case, ASCII, without {@code www.}, user, port and final dot
 * @param path with its leading slash, without matrix parameters; empty when absent
 * @param query without the question mark; empty when absent
 * @param isApp whether the host is an Android package name, which has no subdomains
 */
record ReferrerUrl(String host, String path, String query, boolean isApp) {

    /** The parts of a URL or of a bare host; null when there is no usable host. */
    static ReferrerUrl parse(String text) {
        if (text == null) {
            return null;
        }
        String url = text.strip();
        boolean isApp = false;
        int start = 0;
        int colon = url.indexOf("://");
        if (url.startsWith("//")) {
            start = 2;
        } else if (colon > 0 && url.chars().limit(colon).allMatch(ReferrerUrl::isSchemeCharacter)) {
            String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
            isApp = scheme.equals("android-app");
            if (!isApp && !scheme.equals("http") && !scheme.equals("https")) {
                return null;
            }
            start = colon + 3;
        }
        int end = firstOf(url, "/?#\\", start);
        String host = host(url.substring(start, end));
        if (host == null) {
            return null;
        }
        int fragment = firstOf(url, "#", end);
        int question = Math.min(firstOf(url, "?", end), fragment);
        String path = withoutMatrixParameters(url.substring(end, question));
        String query = question < fragment ? url.substring(question + 1, fragment) : "";
        return new ReferrerUrl(host, path, query, isApp);
    }

    private static boolean isSchemeCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '+'
                || c == '.';
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String withoutMatrixParameters(String path) {
        return path.indexOf(';') < 0 ? path : path.replaceAll(";[^/]*", "");
    }

    /** The host in its one form, or null when it is none; also used for the hosts in settings. */
    static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.indexOf(':');
        host = (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.chars().anyMatch(c -> c > 127)) {
            try {
                host = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException notAName) {
                return null;
            }
        }
        if (host.startsWith("www.") && host.indexOf('.', 4) > 0) {
            host = host.substring(4);
        }
        boolean rightShape = host.indexOf('.') > 0
                && !host.endsWith(".")
                && !host.contains("..")
                && host.length() <= 253
                && host.chars().allMatch(ReferrerUrl::isHostCharacter);
        return rightShape ? host : null;
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    }
}
