package org.jejak.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jejak.config.FunnelSettings.Mode;
import org.jejak.journey.FunnelMatcher.Attempt;
import org.jejak.journey.FunnelMatcher.Event;
import org.jejak.journey.FunnelRules.Exclusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelMatcherTest {
    /** Events are written as name and minute, such as "A0 B5"; steps by their letters; times come back in minutes. */
    @ParameterizedTest(name = "{0} {1} {2} in {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // mode, steps, events, window, minutes at which the steps were reached, open until
                "ORDERED,   AB,  A0 B5,            10, 0 5,   -",
                "ORDERED,   AB,  A0 X1 B5,         10, 0 5,   -",
                "ORDERED,   AB,  B0 A5,            10, 5,     15",
                "ORDERED,   AB,  B0,               10, -,     -",
                "ORDERED,   ABC, A0 B5,            10, 0 5,   10",
                // the window is inclusive and counts from step 1
                "ORDERED,   AB,  A0 B10,           10, 0 10,  -",
                "ORDERED,   AB,  A0 B11,           10, 0,     10",
                "ORDERED,   ABC, A0 B6 C12,        10, 0 6,   10",
                // the last start, and from there the earliest steps
                "ORDERED,   AB,  A0 A3 B5 B6,      10, 3 5,   -",
                "ORDERED,   ABC, A0 B1 A2 C3 B4,   10, 0 1 3, -",
                "ORDERED,   ABC, A0 B1 A2 B3 C4,   10, 2 3 4, -",
                "ORDERED,   AB,  A0 A20 B40,       10, 0,     30",
                // the furthest attempt counts even if a later one is still running
                "ORDERED,   ABC, A0 B5 A50,        10, 0 5,   60",
                // equal moments have no order, and each event is used once
                "ORDERED,   AB,  B5 A5,            10, 5 5,   -",
                "ORDERED,   ABC, C5 B5 A5,         10, 5 5 5, -",
                "ORDERED,   AA,  A0,               10, 0,     10",
                "ORDERED,   AA,  A0 A1,            10, 0 1,   -",
                "ORDERED,   ABA, A0 B0,            10, 0 0,   10",
                "ORDERED,   ABA, A0 B0 A0,         10, 0 0 0, -",
                // nothing between: not another event, not the same step again
                "STRICT,    ABC, A0 B1 C2,         10, 0 1 2, -",
                "STRICT,    ABC, A0 B1 D2 C3,      10, 0 1,   -",
                "STRICT,    ABC, A0 B1 B2 C3,      10, 0 1,   -",
                "STRICT,    AB,  A0 A1 B2,         10, 1 2,   -",
                "STRICT,    AB,  A0 X0 B1,         10, 0 1,   -",
                "STRICT,    ABC, A0 B1 X1 C2,      10, 0 1,   -",
                "STRICT,    ABC, A0 B1,            10, 0 1,   10",
                "STRICT,    ABC, A0 B1 X2 A3,      10, 0 1,   13",
                // any order, from whichever comes first
                "UNORDERED, ABC, C0 A1 B2,         10, 0 1 2, -",
                "UNORDERED, ABC, C0 C1 A3,         10, 1 3,   13",
                "UNORDERED, AB,  B0 A10,           10, 0 10,  -",
                "UNORDERED, AB,  B0 A11,           10, 0,     21",
                "UNORDERED, AAB, A0 B1,            10, 0 1,   11",
                "UNORDERED, AAB, A0 B1 A2,         10, 0 1 2, -",
                "UNORDERED, AB,  X0,               10, -,     -",
            })
    void furthestAttempt(Mode mode, String steps, String events, long window, String reached, Long openUntil) {
        List<Event> list = new ArrayList<>();
        for (String event : events.split(" ")) {
            int mask = 0;
            for (int i = 0; i < steps.length(); i++) if (steps.charAt(i) == event.charAt(0)) mask |= 1 << i;
            list.add(new Event(Long.parseLong(event.substring(1)), mask));
        }
        Optional<Attempt> found =
                FunnelMatcher.of(steps.length(), new FunnelRules(mode, window)).furthest(list);
        assertEquals(
                Optional.ofNullable(reached),
                found.map(a -> String.join(
                        " ",
                        Arrays.stream(a.reachedAt()).mapToObj(Long::toString).toList())));
        assertEquals(Optional.ofNullable(openUntil), found.map(Attempt::openUntil));
    }

    /** As above; X and Y are excluded events, e.g. X2-3 before the steps says that X may not lie between steps 2 and 3. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                // way, steps, events, minutes at which the steps were reached; the window is 10
                "STRICT repeats,     ABC,  A0 A1 B2 B3 C4,       1 2 4",
                "STRICT repeats,     ABC,  A0 B1 A2 C3,          0 1 3",
                "STRICT repeats,     ABC,  A0 D1 B2 C3,          0",
                "STRICT repeats,     ABC,  A0 C1 B2,             0",
                "STRICT repeats,     ABCD, A0 B1 C2 A3 B4 C5 D6, 3 4 5 6",
                "STRICT repeats,     ABC,  A0 A1 B2 B3 D4 C5,    1 2",
                "ORDERED rising,     ABC,  A0 B1 C1,             0 1",
                "ORDERED rising,     ABC,  A0 B1 C1 C2,          0 1 2",
                "ORDERED rising,     AA,   A0 A0,                0",
                "STRICT rising,      AB,   A0 B0,                0",
                // every attempt of the person is void: not in the funnel at all
                "ORDERED X1-2,       AB,   A0 X1 B2,             -",
                "ORDERED X1-2,       AB,   A0 X1,                -",
                "ORDERED X1-2,       AB,   A0 A1 X2,             -",
                "ORDERED X2-3,       ABC,  A0 B1 X2,             -",
                // after the window, before the first step or after the last it does not matter, nor at their moments
                "ORDERED X1-2,       AB,   A0 X11,               0",
                "ORDERED X1-2,       AB,   X0 A1 B2 X3,          1 2",
                "ORDERED X1-2,       AB,   A0 X0 X2 B2,          0 2",
                // one attempt without it will do
                "ORDERED X1-2,       AB,   A0 X1 A31,            31",
                "ORDERED X1-2,       AB,   A0 A31 X32,           0",
                "ORDERED X2-3,       ABC,  A0 B1 X2 B3 C4,       0 3 4",
                // only between its two steps
                "ORDERED X2-3,       ABC,  A0 X1 B2 C3,          0 2 3",
                "ORDERED X1-2 Y3-4,  ABCD, A0 B1 Y2 C3 X4 D5,    0 1 3 5",
                "ORDERED X1-2 Y3-4,  ABCD, A0 B1 C3 Y4 D5,       -",
                "UNORDERED X1-2,     AB,   A0 X1 B2,             2",
                "UNORDERED X1-3,     ABC,  C0 A1 B2 X3 C4,       0 1 2",
                "UNORDERED X1-2,     AB,   A0 X1,                -",
            })
    void otherWays(String way, String steps, String events, String reached) {
        String[] words = way.split(" ");
        List<Exclusion> exclusions = Arrays.stream(words)
                .filter(w -> w.contains("-"))
                .map(w -> new Exclusion(w.charAt(1) - '0', w.charAt(3) - '0'))
                .toList();
        FunnelRules rules = new FunnelRules(
                Mode.valueOf(words[0]), 10, way.contains("repeats"), way.contains("rising"), exclusions);
        List<Event> list = new ArrayList<>();
        for (String event : events.split(" ")) {
            int mask = 0;
            for (int i = 0; i < steps.length(); i++) if (steps.charAt(i) == event.charAt(0)) mask |= 1 << i;
            int excluded = event.charAt(0) == 'X' ? 1 : event.charAt(0) == 'Y' ? 2 : 0;
            list.add(new Event(Long.parseLong(event.substring(1)), mask, excluded));
        }
        assertEquals(
                Optional.ofNullable(reached),
                FunnelMatcher.of(steps.length(), rules)
                        .furthest(list)
                        .map(a -> String.join(
                                " ",
                                Arrays.stream(a.reachedAt())
                                        .mapToObj(Long::toString)
                                        .toList())));
    }

    /**
     * Of those attempts from one start that get furthest without being disturbed on their way one must not be disturbed later. An
     * exclusion of an unordered funnel disturbs from the start to the last step.
     */
    @ParameterizedTest
    @CsvSource({"ORDERED, false", "ORDERED, true", "UNORDERED, false"})
    void exclusionsLeaveTheBestOfAllUndisturbedAttempts(Mode mode, boolean rising) {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            int steps = 2 + random.nextInt(2);
            long window = random.nextInt(5);
            List<Exclusion> exclusions = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                int from = mode == Mode.UNORDERED ? 1 : 1 + random.nextInt(steps - 1);
                int to = mode == Mode.UNORDERED ? steps : from + 1 + random.nextInt(steps - from);
                exclusions.add(new Exclusion(from, to));
            }
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                int excluded = random.nextInt(3) == 0 ? random.nextInt(1 << exclusions.size()) : 0;
                int fits = excluded != 0 && random.nextInt(4) > 0 ? 0 : random.nextInt(1 << steps);
                events.add(new Event(random.nextInt(9), fits, excluded));
            }
            events.sort(Comparator.comparingLong(Event::at));
            List<long[]> all = new ArrayList<>();
            attempts(events, steps, mode, window, new ArrayList<>(), 0, all);
            List<long[]> onTheirWay = all.stream()
                    .filter(t -> !rising || isRising(t))
                    .filter(t -> mode == Mode.UNORDERED || !disturbed(t, exclusions, events, t[t.length - 1]))
                    .toList();
            List<long[]> undisturbed = onTheirWay.stream()
                    .filter(t -> onTheirWay.stream().allMatch(o -> o[0] != t[0] || o.length <= t.length))
                    .filter(t -> mode == Mode.UNORDERED
                            ? !voidUnordered(t, steps, events, window)
                            : !disturbed(t, exclusions, events, t[0] + window + 1))
                    .toList();
            Optional<long[]> expected = undisturbed.stream().min(BEST_FIRST);
            Optional<Attempt> found = FunnelMatcher.of(steps, new FunnelRules(mode, window, false, rising, exclusions))
                    .furthest(events);
            String about = exclusions + " window " + window + " " + events;
            assertEquals(expected.map(Arrays::toString), found.map(a -> Arrays.toString(a.reachedAt())), about);
            if (mode == Mode.ORDERED && found.isPresent())
                assertEquals(
                        expected.get().length == steps
                                ? null
                                : undisturbed.stream()
                                        .filter(t -> t.length < steps)
                                        .mapToLong(t -> t[0] + window)
                                        .max()
                                        .getAsLong(),
                        found.get().openUntil(),
                        about);
        }
    }

    private static boolean isRising(long[] times) {
        for (int i = 1; i < times.length; i++) if (times[i] == times[i - 1]) return false;
        return true;
    }

    /** Whether something excluded happens after one step and before the other, or before an end. */
    private static boolean disturbed(long[] times, List<Exclusion> exclusions, List<Event> events, long end) {
        for (int i = 0; i < exclusions.size(); i++) {
            Exclusion exclusion = exclusions.get(i);
            if (times.length < exclusion.from()) continue;
            int bit = 1 << i;
            long from = times[exclusion.from() - 1];
            long until = times.length >= exclusion.to() ? times[exclusion.to() - 1] : end;
            if (events.stream().anyMatch(e -> (e.exclusions() & bit) != 0 && e.at() > from && e.at() < until))
                return true;
        }
        return false;
    }

    private static boolean voidUnordered(long[] times, int steps, List<Event> events, long window) {
        long until = times.length == steps ? times[steps - 1] : times[0] + window + 1;
        return events.stream().anyMatch(e -> e.exclusions() != 0 && e.at() > times[0] && e.at() < until);
    }

    /** A robot that starts 100,000 times within one window and is excluded in the end: each event is looked at a few times only. */
    @ParameterizedTest
    @CsvSource({"ORDERED", "UNORDERED"})
    void manyStartsInOneWindow(Mode mode) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) events.add(new Event(i, 1));
        events.add(new Event(100_000, 0, 1));
        events.add(new Event(100_001, 1));
        events.add(new Event(100_002, 2));
        FunnelRules rules = new FunnelRules(mode, 1_000_000, false, false, List.of(new Exclusion(1, 2)));
        assertEquals(
                Optional.of("[100001, 100002]"),
                FunnelMatcher.of(2, rules).furthest(events).map(a -> Arrays.toString(a.reachedAt())));
    }

    /** Every possible attempt is tried by hand, over many small random people whose events fit several steps. */
    @Test
    void isTheBestOfAllPossibleAttempts() {
        Random random = new Random(7);
        for (int round = 0; round < 30_000; round++) {
            int steps = 2 + random.nextInt(2);
            long window = random.nextInt(4);
            List<Event> events = new ArrayList<>();
            for (int i = random.nextInt(7); i > 0; i--)
                events.add(new Event(random.nextInt(5), random.nextInt(1 << steps)));
            events.sort(Comparator.comparingLong(Event::at));
            for (Mode mode : Mode.values()) {
                String found = FunnelMatcher.of(steps, new FunnelRules(mode, window))
                        .furthest(events)
                        .map(a -> Arrays.toString(a.reachedAt()))
                        .orElse("[]");
                List<long[]> all = new ArrayList<>();
                if (mode == Mode.STRICT) permuted(events, 0, e -> runs(e, steps, window, all));
                else attempts(events, steps, mode, window, new ArrayList<>(), 0, all);
                String expected =
                        all.stream().min(BEST_FIRST).map(Arrays::toString).orElse("[]");
                assertEquals(expected, found, () -> mode + " window " + window + " " + events);
            }
        }
    }

    private static final Comparator<long[]> BEST_FIRST = Comparator.comparingInt((long[] t) -> -t.length)
            .thenComparingLong(t -> t[t.length - 1])
            .thenComparingLong(t -> -t[0])
            .thenComparing(Arrays::compare);

    /** Every way to give different events to the first steps (unordered: to some steps) in order of time. */
    private static void attempts(
            List<Event> events, int steps, Mode mode, long window, List<Integer> used, int done, List<long[]> all) {
        if (!used.isEmpty())
            all.add(used.stream().mapToLong(i -> events.get(i).at()).toArray());
        for (int i = 0; i < events.size(); i++) {
            if (used.contains(i)) continue;
            if (!used.isEmpty()
                    && (events.get(i).at()
                                    < events.get(used.get(used.size() - 1)).at()
                            || events.get(i).at() - events.get(used.get(0)).at() > window)) continue;
            for (int step = 0; step < steps; step++) {
                boolean wanted = mode == Mode.UNORDERED ? (done & 1 << step) == 0 : step == used.size();
                if (!wanted || (events.get(i).steps() & 1 << step) == 0) continue;
                List<Integer> more = new ArrayList<>(used);
                more.add(i);
                attempts(events, steps, mode, window, more, done | 1 << step, all);
            }
        }
    }

    /** Every order of events that keeps the order of time. */
    private static void permuted(List<Event> events, int place, java.util.function.Consumer<List<Event>> each) {
        if (place == events.size()) each.accept(events);
        for (int i = place;
                i < events.size() && events.get(i).at() == events.get(place).at();
                i++) {
            List<Event> other = new ArrayList<>(events);
            Collections.swap(other, place, i);
            permuted(other, place + 1, each);
        }
    }

    /** Runs of neighbours that are the steps from the first on. */
    private static void runs(List<Event> events, int steps, long window, List<long[]> all) {
        for (int from = 0; from < events.size(); from++) {
            for (int n = 1; n <= steps && from + n <= events.size(); n++) {
                Event event = events.get(from + n - 1);
                if ((event.steps() & 1 << (n - 1)) == 0
                        || event.at() - events.get(from).at() > window) break;
                all.add(events.subList(from, from + n).stream()
                        .mapToLong(Event::at)
                        .toArray());
            }
        }
    }
}
