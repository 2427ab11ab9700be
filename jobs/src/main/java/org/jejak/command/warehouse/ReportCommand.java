package org.jejak.command.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.report.Chromium;
import org.jejak.report.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code report}: the executive report of one date. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the executive report of a date's last publication: one HTML file that opens offline,"
                + " its brief as text (.txt) and all of it as JSON (.json).")
public final class ReportCommand implements Callable<Integer> {
    private static final int WIDTH = 1280;

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(names = "--date", required = true, description = "Logical date, yyyy-MM-dd.")
    private LocalDate date;

    @Option(
            names = {"--locale", "--language"},
            paramLabel = "LANGUAGE",
            description = "Texts, numbers and dates: en or id. Default: report.language of the settings.")
    private String language;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Default: report.folder of the settings.")
    private Path folder;

    @Option(names = "--pdf", description = "Also as PDF, on A4; needs Chromium.")
    private boolean pdf;

    @Option(names = "--png", description = "Also as a picture, 1280 pixels wide; needs Chromium.")
    private boolean png;

    @Override
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        String spoken = language == null ? settings.report().language() : language;
        Messages.of(spoken, settings.baseCurrency());
        Path file;
        try (SparkSession spark = SparkSessions.start("report")) {
            file = new Reports(spark, settings)
                    .write(date, spoken, folder == null ? settings.report().folder() : folder);
        }
        System.out.println("Written to " + file);
        if (pdf || png) print(file);
        return 0;
    }

    private void print(Path file) throws IOException {
        Optional<Path> browser = Chromium.find();
        if (browser.isEmpty()) {
            System.err.println(
                    "jejak: no PDF or PNG: Chromium is not on the PATH. Install it with jobs/bin/install-tools browser"
                            + " (Debian), or set " + Chromium.VARIABLE
                            + " to the browser. The HTML file prints on A4 from any browser.");
            return;
        }
        if (pdf) {
            Path printed = beside(file, ".pdf");
            Chromium.pdf(browser.get(), file, printed);
            System.out.println("Written to " + printed);
        }
        if (png) {
            Path picture = beside(file, ".png");
            Chromium.png(browser.get(), file, picture, WIDTH);
            System.out.println("Written to " + picture);
        }
    }

    private static Path beside(Path html, String ending) {
        return html.resolveSibling(html.getFileName().toString().replaceFirst("\\.html$", ending));
    }
}
