package org.jejak.journey;

/**
 * Assigns events to steps, one to each, for as many steps as possible: a maximum bipartite matching by augmenting paths (Kuhn
 * 1955). Adding an event may move events that were assigned before to other steps they fit, but never leaves one of them out.
 */
final class StepAssignment {
    /** For each step the steps, as bits, that its event fits; 0 while it has no event. */
    private final int[] fitsOf;

    StepAssignment(int steps) {
        this.fitsOf = new int[steps];
    }

    /** Whether one more step has an event now. {@code fits}: bit i set if the event fits step i + 1. */
    boolean add(int fits) {
        return assign(fits, new boolean[fitsOf.length]);
    }

    private boolean assign(int fits, boolean[] tried) {
        for (int step = 0; step < fitsOf.length; step++) {
            if ((fits & 1 << step) == 0 || tried[step]) continue;
            tried[step] = true;
            if (fitsOf[step] == 0 || assign(fitsOf[step], tried)) {
                fitsOf[step] = fits;
                return true;
            }
        }
        return false;
    }
}
