package org.jejak.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.stream.Collectors;
import org.jejak.identity.IdentityGraph.Member;
import org.junit.jupiter.api.Test;

/** Accounts are the numbers below 100: of the first system up to 49, of the second from 50 on. */
class IdentityGraphTest {
    private static Map<Long, Member> members(int systems, long... edges) {
        IdentityGraph graph = new IdentityGraph(systems);
        for (int i = 0; i < edges.length; i += 2) {
            graph.connect(edges[i], edges[i + 1]);
            for (long end : new long[] {edges[i], edges[i + 1]})
                if (end < 100) graph.markAccount(end, end < 50 ? 0 : 1);
        }
        return graph.members().collect(Collectors.toMap(Member::key, m -> m));
    }

    /** Customers as sorted sets, in the order of their first member. */
    private static List<Set<Long>> customers(Map<Long, Member> members) {
        Map<Long, Set<Long>> sets = new TreeMap<>();
        members.values()
                .forEach(m ->
                        sets.computeIfAbsent(m.customer(), c -> new TreeSet<>()).add(m.key()));
        return sets.values().stream()
                .sorted(Comparator.comparing(s -> s.iterator().next()))
                .toList();
    }

    @Test
    void withoutAccountsToTellApartAComponentIsACustomer() {
        Map<Long, Member> members = members(0, 1, 100, 100, 2, 101, 102);
        assertEquals(List.of(Set.of(1L, 2L, 100L), Set.of(101L, 102L)), customers(members));
    }

    @Test
    void oneAccountKeepsItsComponentTogetherHoweverFarItReaches() {
        assertEquals(
                List.of(Set.of(1L, 100L, 101L, 102L)), customers(members(2, 1, 100, 100, 101, 101, 102, 102, 100)));
    }

    @Test
    void whatIsAsNearToTwoAccountsIsSharedAndLeadsNoFurther() {
        Map<Long, Member> members = members(2, 1, 100, 2, 100, 100, 101, 101, 102);
        assertEquals(List.of(Set.of(1L), Set.of(2L), Set.of(100L), Set.of(101L, 102L)), customers(members));
        assertTrue(members.get(100L).isShared());
        assertEquals(1, members.values().stream().filter(Member::isShared).count());
    }

    @Test
    void oneAccountOfEachSystemIsOneCustomer() {
        assertEquals(List.of(Set.of(1L, 50L, 100L)), customers(members(2, 1, 100, 50, 100)));
        assertEquals(
                List.of(Set.of(1L, 100L), Set.of(2L, 50L, 101L)),
                customers(members(2, 1, 100, 2, 101, 101, 50, 100, 102, 102, 101)).stream()
                        .filter(s -> !s.equals(Set.of(102L)))
                        .toList());
    }

    @Test
    void noCustomerHasTwoAccountsOfOneSystemAndTheOrderOfEdgesDoesNotMatter() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            int edges = 1 + random.nextInt(14);
            List<long[]> pairs = new ArrayList<>();
            for (int i = 0; i < edges; i++) pairs.add(new long[] {node(random), 100 + random.nextInt(6)});
            List<Set<Long>> first = customers(members(2, flat(pairs)));
            for (Set<Long> customer : first) {
                assertTrue(customer.stream().filter(k -> k < 50).count() <= 1, () -> customer.toString());
                assertTrue(customer.stream().filter(k -> k >= 50 && k < 100).count() <= 1, () -> customer.toString());
            }
            Collections.shuffle(pairs, random);
            assertEquals(first, customers(members(2, flat(pairs))));
        }
    }

    private static long node(Random random) {
        int kind = random.nextInt(4);
        return kind == 0 ? random.nextInt(4) : kind == 1 ? 50 + random.nextInt(3) : 100 + random.nextInt(6);
    }

    private static long[] flat(List<long[]> pairs) {
        return pairs.stream().flatMapToLong(Arrays::stream).toArray();
    }
}
