package org.jejak.journey;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.*;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.JourneySettings;
import org.jejak.config.StageRule;
import org.jejak.journey.CustomerSession.Report;
import org.jejak.statistics.MostFrequent;
import org.jejak.table.Field;
import org.jejak.table.Identifiers;

/**
 * One customer's history, made from all of the customer's sessions: conversions, journeys, stages, touches. Plain Java over
 * lists, no Spark; the same sessions in any order give the same history.
 *
 * <p>A journey begins with a session and ends with a conversion whose type ends journeys, or when more than the quiet
 * period passes without a session. Sessions that started at or before the conversion belong to it.
 *
 * <p>A report of the order system or of a server that no conversion begins with (an order repeated, a refund) is an echo: it
 * begins no journey and no stage visit, but joins the journey before it.
 */
final class CustomerHistory {
    /** A journey: its sessions in order, and the conversion that ended it, if any. */
    static final class Journey {
        final List<CustomerSession> sessions = new ArrayList<>();
        final List<Conversion> conversions = new ArrayList<>();
        Conversion ending;
        String state;

        /** Stable hash of the first session. */
        String id() {
            return CustomerHistory.id("journey", sessions.get(0).sessionId);
        }

        Timestamp endedAt() {
            return sessions.stream()
                    .map(c -> c.endedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /**
     * The time a customer spends in one stage.
     *
     * @param begin the session it begins with
     * @param isBackStep whether the stage before it was a later one
     */
    record StageVisit(String stage, CustomerSession begin, boolean isBackStep) implements Serializable {}

    /**
     * How far the customer got in a funnel.
     *
     * @param start the session with the first step
     */
    record FunnelProgress(FunnelSettings funnel, CustomerSession start, FunnelMatcher.Attempt attempt) {}

    /** An event of a funnel, and the session it is in. */
    private record FunnelEvent(CustomerSession session, FunnelMatcher.Event event) {}

    /** By time; of sessions that start at the same time the one with a conversion is the last, which its touch then is as well. */
    private static final Comparator<CustomerSession> IN_ORDER = Comparator.comparing((CustomerSession c) -> c.startedAt)
            .thenComparing(c -> c.converts)
            .thenComparing(c -> c.sessionId);

    final String customer;
    /** All sessions, in the order of time. */
    final List<CustomerSession> sessions;
    /** Those that are not a bot's; all else is made from them. */
    final List<CustomerSession> human;

    final List<Conversion> conversions = new ArrayList<>();
    final List<Journey> journeys = new ArrayList<>();
    final List<StageVisit> stageVisits = new ArrayList<>();
    BigDecimal refunds = BigDecimal.ZERO;
    private final Set<CustomerSession> echoes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Timestamp> firstOf = new HashMap<>();
    private final Map<String, ConversionType> types = new HashMap<>();
    private final JourneySettings settings;

    /**
     * Makes the history.
     *
     * @param unordered at least one session, all of one customer
     * @param asOf end of the logical date: a journey quiet for too long by then has lapsed
     */
    CustomerHistory(List<CustomerSession> unordered, JourneySettings settings, Timestamp asOf) {
        this.customer = unordered.get(0).value(Identifiers.CUSTOMER_ID);
        this.settings = settings;
        for (ConversionType type : settings.conversions()) types.put(type.name(), type);
        this.sessions = new ArrayList<>(unordered);
        this.sessions.sort(IN_ORDER);
        findConversions(this.sessions.stream().filter(c -> !c.bot).toList());
        // once more, since now it is known which sessions convert
        this.sessions.sort(IN_ORDER);
        this.human = this.sessions.stream().filter(c -> !c.bot).toList();
        findEchoes();
        cutJourneys(asOf);
        findStages();
        findTouches();
        credit();
    }

    /** Groups reports into conversions: one per type and order, or one per report without an order. */
    private void findConversions(List<CustomerSession> human) {
        Map<String, List<Report>> groups = new TreeMap<>();
        Map<String, List<Report>> refundsOf = new TreeMap<>();
        Map<Report, CustomerSession> sessionOf = new HashMap<>();
        for (CustomerSession session : human) {
            for (Report report : session.reports) {
                sessionOf.put(report, session);
                String name =
                        report.orderId() != null ? "order " + report.orderId() : "record " + report.interactionId();
                if (report.type().equals("refund"))
                    refundsOf.computeIfAbsent(name, n -> new ArrayList<>()).add(report);
                else if (types.containsKey(report.type())) // it may have been one when the session was cut
                groups.computeIfAbsent(report.type() + " " + name, n -> new ArrayList<>())
                            .add(report);
            }
        }
        for (List<Report> reports : groups.values()) {
            reports.sort(Conversion.BY_TIME);
            Report first = reports.get(0);
            conversions.add(new Conversion(first.type(), first, sessionOf.get(first), reports));
        }
        Map<String, List<Conversion>> ofOrder = new HashMap<>();
        for (Conversion c : conversions)
            ofOrder.computeIfAbsent(c.first.orderId(), o -> new ArrayList<>()).add(c);
        for (List<Report> reports : refundsOf.values()) {
            String order = reports.get(0).orderId();
            refund(reports, order == null ? List.of() : ofOrder.getOrDefault(order, List.of()));
        }
        for (Conversion c : conversions) c.session.converts = true;
        numberConversions();
    }

    /** Takes refunds of one order back from its conversions, of whichever types, and from what the customer paid. */
    private void refund(List<Report> reports, List<Conversion> ofOrder) {
        BigDecimal paid = BigDecimal.ZERO;
        for (Conversion c : ofOrder) {
            c.refunded = Conversion.refunded(reports, c.revenue);
            paid = paid.max(c.revenue);
        }
        refunds = refunds.add(Conversion.refunded(reports, paid));
    }

    private void numberConversions() {
        conversions.sort(Comparator.comparing((Conversion c) -> c.first.at())
                .thenComparing(c -> c.first.interactionId())
                .thenComparing(c -> c.type));
        Map<String, Long> sequence = new HashMap<>();
        for (Conversion c : conversions) {
            c.sequence = sequence.merge(c.type, 1L, Long::sum);
            firstOf.putIfAbsent(c.type, c.first.at());
        }
    }

    /** Reports of the order system and of servers that no conversion begins with. */
    private void findEchoes() {
        for (CustomerSession session : human) if (session.isReport() && !session.converts) echoes.add(session);
    }

    /**
     * Cuts the sessions into journeys. A conversion ends the journey that runs when it happens, so it is searched before the
     * first session that starts after it, which then begins another.
     */
    private void cutJourneys(Timestamp asOf) {
        List<Conversion> endings =
                conversions.stream().filter(this::endsJourney).toList();
        int nextEnding = 0;
        Journey running = null;
        Timestamp lastSeen = null;
        for (CustomerSession session : human) {
            boolean echo = echoes.contains(session) && running != null;
            while (!echo
                    && nextEnding < endings.size()
                    && endings.get(nextEnding).first.at().before(session.startedAt)) {
                if (running != null && running.ending == null) running.ending = endings.get(nextEnding);
                nextEnding++;
            }
            boolean ended = running != null && running.ending != null;
            boolean quiet = lastSeen != null && isLonger(lastSeen, session.startedAt, settings.quietPeriod());
            if (running == null || !echo && (ended || quiet)) {
                running = new Journey();
                journeys.add(running);
            }
            running.sessions.add(session);
            session.journey = journeys.size() - 1;
            if (lastSeen == null || session.endedAt.after(lastSeen)) lastSeen = session.endedAt;
        }
        if (running != null && running.ending == null && nextEnding < endings.size())
            running.ending = endings.get(nextEnding);
        for (Conversion c : conversions)
            journeys.get(c.session.journey).conversions.add(c);
        setStates(asOf);
    }

    private void setStates(Timestamp asOf) {
        for (int i = 0; i < journeys.size(); i++) {
            Journey journey = journeys.get(i);
            boolean over = i + 1 < journeys.size() || isLonger(journey.endedAt(), asOf, settings.quietPeriod());
            journey.state = journey.ending != null ? "converted" : over ? "lapsed" : "open";
        }
    }

    /** The stage of each session: that of the first rule that matches, reach without one. A change of stage begins a visit. */
    private void findStages() {
        for (CustomerSession session : human) {
            StageRule rule = settings.stages().stream()
                    .filter(r -> session.signals.contains(r.name()) && hadBefore(r.after(), session))
                    .findFirst()
                    .orElse(null);
            session.stage = rule == null ? "reach" : rule.stage();
            session.advocacy = settings.stages().stream()
                    .anyMatch(r -> r.advocacy() && session.signals.contains(r.name()) && hadBefore(r.after(), session));
            if (echoes.contains(session)) continue;
            StageVisit last = stageVisits.isEmpty() ? null : stageVisits.get(stageVisits.size() - 1);
            if (last == null || !last.stage().equals(session.stage)) {
                boolean back = last != null
                        && StageRule.STAGES.indexOf(session.stage) < StageRule.STAGES.indexOf(last.stage());
                stageVisits.add(new StageVisit(session.stage, session, back));
            }
        }
    }

    private boolean hadBefore(String type, CustomerSession session) {
        Timestamp first = firstOf.get(type);
        return type == null || first != null && first.before(session.startedAt);
    }

    /**
     * A click that leads to a visit of the same channel at once is that visit, not a touch of its own. A paid click is no unpaid
     * visit: a landing page whose address lost the tags would make free reach of what was paid for.
     */
    private void findTouches() {
        record Kind(String channel, boolean isPaid) {}
        Map<Kind, Timestamp> nextVisit = new HashMap<>();
        for (int i = human.size() - 1; i >= 0; i--) {
            CustomerSession session = human.get(i);
            Kind kind = new Kind(session.channel, session.isPaid);
            Timestamp visit = nextVisit.get(kind);
            boolean leadsToVisit = session.touchKind.equals("click")
                    && visit != null
                    && !isLonger(session.startedAt, visit, settings.touchMergeWindow());
            session.touch = !session.channel.equals("(none)") && !session.touchKind.equals("none") && !leadsToVisit;
            if (session.touchKind.equals("visit")) nextVisit.put(kind, session.startedAt);
        }
    }

    /** The channel of a conversion: its last touch within the look-back that is not direct, else its last touch. */
    private void credit() {
        List<CustomerSession> touches = touches();
        int[] lastNotDirect = new int[touches.size()];
        for (int i = 0, last = -1; i < lastNotDirect.length; i++) {
            if (!touches.get(i).channel.equals("direct")) last = i;
            lastNotDirect[i] = last;
        }
        for (Conversion c : conversions) {
            Instant at = c.first.at().toInstant();
            int begin = countBefore(touches, at.minus(types.get(c.type).lookBack()));
            int end = countBefore(touches, at.plusNanos(1));
            c.touches = end - begin;
            if (c.touches == 0) continue;
            int notDirect = lastNotDirect[end - 1];
            CustomerSession best = touches.get(notDirect >= begin ? notDirect : end - 1);
            c.channel = best.channel;
            c.campaignId = best.campaignId;
            c.isPaid = best.isPaid;
        }
    }

    /** How many of some sessions, which are in order, began before a time. */
    private static int countBefore(List<CustomerSession> sessions, Instant time) {
        int from = 0;
        int to = sessions.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sessions.get(middle).startedAt.toInstant().isBefore(time)) from = middle + 1;
            else to = middle;
        }
        return from;
    }

    /** Touches in order. */
    List<CustomerSession> touches() {
        return human.stream().filter(c -> c.touch).toList();
    }

    /** Conversions of the type {@code order}. */
    List<Conversion> orders() {
        return conversions.stream().filter(c -> c.type.equals("order")).toList();
    }

    /** Whether a session is only the order system's echo of something known before. */
    boolean isEcho(CustomerSession session) {
        return echoes.contains(session);
    }

    /** Whether a session is a visit; every other one is a contact. */
    boolean isVisit(CustomerSession session) {
        return !session.bot && !session.isServerEvent && settings.visitKinds().contains(session.kind);
    }

    /** Visits among some sessions. */
    long visits(List<CustomerSession> among) {
        return among.stream().filter(this::isVisit).count();
    }

    /** What most visits have in a column, of two the first in the alphabet; (none) if no visit has anything. */
    String ofMostVisits(Field column) {
        MostFrequent values = new MostFrequent();
        for (CustomerSession session : human) {
            String value = session.value(column);
            if (isVisit(session) && !value.equals("(none)")) values.add(value);
        }
        return values.orElse("(none)");
    }

    private boolean endsJourney(Conversion c) {
        return types.get(c.type).endsJourney();
    }

    /** The customer's way through each funnel that the customer began, in the order of the settings. */
    List<FunnelProgress> funnelProgress() {
        List<FunnelProgress> ways = new ArrayList<>();
        for (FunnelSettings funnel : settings.funnels()) {
            List<FunnelEvent> events = new ArrayList<>();
            for (CustomerSession session : human) {
                for (CustomerSession.FunnelStep step : session.funnelSteps) {
                    if (step.funnel().equals(funnel.name())) events.add(new FunnelEvent(session, event(funnel, step)));
                }
            }
            events.sort(Comparator.comparingLong(l -> l.event.at()));
            FunnelRules rules = new FunnelRules(funnel.mode(), funnel.window().toNanos() / 1_000);
            FunnelMatcher.of(funnel.steps().size(), rules)
                    .furthest(events.stream().map(FunnelEvent::event).toList())
                    .ifPresent(attempt ->
                            ways.add(new FunnelProgress(funnel, events.get(attempt.start()).session, attempt)));
        }
        return ways;
    }

    private static FunnelMatcher.Event event(FunnelSettings funnel, CustomerSession.FunnelStep step) {
        int fits = 0;
        for (int i = 0; i < funnel.steps().size(); i++) {
            if (step.steps().contains(funnel.steps().get(i).name())) fits |= 1 << i;
        }
        return new FunnelMatcher.Event(FunnelStepReached.micros(step.at()), fits);
    }

    /** Revenue of the orders among some conversions. */
    static BigDecimal revenue(List<Conversion> conversions) {
        return conversions.stream()
                .filter(c -> c.type.equals("order"))
                .map(c -> c.revenue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Stable hash of some texts. */
    static String id(String... parts) {
        return DigestUtils.sha256Hex(String.join("|", parts)).substring(0, 32);
    }

    private static boolean isLonger(Timestamp from, Timestamp to, Duration limit) {
        return Duration.between(from.toInstant(), to.toInstant()).compareTo(limit) > 0;
    }
}
