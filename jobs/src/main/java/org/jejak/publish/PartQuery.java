package org.jejak.publish;

import static org.jejak.publish.SqlDialect.name;
import static org.jejak.publish.SqlDialect.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jejak.publish.Publication.Part;
import org.jejak.table.*;

/**
 * How DuckDB reads the rows of a published table: from the warehouse's own Parquet files where they lie on this machine, else
 * from files that Spark writes aside.
 */
final class PartQuery {
    private PartQuery() {}

    /**
     * A query for all rows, with the columns in schema order.
     *
     * @param aside a folder for files, if there have to be any; the caller removes it
     */
    static String of(Publication publication, Part part, Path aside) {
        List<DataFile> files = publication.files(part).orElseGet(() -> written(publication, part, aside));
        Map<Map<String, String>, List<Path>> whole = new LinkedHashMap<>();
        List<String> queries = new ArrayList<>();
        queries.add(none(part.table()));
        for (DataFile file : files) {
            if (file.deleted().isEmpty())
                whole.computeIfAbsent(file.folder(), f -> new ArrayList<>()).add(file.path());
            else
                queries.add(read(part.table(), file.folder(), List.of(file.path()))
                        + outside(places(file.deleted(), aside.resolve(queries.size() + ".csv"))));
        }
        whole.forEach((folder, paths) -> queries.add(read(part.table(), folder, paths)));
        return "SELECT " + SqlDialect.names(part.table().fields()) + " FROM ("
                + String.join(" UNION ALL BY NAME ", queries) + ")";
    }

    /** A file that names rows by their places. */
    private static Path places(BitSet rows, Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, rows.stream().mapToObj(Integer::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outside(Path places) {
        return " WHERE file_row_number NOT IN (SELECT place FROM read_csv(" + text(places.toString())
                + ", header = false, columns = {'place': 'BIGINT'}))";
    }

    private static List<DataFile> written(Publication publication, Part part, Path aside) {
        publication.rows(part).write().option("compression", "snappy").parquet(aside.toString());
        try (Stream<Path> files = Files.list(aside)) {
            return files.filter(f -> f.toString().endsWith(".parquet"))
                    .sorted()
                    .map(f -> new DataFile(f, Map.of(), new BitSet()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No row, but every column: a file of an earlier release may lack some. */
    private static String none(Table table) {
        return "SELECT "
                + table.fields().stream()
                        .map(f -> "CAST(NULL AS " + SqlDialect.type(f.type()) + ") AS " + name(f.name()))
                        .collect(Collectors.joining(", "))
                + " WHERE false";
    }

    /** Of the columns that name a folder the log has the last word. */
    private static String read(Table table, Map<String, String> folder, List<Path> paths) {
        String columns = "*";
        for (Field f : table.fields()) {
            if (!folder.containsKey(f.name())) continue;
            String value = folder.get(f.name()) == null ? "NULL" : text(folder.get(f.name()));
            columns += ", CAST(" + value + " AS " + SqlDialect.type(f.type()) + ") AS " + name(f.name());
        }
        if (!folder.isEmpty()) {
            String names = folder.keySet().stream().map(SqlDialect::text).collect(Collectors.joining(", "));
            columns = columns.replaceFirst("\\*", "COLUMNS(lambda c: c NOT IN (" + names + "))");
        }
        String list = paths.stream()
                .map(p -> text(p.toString().replaceAll("([*?\\[])", "[$1]")))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM read_parquet([" + list
                + "], union_by_name = true, hive_partitioning = false, file_row_number = true)";
    }
}
