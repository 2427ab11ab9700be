package org.jejak.report;

import org.jejak.report.chart.Chart;
import org.jejak.report.chart.DataTable;

/** What stands in a section, one below the other. */
public sealed interface Block {
    /** How much of a line a block takes; on a phone all take the whole. */
    enum Width {
        FULL,
        HALF,
        THIRD
    }

    /** Name of the kind, for the template. */
    String kind();

    /**
     * A drawing with its title, words for those who cannot see it, and its numbers as a table.
     *
     * @param id unique in the report
     * @param title what it shows: measure, of whom, in which time
     * @param note how to read it; empty for none
     * @param alt the same as the drawing says, in words
     * @param chart the drawing
     * @param height pixels
     * @param width of the figure
     * @param table the numbers drawn
     */
    record Figure(
            String id, String title, String note, String alt, Chart chart, int height, Width width, DataTable table)
            implements Block {
        @Override
        public String kind() {
            return "figure";
        }
    }

    /**
     * A table.
     *
     * @param id unique in the report
     * @param title what it shows
     * @param note how to read it; empty for none
     * @param width of the table
     * @param isFolded whether it is closed until the reader opens it, and not printed
     */
    record Listing(String id, String title, String note, Width width, boolean isFolded, DataTable table)
            implements Block {
        @Override
        public String kind() {
            return "listing";
        }
    }

    /** A sentence in place of what cannot be shown. */
    record Message(String text) implements Block {
        @Override
        public String kind() {
            return "message";
        }
    }
}
