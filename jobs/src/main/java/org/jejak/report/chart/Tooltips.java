package org.jejak.report.chart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words that a browser shows where the pointer rests; pure SVG, no script.
 *
 * @param by what a text belongs to
 * @param texts one per place
 * @param columns of cells; 0 for others
 */
public record Tooltips(By by, List<String> texts, int columns) {
    /** Kinds of places. */
    public enum By {
        /** The room above a name on the lying axis. */
        COLUMN,
        /** The room around a tick of the lying axis, where lines start at its ends. */
        TICK,
        /** The room beside a name on the upright axis, the first on top. */
        ROW,
        /** A cell, row by row from the top. */
        CELL
    }

    /** No words. */
    static final Tooltips NONE = new Tooltips(By.COLUMN, List.of(), 0);

    /** A heading and lines below it; one line alone stands beside it. Empty without lines. */
    static String text(String heading, List<String> lines) {
        if (lines.size() < 2) return lines.isEmpty() ? "" : heading + ": " + lines.get(0);
        return heading + lines.stream().map(l -> "\n" + l).collect(Collectors.joining());
    }
}
