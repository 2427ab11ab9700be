package org.jejak.run;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jejak.config.Settings;
import org.jejak.io.Warehouse;
import org.jejak.report.Page;
import org.jejak.report.Report;
import org.jejak.report.Source;
import org.jejak.report.Words;
import org.jejak.report.chart.SvgRenderer;
import org.jejak.table.Publications;
import org.jejak.table.Runs;
import org.jejak.table.Table;
import org.jejak.table.Tables;

/** Makes executive reports from publications. */
final class Reports {
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Settings settings;

    Reports(SparkSession spark, Settings settings) {
        this.spark = spark;
        this.warehouse = new Warehouse(spark, settings.warehouse());
        this.settings = settings;
    }

    /** The report of the newest publication, where the settings ask for one. A report that fails is no failed night: it says so. */
    void afterNight(PrintStream out) {
        if (!settings.report().afterNights()) return;
        long start = System.nanoTime();
        try {
            Path file = write(
                    newest(Optional.empty()),
                    settings.report().language(),
                    settings.report().folder());
            out.printf(Locale.ROOT, "  %-20s %6.1f s   %s%n", "report", (System.nanoTime() - start) / 1e9, file);
        } catch (RuntimeException e) {
            out.println("  note: the tables are published, but the report could not be made: " + Faults.message(e)
                    + " (jejak report --date D tries again)");
        }
    }

    /**
     * Writes the report of a date's last publication.
     *
     * @return the file
     * @throws IngestJob.InputMissing if nothing was published for the date
     */
    Path write(LocalDate date, String language, Path folder) {
        return write(newest(Optional.of(date)), language, folder);
    }

    private Path write(Row run, String language, Path folder) {
        Words words = Words.of(language, settings.baseCurrency());
        // loading the drawing library takes as long as the first queries, on another core
        FutureTask<SvgRenderer> renderer = new FutureTask<>(SvgRenderer::new);
        Thread loading = new Thread(renderer, "charts");
        loading.setDaemon(true);
        loading.start();
        Report report = Report.of(source(run), words);
        String page;
        try {
            page = Page.of(report, renderer.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the charts were loading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the charts could not be loaded: " + e.getCause(), e);
        }
        String ending = language.equals("en") ? "" : "." + language;
        Path file = folder.resolve("report-" + report.source().date() + ending + ".html");
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(file.getFileName() + ".part");
            Files.writeString(unfinished, page, StandardCharsets.UTF_8);
            return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row newest(Optional<LocalDate> date) {
        Dataset<Row> done = warehouse.exists(Runs.TABLE)
                ? warehouse.read(Runs.TABLE).filter("outcome = 'done'")
                : spark.createDataFrame(List.of(), Runs.TABLE.toStructType());
        List<Row> runs = done.orderBy(col("sequence_number").desc()).collectAsList();
        return runs.stream()
                .filter(r -> date.isEmpty() || date.get().equals(dateOf(r)))
                .findFirst()
                .orElseThrow(() -> new IngestJob.InputMissing(missing(date, runs)));
    }

    private String missing(Optional<LocalDate> date, List<Row> runs) {
        String dates = String.join(
                ", ",
                runs.stream().map(r -> dateOf(r).toString()).distinct().limit(5).toList());
        return "nothing was published" + date.map(d -> " for " + d).orElse("") + " in " + settings.warehouse()
                + (runs.isEmpty() ? "; run jejak nightly first" : "; the last dates with a publication: " + dates);
    }

    private static LocalDate dateOf(Row run) {
        return run.getDate(run.fieldIndex(Runs.LOGICAL_DATE.name())).toLocalDate();
    }

    private Source source(Row run) {
        String runId = run.getAs(Runs.RUN_ID.name());
        Map<String, Long> versions = new TreeMap<>();
        warehouse
                .read(Publications.TABLE)
                .filter(Publications.RUN_ID.col().equalTo(runId))
                .collectAsList()
                .forEach(r -> versions.put(
                        r.getAs(Publications.TABLE_NAME.name()), r.<Long>getAs(Publications.DELTA_VERSION.name())));
        return new Source(
                dateOf(run),
                settings.zone(),
                settings.baseCurrency(),
                runId,
                run.getAs(Runs.CODE_VERSION.name()),
                run.getAs(Runs.CONFIG_HASH.name()),
                versions,
                table -> rows(table, versions));
    }

    /** A gold table as published; other tables, which only grow, as they are. */
    private Optional<Dataset<Row>> rows(Table table, Map<String, Long> versions) {
        if (!table.schema().equals("gold")) {
            return warehouse.exists(table) ? Optional.of(warehouse.read(table)) : Optional.empty();
        }
        Long version = versions.get(table.fullName());
        return version == null || version < 0 || Tables.named(table.fullName()).isEmpty()
                ? Optional.empty()
                : Optional.of(warehouse.read(table, version));
    }
}
