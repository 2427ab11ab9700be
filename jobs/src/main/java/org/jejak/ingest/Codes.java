package org.jejak.ingest;

import java.text.Normalizer;
import java.util.*;
import java.util.regex.Pattern;

/**
 * Standard codes of countries, languages and currencies, from what sources write: codes in any case, names in English. What
 * is none gives null. The names are those of the JDK, with the commonest others.
 */
final class Codes {
    private static final Map<String, String> COUNTRIES = new HashMap<>();
    private static final Map<String, String> LANGUAGES = new HashMap<>();
    private static final Map<String, String> CURRENCY_SIGNS =
            Map.of("€", "EUR", "£", "GBP", "US$", "USD", "₹", "INR", "₩", "KRW");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    /** A region after a country, as in US-CA, or a dialect of C programs after a language, as in en_US.UTF-8. */
    private static final Pattern REGION = Pattern.compile("(?i)([a-z]{2})[-_][a-z0-9]{1,3}");

    static {
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            COUNTRIES.put(code.toLowerCase(Locale.ROOT), code);
            COUNTRIES.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            COUNTRIES.put(letters(country.getDisplayCountry(Locale.ENGLISH)), code);
        }
        String others = """
                UK GB|Great Britain GB|England GB|Scotland GB|Wales GB|Northern Ireland GB|EL GR|XK XK|Kosovo XK
                United States of America US|America US|Russian Federation RU|Korea KR|Republic of Korea KR|Korea, Republic of KR
                South Korea KR|North Korea KP|Viet Nam VN|Vietnam VN|Turkey TR|Turkiye TR|Czech Republic CZ|Czechia CZ|Holland NL
                Ivory Coast CI|Cote d'Ivoire CI|Burma MM|Myanmar MM|Swaziland SZ|Eswatini SZ|Macedonia MK|North Macedonia MK
                Macedonia (FYROM) MK|Cape Verde CV|Cabo Verde CV|East Timor TL|Hong Kong HK|Macau MO|Macao MO|Taiwan TW
                Palestine PS|State of Palestine PS|Vatican City VA|Holy See VA|Democratic Republic of the Congo CD|DR Congo CD
                Congo CG|Republic of the Congo CG|Lao PDR LA|Laos LA|Syrian Arab Republic SY|Syria SY|Republic of Moldova MD
                United Republic of Tanzania TZ|Islamic Republic of Iran IR|Iran, Islamic Republic of IR|Brunei Darussalam BN|Bosnia BA
                Bolivarian Republic of Venezuela VE|Plurinational State of Bolivia BO|Federated States of Micronesia FM|Reunion RE
                People's Republic of China CN|UAE AE|Saint Martin MF|Sint Maarten SX|US Virgin Islands VI|Falkland Islands FK\
                """;
        for (String other : others.split("[|\n]")) {
            int last = other.lastIndexOf(' ');
            COUNTRIES.putIfAbsent(letters(other.substring(0, last)), other.substring(last + 1));
        }
        for (String code : Locale.getISOLanguages()) {
            Locale language = new Locale(code);
            LANGUAGES.put(letters(language.getDisplayLanguage(Locale.ENGLISH)), language.toLanguageTag());
        }
    }

    private static final Remembered<String> KNOWN_COUNTRIES = new Remembered<>(Codes::findCountry);
    private static final Remembered<String> KNOWN_LANGUAGES = new Remembered<>(Codes::findLanguage);

    private Codes() {}

    /** ISO 3166-1 code of two letters, of a code of two or three letters, a country with its region, or a name in English. */
    static String country(String text) {
        return KNOWN_COUNTRIES.of(text);
    }

    private static String findCountry(String text) {
        String found = COUNTRIES.get(letters(text));
        if (found != null) return found;
        var region = REGION.matcher(text);
        return region.matches() ? COUNTRIES.get(region.group(1).toLowerCase(Locale.ROOT)) : null;
    }

    /** BCP 47 tag of a tag in any spelling ({@code en_us}), the first of a list, or the name of a language in English. */
    static String language(String text) {
        return KNOWN_LANGUAGES.of(text);
    }

    private static String findLanguage(String text) {
        String first = text.split("[,;.@]", 2)[0].trim();
        String named = LANGUAGES.get(letters(first));
        if (named != null) return named;
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(first.replace('_', '-')).build();
            int length = locale.getLanguage().length();
            return length == 2 || length == 3 ? locale.toLanguageTag() : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    /** Three capital letters as in ISO 4217, of a code in any case or a sign of one currency only. */
    static String currency(String text) {
        if (text == null) return null;
        String upper = text.toUpperCase(Locale.ROOT);
        return CODE.matcher(upper).matches() ? upper : CURRENCY_SIGNS.get(upper);
    }

    /** A name as it is compared: its letters alone, without accents and articles. */
    private static String letters(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("&", "and")
                .replaceAll("\\bst\\b", "saint")
                .replaceAll("^the ", "")
                .replaceAll("[^\\p{L}]", "");
    }
}
