package org.jejak.attribution;

import org.jejak.config.UsageException;

/**
 * Accumulator of {@link Markov}: counts the transitions of the chain. Places are pairs of states; the pair of a state and the
 * end holds outcomes.
 */
final class MarkovAccumulator extends Accumulator {
    /** First of a pair: the start. Second of a pair: the end. States are numbered from 1. */
    static final int BORDER = 0;

    private final int order;
    private final int maxStates;
    private final SequenceDictionary states = new SequenceDictionary();
    private final PairDictionary pairs = new PairDictionary();
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
        MarkovAccumulator theirs = (MarkovAccumulator) other;
        int[][] windows = theirs.states.translated(channelsOfOther);
        int[] stateOf = new int[windows.length + 1];
        for (int i = 0; i < windows.length; i++) stateOf[i + 1] = state(windows[i], 0, windows[i].length);
        int[] places = new int[theirs.pairs.size()];
        for (int i = 0; i < places.length; i++)
            places[i] = pairs.number(stateOf[theirs.pairs.first(i)], stateOf[theirs.pairs.second(i)]);
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
        int[] first = new int[pairs.size()];
        int[] second = new int[pairs.size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = pairs.first(i) - 1;
            second[i] = pairs.second(i) - 1;
        }
        return new MarkovChain(names.sortedNames(), states.translated(names.ranks()), first, second);
    }
}
