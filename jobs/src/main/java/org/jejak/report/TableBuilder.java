package org.jejak.report;

import java.util.ArrayList;
import java.util.List;
import org.jejak.report.Block.DataTable;

/** Puts a table together row by row. Columns whose heading starts with {@code #} hold numbers. */
final class TableBuilder {
    private final List<String> columns = new ArrayList<>();
    private final List<Boolean> isNumber = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private TableBuilder() {}

    static TableBuilder with(String... headings) {
        TableBuilder table = new TableBuilder();
        for (String heading : headings) {
            table.isNumber.add(heading.startsWith("#"));
            table.columns.add(heading.startsWith("#") ? heading.substring(1) : heading);
        }
        return table;
    }

    TableBuilder row(String... texts) {
        if (texts.length != columns.size()) {
            throw new IllegalArgumentException(texts.length + " values for the columns " + columns);
        }
        rows.add(List.of(texts));
        return this;
    }

    TableBuilder row(List<String> texts) {
        return row(texts.toArray(String[]::new));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    DataTable table() {
        return new DataTable(List.copyOf(columns), List.copyOf(isNumber), List.copyOf(rows));
    }
}
