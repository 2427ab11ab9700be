package org.jejak.retention;

import java.io.Serializable;
import java.util.*;

/**
 * Everything that is counted about a customer. Customers are added one by one, in any order; only sums are kept.
 *
 * @param calendars cohorts over calendar periods
 * @param windows cohorts over the customers' own days
 * @param movements revenue from period to period
 * @param waiting times between orders; null if not asked for
 * @param cost costs; null if not asked for
 * @param fewDimensions dimensions, besides all, by which weeks and cost are split
 * @param byStart whether a customer's orders are followed from a start event on ({@link Customer#start}), which need not be an
 *     order; customers without one are left out
 */
record CustomerCounters(
        List<CalendarCohorts> calendars,
        List<WindowCohorts> windows,
        List<Movements> movements,
        TimeToEvent waiting,
        RetentionCost cost,
        Set<String> fewDimensions,
        boolean byStart)
        implements Serializable {
    static final String ORDER = "order";
    static final String VISIT = "visit";

    private static final String WITHOUT = "without an order";

    /**
     * Days of one customer as they come: orders and visits are summed by day.
     *
     * @param end later days are left out
     */
    static final class Customer {
        private final TreeMap<Integer, long[]> days = new TreeMap<>();
        private final List<Session> sessions = new ArrayList<>();
        private final int end;
        private int start = Integer.MAX_VALUE;
        private boolean isWonByPaidTouch;

        private record Session(String channel, boolean isPaid, String campaign, int day) {}

        Customer(int end) {
            this.end = end;
        }

        void order(int day, long orders, long amount) {
            if (day > end) return;
            long[] d = days.computeIfAbsent(day, x -> new long[3]);
            d[0] += orders;
            d[1] = Math.addExact(d[1], amount);
        }

        /** The day of a start event; the earliest counts. */
        void start(int day) {
            if (day <= end) start = Math.min(start, day);
        }

        /** Whether the first touchpoint was paid; it was not unless this says so. */
        void firstTouch(boolean isPaid) {
            isWonByPaidTouch = isPaid;
        }

        void session(int day, boolean isVisit, String channel, boolean isPaid, String campaign) {
            if (day > end) return;
            if (isVisit) days.computeIfAbsent(day, x -> new long[3])[2]++;
            sessions.add(new Session(channel, isPaid, campaign, day));
        }

        /** Channels of the paid sessions, by month. */
        private Map<Integer, Set<String>> paidChannels() {
            Map<Integer, Set<String>> channels = new TreeMap<>();
            for (Session s : sessions)
                if (s.isPaid)
                    channels.computeIfAbsent(Granularity.MONTH.index(s.day), m -> new TreeSet<>())
                            .add(s.channel);
            return channels;
        }

        /** Orders from the start event on; null without one. */
        private Activity fromStart() {
            if (start == Integer.MAX_VALUE) return null;
            days.computeIfAbsent(start, x -> new long[3]);
            return activity(0);
        }

        private Activity activity(int actions) {
            int[] at = new int[days.size()];
            long[][] columns = new long[3][at.length];
            int i = 0;
            for (Map.Entry<Integer, long[]> day : days.entrySet()) {
                at[i] = day.getKey();
                for (int c = 0; c < 3; c++) columns[c][i] = day.getValue()[c];
                i++;
            }
            return start == Integer.MAX_VALUE
                    ? Activity.of(at, columns[actions], columns[0], columns[1])
                    : Activity.from(Arrays.binarySearch(at, start), at, columns[actions], columns[0], columns[1]);
        }
    }

    /**
     * Counts one customer.
     *
     * @param groups groups of the customer
     * @param cohort if not null, the times between orders are split by cohort as well
     */
    void add(CohortSums sums, Customer customer, List<Group> groups, Granularity cohort) {
        List<Group> few = groups.stream()
                .filter(g -> g.isAll() || fewDimensions.contains(g.dimension()))
                .toList();
        Activity orders = byStart ? customer.fromStart() : customer.activity(0);
        Activity visits = customer.activity(2);
        if (orders == null) sums.add(WITHOUT, Group.ALL, 0, 0, 1);
        for (CalendarCohorts c : calendars) {
            Activity a = c.basis().equals(ORDER) ? orders : visits;
            if (a != null) c.add(sums, a, c.granularity() == Granularity.WEEK ? few : groups);
        }
        for (WindowCohorts w : windows) {
            Activity a = w.basis().equals(ORDER) ? orders : visits;
            if (a != null) w.add(sums, a, w.granularity() == Granularity.WEEK ? few : groups);
        }
        boolean isIdentified = !groups.contains(Group.UNIDENTIFIED);
        if (cost != null && isIdentified) {
            int first = orders == null ? Integer.MAX_VALUE : orders.first();
            for (Customer.Session s : customer.sessions)
                if (s.isPaid()) cost.addSession(sums, s.channel(), s.campaign(), s.day(), first);
        }
        if (orders == null) return;
        for (Movements m : movements) m.add(sums, orders, m.granularity() == Granularity.WEEK ? few : groups);
        if (waiting != null) waiting.add(sums, orders, cohort == null ? groups : with(cohort, orders, groups));
        if (cost == null) return;
        Map<Integer, Set<String>> paidChannels = isIdentified ? customer.paidChannels() : Map.of();
        cost.add(sums, orders, few, customer.isWonByPaidTouch, paidChannels);
    }

    private static List<Group> with(Granularity cohort, Activity orders, List<Group> groups) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group("cohort", cohort.label(cohort.index(orders.first()))));
        return more;
    }

    /** Customers that had no order, or no start event where these count. */
    static long withoutOrder(CohortSums sums) {
        return sums.of(WITHOUT).values().stream()
                .mapToLong(c -> c.get(0).get(0)[0])
                .sum();
    }
}
