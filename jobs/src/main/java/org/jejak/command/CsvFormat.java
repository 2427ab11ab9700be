package org.jejak.command;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringWriter;
import java.util.List;
import org.apache.spark.sql.Row;

/** Rows as CSV: RFC 4180, with a header. */
final class CsvFormat {
    private CsvFormat() {}

    static String of(List<String> header, List<Row> rows) {
        StringWriter text = new StringWriter();
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.setNullValue("");
        CsvWriter writer = new CsvWriter(text, settings);
        writer.writeHeaders(header);
        for (Row row : rows) {
            Object[] cells = new Object[header.size()];
            for (int i = 0; i < cells.length; i++) cells[i] = row.get(i);
            writer.writeRow(cells);
        }
        writer.close();
        return text.toString();
    }
}
