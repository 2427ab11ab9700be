package org.jejak.command.warehouse;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.sql.*;
import org.jejak.config.Settings;
import org.jejak.dictionary.DictionaryPage;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.pipeline.SafeMessages;
import org.jejak.publish.Publication;
import org.jejak.report.Messages;
import org.jejak.report.Page;
import org.jejak.report.Report;
import org.jejak.report.ReportJson;
import org.jejak.report.ReportText;
import org.jejak.report.Source;
import org.jejak.report.chart.SvgRenderer;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;

/** Makes executive reports from publications. */
final class Reports {
    private final Warehouse warehouse;
    private final Settings settings;

    Reports(SparkSession spark, Settings settings) {
        this.warehouse = Warehouse.of(spark, settings);
        this.settings = settings;
    }

    /** Writes the report of the newest publication if the settings ask for one. A failure is printed and does not fail the night. */
    void afterNight(PrintStream out) {
        if (!settings.report().afterNights()) return;
        long start = System.nanoTime();
        try {
            Path file = write(
                    PublicationFinder.last(warehouse, Optional.empty()),
                    settings.report().language(),
                    settings.report().folder());
            out.printf(Locale.ROOT, "  %-20s %6.1f s   %s%n", "report", (System.nanoTime() - start) / 1e9, file);
        } catch (RuntimeException e) {
            out.println("  note: the tables are published, but the report could not be made: " + SafeMessages.message(e)
                    + " (jejak report --date D tries again)");
        }
    }

    /**
     * Writes the report of a date's last publication, and beside it the brief as text, everything as JSON, and the data
     * dictionary, {@code tables.html}.
     *
     * @return the file
     * @throws InputMissingException if nothing was published for the date
     */
    Path write(LocalDate date, String language, Path folder) {
        return write(PublicationFinder.last(warehouse, Optional.of(date)), language, folder);
    }

    private Path write(Publication publication, String language, Path folder) {
        Messages words = Messages.of(language, settings.baseCurrency());
        // loading the drawing library takes as long as the first queries, on another core
        FutureTask<SvgRenderer> renderer = new FutureTask<>(SvgRenderer::new);
        Thread loading = new Thread(renderer, "charts");
        loading.setDaemon(true);
        loading.start();
        Report report = Report.of(source(publication), words);
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
        String name = "report-" + report.source().date() + ending;
        replace(folder.resolve("tables.html"), DictionaryPage.html());
        replace(folder.resolve(name + ".txt"), ReportText.of(report, name + ".html"));
        replace(folder.resolve(name + ".json"), ReportJson.of(report));
        return replace(folder.resolve(name + ".html"), page);
    }

    /** Replaces a file by one with this text, as a whole or not at all. */
    private static Path replace(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(unfinished, text, StandardCharsets.UTF_8);
            return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Source source(Publication publication) {
        Row run = warehouse
                .read(Runs.TABLE)
                .filter(Runs.RUN_ID.col().equalTo(publication.runId()))
                .first();
        Map<String, Long> versions = new TreeMap<>();
        publication.parts().forEach(p -> versions.put(p.table().fullName(), p.version()));
        return new Source(
                publication.date(),
                settings,
                publication.runId(),
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
        return version == null || version < 0 ? Optional.empty() : Optional.of(warehouse.read(table, version));
    }
}
