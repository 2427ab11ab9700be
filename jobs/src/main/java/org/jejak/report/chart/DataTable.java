package org.jejak.report.chart;

import java.util.List;

/**
 * Rows and columns of texts, as they are read below a figure or on their own.
 *
 * @param columns headings
 * @param isNumber whether a column holds numbers, one flag per column
 * @param rows one text per column
 */
public record DataTable(List<String> columns, List<Boolean> isNumber, List<List<String>> rows) {}
