package org.jejak.statistics;

import java.io.Serializable;
import java.util.*;

/**
 * Turns a score into a probability that never falls where the score rises: the shares of those with an outcome, pooled where
 * they would fall (pool adjacent violators; Ayer, Brunk, Ewing, Reid and Silverman 1955). A step function.
 *
 * @param from lowest score of each block, rising; below the first the first holds
 * @param customers of each block
 * @param outcomes customers of each block with the outcome
 */
public record IsotonicCalibration(double[] from, long[] customers, long[] outcomes) implements Serializable {
    /** Blocks have at least so many customers: the share of fewer says little. */
    public static final long LEAST_BLOCK = 50;

    /**
     * Calibrates a score.
     *
     * @param scores customers and outcomes by score; at least one customer. With fewer than {@link #LEAST_BLOCK} customers
     *     there is one block.
     */
    public static IsotonicCalibration of(SortedMap<Double, Counts> scores) {
        Deque<Block> blocks = new ArrayDeque<>();
        for (Block block : atLeast(scores)) {
            while (!blocks.isEmpty() && blocks.getLast().isNotBelow(block))
                block = blocks.removeLast().plus(block);
            blocks.addLast(block);
        }
        return new IsotonicCalibration(
                blocks.stream().mapToDouble(Block::from).toArray(),
                blocks.stream().mapToLong(b -> b.counts.customers()).toArray(),
                blocks.stream().mapToLong(b -> b.counts.outcomes()).toArray());
    }

    /** Customers of one score, or of all scores from one on. */
    private record Block(double from, Counts counts) {
        Block plus(Block next) {
            return new Block(from, counts.plus(next.counts));
        }

        /** Whether the share is as high as that of the next block; compared without rounding. */
        boolean isNotBelow(Block next) {
            return Math.multiplyExact(counts.outcomes(), next.counts.customers())
                    >= Math.multiplyExact(next.counts.outcomes(), counts.customers());
        }
    }

    /** Neighbouring scores together until they have enough customers; what is left over joins the last block. */
    private static List<Block> atLeast(SortedMap<Double, Counts> scores) {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        for (Map.Entry<Double, Counts> score : scores.entrySet()) {
            Block next = new Block(score.getKey(), score.getValue());
            open = open == null ? next : open.plus(next);
            if (open.counts.customers() < LEAST_BLOCK) continue;
            blocks.add(open);
            open = null;
        }
        if (open != null)
            blocks.add(
                    blocks.isEmpty() ? open : blocks.remove(blocks.size() - 1).plus(open));
        return blocks;
    }

    /** How many blocks there are, at least one. */
    public int size() {
        return from.length;
    }

    /** The probability of a block, 0 to 1. */
    public double probability(int block) {
        return (double) outcomes[block] / customers[block];
    }

    /** The probability that goes with a score, 0 to 1. */
    public double probabilityOf(double score) {
        int place = Arrays.binarySearch(from, score);
        return probability(place >= 0 ? place : Math.max(0, -place - 2));
    }
}
