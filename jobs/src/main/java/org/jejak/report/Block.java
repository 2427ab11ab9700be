package org.jejak.report;

import org.jejak.report.chart.Chart;
import org.jejak.report.chart.DataTable;

/** What stands in a section, one below the other. */
public sealed interface Block {
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
     * @param isHalf whether two stand side by side
     * @param table the numbers drawn
     */
    record Figure(
            String id, String title, String note, String alt, Chart chart, int height, boolean isHalf, DataTable table)
            implements Block {
        @Override
        public String kind() {
            return "figure";
        }
    }

    /**
     * A table that is always open.
     *
     * @param title what it shows
     * @param isHalf whether two stand side by side
     */
    record Listing(String id, String title, String note, boolean isHalf, DataTable table) implements Block {
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
