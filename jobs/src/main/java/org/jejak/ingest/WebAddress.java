package org.jejak.ingest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A web address, taken apart without ever throwing, and with personal data taken out of its parameters.
 *
 * @param url the address, scrubbed
 * @param host lower case, without www.
 * @param path path without query
 * @param parameters decoded parameters, the first of each name, names in lower case
 */
record WebAddress(String url, String host, String path, Map<String, String> parameters) {
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}0-9._%+'-]{1,64}(@|%(25)*40)[\\p{L}0-9.-]{1,255}\\.[\\p{L}]{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE =
            Pattern.compile("((?<![\\w.:-])\\+|(?<![\\w/.:-])00)[1-9][0-9 ().-]{7,18}[0-9](?!\\w)");
    private static final List<String> PERSONAL_PARAMETERS = List.of(
            "email", "e-mail", "mail", "phone", "tel", "mobile", "name", "firstname", "lastname", "password", "token");

    static WebAddress of(String text) {
        if (text == null || text.isBlank()) return null;
        String url = text.trim();
        int fragment = url.indexOf('#');
        String withoutFragment = fragment < 0 ? url : url.substring(0, fragment);
        int question = withoutFragment.indexOf('?');
        String base = question < 0 ? withoutFragment : withoutFragment.substring(0, question);
        Map<String, String> parameters = new HashMap<>();
        StringBuilder query = new StringBuilder();
        if (question >= 0) {
            for (String pair : withoutFragment.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                String name =
                        decode(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                String writtenValue = equals < 0 ? "" : pair.substring(equals + 1);
                if (!query.isEmpty()) query.append('&');
                if (isPersonal(name)) {
                    query.append("removed");
                } else if (PERSONAL_PARAMETERS.contains(name) || isPersonal(value) || isPersonal(writtenValue)) {
                    query.append(equals < 0 ? pair : pair.substring(0, equals + 1))
                            .append("removed");
                } else {
                    query.append(pair);
                    parameters.putIfAbsent(name, value);
                }
            }
        }
        String rest = base;
        String host = "";
        int scheme = base.indexOf("://");
        if (scheme >= 0 || base.startsWith("//")) {
            rest = base.substring(scheme >= 0 ? scheme + 3 : 2);
            int slash = rest.indexOf('/');
            host = slash < 0 ? rest : rest.substring(0, slash);
            rest = slash < 0 ? "/" : rest.substring(slash);
            int at = host.lastIndexOf('@');
            if (at >= 0) host = host.substring(at + 1);
            int port = host.lastIndexOf(':');
            if (port >= 0) host = host.substring(0, port);
            host = host.toLowerCase(Locale.ROOT);
            if (host.startsWith("www.")) host = host.substring(4);
        }
        String shown = scrub(base) + (question < 0 ? "" : "?" + query);
        return new WebAddress(shown, host.isEmpty() ? null : host, scrub(rest), parameters);
    }

    private static boolean at(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('%') >= 0 && text.contains("40");
    }

    private static boolean isPersonal(String text) {
        return !text.equals(scrub(text));
    }

    /** Text with e-mail addresses and phone numbers replaced by [removed]. */
    static String scrub(String text) {
        if (text == null) return null;
        String t = at(text) ? EMAIL.matcher(text).replaceAll("[removed]") : text;
        return t.indexOf('+') >= 0 || t.contains("00") ? PHONE.matcher(t).replaceAll("[removed]") : t;
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
