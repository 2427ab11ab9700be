package org.jejak.journey;

import java.math.BigDecimal;
import java.util.*;
import org.jejak.journey.CustomerSession.Report;

/**
 * One conversion: all reports of one order and type, or a single report without an order. The earliest report stands for
 * it; the amount is the most trusted report's.
 */
final class Conversion {
    private static final List<String> TRUST = List.of("order", "store", "app", "web");

    static final Comparator<Report> BY_TIME = Comparator.comparing(Report::at).thenComparing(Report::interactionId);

    final String type;
    final Report first;
    final CustomerSession session;
    final BigDecimal revenue;
    final BigDecimal refunded;
    final int reports;
    long sequence;
    String channel = "(unattributed)";
    String campaignId = "(none)";
    long touches;

    Conversion(String type, Report first, CustomerSession session, List<Report> all, BigDecimal refunded) {
        this.type = type;
        this.first = first;
        this.session = session;
        this.revenue = mostTrusted(all);
        this.refunded = refunded;
        this.reports = all.size();
    }

    /** Stable hash of the type and the interaction that stands for it. */
    String id() {
        return CustomerHistory.id("conversion", type, first.interactionId());
    }

    private static BigDecimal mostTrusted(List<Report> reports) {
        return reports.stream()
                .filter(r -> r.amount() != null)
                .min(Comparator.comparingInt((Report r) -> trust(r.kind())).thenComparing(BY_TIME))
                .map(Report::amount)
                .orElse(BigDecimal.ZERO);
    }

    /** Refunds as the most trusted kind of source reports them, summed. */
    static BigDecimal refunds(List<Report> refunds) {
        Map<Integer, BigDecimal> byTrust = new TreeMap<>();
        for (Report refund : refunds) {
            if (refund.amount() != null) byTrust.merge(trust(refund.kind()), refund.amount(), BigDecimal::add);
        }
        return byTrust.values().stream().findFirst().orElse(BigDecimal.ZERO);
    }

    private static int trust(String kind) {
        int place = TRUST.indexOf(kind);
        return place < 0 ? TRUST.size() : place;
    }
}
