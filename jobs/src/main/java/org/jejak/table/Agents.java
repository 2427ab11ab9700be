package org.jejak.table;

/** User agents seen so far, each classified once. */
public final class Agents {
    private static final Columns C = new Columns();

    public static final Field USER_AGENT = C.text("user_agent", "The agent text.");
    public static final Field AGENT_FAMILY = C.text("agent_family", "Browser or program family.");
    public static final Field DEVICE_FAMILY = C.text("device_family", "Device family.");
    public static final Field DEVICE_TYPE = C.text("device_type", "What it runs on: desktop, mobile, tablet; other for crawlers, programs, television sets and what is unknown.");
    public static final Field PLATFORM = C.text("platform", "Operating system: windows, macos, linux, chromeos, ios, android or other.");
    public static final Field BOT_REASON = C.optional().text("bot_reason", "Why it is a bot: keyword or parser; null for people.");
    public static final Field IS_BOT = C.flag("is_bot", "Whether it is a crawler, monitor or script.");
    public static final Table TABLE = Table.silver("agents", "One row per distinct user agent.", C)
            .keyedBy(USER_AGENT)
            .scope(Scope.APPEND);

    private Agents() {}
}
