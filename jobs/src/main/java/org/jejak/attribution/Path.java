package org.jejak.attribution;

import java.util.List;

/**
 * The touches before one outcome, oldest first.
 *
 * @param channels numbers of the channels; not empty
 * @param secondsBefore how long before the outcome each was, in seconds, not negative
 * @param weights what a touch counts by its kind (a view may count less than a click), not negative; null if all count the same
 * @param milestones what happened at each touch, as bits {@link #LEAD} and {@link #OPPORTUNITY}; null if nothing is known
 * @param direct number of the channel that is direct; -1 if there is none
 */
public record Path(int[] channels, long[] secondsBefore, double[] weights, int[] milestones, int direct) {
    /** The customer became a lead. */
    public static final int LEAD = 1;
    /** A deal or a cart was opened. */
    public static final int OPPORTUNITY = 2;

    /** A path without kinds and milestones whose touches are evenly spaced, the last at the outcome. */
    public static Path evenly(int[] channels, long gapSeconds, int direct) {
        long[] seconds = new long[channels.length];
        for (int i = 0; i < seconds.length; i++) seconds[i] = (channels.length - 1 - i) * gapSeconds;
        return new Path(channels, seconds, null, null, direct);
    }

    /** Touches. */
    public int length() {
        return channels.length;
    }

    /** Whether something happened at a touch. */
    boolean hasMilestone(int touch, int milestone) {
        return milestones != null && (milestones[touch] & milestone) != 0;
    }

    /** The touches that stay; each with all milestones, and the largest weight, of those that it stands for. */
    Path collapsed(List<Transforms.Kept> kept) {
        int[] newChannels = new int[kept.size()];
        long[] seconds = new long[kept.size()];
        double[] largest = weights == null ? null : new double[kept.size()];
        int[] marks = milestones == null ? null : new int[kept.size()];
        for (int i = 0; i < newChannels.length; i++) {
            newChannels[i] = kept.get(i).channel();
            seconds[i] = secondsBefore[kept.get(i).touches().get(0)];
            for (int touch : kept.get(i).touches()) {
                if (largest != null) largest[i] = Math.max(largest[i], weights[touch]);
                if (marks != null) marks[i] |= milestones[touch];
            }
        }
        return new Path(newChannels, seconds, largest, marks, direct);
    }
}
