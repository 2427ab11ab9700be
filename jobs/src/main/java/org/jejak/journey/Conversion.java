package org.jejak.journey;

import java.math.BigDecimal;
import java.util.*;
import org.jejak.journey.CustomerSession.Report;
import org.jejak.table.OrderItem;

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
    final int reports;
    /** What the order holds, one entry per product; empty for what is no order. */
    final List<OrderItem> items;

    BigDecimal refunded = BigDecimal.ZERO;
    long sequence;
    String channel = "(unattributed)";
    String campaignId = "(none)";
    /** Whether the touch that has its channel was paid. */
    boolean isPaid;

    long touches;

    Conversion(String type, Report first, CustomerSession session, List<Report> all) {
        this.type = type;
        this.first = first;
        this.session = session;
        List<Report> byTrust = all.stream()
                .sorted(Comparator.comparingInt((Report r) -> trust(r.kind())).thenComparing(BY_TIME))
                .toList();
        this.items = type.equals("order") ? OrderItems.of(byTrust) : List.of();
        this.revenue = revenue(byTrust, items);
        this.reports = all.size();
    }

    /** Stable hash of the type and the interaction that stands for it. */
    String id() {
        return CustomerHistory.id("conversion", type, first.interactionId());
    }

    /** The amount of the most trusted report that has one, else of all items, if each has a price; else 0. */
    private static BigDecimal revenue(List<Report> byTrust, List<OrderItem> items) {
        Optional<BigDecimal> reported =
                byTrust.stream().map(Report::amount).filter(Objects::nonNull).findFirst();
        if (reported.isPresent()) return reported.get();
        boolean isPriced = items.stream().allMatch(i -> i.amount() != null);
        return isPriced
                ? items.stream().map(OrderItem::amount).reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.ZERO;
    }

    /**
     * What the refunds of one order take back, as the most trusted kind of source reports them: the sum of their amounts. One
     * without an amount is of the whole order, and takes back what is left of it.
     *
     * @param refunds at least one report, all of one order, or one without an order
     * @param order revenue of the order; 0 if it is not known
     */
    static BigDecimal refunded(List<Report> refunds, BigDecimal order) {
        int trusted = refunds.stream().mapToInt(r -> trust(r.kind())).min().orElseThrow();
        List<Report> counted =
                refunds.stream().filter(r -> trust(r.kind()) == trusted).toList();
        BigDecimal sum =
                counted.stream().map(Report::amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        return counted.stream().anyMatch(r -> r.amount() == null) ? sum.max(order) : sum;
    }

    private static int trust(String kind) {
        int place = TRUST.indexOf(kind);
        return place < 0 ? TRUST.size() : place;
    }
}
