package org.jejak.simulate;

import java.util.Locale;

/** Requests to the guide site, in Apache's combined log format. */
final class AccessLine {
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private final Outbox outbox;

    AccessLine(Outbox outbox) {
        this.outbox = outbox;
    }

    void request(long at, String ip, String agent, String path, int status, int bytes, String referrer, boolean bot) {
        RecordDraft draft = outbox.draft(OutputFeed.ACCESS, at);
        if (bot) {
            draft.mark(DirtKind.BOT);
        }
        StringBuilder text = draft.text.append(ip).append(" - - [");
        time(text, at, draft.suffers(DirtKind.OTHER_OFFSET));
        text.append("] \"GET ")
                .append(path)
                .append(" HTTP/1.1\" ")
                .append(status)
                .append(' ')
                .append(bytes);
        text.append(" \"")
                .append(referrer == null ? "-" : referrer)
                .append("\" \"")
                .append(agent)
                .append('"');
        outbox.send(draft);
    }

    private static void time(StringBuilder text, long at, boolean jakarta) {
        long shifted = at + (jakarta ? 7 * Timestamps.HOUR : 0);
        java.time.LocalDate date = java.time.LocalDate.ofEpochDay(Timestamps.day(shifted));
        Timestamps.two(text, date.getDayOfMonth()).append('/').append(MONTHS[date.getMonthValue() - 1]);
        text.append('/').append(date.getYear()).append(':');
        Timestamps.clock(text, shifted, false).append(jakarta ? " +0700" : " +0000");
    }

    /** A file that a page pulls in. */
    static String asset(int number) {
        return String.format(
                Locale.ROOT, "/assets/%s", new String[] {"site.css", "site.js", "logo.svg", "hero.jpg"}[number]);
    }
}
