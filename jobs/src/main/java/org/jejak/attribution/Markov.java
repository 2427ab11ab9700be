package org.jejak.attribution;

import org.jejak.config.UsageException;

/**
 * Removal effects of a Markov chain of any order over channels (Anderl, Becker, von Wangenheim and Schumann 2016, "Mapping
 * the customer journey", sections 3 and 4), exact by linear equations instead of simulated.
 *
 * <p>States are the windows of {@code order} channels of a path; a path shorter than that is one state; a state that
 * follows itself is the same visit. With Q the transitions between states, r those to the conversion and a the start:
 * P = a (I - Q)^-1 r. Removing a channel sends whatever enters a state that holds it to null; its removal effect is
 * 1 - P without it / P, which is the probability that a converting walk visits it.
 *
 * <p>Holds for any data: P = conversions / (conversions + nulls) for every order; from the order of the longest path on,
 * the effect is the share of conversions whose path holds the channel. It compares channels by where they stand on the way; it
 * is no proof that a channel causes conversions, and rare channels need intervals.
 *
 * @param order channels in a state, from 1
 * @param maxStates more states than this are refused
 */
record Markov(int order, int maxStates) implements AttributionModel {
    Markov {
        if (order < 1) throw new UsageException("Markov order " + order + " must be at least 1");
    }

    @Override
    public String name() {
        return "markov";
    }

    @Override
    public Accumulator accumulator(ChannelDictionary channels) {
        return new MarkovAccumulator(order, maxStates);
    }
}
