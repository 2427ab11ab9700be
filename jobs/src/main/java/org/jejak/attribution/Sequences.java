package org.jejak.attribution;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers for sequences of ints, from 0 in order of appearance; an open-addressing table over one pool of ints. */
final class Sequences implements Serializable {
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
            throw new IllegalArgumentException("too many different paths: more than two billion touches in them");
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
        int hash = 0x9E3779B9;
        for (int i = begin; i < end; i++) {
            hash = (hash ^ from[i]) * 0x85EBCA6B;
            hash ^= hash >>> 15;
        }
        hash *= 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }
}
