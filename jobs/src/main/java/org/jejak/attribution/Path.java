package org.jejak.attribution;

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

    /** Some of the touches, in order, perhaps under other channels. */
    Path keep(int[] touches, int[] newChannels) {
        long[] seconds = new long[touches.length];
        double[] kept = weights == null ? null : new double[touches.length];
        int[] marks = milestones == null ? null : new int[touches.length];
        for (int i = 0; i < touches.length; i++) {
            seconds[i] = secondsBefore[touches[i]];
            if (kept != null) kept[i] = weights[touches[i]];
            if (marks != null) marks[i] = milestones[touches[i]];
        }
        return new Path(newChannels, seconds, kept, marks, direct);
    }
}
