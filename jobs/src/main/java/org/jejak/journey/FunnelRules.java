package org.jejak.journey;

import java.io.Serializable;
import java.util.List;
import org.jejak.config.FunnelSettings.Mode;

/**
 * What counts as going through a funnel, whatever its steps are; for {@link FunnelMatcher}.
 *
 * @param mode order of the steps, and whether anything may lie between
 * @param window longest time from the first step to the last, in microseconds, inclusive
 * @param repeats whether the steps that were already done may be done again between the steps of a strict funnel
 * @param rising whether each step must be later than the one before, so that events of one moment are never two steps in a
 *     row; for ordered and strict funnels
 * @param exclusions what must not happen between steps; for ordered and unordered funnels
 */
public record FunnelRules(Mode mode, long window, boolean repeats, boolean rising, List<Exclusion> exclusions)
        implements Serializable {
    /** Most exclusions. */
    public static final int MOST_EXCLUSIONS = 31;

    /**
     * Something that voids an attempt when it happens after step {@code from} and before step {@code to}, or before the end of the
     * window where the attempt never gets to {@code to}. At the very moment of one of the two steps it voids nothing.
     *
     * @param from from 1
     * @param to after {@code from}
     */
    public record Exclusion(int from, int to) implements Serializable {}

    /** Copies the exclusions. */
    public FunnelRules {
        exclusions = List.copyOf(exclusions);
    }

    /** The rules of a funnel of the settings. */
    public FunnelRules(Mode mode, long window) {
        this(mode, window, false, false, List.of());
    }
}
