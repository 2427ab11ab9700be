package org.jejak.journey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.*;
import org.jejak.journey.CustomerSession.Report;
import org.jejak.table.OrderItem;

/** What an order holds, one entry per product, from all reports of the order. */
final class OrderItems {
    private OrderItems() {}

    /**
     * The items of the best report. If that is one line of the order, the other lines of its source belong to it. Items of one
     * product are added up; their amount is null if one of them has no price. What the report does not say of a product's name
     * and category the others may say.
     *
     * @param reports all reports of an order, the most trusted first
     * @return items in the order of their product ids; empty if no report has any
     */
    static List<OrderItem> of(List<Report> reports) {
        List<Report> telling = reports.stream().filter(r -> r.items() != null).toList();
        if (telling.isEmpty()) return List.of();
        Map<String, OrderItem> byProduct = new TreeMap<>();
        for (Report report : countedWith(telling.get(0), telling))
            for (OrderItem item : OrderItem.parse(report.items()))
                byProduct.merge(item.productId(), item, OrderItems::together);
        for (Report report : telling)
            for (OrderItem item : OrderItem.parse(report.items()))
                byProduct.computeIfPresent(item.productId(), (id, known) -> named(known, item));
        return List.copyOf(byProduct.values());
    }

    private static List<Report> countedWith(Report best, List<Report> telling) {
        if (!OrderItem.isLine(best.items())) return List.of(best);
        return telling.stream()
                .filter(r -> r.source().equals(best.source()) && OrderItem.isLine(r.items()))
                .toList();
    }

    private static OrderItem together(OrderItem one, OrderItem other) {
        BigDecimal amount = one.amount() == null || other.amount() == null
                ? null
                : one.amount().add(other.amount());
        return named(
                new OrderItem(
                        one.productId(),
                        one.name(),
                        one.category(),
                        one.quantity().add(other.quantity()),
                        null,
                        amount),
                other);
    }

    /** What one piece of the product cost in the base currency, to four decimals; null where the amount is not known. */
    static BigDecimal unitPrice(OrderItem item) {
        return item.amount() == null ? null : item.amount().divide(item.quantity(), 4, RoundingMode.HALF_UP);
    }

    /** The item, with the name and category of another one where it has none. */
    private static OrderItem named(OrderItem item, OrderItem other) {
        return new OrderItem(
                item.productId(),
                item.name() == null ? other.name() : item.name(),
                item.category() == null ? other.category() : item.category(),
                item.quantity(),
                item.price(),
                item.amount());
    }
}
