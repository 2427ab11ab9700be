package org.jejak.config;

/**
 * How paths of journeys are shown.
 *
 * @param steps steps of the step-by-step flow
 * @param nodesPerStep most nodes of a step; the others are (other)
 * @param leastSupport share of journeys that has to hold a sequence for it to be frequent, 0 to 1
 * @param longestSequence most channels of a frequent sequence
 */
public record PathSettings(int steps, int nodesPerStep, double leastSupport, int longestSequence)
        implements java.io.Serializable {
    static PathSettings read(SettingsSection s) {
        return s.done(new PathSettings(
                s.integer("steps", 2, 50),
                s.integer("nodes-per-step", 2, 1000),
                s.number("least-support-percent", 1, 100) / 100.0,
                s.integer("longest-sequence", 1, 10)));
    }
}
