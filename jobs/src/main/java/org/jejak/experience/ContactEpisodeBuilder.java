package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;

/** Tells the contact episodes of one customer from records in time order. */
final class ContactEpisodeBuilder {
    /** An opening told by a property is believed if it is at most this long before the first record. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(366);

    private static final Set<String> DESK_CHANNELS = Set.of("email", "phone", "chat");

    private final ExperienceSettings.Contacts settings;
    private final PropertyReader properties;

    ContactEpisodeBuilder(ExperienceSettings.Contacts settings) {
        this.settings = settings;
        this.properties = new PropertyReader(settings.properties());
    }

    /** The id of the contact that a ticket or chat is. */
    static String idOf(String ticket) {
        return DigestUtils.sha256Hex("contact|" + ticket).substring(0, 32);
    }

    /** Tickets and chats; records without a ticket id are a contact each. */
    List<ContactEpisode> desk(List<FeedbackRecord> records) {
        Map<String, List<FeedbackRecord>> byTicket = new LinkedHashMap<>();
        for (FeedbackRecord r : records) {
            if (r.what() != What.TICKET && r.what() != What.CHAT) continue;
            byTicket.computeIfAbsent(r.ticketId() == null ? "|" + r.id() : r.ticketId(), t -> new ArrayList<>())
                    .add(r);
        }
        List<ContactEpisode> contacts = new ArrayList<>();
        byTicket.forEach((ticket, own) -> contacts.add(ticket(ticket, own)));
        return contacts;
    }

    private ContactEpisode ticket(String ticket, List<FeedbackRecord> records) {
        FeedbackRecord first = records.get(0);
        ContactEpisode c = new ContactEpisode();
        c.id = idOf(ticket);
        c.kind = first.what() == What.CHAT ? "chat" : "ticket";
        c.channel = deskChannel(first);
        c.topic = "(none)";
        c.openedAt = openedAt(records);
        boolean isBot = false;
        boolean isAgent = false;
        for (FeedbackRecord r : records) {
            if (c.topic.equals("(none)") && r.topic() != null) c.topic = r.topic();
            isBot |= "bot".equalsIgnoreCase(r.agentType());
            isAgent |= "agent".equalsIgnoreCase(r.agentType());
            c.messages = most(c.messages, properties.count(r, "messages"));
            c.asked = most(c.asked, properties.count(r, "questions-asked"));
            c.answered = most(c.answered, properties.count(r, "questions-answered"));
            c.handedOver |= properties.isTrue(r, "handed-over");
            c.transferred |= properties.isTrue(r, "transferred");
            replies(c, r);
            resolution(c, r);
        }
        c.agentType = isAgent || !isBot ? "agent" : "bot";
        if (c.messages == null) c.messages = (long) records.size();
        return c;
    }

    private String deskChannel(FeedbackRecord r) {
        if (r.what() == What.CHAT) return "chat";
        String platform = r.platform() == null ? "" : r.platform().toLowerCase(Locale.ROOT);
        return DESK_CHANNELS.contains(platform) ? platform : "phone";
    }

    private Instant openedAt(List<FeedbackRecord> records) {
        Instant first = records.get(0).at();
        Instant opened = first;
        for (FeedbackRecord r : records) {
            Instant told = properties.time(r, "opened-at");
            if (told != null && told.isBefore(opened) && told.isAfter(first.minus(LONGEST_DELAY))) opened = told;
        }
        return opened;
    }

    private void replies(ContactEpisode c, FeedbackRecord r) {
        Instant said = c.believable(properties.time(r, "first-reply-at"), "replied".equals(r.event()) ? r.at() : null);
        Instant human =
                c.believable(properties.time(r, "human-reply-at"), "bot".equalsIgnoreCase(r.agentType()) ? null : said);
        c.firstReplyAt = earliest(c.firstReplyAt, earliest(said, human));
        c.humanReplyAt = earliest(c.humanReplyAt, human);
    }

    /** The last word counts: what is opened again is not resolved any more. */
    private void resolution(ContactEpisode c, FeedbackRecord r) {
        boolean opensAgain = "reopened".equals(r.event()) || r.type().equals("ticket_opened") && c.resolvedAt != null;
        c.reopened |= opensAgain || properties.isTrue(r, "reopened");
        Instant told = properties.time(r, "resolved-at");
        if (opensAgain) c.resolvedAt = null;
        else if (r.type().equals("ticket_closed")) c.resolvedAt = c.believable(told, r.at());
        else if (told != null && c.resolvedAt == null) c.resolvedAt = c.believable(told, null);
    }

    /** Negative mentions. */
    List<ContactEpisode> complaints(Collection<SurveyAnswer> opinions) {
        List<ContactEpisode> contacts = new ArrayList<>();
        for (SurveyAnswer o : opinions) {
            if (!o.isMention() || o.share() == null || o.share() > settings.complaintAtMost()) continue;
            ContactEpisode c = new ContactEpisode();
            c.id = DigestUtils.sha256Hex("complaint|" + o.id()).substring(0, 32);
            c.kind = "complaint";
            c.channel = "social";
            c.topic = "(none)";
            c.openedAt = o.at();
            contacts.add(c);
        }
        return contacts;
    }

    /** Attempts to buy: from the start of a checkout to the order, or to the end of the window. */
    List<ContactEpisode> checkouts(List<FeedbackRecord> records) {
        List<Instant> orders = records.stream()
                .filter(r -> r.what() == What.ORDER)
                .map(FeedbackRecord::at)
                .toList();
        List<ContactEpisode> contacts = new ArrayList<>();
        ContactEpisode open = null;
        for (FeedbackRecord r : records) {
            if (r.what() != What.CHECKOUT_START && r.what() != What.CHECKOUT_FAILURE) continue;
            if (open == null
                    || r.at().isAfter(open.openedAt.plus(settings.checkoutWindow()))
                    || open.resolvedAt != null && r.at().isAfter(open.resolvedAt)) {
                open = checkout(r, orders);
                contacts.add(open);
            }
            if (r.what() == What.CHECKOUT_FAILURE) open.failures++;
        }
        return contacts;
    }

    private ContactEpisode checkout(FeedbackRecord r, List<Instant> orders) {
        ContactEpisode c = new ContactEpisode();
        c.id = DigestUtils.sha256Hex("checkout|" + r.id()).substring(0, 32);
        c.kind = "checkout";
        c.channel = "self_service";
        c.topic = "(none)";
        c.openedAt = r.at();
        Instant end = r.at().plus(settings.checkoutWindow());
        c.resolvedAt = orders.stream()
                .filter(at -> !at.isBefore(r.at()) && !at.isAfter(end))
                .findFirst()
                .orElse(null);
        return c;
    }

    /** Marks tickets and chats that repeat an earlier one on the same topic; contacts in time order. */
    void repeats(List<ContactEpisode> contacts) {
        Map<String, ContactEpisode> last = new LinkedHashMap<>();
        for (ContactEpisode c : contacts) {
            if (!c.kind.equals("ticket") && !c.kind.equals("chat")) continue;
            ContactEpisode before = last.put(c.topic, c);
            if (before == null || c.openedAt.isAfter(before.openedAt.plus(settings.repeatWindow()))) continue;
            c.repeat = true;
            before.repeatedAt = c.openedAt;
        }
    }

    private static Instant earliest(Instant a, Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    private static Long most(Long a, Long b) {
        return a == null || b != null && b > a ? b : a;
    }
}
