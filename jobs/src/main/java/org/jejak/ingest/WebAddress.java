package org.jejak.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A web address, taken apart without ever throwing, and with personal data taken out of its parameters.
 *
 * @param url the address, scrubbed
 * @param host lower case, without www.
 * @param path path without query
 * @param parameters decoded parameters, the first of each name, names in lower case
 */
record WebAddress(String url, String host, String path, Map<String, String> parameters) {
    private static final List<String> PERSONAL_PARAMETERS = List.of(
            "email",
            "e-mail",
            "mail",
            "phone",
            "tel",
            "mobile",
            "msisdn",
            "name",
            "firstname",
            "lastname",
            "password",
            "token");

    /** Takes an address apart; null without one. */
    static WebAddress of(String text, PiiRedactor scrubber) {
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
                String name = PiiRedactor.parameter(equals < 0 ? pair : pair.substring(0, equals))
                        .toLowerCase(Locale.ROOT);
                String written = equals < 0 ? "" : pair.substring(equals + 1);
                String value = PiiRedactor.parameter(written);
                if (!query.isEmpty()) query.append('&');
                if (scrubber.isPersonal(name)) {
                    query.append("removed");
                } else if (PERSONAL_PARAMETERS.contains(name) || isPersonal(name, written, scrubber)) {
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
            if (port > host.lastIndexOf(']')) host = host.substring(0, port);
            host = host.toLowerCase(Locale.ROOT);
            if (host.startsWith("www.")) host = host.substring(4);
        }
        String shown = parts(base, scrubber) + (question < 0 ? "" : "?" + query);
        return new WebAddress(shown, host.isEmpty() ? null : host, parts(rest, scrubber), parameters);
    }

    /** A parameter that says that it is an id may be any number: campaign platforms use ten digits and more. */
    private static boolean isPersonal(String name, String written, PiiRedactor scrubber) {
        boolean isId = name.endsWith("id") || name.startsWith("utm_");
        return Stream.of(written, PiiRedactor.decoded(PiiRedactor.parameter(written)))
                .anyMatch(value -> isId ? !value.equals(scrubber.id(value)) : scrubber.isPersonal(value));
    }

    private static String parts(String path, PiiRedactor scrubber) {
        return path.indexOf('%') < 0
                ? scrubber.words(path)
                : Stream.of(path.split("/", -1)).map(scrubber::encoded).collect(Collectors.joining("/"));
    }
}
