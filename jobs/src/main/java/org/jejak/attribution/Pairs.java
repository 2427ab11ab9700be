package org.jejak.attribution;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers for pairs of ints, from 0 in order of appearance; an open-addressing table. */
final class Pairs implements Serializable {
    private int[] table = new int[64];
    private long[] pairs = new long[16];
    private int size;

    Pairs() {
        Arrays.fill(table, -1);
    }

    int size() {
        return size;
    }

    /** The number of a pair; a new one if it was not seen before. */
    int number(int first, int second) {
        long pair = (long) first << 32 | second & 0xFFFFFFFFL;
        int slot = find(pair);
        if (table[slot] >= 0) return table[slot];
        if (size * 2 >= table.length) {
            rehash();
            slot = find(pair);
        }
        if (size == pairs.length) pairs = Arrays.copyOf(pairs, size * 2);
        pairs[size] = pair;
        table[slot] = size;
        return size++;
    }

    int first(int number) {
        return (int) (pairs[number] >> 32);
    }

    int second(int number) {
        return (int) pairs[number];
    }

    private int find(long pair) {
        int mask = table.length - 1;
        int slot = hash(pair) & mask;
        while (table[slot] >= 0 && pairs[table[slot]] != pair) slot = (slot + 1) & mask;
        return slot;
    }

    private void rehash() {
        table = new int[table.length * 2];
        Arrays.fill(table, -1);
        for (int number = 0; number < size; number++) table[find(pairs[number])] = number;
    }

    private static int hash(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        mixed *= 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }
}
