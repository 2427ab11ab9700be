package org.jejak.command.bench;

import java.util.*;
import java.util.function.ToDoubleFunction;

/**
 * A run in a process of its own.
 *
 * @param run what the ledger says of it
 * @param process how the process went; empty for a history of an earlier bench
 */
record Measured(RunFigures run, Optional<ChildProcess.Result> process) {
    double seconds() {
        return run.seconds();
    }

    /** The one in the middle by some figure; of an even number the lower of the two. */
    static <T> T median(List<T> measured, ToDoubleFunction<T> figure) {
        return measured.stream()
                .sorted(Comparator.comparingDouble(figure))
                .toList()
                .get((measured.size() - 1) / 2);
    }
}
