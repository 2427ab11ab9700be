package org.jejak.attribution;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jejak.config.UsageException;

/**
 * Numbers for sequences of channel numbers (whole paths, windows of a path, sets of channels), from 0 in order of
 * appearance. The sequences lie one after the other in one pool of ints, so millions of them fit in memory.
 */
final class SequenceDictionary implements Serializable {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private final IntArrayList pool = new IntArrayList();
    /** Where each sequence begins in the pool, and where the last one ends. */
    private final IntArrayList starts = IntArrayList.of(0);
    /** The latest sequence of a hash. */
    private final Long2IntOpenHashMap latest = new Long2IntOpenHashMap();
    /** For each sequence the one before it with the same hash; -1 for none. */
    private final IntArrayList earlier = new IntArrayList();

    SequenceDictionary() {
        latest.defaultReturnValue(-1);
    }

    /** How many sequences there are. */
    int size() {
        return earlier.size();
    }

    /** The number of a sequence; a new one if it was not seen before. */
    int number(int[] sequence) {
        return number(sequence, 0, sequence.length);
    }

    /** The number of a part of an array, from {@code begin} to before {@code end}. */
    int number(int[] from, int begin, int end) {
        long hash = hash(from, begin, end);
        int known = find(hash, from, begin, end);
        if (known >= 0) return known;
        if (pool.size() > Integer.MAX_VALUE - 8 - (end - begin))
            throw new UsageException("too many different paths: more than two billion touches in them");
        pool.addElements(pool.size(), from, begin, end - begin);
        starts.add(pool.size());
        earlier.add(latest.put(hash, size()));
        return size() - 1;
    }

    /** The number of a known sequence, or -1. */
    int find(int[] sequence) {
        return find(hash(sequence, 0, sequence.length), sequence, 0, sequence.length);
    }

    private int find(long hash, int[] from, int begin, int end) {
        int number = latest.get(hash);
        while (number >= 0 && !Arrays.equals(pool.elements(), start(number), end(number), from, begin, end))
            number = earlier.getInt(number);
        return number;
    }

    private int start(int number) {
        return starts.getInt(number);
    }

    private int end(int number) {
        return starts.getInt(number + 1);
    }

    /** How long a sequence is. */
    int length(int number) {
        return end(number) - start(number);
    }

    /** The sequence of a number. */
    int[] get(int number) {
        return Arrays.copyOfRange(pool.elements(), start(number), end(number));
    }

    /** All sequences by number, each element replaced by its entry in {@code translation}. */
    int[][] translated(int[] translation) {
        int[][] translated = new int[size()][];
        for (int n = 0; n < translated.length; n++) {
            translated[n] = get(n);
            for (int i = 0; i < translated[n].length; i++) translated[n][i] = translation[translated[n][i]];
        }
        return translated;
    }

    /** Indices of sequences in lexicographic order; of equal ones the first comes first. */
    static int[] order(int[][] sequences) {
        int[] order = IntStream.range(0, sequences.length).toArray();
        IntArrays.mergeSort(order, (a, b) -> Arrays.compare(sequences[a], sequences[b]));
        return order;
    }

    /**
     * What a sequence is without each of its elements: numbers of known sequences, -1 for others. Takes time by the length of
     * the sequence, not by its square: the hash of the shorter sequence follows from those of the parts before and after.
     */
    int[] withoutEach(int number) {
        int start = start(number);
        int length = length(number);
        int[] elements = pool.elements();
        long[] prefixes = new long[length + 1];
        for (int i = 0; i < length; i++) prefixes[i + 1] = plus(prefixes[i], elements[start + i]);
        int[] without = new int[length];
        long power = 1;
        for (int i = length - 1; i >= 0; i--) {
            boolean again = i + 1 < length && elements[start + i] == elements[start + i + 1];
            long hash = prefixes[length] - (prefixes[i + 1] - prefixes[i]) * power;
            without[i] = again ? without[i + 1] : findWithout(hash, start, start + i, start + length);
            power *= BASE;
        }
        return without;
    }

    /** The sequence that is the part of the pool from {@code start} to {@code end} without the element at {@code left}; or -1. */
    private int findWithout(long hash, int start, int left, int end) {
        int number = latest.get(hash);
        while (number >= 0 && !isWithout(number, start, left, end)) number = earlier.getInt(number);
        return number;
    }

    private boolean isWithout(int number, int start, int left, int end) {
        int[] elements = pool.elements();
        int split = start(number) + left - start;
        return length(number) == end - start - 1
                && Arrays.equals(elements, start(number), split, elements, start, left)
                && Arrays.equals(elements, split, end(number), elements, left + 1, end);
    }

    private static long hash(int[] from, int begin, int end) {
        long hash = 0;
        for (int i = begin; i < end; i++) hash = plus(hash, from[i]);
        return hash;
    }

    /** A polynomial in {@link #BASE}, modulo 2^64. */
    private static long plus(long hash, int element) {
        return hash * BASE + element + 1;
    }
}
