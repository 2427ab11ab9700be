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

    /**
     * A month that is looked at.
     *
     * @param from last day of the month before, as days since 1970
     * @param to its own last day, or the last day known
     */
    private record Month(LocalDate start, int from, int to, boolean isRunning) {}

    private Migration() {}

    /** The last months, the one with the last day included. */
    private static List<Month> months(LocalDate lastDay, int months) {
        List<Month> all = new ArrayList<>();
        LocalDate start = lastDay.withDayOfMonth(1).minusMonths(months - 1L);
        for (; !start.isAfter(lastDay); start = start.plusMonths(1)) {
            LocalDate over = start.plusMonths(1).minusDays(1);
            boolean isRunning = over.isAfter(lastDay);
            int to = (int) (isRunning ? lastDay : over).toEpochDay();
            all.add(new Month(start, (int) start.toEpochDay() - 1, to, isRunning));
        }
        return all;
    }

    /**
     * The moves of identified customers in the last months, the one with the last day included; months before the first
     * purchase are left out.
     */
    static List<Move> moves(List<History> histories, LocalDate lastDay, int months, List<RfmSegment> segments) {
        int first = histories.stream().mapToInt(History::first).min().orElse(Integer.MAX_VALUE);
        List<Move> moves = new ArrayList<>();
        Rfm before = null;
        for (Month month : months(lastDay, months)) {
            if (first > month.to) continue;
            if (before == null) before = Rfm.at(month.from, histories, segments);
            Rfm after = Rfm.at(month.to, histories, segments);
            moves.addAll(moves(histories, before, after, month, segments));
            before = after;
        }
        return moves;
    }

    /** Receipts, which are in no segment: those of each month are new, the earlier ones stay as they are. */
    static List<Move> receipts(List<History> receipts, LocalDate lastDay, int months) {
        List<Move> moves = new ArrayList<>();
        for (Month month : months(lastDay, months)) {
            long earlier =
                    receipts.stream().filter(h -> h.first() <= month.from).count();
            long known = receipts.stream().filter(h -> h.first() <= month.to).count();
            long paid = receipts.stream().mapToLong(h -> paidBefore(h, month)).sum();
            if (known > earlier) moves.add(receipts(month, NEW, known - earlier, 0));
            if (earlier > 0) moves.add(receipts(month, Rfm.NONE, earlier, paid));
        }
        return moves;
    }

    private static Move receipts(Month month, String from, long count, long paid) {
        return new Move(month.start, from, Rfm.NONE, count, paid, false, false, month.isRunning);
    }

    /** What was paid in the 365 days up to the end of the month before. */
    private static long paidBefore(History h, Month month) {
        return h.paid(h.purchasesBy(month.from - YEAR), h.purchasesBy(month.from));
    }

    private static List<Move> moves(
            List<History> histories, Rfm before, Rfm after, Month month, List<RfmSegment> segments) {
        TreeMap<String, TreeMap<String, long[]>> counts = new TreeMap<>();
        for (History h : histories) {
            Rfm.Scores now = after.of(h);
            if (now == null) continue;
            Rfm.Scores then = before.of(h);
            long[] count = counts.computeIfAbsent(then == null ? NEW : then.segment(), s -> new TreeMap<>())
                    .computeIfAbsent(now.segment(), s -> new long[2]);
            count[0]++;
            count[1] += paidBefore(h, month);
        }
        List<Move> moves = new ArrayList<>();
        counts.forEach((then, tos) -> tos.forEach((now, count) -> moves.add(new Move(
                month.start,
                then,
                now,
                count[0],
                count[1],
                isAtRisk(now, segments) && !isAtRisk(then, segments),
                true,
                month.isRunning))));
        return moves;
    }

    private static boolean isAtRisk(String name, List<RfmSegment> segments) {
        return segments.stream().anyMatch(s -> s.name().equals(name) && s.atRisk());
    }
}
