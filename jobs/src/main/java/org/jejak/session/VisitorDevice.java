package org.jejak.session;

import java.util.*;
import java.util.regex.Pattern;
import ua_parser.Client;

/**
 * What an interaction was made with, as far as its user agent or the platform that its source names tells.
 *
 * @param type desktop, mobile, tablet or other; null if unknown
 * @param platform operating system: windows, macos, linux, chromeos, ios, android or other; null if unknown
 */
record VisitorDevice(String type, String platform) {
    static final String DESKTOP = "desktop";
    static final String MOBILE = "mobile";
    static final String TABLET = "tablet";
    static final String OTHER = "other";

    /** Nothing is known. */
    static final VisitorDevice UNKNOWN = new VisitorDevice(null, null);

    /** Operating systems by the name of their family in the agent parser. Where none of them runs, Linux is looked for in the agent. */
    private static final Map<String, String> PLATFORM_OF_FAMILY = Map.of(
            "Windows", "windows",
            "Mac OS X", "macos",
            "Mac OS", "macos",
            "Chrome OS", "chromeos",
            "iOS", "ios",
            "Android", "android");

    private static final Set<String> DESKTOP_PLATFORMS = Set.of("windows", "macos", "linux", "chromeos");

    /** Television sets, consoles and headsets, which name the system of a telephone or computer beside their own. */
    private static final Pattern SCREEN = Pattern.compile(
            "(?i)smart-?tv|google ?tv|apple ?tv|android tv|hbbtv|netcast|web0s|bravia|crkey|roku|\\baft[a-z]{1,3}\\b|xbox|playstation|nintendo|oculus|\\bquest\\b");

    private static final Pattern SLATE = Pattern.compile("(?i)ipad|tablet|playbook|kindle");

    private static final Pattern PHONE =
            Pattern.compile("(?i)mobile|phone|blackberry|symbian|series ?[346]0|kaios|midp");

    /** What sources call a platform, in lower case: Google Analytics, Snowplow, Segment, Matomo, ad platforms. */
    private static final Map<String, VisitorDevice> BY_PLATFORM = byPlatform();

    /** The device that a user agent describes, given what the agent parser reads in it; other where it says nothing. */
    static VisitorDevice ofAgent(String agent, Client client) {
        String family = client.os.family;
        String platform = PLATFORM_OF_FAMILY.getOrDefault(family, agent.contains("Linux") ? "linux" : OTHER);
        return new VisitorDevice(type(agent, platform, client.device.family), platform);
    }

    private static String type(String agent, String platform, String family) {
        if ("Spider".equals(family) || SCREEN.matcher(agent).find()) return OTHER;
        // Windows of before 2015 names its support of pens "Tablet PC"
        if (platform.equals("windows")) return DESKTOP;
        if (SLATE.matcher(agent).find()) return TABLET;
        // browsers on Android say Mobile on telephones only; apps never do
        if (platform.equals("android"))
            return agent.startsWith("Mozilla/") && !agent.contains("Mobile") ? TABLET : MOBILE;
        if (platform.equals("ios") || PHONE.matcher(agent).find()) return MOBILE;
        return DESKTOP_PLATFORMS.contains(platform) ? DESKTOP : OTHER;
    }

    /** The device that a source's platform names, in any letter case; unknown for null and for what is no device. */
    static VisitorDevice ofPlatform(String platform) {
        return platform == null ? UNKNOWN : BY_PLATFORM.getOrDefault(platform.toLowerCase(Locale.ROOT), UNKNOWN);
    }

    /** This device, with what the other one says where this one says nothing, or only that it is another kind. */
    VisitorDevice orElse(VisitorDevice other) {
        return new VisitorDevice(better(type, other.type), better(platform, other.platform));
    }

    private static String better(String mine, String others) {
        boolean isVague = mine == null || mine.equals(OTHER);
        return isVague && others != null ? others : mine;
    }

    private static Map<String, VisitorDevice> byPlatform() {
        Map<String, VisitorDevice> devices = new HashMap<>();
        put(devices, new VisitorDevice(DESKTOP, null), "desktop", "computer", "pc", "laptop");
        put(
                devices,
                new VisitorDevice(MOBILE, null),
                "mobile",
                "smartphone",
                "mobile phone",
                "phablet",
                "feature phone");
        put(devices, new VisitorDevice(TABLET, null), "tablet");
        put(
                devices,
                new VisitorDevice(OTHER, null),
                "tv",
                "smart tv",
                "connected tv",
                "console",
                "game console",
                "wearable");
        put(
                devices,
                new VisitorDevice(OTHER, null),
                "digital media receiver",
                "car browser",
                "smart display",
                "smart speaker");
        put(devices, new VisitorDevice(MOBILE, "ios"), "ios", "iphone", "iphone os");
        put(devices, new VisitorDevice(TABLET, "ios"), "ipad", "ipados");
        put(devices, new VisitorDevice(MOBILE, "android"), "android");
        put(devices, new VisitorDevice(DESKTOP, "windows"), "windows");
        put(devices, new VisitorDevice(DESKTOP, "macos"), "macos", "mac os x", "mac os", "mac", "macintosh");
        put(devices, new VisitorDevice(DESKTOP, "linux"), "linux");
        put(devices, new VisitorDevice(DESKTOP, "chromeos"), "chromeos", "chrome os");
        return Map.copyOf(devices);
    }

    private static void put(Map<String, VisitorDevice> devices, VisitorDevice device, String... names) {
        for (String name : names) devices.put(name, device);
    }
}
