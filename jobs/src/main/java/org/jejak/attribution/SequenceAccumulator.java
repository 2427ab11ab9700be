package org.jejak.attribution;

import java.util.Arrays;
import org.jejak.config.UsageException;

/** An {@link Accumulator} whose places are different sequences of channels: each path counts at one of them. */
abstract class SequenceAccumulator extends Accumulator {
    final SequenceDictionary sequences = new SequenceDictionary();
    private final int most;
    private final String tooMany;

    /**
     * @param most more different sequences than this are refused
     * @param tooMany the error of that, with %d for the number
     */
    SequenceAccumulator(int most, String tooMany) {
        this.most = most;
        this.tooMany = tooMany;
    }

    /** What is counted of a path with these channels; of a result it is that result. */
    abstract int[] sequence(int[] channels);

    private int number(int[] channels) {
        int number = sequences.number(sequence(channels));
        if (number >= most) throw new UsageException(tooMany.formatted(most));
        return number;
    }

    @Override
    final void place(Path path, WeightedIndices places) {
        places.add(number(path.channels()), 1);
    }

    @Override
    final int size() {
        return sequences.size();
    }

    @Override
    final int[] placesOf(Accumulator other, int[] channelsOfOther) {
        int[][] theirs = ((SequenceAccumulator) other).sequences.translated(channelsOfOther);
        return Arrays.stream(theirs).mapToInt(this::number).toArray();
    }
}
