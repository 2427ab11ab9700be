package org.jejak.ingest;

import java.util.*;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A web address, taken apart without ever throwing, with personal data removed from its path and parameters.
 *
 * @param url the address without fragment and personal data
 * @param host in lower case, without www.; null without one, and where it is an e-mail address or phone number
 * @param path the path without query
 * @param parameters decoded parameters without personal ones, the first of each name, names in lower case; those of the
 *     fragment after those of the query
 */
record WebAddress(String url, String host, String path, Map<String, String> parameters) {
    private static final Pattern TAG = Pattern.compile("(utm|mtm|matomo|pk|piwik)_");
    private static final Pattern TERM = Pattern.compile("term|keyword|kwd");

    /** Takes an address apart; null for null and blanks. Of the fragment only the parameters are kept. */
    static WebAddress of(String text, PiiRedactor redactor) {
        if (text == null || text.isBlank()) return null;
        String whole = text.trim();
        int hash = whole.indexOf('#');
        String url = hash < 0 ? whole : whole.substring(0, hash);
        int question = url.indexOf('?');
        String base = question < 0 ? url : url.substring(0, question);
        String host = null;
        String path = base;
        int scheme = base.indexOf("://");
        if (scheme >= 0 || base.startsWith("//")) {
            String rest = base.substring(scheme >= 0 ? scheme + 3 : 2);
            int slash = rest.indexOf('/');
            host = host(slash < 0 ? rest : rest.substring(0, slash));
            path = slash < 0 ? "/" : rest.substring(slash);
        }
        if (host != null && redactor.isPersonal(host)) {
            host = null;
            base = path;
        }
        Map<String, String> parameters = new HashMap<>();
        String query = question < 0 ? "" : "?" + query(url.substring(question + 1), parameters, redactor);
        if (hash >= 0) {
            // #utm_source=news, or #/page?utm_source=news as applications write it
            String fragment = whole.substring(hash + 1);
            query(fragment.substring(fragment.indexOf('?') + 1), parameters, redactor);
        }
        return new WebAddress(redacted(base, redactor) + query, host, redacted(path, redactor), parameters);
    }

    /** Path and query, as in the request for the page. */
    String target() {
        int start = url.indexOf("//");
        if (host == null || start < 0) return url;
        int slash = url.indexOf('/', start + 2);
        return slash < 0 ? "/" : url.substring(slash);
    }

    /** Without user, port and www., in lower case; null if nothing is left. */
    private static String host(String written) {
        String host = written.substring(written.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        if (port > host.lastIndexOf(']')) host = host.substring(0, port);
        host = host.toLowerCase(Locale.ROOT);
        if (host.startsWith("www.")) host = host.substring(4);
        return host.isEmpty() ? null : host;
    }

    /** The query without personal data; adds its other parameters to the map. */
    private static String query(String written, Map<String, String> parameters, PiiRedactor redactor) {
        StringBuilder query = new StringBuilder();
        for (String pair : written.split("&")) {
            if (!query.isEmpty()) query.append('&');
            query.append(parameter(pair, parameters, redactor));
        }
        return query.toString();
    }

    private static String parameter(String pair, Map<String, String> parameters, PiiRedactor redactor) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        String name = PiiRedactor.parameter(key).toLowerCase(Locale.ROOT);
        if (redactor.isPersonal(key) || redactor.isPersonal(name)) return "removed";
        boolean isTag = TAG.matcher(name).lookingAt();
        if (!isTag && PersonalNames.isPersonal(PiiRedactor.parameter(key)) || isPersonal(name, value, redactor))
            return (equals < 0 ? key : key + "=") + "removed";
        parameters.putIfAbsent(name, PiiRedactor.parameter(value));
        return pair;
    }

    private static boolean isPersonal(String name, String written, PiiRedactor redactor) {
        return Stream.of(written, PiiRedactor.decoded(PiiRedactor.parameter(written)))
                .anyMatch(value -> !value.equals(redacted(name, value, redactor)));
    }

    /** A campaign tag is the number of a thing, whatever it is called; of what a person searched for, that is not sure. */
    private static String redacted(String name, String value, PiiRedactor redactor) {
        if (!TAG.matcher(name).lookingAt()) return redactor.named(name, value);
        return TERM.matcher(name).find() ? redactor.id(value) : redactor.thing(value);
    }

    /** A path without personal data. What follows a folder of things, such as /product/, is the number of one. */
    private static String redacted(String path, PiiRedactor redactor) {
        if (path.indexOf('%') < 0 && path.indexOf(';') < 0 && !redactor.isPersonal(path)) return path;
        String[] segments = path.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            segments[i] = withoutParameters(segments[i]);
            boolean isThing = i > 0 && ThingNames.isFolder(segments[i - 1]);
            segments[i] = redactor.segment(i > 0, segments[i], isThing ? redactor::thing : redactor::words);
        }
        return String.join("/", segments);
    }

    /** A part of a path without the values of personal parameters after a semicolon, as in {@code /cart;jsessionid=1A2B}. */
    private static String withoutParameters(String segment) {
        String[] parts = segment.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && PersonalNames.isPersonal(PiiRedactor.parameter(parts[i].substring(0, equals))))
                parts[i] = parts[i].substring(0, equals) + "=removed";
        }
        return String.join(";", parts);
    }
}
