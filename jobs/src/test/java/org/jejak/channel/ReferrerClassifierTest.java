package org.jejak.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jejak.ReferenceData;
import org.jejak.config.MatomoReferrerFile;
import org.jejak.config.ReferrerKind;
import org.jejak.config.ReferrerSettings;
import org.jejak.config.ReferrerSettings.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrerClassifierTest {
    private static final ReferrerClassifier REFERRERS =
            new ReferrerClassifier(ShippedChannels.referrers("www.Shop.example", "shop.{}"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // url                                                        kind          name               host
                //               term
                "https://www.google.com/search?q=red+shoes,                   SEARCH,       Google,            google.com,             red shoes",
                "https://google.co.uk,                                        SEARCH,       Google,            google.co.uk,           -",
                "https://www.google.com.br/search?q=,                         SEARCH,       Google,            google.com.br,          -",
                "https://www.google.de/imgres?q=a,                            SEARCH,       Google Images,     google.de,              a",
                "https://news.google.com/,                                    SEARCH,       Google News,       news.google.com,        -",
                "https://plus.google.com/1,                                   SOCIAL,       Google+,           plus.google.com,        -",
                "https://mail.google.com/mail,                                EMAIL,        Gmail,             mail.google.com,        -",
                "https://gemini.google.com/app,                               AI_ASSISTANT, Gemini,            gemini.google.com,      -",
                "https://www.google.com/shopping/product/1,                   SHOPPING,     Google Shopping,   google.com,             -",
                "https://docs.google.com/document,                            UNKNOWN,      Google Workspace,  docs.google.com,        -",
                "https://google.evil/search?q=a,                              UNKNOWN,      -,                 google.evil,            -",
                "https://google.com.evil.example/,                            UNKNOWN,      -,                 google.com.evil.example, -",
                "https://notgoogle.com/,                                      UNKNOWN,      -,                 notgoogle.com,          -",
                "https://de.search.yahoo.com/search?p=a,                      SEARCH,       Yahoo!,            de.search.yahoo.com,    a",
                "https://de.images.search.yahoo.com/search/images;_y=1?p=a,   SEARCH,       Yahoo! Images,     de.images.search.yahoo.com, a",
                "https://x.com/i/grok?a=b,                                    AI_ASSISTANT, Grok,              x.com,                  -",
                "https://x.com/i/grok/share/1,                                AI_ASSISTANT, Grok,              x.com,                  -",
                "https://x.com/i/grokking,                                    SOCIAL,       Twitter,           x.com,                  -",
                "https://www.YouTube.com/watch?v=1,                           VIDEO,        YouTube,           youtube.com,            -",
                "https://someone.blogspot.com.ar/2026,                        SOCIAL,       Blogger,           someone.blogspot.com.ar, -",
                "https://webmail1m.orange.fr/webmail/read.html,               EMAIL,        Orange Mail,       webmail1m.orange.fr,    -",
                "https://www.orange.fr/portail,                               UNKNOWN,      -,                 orange.fr,              -",
                "android-app://com.google.android.gm/,                        EMAIL,        Gmail,             com.google.android.gm,  -",
                "android-app://com.facebook.katana,                           SOCIAL,       Facebook,          com.facebook.katana,    -",
                "android-app://com.example.reader/https/a,                    UNKNOWN,      -,                 com.example.reader,     -",
                "www.bing.com/search?q=a,                                     SEARCH,       Bing,              bing.com,               a",
                "bing.com,                                                    SEARCH,       Bing,              bing.com,               -",
                "//t.co/1,                                                    SOCIAL,       Twitter,           t.co,                   -",
                "https://user:secret@www.bing.com:443/search?q=a#b,           SEARCH,       Bing,              bing.com,               a",
                "https://www.bing.com./?q=a,                                  SEARCH,       Bing,              bing.com,               a",
                "https://www.shop.example/a,                                  INTERNAL,     -,                 shop.example,           -",
                "https://help.shop.example/a,                                 INTERNAL,     -,                 help.shop.example,      -",
                "https://shop.co.uk/a,                                        INTERNAL,     -,                 shop.co.uk,             -",
                "https://myshop.example/a,                                    UNKNOWN,      -,                 myshop.example,         -",
                "https://münchen.example/,                                    UNKNOWN,      -,                 xn--mnchen-3ya.example, -",
                "https://192.168.0.1/a,                                       UNKNOWN,      -,                 192.168.0.1,            -",
                "https://yandex.ru/search?text=%EA%ED%E8%E3%E0,               SEARCH,       Yandex,            yandex.ru,              книга",
                "https://www.bing.com/search?q=100%&x=1,                      SEARCH,       Bing,              bing.com,               100%",
                "https://www.bing.com/search?qq=no&q=%E2%82%AC,               SEARCH,       Bing,              bing.com,               €",
            })
    void classifies(String url, ReferrerKind kind, String name, String host, String term) {
        Referrer referrer = REFERRERS.classify(url);
        assertEquals(
                Arrays.asList(kind, name, host, term),
                Arrays.asList(referrer.kind(), referrer.name(), referrer.host(), referrer.term()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "http://",
                "https:///path",
                "://",
                "?",
                "#",
                "...",
                "a..b",
                ".com",
                "com",
                "localhost",
                "about:blank",
                "file:///c:/a.htm",
                "ftp://files.example/",
                "javascript:alert(1)",
                "http://[::1]/",
                "http://exa mple.com/",
                "http://%/",
                "http://\u0000/",
                "\ud800",
                "http://xn--\u00fc.example",
                "https://www.",
                "null",
                "-",
                "(not set)"
            })
    void garbageIsUnknownWithoutHost(String url) {
        Referrer referrer = REFERRERS.classify(url);
        assertEquals(ReferrerKind.UNKNOWN, referrer.kind(), url);
        assertNull(referrer.host(), url);
    }

    @Test
    void nullIsUnknown() {
        assertEquals(Referrer.NONE, REFERRERS.classify(null));
    }

    @Test
    void noTextMakesItThrow() {
        Random random = new Random(7);
        String pieces =
                "http://https://android-app://www.google.com/search?q=%E2%%8yandex.ru&=#;@[]{}:\\ \u0000\ud800ü.-_";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder url = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                int start = random.nextInt(pieces.length());
                url.append(pieces, start, Math.min(pieces.length(), start + random.nextInt(24)));
            }
            Referrer referrer = REFERRERS.classify(url.toString());
            assertEquals(referrer.host() == null, referrer.source() == null, url::toString);
        }
    }

    @Test
    void casesOfRefererParser() throws Exception {
        JsonNode cases = new ObjectMapper()
                .readTree(ReferenceData.file("data/referer-parser/referer-tests.json")
                        .toFile());
        Map<String, ReferrerKind> kinds = Map.of(
                "search",
                ReferrerKind.SEARCH,
                "social",
                ReferrerKind.SOCIAL,
                "email",
                ReferrerKind.EMAIL,
                "chatbot",
                ReferrerKind.AI_ASSISTANT,
                "paid",
                ReferrerKind.PAID);
        Map<String, int[]> rightOfAll = new HashMap<>();
        List<String> otherKind = new ArrayList<>();
        List<String> otherTerm = new ArrayList<>();
        for (JsonNode item : cases) {
            Referrer referrer = REFERRERS.classify(item.get("uri").asText());
            String medium = item.get("medium").asText();
            boolean right = referrer.kind() == kinds.get(medium);
            int[] count = rightOfAll.computeIfAbsent(medium, any -> new int[2]);
            count[0] += right ? 1 : 0;
            count[1]++;
            if (!right) {
                otherKind.add(medium + " " + item.get("uri").asText() + " -> " + referrer.kind());
            }
            String term = item.get("term").isNull() ? null : item.get("term").asText();
            if (term != null && !term.equals(referrer.term())) {
                otherTerm.add(item.get("uri").asText() + " -> " + referrer.term());
            }
        }
        rightOfAll.forEach(
                (medium, count) -> System.out.printf("referer-parser %s: %d of %d%n", medium, count[0], count[1]));
        System.out.println("  hosts that our lists do not know: " + otherKind);
        int right = rightOfAll.values().stream().mapToInt(count -> count[0]).sum();
        assertTrue(right >= 0.95 * cases.size(), () -> "too many unknown: " + otherKind);
        assertEquals(List.of(), otherTerm);
    }

    @Test
    void matomoListsExtendOurs() {
        List<Entry> entries = new ArrayList<>();
        entries.addAll(MatomoReferrerFile.read(
                ReferenceData.file("data/matomo-referrers/SearchEngines.yml"), ReferrerKind.SEARCH));
        entries.addAll(
                MatomoReferrerFile.read(ReferenceData.file("data/matomo-referrers/Socials.yml"), ReferrerKind.SOCIAL));
        entries.addAll(MatomoReferrerFile.read(
                ReferenceData.file("data/matomo-referrers/AIAssistants.yml"), ReferrerKind.AI_ASSISTANT));
        System.out.printf("Matomo lists: %d entries, %d hosts; ", entries.size(), hosts(entries));
        List<String> unknown = new ArrayList<>();
        entries.forEach(entry -> entry.hosts().forEach(host -> {
            if (!host.contains("{}")
                    && REFERRERS.classify("https://" + host + "/").kind() != entry.kind()) {
                unknown.add(host);
            }
        }));
        System.out.printf("%d of those hosts are unknown to our lists or of another kind there%n", unknown.size());
        entries.addAll(ShippedChannels.referrers().entries());
        ReferrerClassifier extended = new ReferrerClassifier(new ReferrerSettings(List.of(), entries));
        assertEquals("123people", extended.classify("https://123people.co.uk/").name());
        assertEquals("shoes", extended.classify("https://123people.de/s/shoes").term());
        assertEquals("1.cz", extended.classify("http://1.cz/s/boty").name());
        assertEquals(
                ReferrerKind.EMAIL,
                extended.classify("https://mail.google.com/").kind());
    }

    @Test
    void shippedListsNameEachHostOnceAndAreLongEnough() {
        List<Entry> entries = ShippedChannels.referrers().entries();
        Map<String, Entry> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        entries.forEach(entry -> entry.hosts().forEach(host -> {
            Entry earlier = seen.put(host, entry);
            if (earlier != null) {
                twice.add(host + " in " + earlier.name() + " and " + entry.name());
            }
        }));
        System.out.printf("conf/referrers.conf: %d entries, %d hosts%n", entries.size(), hosts(entries));
        assertEquals(List.of(), twice);
        assertTrue(seen.size() >= 250);
    }

    private static int hosts(List<Entry> entries) {
        return entries.stream().mapToInt(entry -> entry.hosts().size()).sum();
    }
}
