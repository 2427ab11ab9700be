package org.jejak.attribution;

import java.util.*;

/** Makes each {@link Path} of a file from channel names: transforms it, then numbers the channels that are left. */
public final class PathMaker {
    private final ChannelDictionary target;
    private final ChannelDictionary named;
    private final Transforms transforms;
    private final String direct;

    /**
     * @param target numbers of the channels on the finished paths
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
        return finished(Path.evenly(named.numbers(names), gapSeconds, -1));
    }

    /** A path; see {@link Path} for the arrays. */
    public Path of(String[] names, long[] secondsBefore, double[] weights, int[] milestones) {
        return finished(new Path(named.numbers(names), secondsBefore, weights, milestones, -1));
    }

    /** Names of all channels so far, as they were before transforms. */
    Set<String> names() {
        return new TreeSet<>(named.names());
    }

    private Path finished(Path path) {
        Path changed = path;
        int[] channels = path.channels();
        if (!transforms.isNone() && path.length() > 0) {
            changed = transforms.apply(path, named);
            channels = Arrays.stream(changed.channels())
                    .map(c -> target.number(named.name(c)))
                    .toArray();
        }
        return new Path(
                channels, changed.secondsBefore(), changed.weights(), changed.milestones(), target.find(direct));
    }
}
