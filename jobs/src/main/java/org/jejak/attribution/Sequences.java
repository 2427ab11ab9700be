package org.jejak.attribution;

import java.io.Serializable;
import java.util.Arrays;
import org.jejak.config.UsageException;

/** Numbers for sequences of ints, from 0 in order of appearance; an open-addressing table over one pool of ints. */
final class Sequences implements Serializable {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private int[] table = new int[64];
    private int[] starts = new int[17];
    private int[] hashes = new int[16];
    private int[] pool = new int[64];
    private int size;

    Sequences() {
        Arrays.fill(table, -1);
    }

    /** How many sequences there are. */
    int size() {
        return size;
    }

    /** The number of a sequence; a new one if it was not seen before. */
    int number(int[] from, int begin, int end) {
        int hash = hash(from, begin, end);
        int slot = find(from, begin, end, hash);
        if (table[slot] >= 0) return table[slot];
        if (size * 2 >= table.length) {
            rehash();
            slot = find(from, begin, end, hash);
        }
        int length = end - begin;
        int start = starts[size];
        if (start > Integer.MAX_VALUE - 8 - length)
            throw new UsageException("too many different paths: more than two billion touches in them");
        if (start + length > pool.length)
            pool = Arrays.copyOf(
                    pool, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(start + length, pool.length * 2L)));
        System.arraycopy(from, begin, pool, start, length);
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            hashes = Arrays.copyOf(hashes, starts.length);
        }
        starts[size + 1] = start + length;
        hashes[size] = hash;
        table[slot] = size;
        return size++;
    }

    /** The number of a known sequence, or -1. */
    int find(int[] sequence) {
        return table[find(sequence, 0, sequence.length, hash(sequence, 0, sequence.length))];
    }

    /** The sequence of a number. */
    int[] get(int number) {
        return Arrays.copyOfRange(pool, starts[number], starts[number + 1]);
    }

    /**
     * What a sequence is without each of its elements: numbers of known sequences, -1 for others. Takes time by the length of
     * the sequence, not by its square.
     */
    int[] withoutEach(int number) {
        int start = starts[number];
        int length = starts[number + 1] - start;
        long[] prefixes = new long[length + 1];
        for (int i = 0; i < length; i++) prefixes[i + 1] = plus(prefixes[i], pool[start + i]);
        int[] without = new int[length];
        long power = 1;
        for (int i = length - 1; i >= 0; i--) {
            boolean again = i + 1 < length && pool[start + i] == pool[start + i + 1];
            long hash = prefixes[length] - (prefixes[i + 1] - prefixes[i]) * power;
            without[i] = again ? without[i + 1] : findWithout(start, length, i, mixed(hash));
            power *= BASE;
        }
        return without;
    }

    private int findWithout(int start, int length, int left, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; table[slot] >= 0; slot = (slot + 1) & mask) {
            int known = table[slot];
            int at = starts[known] + left;
            if (hashes[known] == hash
                    && starts[known + 1] - starts[known] == length - 1
                    && Arrays.equals(pool, starts[known], at, pool, start, start + left)
                    && Arrays.equals(pool, at, starts[known + 1], pool, start + left + 1, start + length)) return known;
        }
        return -1;
    }

    private int find(int[] from, int begin, int end, int hash) {
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] >= 0 && !isSame(table[slot], from, begin, end, hash)) slot = (slot + 1) & mask;
        return slot;
    }

    private boolean isSame(int number, int[] from, int begin, int end, int hash) {
        return hashes[number] == hash && Arrays.equals(pool, starts[number], starts[number + 1], from, begin, end);
    }

    private void rehash() {
        table = new int[table.length * 2];
        Arrays.fill(table, -1);
        int mask = table.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hashes[number] & mask;
            while (table[slot] >= 0) slot = (slot + 1) & mask;
            table[slot] = number;
        }
    }

    private static int hash(int[] from, int begin, int end) {
        long hash = 0;
        for (int i = begin; i < end; i++) hash = plus(hash, from[i]);
        return mixed(hash);
    }

    /** A polynomial: that of a sequence without one element follows from those of its parts. */
    private static long plus(long hash, int element) {
        return hash * BASE + element + 1;
    }

    private static int mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
