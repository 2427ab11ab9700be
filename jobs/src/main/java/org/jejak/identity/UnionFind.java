package org.jejak.identity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * Disjoint sets of 64-bit keys in flat arrays: 30 to 60 bytes a key, so that ten million identifiers need up to 600 MB.
 * Joining by size and halving paths makes every operation almost constant, whatever the shape: a star of a million
 * leaves or a chain of a hundred thousand links costs the same.
 */
final class UnionFind {
    private static final int UNKNOWN = -1;

    private final Long2IntOpenHashMap places = new Long2IntOpenHashMap();
    // by place, from 0, in the order in which keys were added
    private final LongArrayList keys = new LongArrayList();
    private final IntArrayList parents = new IntArrayList();
    private final IntArrayList sizes = new IntArrayList();

    UnionFind() {
        places.defaultReturnValue(UNKNOWN);
    }

    /** Makes two keys belong together; unknown keys are added. */
    void join(long left, long right) {
        int a = root(place(left));
        int b = root(place(right));
        if (a == b) return;
        boolean isLeftLarger = sizes.getInt(a) >= sizes.getInt(b);
        int larger = isLeftLarger ? a : b;
        int smaller = isLeftLarger ? b : a;
        parents.set(smaller, larger);
        sizes.set(larger, sizes.getInt(a) + sizes.getInt(b));
    }

    /** Number of keys. */
    int size() {
        return keys.size();
    }

    /** The i-th key added, from 0. */
    long key(int i) {
        return keys.getLong(i);
    }

    /** Some key of the set that the i-th key is in, the same for all keys of the set. */
    long representative(int i) {
        return keys.getLong(root(i));
    }

    /** Some key of the set that a key is in, the same for all keys of the set; the key itself if it was never joined. */
    long representativeOf(long key) {
        int place = places.get(key);
        return place == UNKNOWN ? key : representative(place);
    }

    /** A number of the set that a key is in, the same for all keys of the set; -1 if the key was never joined. */
    int placeOfRoot(long key) {
        int place = places.get(key);
        return place == UNKNOWN ? UNKNOWN : root(place);
    }

    private int root(int i) {
        int root = i;
        while (parents.getInt(root) != root) {
            int grandparent = parents.getInt(parents.getInt(root));
            parents.set(root, grandparent);
            root = grandparent;
        }
        return root;
    }

    private int place(long key) {
        int next = keys.size();
        int place = places.putIfAbsent(key, next);
        if (place != UNKNOWN) return place;
        keys.add(key);
        parents.add(next);
        sizes.add(1);
        return next;
    }
}
