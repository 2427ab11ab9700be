package org.jejak.table;

import static org.jejak.table.Field.flag;
import static org.jejak.table.Field.text;

/** User agents seen so far, each judged once. */
public final class Agents {
    private static final Columns C = new Columns();

    public static final Field USER_AGENT =
            C.add(text("user_agent", "The agent text.").required());
    public static final Field AGENT_FAMILY =
            C.add(text("agent_family", "Browser or program family.").required());
    public static final Field DEVICE_FAMILY =
            C.add(text("device_family", "Device family.").required());
    public static final Field BOT_REASON =
            C.add(text("bot_reason", "Why it is a bot: keyword or parser; null for people."));
    public static final Field IS_BOT =
            C.add(flag("is_bot", "Whether it is a crawler, monitor or script.").required());
    public static final Table TABLE = Table.silver("agents", "One row per distinct user agent.", C)
            .keyedBy(USER_AGENT)
            .scope(Scope.APPEND);

    private Agents() {}
}
