package org.jejak.publish;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import org.apache.spark.sql.Row;

/** Rows in the text format of PostgreSQL's COPY: columns between tabs, null as \N, special characters escaped. */
final class CopyText {
    private CopyText() {}

    static byte[] line(Row row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) line.append('\t');
            append(line, row.get(i));
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder line, Object value) {
        if (value == null) line.append("\\N");
        else if (value instanceof String text) escape(line, text);
        else if (value instanceof Timestamp time) line.append(time.toInstant());
        else if (value instanceof BigDecimal money) line.append(money.toPlainString());
        else line.append(value);
    }

    /** PostgreSQL has no character zero in texts: it becomes the replacement character. */
    private static void escape(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\0' -> line.append('\uFFFD');
                default -> line.append(c);
            }
        }
    }
}
