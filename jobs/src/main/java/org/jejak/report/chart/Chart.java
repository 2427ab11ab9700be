package org.jejak.report.chart;

import java.util.Map;

/** A figure described as data. */
public interface Chart {
    /**
     * The ECharts option: maps, lists, texts, numbers, flags, null for a gap, and {@link java.util.function.DoubleFunction}
     * where a number is to be written by a formatter. A text {@code "@ribbon"} names a shape of {@code shapes.js}.
     */
    Map<String, Object> option(Canvas canvas);

    /** What the browser shows where the pointer rests. */
    default Tooltips tips() {
        return Tooltips.NONE;
    }
}
