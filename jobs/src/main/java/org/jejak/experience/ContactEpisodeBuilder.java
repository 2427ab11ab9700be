package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.*;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.ExperienceSettings;
import org.jejak.experience.FeedbackRecord.What;

/**
 * Builds the contact episodes of one customer. There are three kinds: tickets and chats, which their records name; complaints,
 * one per negative mention; and checkouts, which run from the first event of an attempt to buy to the order.
 */
final class ContactEpisodeBuilder {
    /** A property may say that a contact was opened before its first record, but not longer before than this. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(366);

    private static final Set<String> DESK_CHANNELS = Set.of("email", "phone", "chat");
    private static final Set<String> CHECKOUT_CHANNELS = Set.of("web", "app");

    private final String customer;
    private final ExperienceSettings.Contacts settings;
    private final PropertyReader properties;

    ContactEpisodeBuilder(String customer, ExperienceSettings.Contacts settings) {
        this.customer = customer;
        this.settings = settings;
        this.properties = new PropertyReader(settings.properties());
    }

    /** The id of the episode of a ticket or chat: one ticket of two customers is two episodes. */
    String idOf(String ticket) {
        return id("contact", customer + "|" + ticket);
    }

    private static String id(String kind, String source) {
        return DigestUtils.sha256Hex(kind + "|" + source).substring(0, 32);
    }

    /**
     * All episodes of the customer, by time and id. What the customer was then is left open.
     *
     * @param records all records of the customer, in the order of time
     * @param answers the answers among them
     */
    List<ContactEpisode> build(List<FeedbackRecord> records, List<SurveyAnswer> answers) {
        List<ContactEpisode> episodes = new ArrayList<>();
        byTicket(records).forEach((ticket, own) -> episodes.add(ticket(ticket, own)));
        episodes.addAll(complaints(answers));
        episodes.addAll(checkouts(records));
        episodes.forEach(e -> e.customer = customer);
        episodes.sort(Comparator.comparing((ContactEpisode c) -> c.openedAt).thenComparing(c -> c.id));
        markRepeats(episodes);
        return episodes;
    }

    /** Records of tickets and chats by ticket; a record without a ticket id is a ticket by itself. */
    private static Map<String, List<FeedbackRecord>> byTicket(List<FeedbackRecord> records) {
        Map<String, List<FeedbackRecord>> byTicket = new LinkedHashMap<>();
        for (FeedbackRecord r : records) {
            if (r.what() != What.TICKET && r.what() != What.CHAT) continue;
            byTicket.computeIfAbsent(r.ticketId() == null ? "|" + r.id() : r.ticketId(), t -> new ArrayList<>())
                    .add(r);
        }
        return byTicket;
    }

    private ContactEpisode ticket(String ticket, List<FeedbackRecord> records) {
        FeedbackRecord first = records.get(0);
        boolean isChat = first.what() == What.CHAT;
        ContactEpisode c = new ContactEpisode(
                idOf(ticket), isChat ? "chat" : "ticket", isChat ? "chat" : deskChannel(first), openedAt(records));
        for (FeedbackRecord r : records) {
            if (c.topic.equals("(none)") && r.topic() != null) c.topic = r.topic();
            // sources repeat running totals and flags in each record: the highest total counts, and any flag that is
            // set
            c.messages = most(c.messages, properties.count(r, "messages"));
            c.asked = most(c.asked, properties.count(r, "questions-asked"));
            c.answered = most(c.answered, properties.count(r, "questions-answered"));
            c.isHandedOver |= properties.isTrue(r, "handed-over");
            c.isTransferred |= properties.isTrue(r, "transferred");
            addReplies(c, r);
            addResolution(c, r);
        }
        boolean isBotOnly = isBy("bot", records) && !isBy("agent", records);
        c.agentType = isBotOnly ? "bot" : "agent";
        if (c.messages == null) c.messages = (long) records.size();
        return c;
    }

    private static boolean isBy(String agentType, List<FeedbackRecord> records) {
        return records.stream().anyMatch(r -> agentType.equalsIgnoreCase(r.agentType()));
    }

    private static String deskChannel(FeedbackRecord r) {
        String platform = r.platform() == null ? "" : r.platform().toLowerCase(Locale.ROOT);
        return DESK_CHANNELS.contains(platform) ? platform : "phone";
    }

    /** The earliest opening that a property gives, or the first record. */
    private Instant openedAt(List<FeedbackRecord> records) {
        Instant first = records.get(0).at();
        Instant opened = first;
        for (FeedbackRecord r : records) {
            Instant given = properties.time(r, "opened-at");
            if (given != null && given.isBefore(opened) && given.isAfter(first.minus(LONGEST_DELAY))) opened = given;
        }
        return opened;
    }

    /** A reply is a human's unless the record is a bot's; a bot's record may still give the time of the human reply. */
    private void addReplies(ContactEpisode c, FeedbackRecord r) {
        Instant reply = plausible(c, properties.time(r, "first-reply-at"), "replied".equals(r.event()) ? r.at() : null);
        boolean isBot = "bot".equalsIgnoreCase(r.agentType());
        Instant human = plausible(c, properties.time(r, "human-reply-at"), isBot ? null : reply);
        c.firstReplyAt = earliest(c.firstReplyAt, earliest(reply, human));
        c.humanReplyAt = earliest(c.humanReplyAt, human);
    }

    /** The last record decides: a contact that is opened again is not resolved any more. */
    private void addResolution(ContactEpisode c, FeedbackRecord r) {
        boolean opensAgain = "reopened".equals(r.event()) || r.type().equals("ticket_opened") && c.resolvedAt != null;
        c.isReopened |= opensAgain || properties.isTrue(r, "reopened");
        Instant given = properties.time(r, "resolved-at");
        if (opensAgain) c.resolvedAt = null;
        else if (r.type().equals("ticket_closed")) c.resolvedAt = plausible(c, given, r.at());
        else if (given != null && c.resolvedAt == null) c.resolvedAt = plausible(c, given, null);
    }

    /** The first of two times that is not before the opening; null if neither is. */
    private static Instant plausible(ContactEpisode c, Instant first, Instant second) {
        if (first != null && !first.isBefore(c.openedAt)) return first;
        return second != null && !second.isBefore(c.openedAt) ? second : null;
    }

    /** Negative mentions. */
    private List<ContactEpisode> complaints(List<SurveyAnswer> answers) {
        return answers.stream()
                .filter(a -> a.isMention && a.share != null && a.share <= settings.complaintAtMost())
                .map(ContactEpisodeBuilder::complaint)
                .toList();
    }

    private static ContactEpisode complaint(SurveyAnswer mention) {
        ContactEpisode c = new ContactEpisode(id("complaint", mention.id), "complaint", "social", mention.at);
        if (mention.topic != null) c.topic = mention.topic;
        return c;
    }

    /**
     * Attempts to buy. The events of a checkout belong to the attempt before them until its order or the end of its window;
     * the next one begins another attempt.
     */
    private List<ContactEpisode> checkouts(List<FeedbackRecord> records) {
        List<Instant> orders = records.stream()
                .filter(r -> r.what() == What.ORDER)
                .map(FeedbackRecord::at)
                .toList();
        List<ContactEpisode> checkouts = new ArrayList<>();
        ContactEpisode open = null;
        for (FeedbackRecord r : records) {
            if (r.what() != What.CHECKOUT_START && r.what() != What.CHECKOUT_FAILURE) continue;
            if (open == null
                    || r.at().isAfter(open.openedAt.plus(settings.checkoutWindow()))
                    || open.resolvedAt != null && r.at().isAfter(open.resolvedAt)) {
                open = checkout(r, orders);
                checkouts.add(open);
            }
            if (r.what() == What.CHECKOUT_FAILURE) open.failures++;
        }
        return checkouts;
    }

    private static String checkoutChannel(FeedbackRecord r) {
        return CHECKOUT_CHANNELS.contains(String.valueOf(r.platform())) ? r.platform() : "order_system";
    }

    /** The attempt that begins with a record; the first order within the window completes it. */
    private ContactEpisode checkout(FeedbackRecord r, List<Instant> orders) {
        ContactEpisode c = new ContactEpisode(id("checkout", r.id()), "checkout", checkoutChannel(r), r.at());
        Instant end = r.at().plus(settings.checkoutWindow());
        c.resolvedAt = orders.stream()
                .filter(at -> !at.isBefore(r.at()) && !at.isAfter(end))
                .findFirst()
                .orElse(null);
        return c;
    }

    /** Marks tickets and chats that repeat an earlier one on the same topic; episodes in the order of time. */
    private void markRepeats(List<ContactEpisode> episodes) {
        Map<String, ContactEpisode> lastOn = new HashMap<>();
        for (ContactEpisode c : episodes) {
            ContactEpisode before = c.isDesk() ? lastOn.put(c.topic, c) : null;
            if (before == null || c.openedAt.isAfter(before.openedAt.plus(settings.repeatWindow()))) continue;
            c.isRepeat = true;
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
