package org.jejak.identity;

import java.util.Arrays;

/**
 * Disjoint sets of 64-bit keys, in two flat arrays: 40 to 80 bytes a key, so that ten million identifiers need
 * up to 800 MB.
 * Joining by size and halving paths makes every operation almost constant, whatever the shape: a star of a million
 * leaves or a chain of a hundred thousand links costs the same.
 */
final class UnionFind {
    private long[] keys = new long[1 << 10];
    private int[] places = new int[1 << 10];
    private int[] parents = new int[1 << 9];
    private int[] sizes = new int[1 << 9];
    private long[] keyOf = new long[1 << 9];
    private int count;

    UnionFind() {
        Arrays.fill(places, -1);
    }

    /** Makes two keys belong together; unknown keys are added. */
    void join(long left, long right) {
        int a = root(place(left));
        int b = root(place(right));
        if (a == b) return;
        if (sizes[a] < sizes[b]) {
            int swap = a;
            a = b;
            b = swap;
        }
        parents[b] = a;
        sizes[a] += sizes[b];
    }

    /** Number of keys. */
    int size() {
        return count;
    }

    /** The i-th key added. */
    long key(int i) {
        return keyOf[i];
    }

    /** Some key of the set that the i-th key is in, the same for all keys of the set. */
    long representative(int i) {
        return keyOf[root(i)];
    }

    private int root(int i) {
        while (parents[i] != i) {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        return i;
    }

    private int place(long key) {
        int slot = slot(key);
        if (places[slot] >= 0) return places[slot];
        if (count == parents.length) {
            parents = Arrays.copyOf(parents, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            keyOf = Arrays.copyOf(keyOf, count * 2);
        }
        parents[count] = count;
        sizes[count] = 1;
        keyOf[count] = key;
        keys[slot] = key;
        places[slot] = count;
        if (++count * 2 > keys.length) grow();
        return count - 1;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (keys.length - 1);
        while (places[slot] >= 0 && keys[slot] != key) slot = (slot + 1) & (keys.length - 1);
        return slot;
    }

    private void grow() {
        keys = new long[keys.length * 2];
        places = new int[keys.length];
        Arrays.fill(places, -1);
        for (int i = 0; i < count; i++) {
            int slot = slot(keyOf[i]);
            keys[slot] = keyOf[i];
            places[slot] = i;
        }
    }
}
