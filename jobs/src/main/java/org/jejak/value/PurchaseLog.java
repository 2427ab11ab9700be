package org.jejak.value;

import java.util.*;
import org.jejak.config.ValueSettings.Returns;

/**
 * Turns rows of a transaction log into purchase histories: rows of one customer and day are one purchase with the total
 * of its amounts; rows with a negative amount are refunds and never a purchase. A refund is taken off the latest purchase on
 * or before its day that came to exactly as much, else off the purchases before it from the latest back, none of which
 * goes below 0; what is left over is counted. Where a history is cut to see what came after, a refund after the cut leaves
 * the purchases up to it as they were known then.
 *
 * @param histories customers with a purchase, by customer
 * @param audit what the returns policy did
 */
public record PurchaseLog(List<History> histories, Audit audit) {
    /**
     * A row of the log.
     *
     * @param customer customer id
     * @param day days since 1970
     * @param amount ten-thousandths of the currency; negative for a refund
     */
    public record Line(String customer, int day, long amount) {}

    /**
     * What became of the rows.
     *
     * @param lines rows
     * @param refunds rows with a negative amount
     * @param refunded total of refunds that reduced a purchase, ten-thousandths
     * @param late total of refunds after the cut for which only purchases up to it were left
     * @param unmatched total of refunds without a purchase before them
     * @param emptied purchases of which nothing was left
     * @param withoutPurchase customers left out because they have no purchase
     * @param free purchases that came to nothing without a refund
     */
    public record Audit(
            long lines,
            long refunds,
            long refunded,
            long late,
            long unmatched,
            long emptied,
            long withoutPurchase,
            long free) {
        private static final Audit NONE = new Audit(0, 0, 0, 0, 0, 0, 0, 0);

        private Audit plus(Audit o) {
            return new Audit(
                    lines + o.lines,
                    refunds + o.refunds,
                    refunded + o.refunded,
                    late + o.late,
                    unmatched + o.unmatched,
                    emptied + o.emptied,
                    withoutPurchase + o.withoutPurchase,
                    free + o.free);
        }
    }

    /** Builds histories that are not cut; lines may come in any order. */
    public static PurchaseLog of(Iterable<Line> lines, Returns policy) {
        return of(lines, policy, Integer.MAX_VALUE);
    }

    /**
     * Builds histories; lines may come in any order.
     *
     * @param cut last day of what is known when models are fitted, days since 1970
     */
    public static PurchaseLog of(Iterable<Line> lines, Returns policy, int cut) {
        Map<String, List<Line>> byCustomer = new TreeMap<>();
        for (Line line : lines)
            byCustomer.computeIfAbsent(line.customer, c -> new ArrayList<>(4)).add(line);
        List<History> histories = new ArrayList<>();
        Audit audit = Audit.NONE;
        for (Map.Entry<String, List<Line>> e : byCustomer.entrySet()) {
            OfOne one = new OfOne(e.getValue(), policy, cut);
            if (one.days.length > 0) histories.add(new History(e.getKey(), null, one.days, one.amounts));
            audit = audit.plus(one.audit);
        }
        return new PurchaseLog(histories, audit);
    }

    /**
     * The same with groups of customers.
     *
     * @param groups group by customer; those without one have none
     */
    public PurchaseLog grouped(Map<String, String> groups) {
        return new PurchaseLog(
                histories.stream()
                        .map(h -> new History(h.customer(), groups.get(h.customer()), h.days(), h.amounts()))
                        .toList(),
                audit);
    }

    /** The purchases of one customer. */
    private static final class OfOne {
        private final int cut;
        private int[] days;
        private long[] amounts;
        private long refunded;
        private long late;
        private long unmatched;
        private Audit audit;

        OfOne(List<Line> lines, Returns policy, int cut) {
            this.cut = cut;
            TreeMap<Integer, Long> totals = new TreeMap<>();
            for (Line line : lines) if (line.amount >= 0) totals.merge(line.day, line.amount, Long::sum);
            days = totals.keySet().stream().mapToInt(d -> d).toArray();
            amounts = totals.values().stream().mapToLong(a -> a).toArray();
            long free = Arrays.stream(amounts).filter(a -> a == 0).count();
            List<Line> refunds = lines.stream()
                    .filter(l -> l.amount < 0)
                    .sorted(Comparator.comparingInt(Line::day).thenComparingLong(Line::amount))
                    .toList();
            if (policy != Returns.GROSS) refunds.forEach(this::refund);
            long emptied = Arrays.stream(amounts).filter(a -> a == 0).count() - free;
            if (policy == Returns.EXCLUDE) leaveOutEmptied(totals);
            audit = new Audit(
                    lines.size(), refunds.size(), refunded, late, unmatched, emptied, days.length == 0 ? 1 : 0, free);
        }

        private void refund(Line refund) {
            int after = purchasesBy(refund.day);
            int from = refund.day > cut ? purchasesBy(cut) : 0;
            long left = -refund.amount;
            for (int i = after - 1; i >= from; i--) {
                if (amounts[i] == left) {
                    amounts[i] = 0;
                    refunded += left;
                    return;
                }
            }
            for (int i = after - 1; i >= from && left > 0; i--) {
                long taken = Math.min(left, amounts[i]);
                amounts[i] -= taken;
                refunded += taken;
                left -= taken;
            }
            if (from > 0) late += left;
            else unmatched += left;
        }

        private int purchasesBy(int day) {
            int at = Arrays.binarySearch(days, day);
            return at >= 0 ? at + 1 : -at - 1;
        }

        private void leaveOutEmptied(TreeMap<Integer, Long> totals) {
            int n = 0;
            for (int i = 0; i < days.length; i++) {
                if (amounts[i] == 0 && totals.get(days[i]) > 0) continue;
                days[n] = days[i];
                amounts[n++] = amounts[i];
            }
            days = Arrays.copyOf(days, n);
            amounts = Arrays.copyOf(amounts, n);
        }
    }
}
