package org.jejak.pipeline;

import java.math.BigDecimal;
import org.jejak.table.*;

/**
 * Something that must hold between two figures of the warehouse.
 *
 * @param name name of the rule
 * @param meaning what the difference of the figures counts
 * @param left a figure
 * @param right the figure it must equal
 * @param blocks whether a failure keeps the run from being published
 */
record QualityRule(String name, String meaning, Figure left, Figure right, boolean blocks) {
    /**
     * One number computed from a whole table.
     *
     * @param table the table
     * @param aggregate SQL aggregate over its columns; null counts as 0
     */
    record Figure(Table table, String aggregate) {}

    static Figure count(Table table) {
        return new Figure(table, "count(1)");
    }

    static Figure countIf(Table table, String predicate) {
        return new Figure(table, "count_if(" + predicate + ")");
    }

    static Figure sum(Table table, Field column) {
        return sum(table, column.name());
    }

    static Figure sum(Table table, String expression) {
        return new Figure(table, "sum(" + expression + ")");
    }

    /** A rule that blocks publication. */
    static QualityRule equal(String name, String meaning, Figure left, Figure right) {
        return new QualityRule(name, meaning, left, right, true);
    }

    /** How far apart the figures are: 0 is what must be. */
    static BigDecimal difference(BigDecimal left, BigDecimal right) {
        return left.subtract(right).abs();
    }
}
