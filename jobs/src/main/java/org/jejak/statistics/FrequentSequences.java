package org.jejak.statistics;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Sequences that many others hold: their steps occur in them in this order, whatever lies between. Found by growing each
 * frequent sequence by one step, over what is left of those that hold it: J. Pei et al., "PrefixSpan: Mining Sequential
 * Patterns Efficiently by Prefix-Projected Pattern Growth", ICDE 2001. The same sequences as those of Spark's PrefixSpan, which
 * needs every occurrence as a row of its own; here a sequence that occurs many times is there once, with its number.
 *
 * @param sequences different sequences, their steps numbered from 0
 * @param counts how often each occurs
 * @param steps how many different steps there are
 */
public record FrequentSequences(int[][] sequences, long[] counts, int steps) {
    /** Takes what is found. */
    public interface Found {
        /**
         * One frequent sequence.
         *
         * @param sequence its steps
         * @param holders indices of the sequences that hold it
         */
        void take(int[] sequence, int[] holders);
    }

    /**
     * Finds all that are frequent, each once.
     *
     * @param least how many have to hold a sequence, counted as often as they occur
     * @param longest most steps
     */
    public void find(long least, int longest, Found found) {
        int[] all = new int[sequences.length];
        Arrays.setAll(all, i -> i);
        grow(new int[0], all, new int[all.length], new Limits(least, longest), found);
    }

    private record Limits(long least, int longest) {}

    /**
     * Grows a sequence by every step that stays frequent.
     *
     * @param holders those that hold it
     * @param rests where in each of them the rest begins that it does not need
     */
    private void grow(int[] sequence, int[] holders, int[] rests, Limits limits, Found found) {
        if (sequence.length == limits.longest) return;
        long[] support = support(holders, rests);
        for (int step = 0; step < steps; step++) {
            if (support[step] == 0 || support[step] < limits.least) continue;
            IntArrayList longer = new IntArrayList();
            IntArrayList after = new IntArrayList();
            for (int i = 0; i < holders.length; i++) {
                int place = find(step, sequences[holders[i]], rests[i]);
                if (place < 0) continue;
                longer.add(holders[i]);
                after.add(place + 1);
            }
            int[] grown = Arrays.copyOf(sequence, sequence.length + 1);
            grown[sequence.length] = step;
            found.take(grown, longer.toIntArray());
            grow(grown, longer.toIntArray(), after.toIntArray(), limits, found);
        }
    }

    /** By step: how often it occurs in the rests, once for each. */
    private long[] support(int[] holders, int[] rests) {
        long[] support = new long[steps];
        int[] seenBy = new int[steps];
        for (int i = 0; i < holders.length; i++) {
            int[] sequence = sequences[holders[i]];
            for (int place = rests[i]; place < sequence.length; place++) {
                int step = sequence[place];
                if (seenBy[step] == i + 1) continue;
                seenBy[step] = i + 1;
                support[step] += counts[holders[i]];
            }
        }
        return support;
    }

    private static int find(int step, int[] sequence, int from) {
        for (int place = from; place < sequence.length; place++) if (sequence[place] == step) return place;
        return -1;
    }
}
