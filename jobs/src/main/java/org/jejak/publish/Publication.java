package org.jejak.publish;

import java.time.LocalDate;
import java.util.*;
import java.util.function.BiFunction;
import org.apache.spark.sql.*;
import org.jejak.table.DataFile;
import org.jejak.table.Table;

/**
 * Gold tables that belong together: what one finished run published.
 *
 * @param runId the run
 * @param date its logical date
 * @param parts tables with their Delta versions, in the order of the data dictionary
 * @param reader reads all rows of a table as of a version
 * @param lister the files of a table as of a version, where other tools can read them
 */
public record Publication(
        String runId,
        LocalDate date,
        List<Part> parts,
        BiFunction<Table, Long, Dataset<Row>> reader,
        BiFunction<Table, Long, Optional<List<DataFile>>> lister) {
    /** One table as of one Delta version. */
    public record Part(Table table, long version) {}

    /** A publication that only Spark can read. */
    public Publication(String runId, LocalDate date, List<Part> parts, BiFunction<Table, Long, Dataset<Row>> reader) {
        this(runId, date, parts, reader, (table, version) -> Optional.empty());
    }

    /** The tables, in the order of the parts. */
    public List<Table> tables() {
        return parts.stream().map(Part::table).toList();
    }

    /** The part that is this table. */
    public Part part(Table table) {
        return parts.stream().filter(p -> p.table().equals(table)).findFirst().orElseThrow();
    }

    /** The rows of a part, in schema order. */
    public Dataset<Row> rows(Part part) {
        return part.table().select(reader.apply(part.table(), part.version()));
    }

    /** The files of a part; empty if only Spark can read them. */
    public Optional<List<DataFile>> files(Part part) {
        return lister.apply(part.table(), part.version());
    }
}
