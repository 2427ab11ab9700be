package org.jejak.pipeline;

import java.math.BigDecimal;
import java.util.Optional;
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
     * One number computed from a whole table, or from its rows that have one value in a column.
     *
     * @param table the table
     * @param aggregate SQL sum or count over its columns; null counts as 0
     * @param of the rows that count; empty for all
     */
    record Figure(Table table, String aggregate, Optional<Of> of) {
        /** Rows with one value, a text that is never null, in a column: one column for all figures of a table. */
        record Of(Field column, String value) {}

        /** The same of the rows with one value in a column. */
        Figure of(Field column, String value) {
            return new Figure(table, aggregate, Optional.of(new Of(column, value)));
        }

        /** In words, for messages. */
        @Override
        public String toString() {
            return table.fullName() + " " + aggregate
                    + of.map(o -> " of " + o.column.name() + " " + o.value).orElse("");
        }
    }

    static Figure count(Table table) {
        return new Figure(table, "count(1)", Optional.empty());
    }

    static Figure countIf(Table table, String predicate) {
        return new Figure(table, "count_if(" + predicate + ")", Optional.empty());
    }

    static Figure sum(Table table, Field column) {
        return sum(table, column.name());
    }

    static Figure sum(Table table, String expression) {
        return new Figure(table, "sum(" + expression + ")", Optional.empty());
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
