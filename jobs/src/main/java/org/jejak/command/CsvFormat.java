package org.jejak.command;

import static org.apache.spark.sql.functions.*;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Rows as CSV: RFC 4180, with a header. */
final class CsvFormat {
    private CsvFormat() {}

    /** Texts that a spreadsheet would take for a formula with a ' in front, by which it takes them for texts. */
    static Dataset<Row> withoutFormulas(Dataset<Row> rows) {
        StructField[] fields = rows.schema().fields();
        String[] places =
                IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
        Column[] cells = IntStream.range(0, fields.length)
                .mapToObj(i -> cell(col(places[i]), fields[i]))
                .toArray(Column[]::new);
        return rows.toDF(places).select(cells); // by place: two columns of a query may have one name
    }

    private static Column cell(Column cell, StructField field) {
        Column safe = field.dataType().sameType(DataTypes.StringType)
                ? when(cell.rlike("^[=+\\-@\t\r]"), concat(lit("'"), cell)).otherwise(cell)
                : cell;
        return safe.as(field.name());
    }

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
