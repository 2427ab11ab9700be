package org.jejak.simulate;

import org.jejak.simulate.TicketLine.Contact;

/** Calls for help, by email, phone or chat, and what they do to people: slow or missing answers make them unhappy. */
final class Contacts {
    /** Email replies take this many times as long in the slow month. */
    static final double SLOWER = 8;

    private final World world;
    private final Person person;
    private final RandomSource chance;
    private final Visits visits;
    private final TicketLine lines;
    private final Surveys surveys;

    Contacts(World world, Outbox outbox, Person person, Visits visits, Surveys surveys) {
        this.world = world;
        this.person = person;
        this.visits = visits;
        this.surveys = surveys;
        chance = person.chance;
        lines = new TicketLine(outbox, person);
    }

    /** Someone asks for help; the topic is drawn unless the reason is known. */
    void ask(long at, String knownTopic) {
        Device device = person.browser();
        if (chance.happens(0.5)) visits.seekHelp(at - 12 * Timestamps.MINUTE, device);
        Contact contact = new Contact();
        contact.id = "TK" + Long.toString(person.id, 36) + "-" + (person.contacts + 1);
        contact.topic = knownTopic != null ? knownTopic : chance.oneOf(ProductCatalogue.TOPICS);
        contact.subject = contact.topic + (chance.happens(0.5) ? " of my last order" : ", please help");
        contact.openedAt = at;
        contact.asked = 1 + chance.poisson(0.9);
        contact.knowsUser = person.hasAccount && chance.happens(0.8);
        contact.transferred = chance.happens(0.15);
        person.contacts++;
        double bad = chance.happens(0.38) ? chat(contact, device) : ticket(contact);
        person.diary.asked(contact.openedAt, contact.resolvedAt);
        if (bad > 0.3) person.badContacts++;
        person.feel(0.05 - 0.45 * bad);
        if (chance.happens(0.35)) {
            long asked = Math.max(contact.resolvedAt, contact.openedAt + 3 * Timestamps.DAY);
            surveys.afterContact(
                    asked + (long) (chance.exponential(20) * Timestamps.HOUR), contact.id, contact.channel);
        }
    }

    /** How bad it was, 0 to 1. */
    private double ticket(Contact contact) {
        boolean phone = chance.happens(0.25);
        contact.channel = phone ? "phone" : "email";
        double hours = phone ? chance.around(0.05, 0.8) : chance.around(5, 0.9);
        if (!phone && world.stories.slowEmail().contains(contact.openedAt)) hours *= SLOWER;
        contact.firstReplyAt = contact.openedAt + (long) (hours * Timestamps.HOUR);
        contact.messages = 1;
        lines.ticket(contact, "opened", contact.openedAt);
        contact.messages += 1 + chance.poisson(1.5);
        contact.answered = answered(contact.asked, 0.85);
        lines.ticket(contact, "replied", contact.firstReplyAt);
        boolean resolved = chance.happens(0.88);
        if (resolved) {
            contact.resolvedAt = contact.firstReplyAt + (long) (chance.exponential(14) * Timestamps.HOUR);
            lines.ticket(contact, "resolved", contact.resolvedAt);
        }
        boolean reopened = resolved && chance.happens(0.1);
        if (reopened) {
            long again = contact.resolvedAt + (long) (chance.exponential(30) * Timestamps.HOUR);
            contact.reopened = true;
            contact.resolvedAt = 0;
            lines.ticket(contact, "reopened", again);
            contact.resolvedAt = again + (long) (chance.exponential(24) * Timestamps.HOUR);
            contact.messages += 3;
            contact.answered = contact.asked;
            lines.ticket(contact, "resolved", contact.resolvedAt);
        }
        double slow = Math.max(0, Math.min(1, StrictMath.log(Math.max(hours, 0.01) / 4) / StrictMath.log(12)));
        return Math.min(1, 0.45 * slow + (resolved ? 0 : 0.5) + (reopened ? 0.25 : 0) + missing(contact));
    }

    private double chat(Contact contact, Device device) {
        contact.channel = "chat";
        contact.id = "CH" + contact.id.substring(2);
        contact.bot = chance.happens(0.6);
        contact.handedOver = contact.bot && chance.happens(0.4);
        double minutes = contact.bot ? 0.05 : chance.around(1.5, 0.8);
        contact.firstReplyAt = contact.openedAt + (long) (minutes * Timestamps.MINUTE);
        boolean resolved = chance.happens(contact.bot && !contact.handedOver ? 0.65 : 0.9);
        contact.messages = 4 + chance.poisson(5);
        contact.answered = answered(contact.asked, resolved ? 0.95 : 0.4);
        long ended = contact.firstReplyAt + (long) (chance.around(7, 0.5) * Timestamps.MINUTE);
        contact.resolvedAt = resolved ? ended : 0;
        visits.segment()
                .track(
                        contact.openedAt,
                        device,
                        contact.knowsUser,
                        "Live Chat Conversation Started",
                        "/help/contact",
                        json -> json.put("conversation_id", contact.id));
        lines.chat(contact, ended, device);
        return Math.min(1, (resolved ? 0 : 0.55) + (minutes > 4 ? 0.2 : 0) + missing(contact));
    }

    private int answered(int asked, double each) {
        int answered = 0;
        for (int i = 0; i < asked; i++) answered += chance.happens(each) ? 1 : 0;
        return answered;
    }

    private static double missing(Contact contact) {
        return 0.2 * (contact.asked - contact.answered) / contact.asked;
    }
}
