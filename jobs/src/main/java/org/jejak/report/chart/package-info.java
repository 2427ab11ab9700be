/**
 * Charts: figures described as data, drawn to SVG inside the JVM by ECharts under Rhino. A chart says what it shows, a
 * {@link org.jejak.report.chart.Canvas} how much room there is, and {@link org.jejak.report.chart.SvgRenderer} draws.
 * The same chart on the same canvas always gives the same bytes.
 */
package org.jejak.report.chart;
