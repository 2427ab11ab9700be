package org.jejak.attribution;

import java.util.Arrays;
import org.jejak.config.UsageException;

/** Counts the transitions of a Markov chain. Places are pairs of states; the pair of a state and the end holds outcomes. */
final class MarkovAccumulator extends Accumulator {
    /** First of a pair: the start. Second of a pair: the end. States are numbered from 1. */
    static final int BORDER = 0;

    private final int order;
    private final int maxStates;
    private final Sequences states = new Sequences();
    private final Pairs pairs = new Pairs();
    private transient MarkovChain chain;
    private transient int chainChannels;

    MarkovAccumulator(int order, int maxStates) {
        this.order = order;
        this.maxStates = maxStates;
    }

    @Override
    void place(Path path, WeightedIndices places) {
        int[] channels = path.channels();
        int window = Math.min(order, channels.length);
        int from = BORDER;
        for (int begin = 0; begin + window <= channels.length; begin++) {
            int to = state(channels, begin, begin + window);
            if (to == from) continue;
            places.add(pairs.number(from, to), 1);
            from = to;
        }
        places.add(pairs.number(from, BORDER), 1);
    }

    private int state(int[] channels, int begin, int end) {
        int state = states.number(channels, begin, end) + 1;
        if (state > maxStates)
            throw new UsageException("markov of order " + order + " has more than " + maxStates
                    + " states on these paths; lower the order, transform the paths, or raise the cap (--max-states)");
        return state;
    }

    @Override
    int size() {
        return pairs.size();
    }

    @Override
    int[] placesOf(Accumulator other, int[] channelsOfOther) {
        MarkovAccumulator tally = (MarkovAccumulator) other;
        int[] stateOf = new int[tally.states.size() + 1];
        for (int i = 1; i < stateOf.length; i++) {
            int[] channels = tally.states.get(i - 1);
            for (int c = 0; c < channels.length; c++) channels[c] = channelsOfOther[channels[c]];
            stateOf[i] = state(channels, 0, channels.length);
        }
        int[] places = new int[tally.pairs.size()];
        for (int i = 0; i < places.length; i++)
            places[i] = pairs.number(stateOf[tally.pairs.first(i)], stateOf[tally.pairs.second(i)]);
        return places;
    }

    @Override
    AttributionFit fit(ChannelDictionary names, Sums sums) {
        if (chain == null || chain.pairCount() != pairs.size() || chainChannels != names.size()) {
            chain = chain(names);
            chainChannels = names.size();
        }
        return chain.fit(sums);
    }

    private MarkovChain chain(ChannelDictionary names) {
        int[] ranks = names.ranks();
        int[][] windows = new int[states.size()][];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = states.get(i);
            for (int c = 0; c < windows[i].length; c++) windows[i][c] = ranks[windows[i][c]];
        }
        int[] first = new int[pairs.size()];
        int[] second = new int[pairs.size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = pairs.first(i) - 1;
            second[i] = pairs.second(i) - 1;
        }
        String[] sorted = Arrays.stream(names.sorted()).mapToObj(names::name).toArray(String[]::new);
        return new MarkovChain(sorted, windows, first, second);
    }
}
