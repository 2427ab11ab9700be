package org.jejak.experience;

import java.time.Duration;
import java.time.Instant;
import java.util.*;
import org.jejak.experience.ExperienceData.Order;

/** What each customer bought when. */
final class OrderBook {
    private final Map<String, List<Order>> orders;

    OrderBook(ExperienceData data) {
        this.orders = data.ordersByCustomer();
    }

    /** Net revenue after {@code from}, up to and with {@code to}. */
    double revenue(String customer, Instant from, Instant to) {
        double sum = 0;
        for (Order o : of(customer)) if (isWithin(o, from, to)) sum += o.netRevenue();
        return sum;
    }

    /** Orders after {@code from}, up to and with {@code to}. */
    int count(String customer, Instant from, Instant to) {
        int count = 0;
        for (Order o : of(customer)) if (isWithin(o, from, to)) count++;
        return count;
    }

    /** Days from a time to the next order; null if there is none yet. */
    Double daysToNext(String customer, Instant from) {
        for (Order o : of(customer)) if (o.at().isAfter(from)) return days(from, o.at());
        return null;
    }

    /** Days since the first order before a time; 0 without one. */
    double tenureDays(String customer, Instant at) {
        List<Order> own = of(customer);
        return own.isEmpty() || own.get(0).at().isAfter(at)
                ? 0
                : days(own.get(0).at(), at);
    }

    static double days(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 86_400_000.0;
    }

    private List<Order> of(String customer) {
        return orders.getOrDefault(customer, List.of());
    }

    private static boolean isWithin(Order o, Instant from, Instant to) {
        return o.at().isAfter(from) && !o.at().isAfter(to);
    }
}
