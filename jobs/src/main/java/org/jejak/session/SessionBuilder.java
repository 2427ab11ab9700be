package org.jejak.session;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.*;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.*;
import org.jejak.channel.Channel;
import org.jejak.channel.Touch;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.IdentitySettings;
import org.jejak.config.SourceSettings;
import org.jejak.statistics.MostFrequent;
import org.jejak.table.*;

/** Builds one session from its interactions, added one by one in the order of time. */
final class SessionBuilder {
    private static final List<String> ACQUISITION_KINDS = List.of("web", "app", "email", "ad");
    private static final List<String> NO_TOUCH = List.of("email_delivered", "other", "identify");

    /** What comes without anybody doing anything: parts of pages, events that apps send by themselves, what is shown. */
    private static final List<String> NO_ACTION =
            List.of("other", "identify", "email_delivered", "email_open", "ad_impression");

    private final Sessionizer.Rules rules;
    private final SessionEvent first;
    private final String startReason;
    private final String[] identifiers = new String[IdentitySettings.TYPES.size()];
    private final boolean[] signals;
    private final List<String> interactionIds = new ArrayList<>();
    private final List<Row> conversions = new ArrayList<>();
    private final List<Row> funnelSteps = new ArrayList<>();
    private final MostFrequent deviceType = new MostFrequent();
    private final MostFrequent platform = new MostFrequent();
    private final MostFrequent countryCode = new MostFrequent();
    private final MostFrequent language = new MostFrequent();
    private SessionEvent last;
    private Touch evidence;
    private Touch guess;
    private String evidenceHost;
    private String landingPath;
    private String contactChannel;
    private String touchKind = "none";
    private boolean hasTouch;
    private boolean hasConversion;
    private boolean agentIsBot;
    private long views;
    private long actions;

    /** An empty session, that will begin with an interaction; {@link #add} adds the first one too. */
    SessionBuilder(Sessionizer.Rules rules, SessionEvent first, String startReason) {
        this.rules = rules;
        this.first = first;
        this.startReason = startReason;
        this.signals = new boolean[rules.stageRules().size()];
    }

    void add(SessionEvent e) {
        last = e;
        interactionIds.add(e.interactionId);
        for (int i = 0; i < identifiers.length; i++)
            if (identifiers[i] == null) identifiers[i] = e.get(SessionEvent.IDENTIFIERS.get(i));
        for (int i = 0; i < signals.length; i++)
            signals[i] = signals[i] || rules.stageRules().matches(i, e);
        if (e.type.equals("page_view") || e.type.equals("screen_view")) views++;
        if (e.isOfVisit && !NO_ACTION.contains(e.type)) actions++;
        if (landingPath == null) landingPath = e.path;
        agentIsBot |= e.hasVisitorsAgent() && e.<Boolean>get(SessionEvent.AGENT_IS_BOT);
        VisitorDevice device = e.device();
        deviceType.add(device.type());
        platform.add(device.platform());
        countryCode.add(e.get(Interactions.COUNTRY_CODE));
        language.add(e.get(Interactions.LANGUAGE));
        if (contactChannel == null)
            contactChannel = e.isOfVisit ? contactChannel(e.kind, e.get(Interactions.PLATFORM)) : "order_system";
        addTouch(e);
        addConversions(e);
        addFunnelSteps(e);
    }

    /**
     * The first interaction that says how the visitor came decides; see ChannelClassifier for what counts more. A page of the
     * same host as the one that was visited is no arrival, whether or not it is among the company's own hosts. What the source's
     * tool guesses counts only in a session in which nothing else speaks.
     */
    private void addTouch(SessionEvent e) {
        boolean isSite = SourceSettings.VISITED.contains(e.kind);
        if (!e.isOfVisit || !ACQUISITION_KINDS.contains(e.kind) || NO_TOUCH.contains(e.type) && !isSite) return;
        if (!hasTouch) touchKind = touchKind(e.type, isSite);
        hasTouch = true;
        if (evidence != null) return;
        String referrerHost = e.get(Interactions.REFERRER_HOST);
        boolean fromElsewhere = referrerHost == null || !referrerHost.equals(e.get(Interactions.PAGE_HOST));
        Touch touch = new Touch(
                e.get(Interactions.CAMPAIGN_SOURCE),
                e.get(Interactions.CAMPAIGN_MEDIUM),
                e.get(Interactions.CAMPAIGN_NAME),
                e.get(Interactions.CAMPAIGN_ID),
                e.get(Interactions.CLICK_ID_TYPE),
                fromElsewhere ? e.get(Interactions.REFERRER_URL) : null);
        if (rules.channels().speaks(touch)) {
            evidence = touch;
            evidenceHost = fromElsewhere ? referrerHost : null;
        } else if (guess == null) {
            Touch guessed = new Touch(
                    e.get(Interactions.GUESSED_SOURCE),
                    e.get(Interactions.GUESSED_MEDIUM),
                    e.get(Interactions.GUESSED_CAMPAIGN),
                    null,
                    null,
                    null);
            if (rules.channels().speaks(guessed)) guess = guessed;
        }
    }

    /** An interaction can be a conversion of several types. */
    private void addConversions(SessionEvent e) {
        if (e.type.equals("refund")) conversions.add(conversion(e, "refund"));
        for (ConversionType c : rules.conversions()) {
            if (!c.types().isEmpty() && !c.types().contains(e.type)) continue;
            if (!c.events().isEmpty() && (e.event == null || !c.events().contains(e.event))) continue;
            conversions.add(conversion(e, c.name()));
            hasConversion |= !c.name().equals("refund");
        }
    }

    /** A struct {@link Sessions#CONVERSION}. */
    private static Row conversion(SessionEvent e, String type) {
        BigDecimal amount = e.get(Interactions.BASE_REVENUE_AMOUNT);
        return RowFactory.create(
                e.interactionId,
                type,
                e.get(Interactions.ORDER_ID),
                amount,
                e.businessDate,
                e.occurredAt,
                e.get(Interactions.ITEMS));
    }

    /** Structs {@link Sessions#FUNNEL_STEP}: what is a step of a funnel, and for strict funnels all that is not, too. */
    private void addFunnelSteps(SessionEvent e) {
        for (FunnelSettings funnel : rules.funnels()) {
            String[] steps = funnel.steps().stream()
                    .filter(s -> s.filter().matches(e.type, e.kind, e.event, e.path))
                    .map(FunnelSettings.Step::name)
                    .toArray(String[]::new);
            if (steps.length > 0 || funnel.mode() == FunnelSettings.Mode.STRICT)
                funnelSteps.add(RowFactory.create(funnel.name(), steps, e.occurredAt));
        }
    }

    /** The session as a row of {@link Sessions}; identifier_key is still 0. */
    Row build() {
        Touch arrival = evidence != null ? evidence : guess != null ? guess : Touch.SILENT;
        Channel channel = hasTouch
                ? rules.channels().classify(arrival)
                : new Channel("(none)", "(none)", false, null, null, null);
        String campaignId = channel.campaign() != null ? channel.campaign() : arrival.campaignId();
        long micros = last.at - first.at;
        int strongest = 0;
        while (strongest < identifiers.length - 1 && identifiers[strongest] == null) strongest++;
        String botReason = botReason(arrival, micros);
        String id = DigestUtils.sha256Hex(first.streamId + "|" + first.interactionId);
        return new RowBuilder(Sessions.TABLE)
                .set(Sessions.SESSION_ID, id.substring(0, 32))
                .set(Sessions.VISITOR_ID, first.get(Sessions.VISITOR_ID))
                .set(Sessions.STREAM_ID, first.streamId)
                .set(Sessions.SOURCE_NAME, first.get(Interactions.SOURCE_NAME))
                .set(Sessions.SOURCE_KIND, first.kind)
                .set(Sessions.CONTACT_CHANNEL, contactChannel)
                .set(Sessions.START_REASON, startReason)
                .set(Sessions.IDENTIFIER_TYPE, IdentitySettings.TYPES.get(strongest))
                .set(Sessions.IDENTIFIER_VALUE, identifiers[strongest])
                .set(Sessions.IDENTIFIER_KEY, 0L)
                .set(Sessions.SOURCE_SESSION_ID, first.get(SessionEvent.OWN_SESSION_ID))
                .set(Sessions.CHANNEL, channel.channel())
                .set(Sessions.CHANNEL_GROUP, channel.channelGroup())
                .set(Sessions.CHANNEL_SOURCE, channel.source())
                .set(Sessions.CHANNEL_MEDIUM, channel.medium())
                .set(Sessions.CAMPAIGN_ID, campaignId == null ? "(none)" : campaignId.toLowerCase(Locale.ROOT))
                .set(Sessions.CAMPAIGN_NAME, arrival.campaignName())
                .set(Sessions.REFERRER_HOST, evidenceHost)
                .set(Sessions.LANDING_PATH, landingPath)
                .set(Sessions.TOUCH_KIND, touchKind)
                .set(Sessions.DEVICE_TYPE, deviceType.orElse("(none)"))
                .set(Sessions.PLATFORM, platform.orElse("(none)"))
                .set(Sessions.COUNTRY_CODE, countryCode.orElse("(none)"))
                .set(Sessions.LANGUAGE, language.orElse("(none)"))
                .set(Sessions.BOT_REASON, botReason)
                .set(Sessions.SIGNALS, matchedRules())
                .set(Sessions.INTERACTION_COUNT, (long) interactionIds.size())
                .set(Sessions.VIEW_COUNT, views)
                .set(Sessions.DURATION_SECONDS, Math.floorDiv(micros, 1_000_000L))
                .set(
                        Sessions.IS_ENGAGED,
                        views >= 2 || micros >= Sessions.ENGAGED_SECONDS * 1_000_000L || hasConversion)
                .set(Sessions.IS_PAID, channel.isPaid())
                .set(Sessions.IS_BOT, botReason != null)
                .set(Sessions.INTERACTION_IDS, interactionIds.toArray(String[]::new))
                .set(Sessions.CONVERSIONS, conversions.toArray(Row[]::new))
                .set(Sessions.FUNNEL_STEPS, funnelSteps.toArray(Row[]::new))
                .set(Sessions.STARTED_DATE, first.businessDate)
                .set(
                        Sessions.MONTH,
                        Date.valueOf(first.businessDate.toLocalDate().withDayOfMonth(1)))
                .set(Sessions.STARTED_AT, first.occurredAt)
                .set(Sessions.ENDED_AT, last.occurredAt)
                .row();
    }

    private String[] matchedRules() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < signals.length; i++)
            if (signals[i]) names.add(rules.stageRules().name(i));
        names.sort(null);
        return names.toArray(String[]::new);
    }

    /**
     * Why the session is a bot's: its agent, where it says that it comes from, or too many actions, in all or (from a minute on) per
     * minute; else null.
     */
    private String botReason(Touch arrival, long micros) {
        if (agentIsBot) return "agent";
        if (rules.channels().isSpam(arrival)) return "referrer_spam";
        Long perSession = rules.bots().maxActionsPerSession().get(first.kind);
        Long perMinute = rules.bots().maxActionsPerMinute().get(first.kind);
        boolean tooMany = perSession != null && actions > perSession;
        boolean tooFast = perMinute != null && micros >= 60_000_000L && actions * 60_000_000.0 / micros > perMinute;
        return tooMany || tooFast ? "behaviour" : null;
    }

    private static String touchKind(String type, boolean isSite) {
        return switch (type) {
            case "ad_impression" -> "view";
            case "email_open" -> "open";
            case "ad_click", "email_click" -> "click";
            default -> isSite ? "visit" : "click";
        };
    }

    /** Where a contact takes place. Tickets come by email, phone or chat, as the platform says that the source gives. */
    private static String contactChannel(String kind, String platform) {
        String desk = platform == null ? "" : platform.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "support" -> List.of("email", "phone", "chat").contains(desk) ? desk : "phone";
            case "order" -> "order_system";
            default -> kind;
        };
    }
}
