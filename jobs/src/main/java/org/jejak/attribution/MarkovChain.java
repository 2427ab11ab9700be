package org.jejak.attribution;

import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jejak.attribution.Accumulator.Sums;
import org.jejak.attribution.AttributionFit.Transition;

/**
 * The states and transitions of a Markov chain, in an order that depends on names alone, ready to be solved for any
 * counts.
 */
final class MarkovChain {
    private static final int BORDER = -1;

    private final String[] channels;
    private final int[][] windows;
    private final int[] pairOrder;
    private final int[] from;
    private final int[] to;
    private final int[][] statesOf;

    /**
     * @param channels names, sorted
     * @param windows channels of the states, as places in {@code channels}
     * @param first state that a pair comes from; -1 for the start
     * @param second state that it goes to; -1 for the end
     */
    MarkovChain(String[] channels, int[][] windows, int[] first, int[] second) {
        this.channels = channels;
        int[] sorted = SequenceDictionary.order(windows);
        int[] places = new int[windows.length];
        this.windows = new int[windows.length][];
        for (int i = 0; i < sorted.length; i++) {
            places[sorted[i]] = i;
            this.windows[i] = windows[sorted[i]];
        }
        this.from = new int[first.length];
        this.to = new int[first.length];
        int[] a = Arrays.stream(first).map(s -> s < 0 ? BORDER : places[s]).toArray();
        int[] b = Arrays.stream(second).map(s -> s < 0 ? BORDER : places[s]).toArray();
        this.pairOrder = IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> a[i]).thenComparingInt(i -> b[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < pairOrder.length; i++) {
            from[i] = a[pairOrder[i]];
            to[i] = b[pairOrder[i]];
        }
        this.statesOf = statesOf();
    }

    private int[][] statesOf() {
        List<List<Integer>> found = new ArrayList<>();
        for (int c = 0; c < channels.length; c++) found.add(new ArrayList<>());
        for (int s = 0; s < windows.length; s++)
            for (int c : Arrays.stream(windows[s]).distinct().toArray())
                found.get(c).add(s);
        return found.stream()
                .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    int pairCount() {
        return pairOrder.length;
    }

    /** Solves the chain for some counts. */
    AttributionFit fit(Sums sums) {
        Absorption absorption = new Absorption(windows.length);
        double[] totals = new double[windows.length];
        double startTotal = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i] == BORDER) startTotal += count(sums, i);
            else totals[from[i]] += count(sums, i);
        }
        if (startTotal == 0) return nothing();
        for (int i = 0; i < from.length; i++) {
            double count = count(sums, i);
            if (count == 0) continue;
            if (from[i] == BORDER) absorption.start(to[i], count / startTotal);
            else if (to[i] != BORDER) absorption.move(from[i], to[i], count / totals[from[i]]);
            else {
                double total = totals[from[i]];
                absorption.end(from[i], sums.conversions()[pairOrder[i]] / total, sums.value()[pairOrder[i]] / total);
            }
        }
        double[] effects = new double[channels.length];
        double[] valueEffects = new double[channels.length];
        double probability = absorption.solve(statesOf, effects, valueEffects);
        return new AttributionFit(
                channels,
                effects,
                valueEffects,
                null,
                probability,
                transitions(sums, totals, startTotal),
                path -> Shapley.overChannels(path, positive(path, effects)));
    }

    private AttributionFit nothing() {
        double[] zeros = new double[channels.length];
        return new AttributionFit(channels, zeros, zeros, null, 0, List.of(), null);
    }

    /** Effects of the touches of a path; all the same if none has any. */
    static double[] positive(int[] path, double[] effects) {
        double[] weights = new double[path.length];
        boolean any = false;
        for (int i = 0; i < path.length; i++) {
            weights[i] = Math.max(0, effects[path[i]]);
            any |= weights[i] > 0;
        }
        if (!any) Arrays.fill(weights, 1);
        return weights;
    }

    private double count(Sums sums, int i) {
        int place = pairOrder[i];
        return sums.conversions()[place] + sums.nulls()[place];
    }

    private List<Transition> transitions(Sums sums, double[] totals, double startTotal) {
        if (windows.length > 2_000) return List.of();
        List<Transition> list = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            double total = from[i] == BORDER ? startTotal : totals[from[i]];
            if (total == 0) continue;
            String name = from[i] == BORDER ? "(start)" : name(from[i]);
            if (to[i] != BORDER) add(list, name, name(to[i]), count(sums, i), total);
            else {
                add(list, name, "(conversion)", sums.conversions()[pairOrder[i]], total);
                add(list, name, "(null)", sums.nulls()[pairOrder[i]], total);
            }
        }
        return list;
    }

    private static void add(List<Transition> list, String from, String to, double count, double total) {
        if (count > 0) list.add(new Transition(from, to, count, count / total));
    }

    private String name(int state) {
        return Arrays.stream(windows[state]).mapToObj(c -> channels[c]).collect(Collectors.joining(" > "));
    }
}
