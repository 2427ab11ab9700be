package org.jejak.simulate;

import java.util.List;

/** The programs that visit: browsers, and crawlers that say so. */
final class UserAgents {
    /** A user agent string with what analytics tools read from it. */
    record Agent(String text, String category, String browser, String system) {}

    static final List<Agent> DESKTOP = List.of(
            new Agent(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                    "desktop",
                    "Chrome",
                    "Windows"),
            new Agent(
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                    "desktop",
                    "Safari",
                    "Macintosh"),
            new Agent(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                    "desktop",
                    "Firefox",
                    "Windows"),
            new Agent(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0",
                    "desktop",
                    "Edge",
                    "Windows"),
            new Agent(
                    "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
                    "desktop",
                    "Firefox",
                    "Linux"));

    static final List<Agent> MOBILE = List.of(
            new Agent(
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                    "mobile",
                    "Safari",
                    "iOS"),
            new Agent(
                    "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Mobile Safari/537.36",
                    "mobile",
                    "Chrome",
                    "Android"),
            new Agent(
                    "Mozilla/5.0 (Linux; Android 13; Redmi Note 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Mobile Safari/537.36",
                    "mobile",
                    "Chrome",
                    "Android"),
            new Agent(
                    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
                    "mobile",
                    "Chrome",
                    "Android"),
            new Agent(
                    "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
                    "tablet",
                    "Safari",
                    "iOS"));

    static final List<Agent> APP = List.of(
            new Agent("Lumbung/5.2.0 (iPhone; iOS 18.5; Scale/3.00)", "mobile", "Lumbung", "iOS"),
            new Agent("Lumbung/5.1.3 (Android 14; SM-A546E)", "mobile", "Lumbung", "Android"));

    static final Agent KIOSK = new Agent("Lumbung-Kiosk/1.4 (Android 12; T10)", "tablet", "Lumbung", "Android");

    static final List<String> CRAWLERS = List.of(
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
            "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
            "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
            "python-requests/2.32.3",
            "curl/8.5.0",
            "UptimeRobot/2.0; http://www.uptimerobot.com/");

    private UserAgents() {}
}
