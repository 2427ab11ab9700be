package org.jejak.attribution;

import java.util.*;
import java.util.stream.IntStream;

/**
 * Which order of a Markov chain the paths support. The outcomes of every path (repeats in a row once) are split over folds;
 * each order predicts every next step of a fold, ends included, from the counts of the other folds, falling back on
 * shorter contexts where it has seen little (each context counts its shorter one as one observation). The score of an order
 * is the mean log probability per step less half the logarithm of the number of steps per free transition, as in BIC;
 * the highest wins.
 *
 * @param maxOrder highest order compared, from 1
 * @param folds parts, from 2
 * @param maxPaths more different paths than this are refused
 */
public record MarkovOrder(int maxOrder, int folds, int maxPaths) implements AttributionModel {
    private static final int CONVERSION = -1;
    private static final int NULL = -2;
    private static final int START = -3;
    private static final int ALL = -1;
    private static final Integer ANY = Integer.MIN_VALUE;

    /**
     * How well one order does.
     *
     * @param order the order
     * @param score penalised mean log probability of a step outside of the sample; higher is better
     */
    public record Score(int order, double score) {}

    @Override
    public String name() {
        return "markov_order";
    }

    @Override
    public Accumulator accumulator(ChannelDictionary channels) {
        return new OrderAccumulator(this);
    }

    /** Scores of the orders in a study of this model, from 1 on. */
    public static List<Score> scores(ModelAccumulator.Results results) {
        return results.credits().stream()
                .filter(c -> c.model().equals("markov_order"))
                .map(c -> new Score(Integer.parseInt(c.channel()), c.effect()))
                .toList();
    }

    /** The best order; of equal ones the lowest. */
    public static int best(List<Score> scores) {
        Score best = scores.get(0);
        for (Score score : scores) if (score.score > best.score) best = score;
        return best.order;
    }

    /** Counts different paths, repeats in a row once; all else is done when they are known. */
    private static final class OrderAccumulator extends SequenceAccumulator {
        private final MarkovOrder model;

        OrderAccumulator(MarkovOrder model) {
            super(
                    model.maxPaths,
                    "the order of the Markov chain cannot be suggested: there are more than %d different paths;"
                            + " name an order with --markov-order");
            this.model = model;
        }

        @Override
        int[] sequence(int[] channels) {
            return IntStream.range(0, channels.length)
                    .filter(i -> i == 0 || channels[i] != channels[i - 1])
                    .map(i -> channels[i])
                    .toArray();
        }

        @Override
        AttributionFit fit(ChannelDictionary channels, Sums sums) {
            int[][] sorted = sequences.translated(channels.ranks());
            int[] order = SequenceDictionary.order(sorted);
            ContextCounts steps = new ContextCounts(model, channels.size() + 2);
            SplittableRandom random = new SplittableRandom(20260101);
            for (int i : order)
                steps.add(sorted[i], split(sums.conversions()[i], random), split(sums.nulls()[i], random));
            String[] names = IntStream.rangeClosed(1, model.maxOrder)
                    .mapToObj(String::valueOf)
                    .toArray(String[]::new);
            return AttributionFit.of(names, steps.scores(), new double[model.maxOrder]);
        }

        /** The same number to every fold, and what is left one by one to random folds. */
        private double[] split(double count, SplittableRandom random) {
            double[] parts = new double[model.folds];
            double each = Math.floor(count / model.folds);
            Arrays.fill(parts, each);
            for (double left = count - each * model.folds; left > 0; left--)
                parts[random.nextInt(model.folds)] += Math.min(1, left);
            return parts;
        }
    }

    /** Counts of the next step after each context (the last k steps), by fold. */
    private static final class ContextCounts {
        private final MarkovOrder model;
        private final int alphabet;
        private final Map<List<Integer>, double[]> counts = new HashMap<>();
        private final Map<List<Integer>, double[]> longest = new LinkedHashMap<>();

        ContextCounts(MarkovOrder model, int alphabet) {
            this.model = model;
            this.alphabet = alphabet;
        }

        void add(int[] path, double[] conversions, double[] nulls) {
            for (int fold = 0; fold < model.folds; fold++) {
                double all = conversions[fold] + nulls[fold];
                if (all == 0) continue;
                for (int next = 0; next < path.length; next++) add(path, next, fold, path[next], all);
                add(path, path.length, fold, CONVERSION, conversions[fold]);
                add(path, path.length, fold, NULL, nulls[fold]);
            }
        }

        private void add(int[] path, int at, int fold, int next, double count) {
            if (count == 0) return;
            for (int k = 0; k <= model.maxOrder; k++) {
                for (int f : new int[] {ALL, fold}) {
                    plus(counts, key(path, at, k, f, ANY), count);
                    plus(counts, key(path, at, k, f, next), count);
                }
            }
            plus(longest, key(path, at, model.maxOrder, fold, next), count);
        }

        private static void plus(Map<List<Integer>, double[]> map, List<Integer> key, double count) {
            map.computeIfAbsent(key, k -> new double[1])[0] += count;
        }

        /** Length, fold, next step, and the last k channels before a place, the start standing before the first. */
        private static List<Integer> key(int[] path, int at, int k, int fold, Integer next) {
            int length = Math.min(k, at + 1);
            Integer[] key = new Integer[length + 3];
            key[0] = k;
            key[1] = fold;
            key[2] = next;
            for (int i = 0; i < length; i++) {
                int place = at - length + i;
                key[3 + i] = place < 0 ? START : path[place];
            }
            return Arrays.asList(key);
        }

        double[] scores() {
            double[] scores = new double[model.maxOrder];
            double steps = 0;
            for (Map.Entry<List<Integer>, double[]> entry : longest.entrySet()) {
                double count = entry.getValue()[0];
                steps += count;
                double p = 1.0 / alphabet;
                for (int k = 0; k <= model.maxOrder; k++) {
                    p = (others(entry.getKey(), k, false) + p) / (others(entry.getKey(), k, true) + 1);
                    if (k > 0) scores[k - 1] += count * Math.log(p);
                }
            }
            double[] free = free();
            for (int k = 0; k < scores.length && steps > 0; k++)
                scores[k] = scores[k] / steps - free[k] * Math.log(Math.max(2, steps)) / 2 / steps;
            return scores;
        }

        /** Counts outside of the fold of a step: of its context of length k, with any next step or with its own. */
        private double others(List<Integer> step, int k, boolean any) {
            int length = Math.min(k, step.size() - 3);
            Integer[] key = new Integer[length + 3];
            key[0] = k;
            key[2] = any ? ANY : step.get(2);
            for (int i = 0; i < length; i++) key[3 + i] = step.get(step.size() - length + i);
            key[1] = ALL;
            double all = counts.get(Arrays.asList(key))[0];
            key[1] = step.get(1);
            return all - counts.get(Arrays.asList(key))[0];
        }

        private double[] free() {
            double[] free = new double[model.maxOrder];
            counts.forEach((key, count) -> {
                if (key.get(1) != ALL || key.get(0) == 0) return;
                free[key.get(0) - 1] += key.get(2).equals(ANY) ? -1 : 1;
            });
            return free;
        }
    }
}
