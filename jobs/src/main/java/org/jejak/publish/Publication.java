package org.jejak.publish;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jejak.table.Table;

/**
 * Gold tables that belong together: what one finished run published.
 *
 * @param runId the run
 * @param date its logical date
 * @param parts tables with their Delta versions, in the order of the data dictionary
 * @param reader reads all rows of a table as of a version
 */
public record Publication(
        String runId, LocalDate date, List<Part> parts, BiFunction<Table, Long, Dataset<Row>> reader) {
    /** One table as of one Delta version. */
    public record Part(Table table, long version) {}

    /** The rows of a part, in schema order. */
    public Dataset<Row> rows(Part part) {
        return part.table().select(reader.apply(part.table(), part.version()));
    }
}
