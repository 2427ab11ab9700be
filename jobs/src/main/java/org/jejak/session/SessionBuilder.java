package org.jejak.session;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jejak.channel.Channel;
import org.jejak.channel.Touch;
import org.jejak.config.BotSettings;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.IdentitySettings;

/** Gathers the interactions of one session and says, at its end, what the session was. */
final class SessionBuilder {
    private static final List<String> ACQUISITION_KINDS = List.of("web", "app", "email", "ad");
    private static final List<String> NO_TOUCH = List.of("email_delivered", "other", "identify");

    private final Sessionizer.Rules rules;
    private final SessionEvent first;
    private final String startReason;
    private final String[] identifiers = new String[IdentitySettings.TYPES.size()];
    private final boolean[] signals;
    private final List<String> interactionIds = new ArrayList<>();
    private final List<Row> conversions = new ArrayList<>();
    private final List<Row> funnelSteps = new ArrayList<>();
    private SessionEvent last;
    private Touch evidence;
    private String evidenceName;
    private String evidenceHost;
    private String landingPath;
    private String contact;
    private String touchKind = "none";
    private boolean hasTouch;
    private boolean agentIsBot;
    private long views;

    SessionBuilder(Sessionizer.Rules rules, SessionEvent first, String startReason) {
        this.rules = rules;
        this.first = first;
        this.startReason = startReason;
        this.signals = new boolean[rules.signals().size()];
    }

    void add(SessionEvent visit) {
        Row row = visit.row();
        last = visit;
        interactionIds.add(visit.interactionId());
        String type = row.getString(Sessionizer.TYPE);
        String named = row.getString(Sessionizer.EVENT);
        String event = named == null ? null : named.toLowerCase(Locale.ROOT);
        String path = row.getString(Sessionizer.PATH);
        for (int i = 0; i < identifiers.length; i++) {
            if (identifiers[i] == null) identifiers[i] = row.getString(Sessionizer.FIRST_IDENTIFIER + i);
        }
        for (int i = 0; i < signals.length; i++) {
            if (!signals[i]) {
                signals[i] = rules.signals()
                        .matches(
                                i,
                                type,
                                visit.kind(),
                                event,
                                path,
                                row.isNullAt(Sessionizer.RATING) ? null : row.getDouble(Sessionizer.RATING),
                                row.getString(Sessionizer.SCALE));
            }
        }
        if (type.equals("page_view") || type.equals("screen_view")) views++;
        if (landingPath == null) landingPath = path;
        agentIsBot |= row.getBoolean(Sessionizer.AGENT_IS_BOT);
        if (contact == null) contact = contactChannel(visit.kind(), row.getString(Sessionizer.PLATFORM));
        noteTouch(row, visit.kind(), type);
        noteConversions(row, visit, type, event);
        noteFunnelSteps(visit, type, event, path);
    }

    /**
     * The first interaction that says how the visitor came decides; see ChannelClassifier for what counts more. A page of the
     * same host as the one that was visited is no arrival, whether or not it is among the company's own hosts.
     */
    private void noteTouch(Row row, String kind, String type) {
        if (!ACQUISITION_KINDS.contains(kind) || NO_TOUCH.contains(type) && !kind.equals("web") && !kind.equals("app"))
            return;
        if (!hasTouch) touchKind = touchKind(kind, type);
        hasTouch = true;
        if (evidence != null) return;
        String referrerHost = row.getString(Sessionizer.REFERRER_HOST);
        boolean fromElsewhere = referrerHost == null || !referrerHost.equals(row.getString(Sessionizer.PAGE_HOST));
        Touch touch = new Touch(
                row.getString(Sessionizer.CAMPAIGN_SOURCE),
                row.getString(Sessionizer.CAMPAIGN_MEDIUM),
                row.getString(Sessionizer.CAMPAIGN_NAME),
                row.getString(Sessionizer.CAMPAIGN_ID),
                row.getString(Sessionizer.CLICK_ID_TYPE),
                fromElsewhere ? row.getString(Sessionizer.REFERRER) : null);
        if (rules.channels().speaks(touch)) {
            evidence = touch;
            evidenceName = touch.campaignName();
            evidenceHost = fromElsewhere ? referrerHost : null;
        }
    }

    private void noteConversions(Row row, SessionEvent visit, String type, String event) {
        BigDecimal amount = row.getDecimal(Sessionizer.REVENUE);
        if (type.equals("refund")) conversions.add(conversion(row, visit, "refund", amount));
        for (ConversionType c : rules.conversions()) {
            boolean counts = (c.types().isEmpty() || c.types().contains(type))
                    && (c.events().isEmpty() || event != null && c.events().contains(event));
            if (counts) conversions.add(conversion(row, visit, c.name(), amount));
        }
    }

    private void noteFunnelSteps(SessionEvent visit, String type, String event, String path) {
        for (FunnelSettings funnel : rules.funnels()) {
            List<String> steps = new ArrayList<>();
            for (FunnelSettings.Step step : funnel.steps())
                if (step.filter().matches(type, visit.kind(), event, path)) steps.add(step.name());
            if (!steps.isEmpty() || funnel.mode() == FunnelSettings.Mode.STRICT)
                funnelSteps.add(RowFactory.create(funnel.name(), steps.toArray(String[]::new), visit.occurredAt()));
        }
    }

    private static Row conversion(Row row, SessionEvent visit, String type, BigDecimal amount) {
        return RowFactory.create(
                visit.interactionId(),
                type,
                row.getString(Sessionizer.ORDER),
                amount,
                visit.businessDate(),
                visit.occurredAt());
    }

    /** The session as a row of {@link Sessionizer#RESULT}. */
    Row build() {
        Channel channel = hasTouch
                ? rules.channels().classify(evidence == null ? new Touch(null, null, null, null, null, null) : evidence)
                : new Channel("(none)", "(none)", null, null, null);
        String campaignId =
                channel.campaign() != null ? channel.campaign() : evidence == null ? null : evidence.campaignId();
        long micros = last.at() - first.at();
        int strongest = 0;
        while (strongest < identifiers.length - 1 && identifiers[strongest] == null) strongest++;
        boolean hasConversion =
                conversions.stream().anyMatch(c -> !c.getString(1).equals("refund"));
        String botReason = botReason(micros);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < signals.length; i++)
            if (signals[i]) names.add(rules.signals().name(i));
        names.sort(null);
        return RowFactory.create(
                first.streamId(),
                first.interactionId(),
                first.row().getString(Sessionizer.SOURCE),
                first.row().getString(Sessionizer.VISITOR),
                first.row().getString(Sessionizer.OWN_SESSION),
                first.kind(),
                contact,
                startReason,
                IdentitySettings.TYPES.get(strongest),
                identifiers[strongest],
                channel.channel(),
                channel.channelGroup(),
                channel.source(),
                channel.medium(),
                campaignId == null ? "(none)" : campaignId.toLowerCase(Locale.ROOT),
                evidenceName,
                evidenceHost,
                landingPath,
                hasTouch ? touchKind : "none",
                botReason,
                names.toArray(String[]::new),
                (long) interactionIds.size(),
                views,
                Math.floorDiv(micros, 1_000_000L),
                views >= 2 || micros >= 10_000_000L || hasConversion,
                botReason != null,
                interactionIds.toArray(String[]::new),
                conversions.toArray(Row[]::new),
                funnelSteps.toArray(Row[]::new),
                first.businessDate(),
                Date.valueOf(first.businessDate().toLocalDate().withDayOfMonth(1)),
                first.occurredAt(),
                last.occurredAt());
    }

    private String botReason(long micros) {
        BotSettings bots = rules.bots();
        if (agentIsBot) return "agent";
        long count = interactionIds.size();
        boolean tooMany = count > bots.maxInteractionsPerSession();
        boolean tooFast = micros >= 60_000_000L && count * 60_000_000.0 / micros > bots.maxInteractionsPerMinute();
        return tooMany || tooFast ? "behaviour" : null;
    }

    private static String touchKind(String kind, String type) {
        return switch (type) {
            case "ad_impression" -> "view";
            case "email_open" -> "open";
            case "ad_click", "email_click" -> "click";
            default -> kind.equals("web") || kind.equals("app") ? "visit" : "click";
        };
    }

    /** Where a contact takes place: phone and e-mail tickets are told apart by the platform that the source gives. */
    private static String contactChannel(String kind, String platform) {
        return switch (kind) {
            case "support" ->
                platform != null && List.of("email", "phone", "chat").contains(platform.toLowerCase(Locale.ROOT))
                        ? platform.toLowerCase(Locale.ROOT)
                        : "phone";
            case "order" -> "order_system";
            default -> kind;
        };
    }
}
