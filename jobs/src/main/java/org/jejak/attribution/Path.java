package org.jejak.attribution;

import java.util.List;

/**
 * One path: the touches before one outcome, oldest first, with channels as numbers of a {@link ChannelDictionary}.
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

    /** Number of touches. */
    public int length() {
        return channels.length;
    }

    /** Whether something happened at a touch. */
    boolean hasMilestone(int touch, int milestone) {
        return milestones != null && (milestones[touch] & milestone) != 0;
    }

    /** Milestones as bits, from a text that names them. */
    static int milestones(String text) {
        if (text == null) return 0;
        return (text.contains("lead") ? LEAD : 0) | (text.contains("opportunity") ? OPPORTUNITY : 0);
    }

    /** The text of {@link #milestones(String)}: {@code lead}, {@code opportunity}, both with a space between, or empty. */
    static String text(int milestones) {
        String lead = (milestones & LEAD) != 0 ? "lead" : "";
        return (milestones & OPPORTUNITY) != 0 ? (lead + " opportunity").strip() : lead;
    }

    /** The path of the touches that are kept, each merged as {@link Transforms.KeptTouch} says. */
    Path collapsed(List<Transforms.KeptTouch> kept) {
        return new Path(
                kept.stream().mapToInt(Transforms.KeptTouch::channel).toArray(),
                kept.stream().mapToLong(k -> secondsBefore[k.first()]).toArray(),
                weights == null
                        ? null
                        : kept.stream()
                                .mapToDouble(k -> weights[k.heaviest(weights)])
                                .toArray(),
                milestones == null
                        ? null
                        : kept.stream().mapToInt(k -> k.milestones(milestones)).toArray(),
                direct);
    }
}
