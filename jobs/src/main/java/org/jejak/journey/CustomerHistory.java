package org.jejak.journey;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jejak.config.ConversionType;
import org.jejak.config.FunnelSettings;
import org.jejak.config.JourneySettings;
import org.jejak.config.StageRule;
import org.jejak.journey.CustomerSession.Report;

/**
 * Tells one customer's history from all of the customer's sessions: conversions, journeys, touchpoints, stages. Plain
 * Java over lists, no Spark; the same sessions in any order give the same history.
 *
 * <p>A journey begins with a session and ends with a conversion whose type ends journeys, or when more than the quiet
 * period passes without a session. Sessions that started at or before the conversion belong to it. Records of the order
 * system that only repeat an order or refund it are no contacts: they join the journey before them.
 */
final class CustomerHistory {
    /** A journey: its sessions in order, and the conversion that ended it, if any. */
    static final class Journey {
        final List<CustomerSession> contacts = new ArrayList<>();
        final List<Conversion> conversions = new ArrayList<>();
        Conversion ending;
        String state;

        /** Stable hash of the first session. */
        String id() {
            return CustomerHistory.id("journey", contacts.get(0).sessionId);
        }

        Timestamp endedAt() {
            return contacts.stream()
                    .map(c -> c.endedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** A stay in a stage, beginning with a session. */
    record Stay(String stage, CustomerSession begin, boolean backStep) implements Serializable {}

    /**
     * How far the customer got in a funnel.
     *
     * @param start the session with the first step
     */
    record FunnelWay(FunnelSettings funnel, CustomerSession start, FunnelMatcher.Attempt attempt) {}

    /** Something that a funnel looks at, in a session. */
    private record Looked(CustomerSession contact, FunnelMatcher.Event event) {}

    final List<CustomerSession> contacts;
    final List<CustomerSession> human;
    final List<Conversion> conversions = new ArrayList<>();
    final List<Journey> journeys = new ArrayList<>();
    final List<Stay> stays = new ArrayList<>();
    BigDecimal refunds = BigDecimal.ZERO;
    private final Set<CustomerSession> echoes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Timestamp> firstOf = new HashMap<>();
    private final Map<String, ConversionType> types = new HashMap<>();
    private final JourneySettings settings;

    CustomerHistory(List<CustomerSession> sessions, JourneySettings settings, Timestamp asOf) {
        this.settings = settings;
        for (ConversionType type : settings.conversions()) types.put(type.name(), type);
        this.contacts = new ArrayList<>(sessions);
        this.contacts.sort(
                Comparator.comparing((CustomerSession c) -> c.startedAt).thenComparing(c -> c.sessionId));
        this.human = contacts.stream().filter(c -> !c.bot).toList();
        findConversions();
        cutJourneys(asOf);
        tellStages();
        findTouches();
        credit();
    }

    private void findConversions() {
        Map<String, List<Report>> groups = new TreeMap<>();
        Map<String, List<Report>> refundsOf = new TreeMap<>();
        Map<Report, CustomerSession> contactOf = new HashMap<>();
        for (CustomerSession contact : human) {
            for (Report report : contact.reports) {
                contactOf.put(report, contact);
                String name =
                        report.orderId() != null ? "order " + report.orderId() : "record " + report.interactionId();
                if (report.type().equals("refund"))
                    refundsOf.computeIfAbsent(name, n -> new ArrayList<>()).add(report);
                else if (types.containsKey(report.type())) // it may have been one when the session was cut
                groups.computeIfAbsent(report.type() + " " + name, n -> new ArrayList<>())
                            .add(report);
            }
        }
        for (List<Report> refund : refundsOf.values()) refunds = refunds.add(Conversion.refunds(refund));
        for (List<Report> reports : groups.values()) {
            reports.sort(Conversion.BY_TIME);
            Report first = reports.get(0);
            BigDecimal refunded = first.orderId() == null
                    ? BigDecimal.ZERO
                    : Conversion.refunds(refundsOf.getOrDefault("order " + first.orderId(), List.of()));
            conversions.add(new Conversion(first.type(), first, contactOf.get(first), reports, refunded));
        }
        conversions.sort(Comparator.comparing((Conversion c) -> c.first.at())
                .thenComparing(c -> c.first.interactionId())
                .thenComparing(c -> c.type));
        Map<String, Long> sequence = new HashMap<>();
        for (Conversion c : conversions) {
            c.sequence = sequence.merge(c.type, 1L, Long::sum);
        }
        Set<CustomerSession> own = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Conversion c : conversions) {
            own.add(c.contact);
            firstOf.putIfAbsent(c.type, c.first.at());
        }
        for (CustomerSession contact : human) {
            if (contact.kind.equals("order") && !own.contains(contact)) echoes.add(contact);
        }
    }

    private void cutJourneys(Timestamp asOf) {
        List<Conversion> endings =
                conversions.stream().filter(this::endsJourney).toList();
        int nextEnding = 0;
        Journey running = null;
        Timestamp lastSeen = null;
        for (CustomerSession contact : human) {
            boolean echo = echoes.contains(contact) && running != null;
            while (!echo
                    && nextEnding < endings.size()
                    && endings.get(nextEnding).first.at().before(contact.startedAt)) {
                if (running != null && running.ending == null) running.ending = endings.get(nextEnding);
                nextEnding++;
            }
            boolean ended = running != null && running.ending != null;
            boolean quiet = lastSeen != null && isLonger(lastSeen, contact.startedAt, settings.quietPeriod());
            if (running == null || !echo && (ended || quiet)) {
                running = new Journey();
                journeys.add(running);
            }
            running.contacts.add(contact);
            contact.journey = journeys.size() - 1;
            if (lastSeen == null || contact.endedAt.after(lastSeen)) lastSeen = contact.endedAt;
        }
        if (running != null && running.ending == null && nextEnding < endings.size())
            running.ending = endings.get(nextEnding);
        for (Conversion c : conversions)
            journeys.get(c.contact.journey).conversions.add(c);
        for (int i = 0; i < journeys.size(); i++) {
            Journey journey = journeys.get(i);
            boolean over = i + 1 < journeys.size() || isLonger(journey.endedAt(), asOf, settings.quietPeriod());
            journey.state = journey.ending != null ? "converted" : over ? "lapsed" : "open";
        }
    }

    private void tellStages() {
        for (CustomerSession contact : human) {
            StageRule rule = settings.stages().stream()
                    .filter(r -> contact.signals.contains(r.name()) && hadBefore(r.after(), contact))
                    .findFirst()
                    .orElse(null);
            contact.stage = rule == null ? "reach" : rule.stage();
            contact.advocacy = settings.stages().stream()
                    .anyMatch(r -> r.advocacy() && contact.signals.contains(r.name()) && hadBefore(r.after(), contact));
            if (echoes.contains(contact)) continue;
            Stay last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
            if (last == null || !last.stage().equals(contact.stage)) {
                boolean back = last != null
                        && StageRule.STAGES.indexOf(contact.stage) < StageRule.STAGES.indexOf(last.stage());
                stays.add(new Stay(contact.stage, contact, back));
            }
        }
    }

    private boolean hadBefore(String type, CustomerSession contact) {
        Timestamp first = firstOf.get(type);
        return type == null || first != null && first.before(contact.startedAt);
    }

    /** A click that leads to a visit of the same channel at once is that visit, not a touch of its own. */
    private void findTouches() {
        Map<String, Timestamp> nextVisit = new HashMap<>();
        for (int i = human.size() - 1; i >= 0; i--) {
            CustomerSession contact = human.get(i);
            Timestamp visit = nextVisit.get(contact.channel);
            boolean leadsToVisit = contact.touchKind.equals("click")
                    && visit != null
                    && !isLonger(contact.startedAt, visit, settings.touchMergeWindow());
            contact.touch = !contact.channel.equals("(none)") && !contact.touchKind.equals("none") && !leadsToVisit;
            if (contact.touchKind.equals("visit")) nextVisit.put(contact.channel, contact.startedAt);
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
        }
    }

    /** How many of some contacts, which are in order, began before a time. */
    private static int countBefore(List<CustomerSession> contacts, Instant time) {
        int from = 0;
        int to = contacts.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (contacts.get(middle).startedAt.toInstant().isBefore(time)) from = middle + 1;
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

    /** Whether a session is only the order system's echo of something already told. */
    boolean isEcho(CustomerSession contact) {
        return echoes.contains(contact);
    }

    private boolean endsJourney(Conversion c) {
        return types.get(c.type).endsJourney();
    }

    /** The customer's way through each funnel that the customer began, in the order of the settings. */
    List<FunnelWay> funnelWays() {
        List<FunnelWay> ways = new ArrayList<>();
        for (FunnelSettings funnel : settings.funnels()) {
            List<Looked> looked = new ArrayList<>();
            for (CustomerSession contact : human) {
                for (CustomerSession.FunnelStep step : contact.funnelSteps) {
                    if (step.funnel().equals(funnel.name())) looked.add(new Looked(contact, event(funnel, step)));
                }
            }
            looked.sort(Comparator.comparingLong(l -> l.event.at()));
            FunnelRules rules = new FunnelRules(funnel.mode(), funnel.window().toNanos() / 1_000);
            FunnelMatcher.of(funnel.steps().size(), rules)
                    .furthest(looked.stream().map(Looked::event).toList())
                    .ifPresent(
                            attempt -> ways.add(new FunnelWay(funnel, looked.get(attempt.start()).contact, attempt)));
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
