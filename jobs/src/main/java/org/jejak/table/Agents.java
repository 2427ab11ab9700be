package org.jejak.table;

import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.text;

/** User agents seen so far, each judged once. */
public final class Agents {
    public static final Field USER_AGENT = text("user_agent", "The agent text.").required();
    public static final Field AGENT_FAMILY =
            text("agent_family", "Browser or program family.").required();
    public static final Field DEVICE_FAMILY =
            text("device_family", "Device family.").required();
    public static final Field BOT_REASON = text("bot_reason", "Why it is a bot: keyword or parser; null for people.");
    public static final Field IS_BOT =
            flag("is_bot", "Whether it is a crawler, monitor or script.").required();
    public static final Table TABLE = Table.silver(
                    "agents",
                    "One row per distinct user agent.",
                    USER_AGENT,
                    AGENT_FAMILY,
                    DEVICE_FAMILY,
                    BOT_REASON,
                    IS_BOT)
            .keyedBy(USER_AGENT)
            .scope(Scope.APPEND);

    private Agents() {}
}
