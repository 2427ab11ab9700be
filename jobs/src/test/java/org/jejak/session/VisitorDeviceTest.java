package org.jejak.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ua_parser.Parser;

class VisitorDeviceTest {
    private static final Parser PARSER = new Parser();

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "desktop | windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "desktop | windows | Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; Tablet PC 2.0)",
                "desktop | macos | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "desktop | linux | Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
                "desktop | linux | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
                "desktop | chromeos | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "mobile | ios | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "mobile | android | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
                "mobile | android | Mozilla/5.0 (Android 14; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0",
                "mobile | other | Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
                "tablet | ios | Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
                "tablet | android | Mozilla/5.0 (Linux; Android 13; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "tablet | android | Mozilla/5.0 (Android 13; Tablet; rv:139.0) Gecko/139.0 Firefox/139.0",
                // apps: none of them says Mobile
                "mobile | android | Lumbung/5.1.3 (Android 14; SM-A546E)",
                "mobile | android | Dalvik/2.1.0 (Linux; U; Android 13; SM-A525F Build/TP1A.220624.014)",
                "mobile | ios | Lumbung/5.2.0 (iPhone; iOS 18.5; Scale/3.00)",
                "other | other | okhttp/4.12.0",
                // television sets and consoles
                "other | android | Mozilla/5.0 (Linux; Android 9; AFTT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0 Safari/537.36",
                "other | windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edge/44.18363",
                "other | linux | Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36",
                // machines
                "other | android | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "other | other | curl/8.5.0",
            })
    void anAgentTellsItsDevice(String type, String platform, String agent) {
        assertEquals(new VisitorDevice(type, platform), VisitorDevice.ofAgent(agent, PARSER.parse(agent)));
    }

    @ParameterizedTest(name = "{2}: {0} {1}")
    @CsvSource({
        "mobile, ios, iOS",
        "mobile, android, android",
        "tablet, ios, iPadOS",
        "desktop, windows, Windows",
        "desktop, , desktop",
        "mobile, , Mobile",
        "desktop, , Computer",
        "tablet, , tablet",
        "other, , smart tv",
        // a desk, a till, a place of an advertisement
        ", , phone",
        ", , till",
        ", , instagram_feed",
        ", ,",
    })
    void aPlatformTellsItsDevice(String type, String platform, String named) {
        assertEquals(new VisitorDevice(type, platform), VisitorDevice.ofPlatform(named));
    }

    @Test
    void thePlatformIsAskedOnlyWhereTheAgentSaysNothing() {
        VisitorDevice ios = new VisitorDevice("mobile", "ios");
        assertEquals(ios, new VisitorDevice("other", "other").orElse(ios));
        assertEquals(ios, VisitorDevice.UNKNOWN.orElse(ios));
        VisitorDevice windows = new VisitorDevice("desktop", "windows");
        assertEquals(windows, windows.orElse(ios));
        VisitorDevice other = new VisitorDevice("other", "linux");
        assertEquals(new VisitorDevice("tablet", "linux"), other.orElse(new VisitorDevice("tablet", null)));
        assertEquals(other, other.orElse(VisitorDevice.UNKNOWN));
    }
}
