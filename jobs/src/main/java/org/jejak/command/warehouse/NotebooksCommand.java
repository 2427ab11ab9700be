package org.jejak.command.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.notebook.Notebook;
import org.jejak.notebook.NotebookFile;
import org.jejak.notebook.NotebookKernel;
import org.jejak.notebook.NotebookPage;
import org.jejak.notebook.NotebookRunner;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.publish.Publication;
import org.jejak.table.Runs;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the notebooks over the warehouse and exports them. */
@Command(
        name = "notebooks",
        mixinStandardHelpOptions = true,
        description =
                "Runs the notebooks of a folder over the warehouse, keeps their outputs in them, exports each to HTML and "
                        + "writes manifest.json.")
public final class NotebooksCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the notebooks are. Default: ${DEFAULT-VALUE}.",
            defaultValue = "notebooks-exports")
    private Path folder;

    @Option(
            names = "--check",
            description =
                    "Change nothing: run them again and say where outputs differ from those kept. Exit code 11 if any does.")
    private boolean check;

    @Option(
            names = "--install-kernel",
            description = "Only make a Java kernel known to your own Jupyter, for working in the notebooks; "
                    + "jobs/bin/install-tools notebooks fetches it.")
    private boolean installKernel;

    @Override
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        String warehouse = settings.warehouse().matches("[a-z][a-z0-9+.-]+:.*")
                ? settings.warehouse()
                : Path.of(settings.warehouse()).toAbsolutePath().toString();
        if (installKernel) {
            NotebookKernel.install(Path.of(System.getProperty("user.home"), ".local", "share", "jupyter"), warehouse);
            System.out.println("Jupyter now has the kernel " + NotebookKernel.NAME + " over " + warehouse);
            return 0;
        }
        long start = System.nanoTime();
        List<Path> notebooks = notebooks();
        System.setProperty(Notebook.WAREHOUSE_PROPERTY, warehouse);
        try (SparkSession spark = SparkSessions.start("notebooks")) {
            Publication publication = PublicationFinder.last(Warehouse.of(spark, settings), Optional.empty());
            System.out.println(
                    "Running " + notebooks.size() + " notebooks over " + warehouse + ", as of " + publication.date());
            Map<Path, NotebookFile> runs = new LinkedHashMap<>();
            for (Path notebook : notebooks) runs.put(notebook, NotebookRunner.run(NotebookFile.read(notebook)));
            if (hasFaults(runs)) return ExitCodes.QUALITY_GATE;
            if (!check) keep(runs, publication);
        }
        System.out.printf(
                Locale.ROOT,
                "%s in %.0f s%n",
                check ? "All outputs are the same," : "Done",
                (System.nanoTime() - start) / 1e9);
        return 0;
    }

    /** Errors of cells or, for a check, outputs that differ from those kept: prints what is wrong. */
    private boolean hasFaults(Map<Path, NotebookFile> runs) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<Path, NotebookFile> run : runs.entrySet()) {
            List<String> found = check
                    ? NotebookFile.read(run.getKey()).differences(run.getValue())
                    : run.getValue().faults();
            found.forEach(f -> faults.add(run.getKey().getFileName() + ", " + f));
        }
        if (faults.isEmpty()) return false;
        System.err.println(String.join("\n", faults));
        System.err.println(check ? "The outputs differ." : "Nothing was changed: the notebooks above have faults.");
        return true;
    }

    private List<Path> notebooks() throws IOException {
        if (!Files.isDirectory(folder)) throw new UsageException("--folder " + folder + " is not a folder");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> notebooks =
                    files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
            if (notebooks.isEmpty()) throw new UsageException("there is no notebook (*.ipynb) in " + folder);
            return notebooks;
        }
    }

    /** Writes notebooks, pages and the manifest. */
    private void keep(Map<Path, NotebookFile> runs, Publication publication) throws IOException {
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put(Runs.RUN_ID.name(), publication.runId());
        manifest.put(Runs.LOGICAL_DATE.name(), publication.date().toString());
        ObjectNode versions = manifest.putObject("delta_versions");
        publication.parts().forEach(p -> versions.put(p.table().fullName(), p.version()));
        ObjectNode sums = manifest.putObject("sha256");
        for (Path notebook : runs.keySet()) {
            runs.get(notebook).write(notebook);
            Path page = folder.resolve(notebook.getFileName().toString().replaceFirst("\\.ipynb$", ".html"));
            Files.writeString(page, NotebookPage.of(runs.get(notebook)));
            for (Path file : List.of(notebook, page)) {
                sums.put(file.getFileName().toString(), sha256(file));
                System.out.printf(Locale.ROOT, "  %-40s %,9d bytes%n", file.getFileName(), Files.size(file));
            }
        }
        Files.writeString(folder.resolve("manifest.json"), manifest.toPrettyString() + "\n", StandardCharsets.UTF_8);
    }

    /** Checksum of a file, as hex. */
    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
