package org.jejak.command;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.*;
import java.util.function.Function;
import org.apache.spark.sql.*;

/** A table of findings for people: each column has a name, and a function that gives its cell for a finding. */
public final class ResultTable<T> {
    private final List<String> names = new ArrayList<>();
    private final List<Function<T, ?>> cells = new ArrayList<>();

    /** Adds a column. A null cell is empty. */
    public ResultTable<T> column(String name, Function<T, ?> cell) {
        names.add(name);
        cells.add(cell);
        return this;
    }

    /** Adds a column of numbers that are written as a format says, such as %.4f. A null cell is empty. */
    public ResultTable<T> formatted(String name, String format, Function<T, Double> cell) {
        return column(name, finding -> {
            Double number = cell.apply(finding);
            return number == null ? "" : String.format(Locale.ROOT, format, number);
        });
    }

    /** Adds a column of numbers, aligned to the right, with so many decimals; whole numbers have none if they had more than two. */
    public ResultTable<T> rounded(String name, int decimals, Function<T, Double> cell) {
        return column(name, finding -> {
            Double number = cell.apply(finding);
            if (number == null) return null;
            BigDecimal rounded = BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
            boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
            return decimals > 2 && isWhole ? rounded.setScale(0, RoundingMode.HALF_UP) : rounded;
        });
    }

    /** Prints the findings, one a line, in their order. */
    public void print(PrintStream out, List<T> findings) {
        List<Row> rows = findings.stream()
                .map(f -> RowFactory.create(cells.stream().map(c -> c.apply(f)).toArray()))
                .toList();
        out.print(TextTable.of(names, rows));
    }
}
