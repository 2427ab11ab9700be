package org.jejak.attribution;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Serializable;

/** Numbers for pairs of ints, from 0 in order of appearance: the transitions of a Markov chain. */
final class PairDictionary implements Serializable {
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final LongArrayList pairs = new LongArrayList();

    PairDictionary() {
        numbers.defaultReturnValue(-1);
    }

    /** How many pairs there are. */
    int size() {
        return pairs.size();
    }

    /** The number of a pair; a new one if it was not seen before. */
    int number(int first, int second) {
        long pair = (long) first << 32 | second & 0xFFFFFFFFL;
        int known = numbers.putIfAbsent(pair, pairs.size());
        if (known >= 0) return known;
        pairs.add(pair);
        return pairs.size() - 1;
    }

    /** The first int of a pair. */
    int first(int number) {
        return (int) (pairs.getLong(number) >> 32);
    }

    /** The second int of a pair. */
    int second(int number) {
        return (int) pairs.getLong(number);
    }
}
