package org.jejak.report;

/**
 * A number of the first page.
 *
 * @param label what it is
 * @param value the number
 * @param detail interval, comparison or unit; empty for none
 * @param direction up, down, or empty when there is no comparison
 */
public record KeyFigure(String label, String value, String detail, String direction) {}
