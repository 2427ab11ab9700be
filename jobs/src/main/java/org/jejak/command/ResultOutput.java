package org.jejak.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import org.apache.spark.sql.*;
import org.jejak.config.UsageException;
import picocli.CommandLine.Option;

/** How a command gives its result: printed, or written to one file. */
public final class ResultOutput {
    /** Ways to show rows. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        PARQUET
    }

    @Option(
            names = "--format",
            description = "table, csv, json (one object per line) or parquet. Default: table when printed, else by the "
                    + "ending of --out, csv if that tells nothing.")
    private Format format;

    @Option(
            names = "--limit",
            description = "Most rows of a printed table. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int limit;

    @Option(
            names = "--formulas",
            description =
                    "Write texts of a CSV as they are. Else those that begin with = + - @ or a tab have a ' in front: a "
                            + "spreadsheet would take them for a formula, and visitors choose what some of them say.")
    private boolean formulas;

    @Option(names = "--out", paramLabel = "FILE", description = "Write all rows to this one file instead.")
    private Path out;

    /** Whether standard output holds nothing but data, so that everything else has to go to standard error. */
    public boolean isData() {
        return out == null && format != null && format != Format.TABLE;
    }

    /** Whether the result is to be read on the terminal. */
    public boolean isPrinted() {
        return out == null && !isData();
    }

    /**
     * Refuses what cannot be shown, before any work is done for it.
     *
     * @throws UsageException if format and file do not go together
     */
    public void check() {
        if (limit < 0) throw new UsageException("--limit " + limit + " must not be below 0");
        if (out != null && Files.isDirectory(out))
            throw new UsageException("--out " + out + " is a folder; give the file to write");
        if (out == null && format == Format.PARQUET) throw new UsageException("--format parquet needs --out FILE");
        if (out != null && format == Format.TABLE)
            throw new UsageException("--format table is for the terminal; --out writes csv, json or parquet");
    }

    /** Shows a result in its order. */
    public void show(Dataset<Row> rows) {
        check();
        if (out != null) {
            write(rows);
            System.out.println("Written to " + out);
            return;
        }
        List<String> header = Arrays.asList(rows.columns());
        switch (format == null ? Format.TABLE : format) {
            case TABLE -> {
                List<Row> shown = rows.takeAsList(limit + 1);
                boolean more = shown.size() > limit;
                System.out.print(TextTable.of(header, more ? shown.subList(0, limit) : shown));
                if (more) System.err.println("(first " + limit + " rows; --limit shows more, --out writes all)");
            }
            case CSV -> System.out.print(CsvFormat.of(header, cells(rows).collectAsList()));
            case JSON -> rows.toJSON().collectAsList().forEach(System.out::println);
            case PARQUET -> throw new IllegalStateException("refused by check()");
        }
    }

    private void write(Dataset<Row> rows) {
        String name = format == null ? OutputFiles.formatOf(out) : format.name().toLowerCase(Locale.ROOT);
        OutputFiles.write(name.equals("csv") ? cells(rows) : rows, out, name);
    }

    private Dataset<Row> cells(Dataset<Row> rows) {
        return formulas ? rows : CsvFormat.withoutFormulas(rows);
    }
}
