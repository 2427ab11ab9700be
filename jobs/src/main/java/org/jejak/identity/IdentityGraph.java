package org.jejak.identity;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import it.unimi.dsi.fastutil.longs.*;
import java.util.*;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jejak.config.IdentitySettings;

/**
 * Identifiers that were seen together, and the customers among them. What is connected is one component. A component with
 * several accounts (user ids of one system) is several people, so it is told apart: every identifier belongs to the account
 * that is fewest records away; one that is as near to another account is shared, belongs to none of them, and leads no
 * further. One customer is what is still connected once only identifiers of the same accounts hold together. With accounts of
 * several systems this is so for each system, and a customer has one account of each at most.
 *
 * <p>The result depends on the edges alone, not on their order. It takes 60 bytes an identifier and 16 an edge.
 */
final class IdentityGraph {
    /** Stands for the account of an identifier that several are as near to. */
    private static final long SHARED = Long.MIN_VALUE;
    /** Stands for the account of an identifier that no account leads to. */
    private static final long NONE = Long.MAX_VALUE;

    /**
     * An identifier with at least one edge.
     *
     * @param key the identifier
     * @param component some identifier of its component, the same for all of it
     * @param customer some identifier of its customer, the same for all of it
     * @param isShared whether several accounts are as near to it
     */
    record Member(long key, long component, long customer, boolean isShared) {}

    private final UnionFind components = new UnionFind();
    private final LongArrayList lefts = new LongArrayList();
    private final LongArrayList rights = new LongArrayList();
    /** The accounts of each system. */
    private final List<LongOpenHashSet> accounts = new ArrayList<>();

    /**
     * @param systems how many systems give user ids of their own; 0 if accounts are not told apart
     */
    IdentityGraph(int systems) {
        for (int i = 0; i < systems; i++) accounts.add(new LongOpenHashSet());
    }

    /** A graph that tells accounts apart if the settings say so. */
    static IdentityGraph of(IdentitySettings settings) {
        return new IdentityGraph(settings.separateAccounts() ? settings.systems() : 0);
    }

    /** Adds an edge, and marks its ends if they are accounts: those that have a system. */
    void connect(long left, Long leftSystem, long right, Long rightSystem) {
        connect(left, right);
        if (leftSystem != null) markAccount(left, leftSystem.intValue());
        if (rightSystem != null) markAccount(right, rightSystem.intValue());
    }

    /** Adds an edge. */
    void connect(long left, long right) {
        components.join(left, right);
        if (accounts.isEmpty()) return;
        lefts.add(left);
        rights.add(right);
    }

    /** Says that an identifier is an account of a system, from 0. */
    void markAccount(long key, int system) {
        if (!accounts.isEmpty()) accounts.get(system).add(key);
    }

    /** All identifiers, in the order in which they were added. */
    Stream<Member> members() {
        Map<Long, long[]> contested = contested();
        UnionFind customers = new UnionFind();
        for (int i = 0; i < lefts.size() && !contested.isEmpty(); i++) {
            long[] left = contested.get(lefts.getLong(i));
            // the ends of an edge are in one component: both are contested, or neither
            if (left != null && Arrays.equals(left, contested.get(rights.getLong(i))))
                customers.join(lefts.getLong(i), rights.getLong(i));
        }
        return IntStream.range(0, components.size()).mapToObj(i -> {
            long key = components.key(i);
            long[] nearest = contested.get(key);
            boolean isShared = nearest != null && Arrays.stream(nearest).anyMatch(a -> a == SHARED);
            long customer = nearest == null ? components.representative(i) : customers.representativeOf(key);
            return new Member(key, components.representative(i), customer, isShared);
        });
    }

    /** The nearest account in each system, of the identifiers of all components that hold two accounts of one system. */
    private Map<Long, long[]> contested() {
        IntSet several = new IntOpenHashSet();
        for (LongOpenHashSet ofSystem : accounts) {
            Int2LongOpenHashMap first = new Int2LongOpenHashMap();
            ofSystem.forEach(account -> {
                int component = components.placeOfRoot(account);
                if (first.containsKey(component)) several.add(component);
                else first.put(component, account);
            });
        }
        Map<Long, long[]> nearest = new HashMap<>();
        if (several.isEmpty()) return nearest;
        Long2ObjectOpenHashMap<LongArrayList> neighbours = new Long2ObjectOpenHashMap<>();
        for (int i = 0; i < lefts.size(); i++) {
            long left = lefts.getLong(i);
            long right = rights.getLong(i);
            if (!several.contains(components.placeOfRoot(left))) continue;
            neighbours.computeIfAbsent(left, k -> new LongArrayList()).add(right);
            neighbours.computeIfAbsent(right, k -> new LongArrayList()).add(left);
        }
        for (int system = 0; system < accounts.size(); system++) {
            Long2LongOpenHashMap found = nearest(accounts.get(system), neighbours);
            for (long key : neighbours.keySet())
                nearest.computeIfAbsent(key, k -> new long[accounts.size()])[system] = found.get(key);
        }
        return nearest;
    }

    /** The nearest account of each identifier, {@link #SHARED} where two are as near; none for what no account leads to. */
    private static Long2LongOpenHashMap nearest(LongSet accounts, Long2ObjectMap<LongArrayList> neighbours) {
        Long2LongOpenHashMap nearest = new Long2LongOpenHashMap();
        nearest.defaultReturnValue(NONE);
        LongArrayList reached = new LongArrayList();
        for (long account : accounts) {
            if (!neighbours.containsKey(account)) continue;
            nearest.put(account, account);
            reached.add(account);
        }
        while (!reached.isEmpty()) {
            Long2LongOpenHashMap next = new Long2LongOpenHashMap();
            for (long key : reached) {
                long account = nearest.get(key);
                for (long neighbour : neighbours.get(key)) {
                    if (nearest.containsKey(neighbour)) continue;
                    long known = next.getOrDefault(neighbour, account);
                    next.put(neighbour, known == account ? account : SHARED);
                }
            }
            nearest.putAll(next);
            reached = new LongArrayList();
            for (Long2LongMap.Entry entry : next.long2LongEntrySet())
                if (entry.getLongValue() != SHARED) reached.add(entry.getLongKey());
        }
        return nearest;
    }
}
