package org.jejak.value;

import java.time.LocalDate;
import java.util.*;
import org.jejak.config.RfmSegment;

/** How customers move between RFM segments from one month to the next. */
final class Migration {
    /** Where customers without a purchase by the month before come from. */
    static final String NEW = "(new)";

    private static final int YEAR = 365;

    /**
     * Customers who made one move.
     *
     * @param month first day of the month
     * @param from segment at the end of the month before, or (new)
     * @param to segment at the end of the month, or at the last day of all
     * @param customers how many
     * @param paid what they paid in the 365 days up to the end of the month before, ten-thousandths
     * @param isTowardsLeaving whether the new segment is at risk and the old one is not
     * @param isIdentified whether they can be recognised; others are in no segment
     * @param isRunning whether the month is not over
     */
    record Move(
            LocalDate month,
            String from,
            String to,
            long customers,
            long paid,
            boolean isTowardsLeaving,
            boolean isIdentified,
            boolean isRunning) {}

    private Migration() {}

    /** The moves of identified customers in the last months, the one with the last day included; months before the first purchase are left out. */
    static List<Move> moves(List<History> histories, LocalDate lastDay, int months, List<RfmSegment> segments) {
        int first = histories.stream().mapToInt(History::first).min().orElse(Integer.MAX_VALUE);
        List<Move> moves = new ArrayList<>();
        LocalDate month = lastDay.withDayOfMonth(1).minusMonths(months - 1L);
        Rfm before = null;
        for (; !month.isAfter(lastDay); month = month.plusMonths(1)) {
            LocalDate over = month.plusMonths(1).minusDays(1);
            int to = (int) (over.isAfter(lastDay) ? lastDay : over).toEpochDay();
            int from = (int) month.toEpochDay() - 1;
            if (first > to) continue;
            if (before == null) before = Rfm.at(from, histories, segments);
            Rfm after = Rfm.at(to, histories, segments);
            moves.addAll(moves(histories, before, after, month, from, over.isAfter(lastDay), segments));
            before = after;
        }
        return moves;
    }

    /** Receipts, which are in no segment: those of each month are new, the earlier ones stay as they are. */
    static List<Move> receipts(List<History> receipts, LocalDate lastDay, int months) {
        List<Move> moves = new ArrayList<>();
        LocalDate month = lastDay.withDayOfMonth(1).minusMonths(months - 1L);
        for (; !month.isAfter(lastDay); month = month.plusMonths(1)) {
            LocalDate over = month.plusMonths(1).minusDays(1);
            boolean isRunning = over.isAfter(lastDay);
            int from = (int) month.toEpochDay() - 1;
            int to = (int) (isRunning ? lastDay : over).toEpochDay();
            long earlier = receipts.stream().filter(h -> h.first() <= from).count();
            long known = receipts.stream().filter(h -> h.first() <= to).count();
            long paid = receipts.stream()
                    .mapToLong(h -> h.paid(h.purchasesBy(from - YEAR), h.purchasesBy(from)))
                    .sum();
            if (known > earlier) moves.add(new Move(month, NEW, Rfm.NONE, known - earlier, 0, false, false, isRunning));
            if (earlier > 0) moves.add(new Move(month, Rfm.NONE, Rfm.NONE, earlier, paid, false, false, isRunning));
        }
        return moves;
    }

    private static List<Move> moves(
            List<History> histories,
            Rfm before,
            Rfm after,
            LocalDate month,
            int from,
            boolean isRunning,
            List<RfmSegment> segments) {
        TreeMap<String, TreeMap<String, long[]>> counts = new TreeMap<>();
        for (History h : histories) {
            Rfm.Scores now = after.of(h);
            if (now == null) continue;
            Rfm.Scores then = before.of(h);
            long[] count = counts.computeIfAbsent(then == null ? NEW : then.segment(), s -> new TreeMap<>())
                    .computeIfAbsent(now.segment(), s -> new long[2]);
            count[0]++;
            count[1] += h.paid(h.purchasesBy(from - YEAR), h.purchasesBy(from));
        }
        List<Move> moves = new ArrayList<>();
        counts.forEach((then, tos) -> tos.forEach((now, count) -> moves.add(new Move(
                month,
                then,
                now,
                count[0],
                count[1],
                isAtRisk(now, segments) && !isAtRisk(then, segments),
                true,
                isRunning))));
        return moves;
    }

    private static boolean isAtRisk(String name, List<RfmSegment> segments) {
        return segments.stream().anyMatch(s -> s.name().equals(name) && s.atRisk());
    }
}
