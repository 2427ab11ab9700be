package org.jejak.command;

import java.math.BigDecimal;
import java.util.*;
import org.apache.spark.sql.Row;

/** Rows as a table of text: columns aligned, numbers to the right, control characters shown as dots. */
public final class TextTable {
    private static final int MAX_WIDTH = 60;

    /** Of the last column, which has the rest of the line. */
    private static final int MAX_LAST_WIDTH = 160;

    private TextTable() {}

    public static String of(List<String> header, List<Row> rows) {
        List<String[]> lines = new ArrayList<>();
        lines.add(header.toArray(String[]::new));
        boolean[] numeric = new boolean[header.size()];
        Arrays.fill(numeric, !rows.isEmpty());
        for (Row row : rows) {
            String[] line = new String[header.size()];
            for (int i = 0; i < line.length; i++) {
                Object value = row.get(i);
                line[i] = shown(value, i + 1 < line.length ? MAX_WIDTH : MAX_LAST_WIDTH);
                numeric[i] &= value == null || value instanceof Number;
            }
            lines.add(line);
        }
        int[] widths = new int[header.size()];
        for (String[] line : lines)
            for (int i = 0; i < line.length; i++) widths[i] = Math.max(widths[i], line[i].length());
        StringBuilder text = new StringBuilder();
        for (int l = 0; l < lines.size(); l++) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = lines.get(l)[i];
                String pad = " ".repeat(widths[i] - cell.length());
                out.append(numeric[i] ? pad + cell : cell + pad).append("  ");
            }
            text.append(out.toString().stripTrailing()).append('\n');
            if (l == 0) {
                StringBuilder rule = new StringBuilder();
                for (int width : widths) rule.append("-".repeat(width)).append("  ");
                text.append(rule.toString().stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    private static String shown(Object value, int most) {
        if (value == null) return "";
        String text = value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value);
        text = text.replaceAll("\\p{Cntrl}", ".");
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
