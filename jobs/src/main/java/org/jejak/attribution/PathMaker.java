package org.jejak.attribution;

import java.util.Set;
import java.util.TreeSet;

/** Makes paths of a study out of channel names: transforms them, then numbers what is left. */
public final class PathMaker {
    private final ChannelDictionary target;
    private final ChannelDictionary named;
    private final Transforms transforms;
    private final String direct;

    /**
     * @param target numbers of the study
     * @param direct name of the channel that last_non_direct passes over
     */
    public PathMaker(ChannelDictionary target, Transforms transforms, String direct) {
        this.target = target;
        this.named = transforms.isNone() ? target : new ChannelDictionary();
        this.transforms = transforms;
        this.direct = direct;
    }

    /** A path whose touches are evenly spaced, the last at the outcome. */
    public Path evenly(String[] names, long gapSeconds) {
        int[] channels = numbers(names);
        return finished(Path.evenly(channels, gapSeconds, -1));
    }

    /** A path; see {@link Path} for the arrays. */
    public Path of(String[] names, long[] secondsBefore, double[] weights, int[] milestones) {
        return finished(new Path(numbers(names), secondsBefore, weights, milestones, -1));
    }

    /** Names of all channels so far, as they were before transforms. */
    Set<String> names() {
        return new TreeSet<>(named.names());
    }

    private int[] numbers(String[] names) {
        int[] channels = new int[names.length];
        for (int i = 0; i < names.length; i++) channels[i] = named.number(names[i]);
        return channels;
    }

    private Path finished(Path path) {
        Path changed = path;
        int[] channels = path.channels();
        if (!transforms.isNone() && path.length() > 0) {
            changed = transforms.apply(path, named);
            channels = changed.channels().clone();
            for (int i = 0; i < channels.length; i++) channels[i] = target.number(named.name(channels[i]));
        }
        return new Path(
                channels, changed.secondsBefore(), changed.weights(), changed.milestones(), target.find(direct));
    }
}
