package org.jejak.simulate;

/** Support records as JSON lines: tickets as a row per event, chats as one row at their end. */
final class TicketLine {
    /** What a contact came to. Times are 0 while not known. */
    static final class Contact {
        String id;
        String channel;
        String topic;
        String subject;
        long openedAt;
        long firstReplyAt;
        long resolvedAt;
        boolean reopened;
        boolean bot;
        boolean handedOver;
        boolean transferred;
        int messages;
        int asked;
        int answered;
        boolean knowsUser;
    }

    private final Outbox outbox;
    private final Person person;

    TicketLine(Outbox outbox, Person person) {
        this.outbox = outbox;
        this.person = person;
    }

    /** A ticket event: opened, replied, resolved or reopened. A row knows only what is known at its time. */
    void ticket(Contact contact, String event, long at) {
        RecordDraft draft = outbox.draft(OutputFeed.TICKETS, at);
        String again = contact.reopened && event.equals("resolved") ? "-2" : "";
        draft.json
                .put("event_id", contact.id + '-' + event + again)
                .put("event", event)
                .put("event_at", Timestamps.utc(draft.shownTime()))
                .put("ticket_id", contact.id);
        body(draft, contact, at);
        outbox.send(draft);
    }

    void chat(Contact contact, long endedAt, Device device) {
        RecordDraft draft = outbox.draft(OutputFeed.CHATS, endedAt);
        draft.json
                .put("event_id", contact.id)
                .put("event", "closed")
                .put("event_at", Timestamps.utc(draft.shownTime()))
                .put("chat_id", contact.id)
                .put("anonymous_id", draft.show(device.cookie()));
        body(draft, contact, endedAt);
        outbox.send(draft);
    }

    private void body(RecordDraft draft, Contact contact, long at) {
        boolean userOnly = contact.knowsUser && contact.id.hashCode() % 3 == 0;
        draft.json
                .putObject("customer")
                .put("user_id", draft.show(contact.knowsUser ? person.userId : null))
                .put("email", draft.show(userOnly ? null : person.email));
        draft.json
                .put("channel", contact.channel)
                .put("topic", contact.topic)
                .put("subject", contact.subject)
                .put("opened_at", Timestamps.utc(contact.openedAt))
                .put("first_reply_at", contact.firstReplyAt <= at ? Timestamps.utc(contact.firstReplyAt) : null)
                .put("resolved_at", contact.resolvedAt <= at ? Timestamps.utc(contact.resolvedAt) : null)
                .put("reopened", contact.reopened)
                .put("agent_type", contact.bot ? "bot" : "agent")
                .put("handed_over", contact.handedOver)
                .put("transferred", contact.transferred)
                .put("messages", contact.messages)
                .put("questions_asked", contact.asked)
                .put("questions_answered", contact.answered);
    }
}
