package org.jejak.report.chart;

import java.util.Map;

/** A figure described as data. */
public interface Chart {
    /**
     * The ECharts option: maps, lists, texts, numbers, flags, null for a gap, and {@link java.util.function.DoubleFunction}
     * where a number is to be written by a formatter. A text {@code "@ribbon"} names a shape of {@code shapes.js}.
     */
    Map<String, Object> option(Canvas canvas);

    /**
     * The numbers drawn, for machines: labels and series by name, as maps, lists, texts, numbers and nulls. Not rounded.
     */
    Map<String, Object> data();

    /** What the browser shows where the pointer rests. */
    default Tooltips tips() {
        return Tooltips.NONE;
    }
}
