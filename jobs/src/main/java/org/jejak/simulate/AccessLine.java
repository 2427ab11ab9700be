package org.jejak.simulate;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.*;

/** Requests to the guide site, in Apache's combined log format. */
final class AccessLine {
    /** Files that a page pulls in. */
    static final List<String> ASSETS = List.of("/assets/site.css", "/assets/site.js", "/assets/logo.svg");

    private static final DateTimeFormatter APACHE =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH);

    private final Outbox outbox;

    AccessLine(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A person's request; the referrer is null if the browser does not say. */
    void request(long at, String ip, String agent, String path, int status, int bytes, String referrer) {
        send(outbox.draft(OutputFeed.ACCESS, at), ip, agent, path + " HTTP/1.1\" " + status + ' ' + bytes, referrer);
    }

    /** A crawler's request. */
    void crawl(long at, String ip, String agent, String path, int status, int bytes) {
        RecordDraft draft = outbox.draft(OutputFeed.ACCESS, at);
        draft.mark(DirtKind.BOT);
        send(draft, ip, agent, path + " HTTP/1.1\" " + status + ' ' + bytes, null);
    }

    private void send(RecordDraft draft, String ip, String agent, String request, String referrer) {
        ZoneId zone = draft.suffers(DirtKind.OTHER_OFFSET) ? Country.ID.zone : ZoneOffset.UTC;
        draft.text = ip + " - - [" + Timestamps.local(draft.occurredAt, zone, APACHE) + "] \"GET " + request + " \""
                + (referrer == null ? "-" : referrer) + "\" \"" + agent + '"';
        outbox.send(draft);
    }
}
