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
        JsonLine json = draft.json.open();
        json.put("event_id", contact.id + '-' + event + (contact.reopened && event.equals("resolved") ? "-2" : ""));
        json.put("event", event);
        json.time("event_at", draft.shownTime());
        json.put("ticket_id", contact.id);
        body(draft, contact, at);
        outbox.send(draft);
    }

    void chat(Contact contact, long endedAt, Device device) {
        RecordDraft draft = outbox.draft(OutputFeed.CHATS, endedAt);
        JsonLine json = draft.json.open();
        json.put("event_id", contact.id).put("event", "closed").time("event_at", draft.shownTime());
        json.put("chat_id", contact.id);
        json.put("anonymous_id", draft.show(device.cookie()));
        body(draft, contact, endedAt);
        outbox.send(draft);
    }

    private void body(RecordDraft draft, Contact contact, long at) {
        JsonLine json = draft.json;
        json.object("customer").put("user_id", draft.show(contact.knowsUser ? person.userId : null));
        json.put("email", draft.show(contact.knowsUser && contact.id.hashCode() % 3 == 0 ? null : person.email))
                .close();
        json.put("channel", contact.channel).put("topic", contact.topic).put("subject", contact.subject);
        json.time("opened_at", contact.openedAt);
        json.time("first_reply_at", contact.firstReplyAt <= at ? contact.firstReplyAt : 0);
        json.time("resolved_at", contact.resolvedAt <= at ? contact.resolvedAt : 0);
        json.put("reopened", contact.reopened);
        json.put("agent_type", contact.bot ? "bot" : "agent");
        json.put("handed_over", contact.handedOver).put("transferred", contact.transferred);
        json.put("messages", contact.messages);
        json.put("questions_asked", contact.asked)
                .put("questions_answered", contact.answered)
                .close();
    }
}
