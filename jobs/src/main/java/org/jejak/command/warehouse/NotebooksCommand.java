package org.jejak.command.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.OutputFiles;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.notebook.NotebookFile;
import org.jejak.notebook.NotebookKernel;
import org.jejak.notebook.NotebookPage;
import org.jejak.pipeline.ExitCodes;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.publish.Publication;
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
                        + "writes manifest.json. Needs Jupyter and its Java kernel: jobs/bin/install-tools notebooks.")
public final class NotebooksCommand implements Callable<Integer> {
    private static final long MINUTES = 30;

    /** Arguments of nbconvert for running notebooks; a crowded machine takes its time to start a kernel. */
    public static final List<String> EXECUTE = List.of(
            "--execute",
            "--to",
            "notebook",
            "--ExecutePreprocessor.kernel_name=" + NotebookKernel.NAME,
            "--ExecutePreprocessor.record_timing=False",
            "--ExecutePreprocessor.startup_timeout=90",
            "--ExecutePreprocessor.timeout=600");

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
            description = "Only make the kernel known to your own Jupyter, for working in the notebooks.")
    private boolean installKernel;

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        NotebookKernel.check();
        try {
            String warehouse = Path.of(settings.warehouse()).toAbsolutePath().toString();
            if (settings.warehouse().matches("[a-z][a-z0-9+.-]+:.*")) warehouse = settings.warehouse();
            if (installKernel) {
                Path data = Path.of(System.getProperty("user.home"), ".local", "share", "jupyter");
                NotebookKernel.describe(data, warehouse);
                System.out.println("Jupyter now has the kernel " + NotebookKernel.NAME + " over " + warehouse);
                return 0;
            }
            Path aside = Files.createTempDirectory("jejak-notebooks");
            try {
                return runAll(settings, warehouse, aside);
            } finally {
                OutputFiles.remove(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int runAll(Settings settings, String warehouse, Path aside) throws IOException {
        long start = System.nanoTime();
        List<Path> notebooks = notebooks();
        Publication publication = publication(settings);
        NotebookKernel.describe(aside, warehouse);
        Path fresh = Files.createDirectories(aside.resolve("run"));
        System.out.println(
                "Running " + notebooks.size() + " notebooks over " + warehouse + ", as of " + publication.date());
        for (Path notebook : notebooks) {
            List<String> arguments = new ArrayList<>(EXECUTE);
            arguments.addAll(List.of(
                    "--output-dir", fresh.toString(), notebook.toAbsolutePath().toString()));
            NotebookKernel.convert(aside, aside.resolve("log"), MINUTES, arguments);
        }
        List<String> faults = new ArrayList<>();
        for (Path notebook : notebooks) {
            NotebookFile run = NotebookFile.read(fresh.resolve(notebook.getFileName()));
            List<String> found = check ? NotebookFile.read(notebook).differences(run) : run.faults();
            found.forEach(f -> faults.add(notebook.getFileName() + ", " + f));
        }
        if (!faults.isEmpty()) {
            System.err.println(String.join("\n", faults));
            System.err.println(check ? "The outputs differ." : "Nothing was changed: the notebooks above have faults.");
            return ExitCodes.QUALITY_GATE;
        }
        if (!check) keep(notebooks, fresh, aside, publication);
        System.out.printf(
                Locale.ROOT,
                "%s in %.0f s%n",
                check ? "All outputs are the same," : "Done",
                (System.nanoTime() - start) / 1e9);
        return 0;
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

    private static Publication publication(Settings settings) throws IOException {
        try (SparkSession spark = SparkSessions.start("notebooks")) {
            return PublicationFinder.last(Warehouse.of(spark, settings), Optional.empty());
        }
    }

    private void keep(List<Path> notebooks, Path fresh, Path aside, Publication publication) throws IOException {
        List<String> export = new ArrayList<>(List.of(
                "--to",
                "html",
                "--template",
                "basic",
                "--output-dir",
                aside.resolve("html").toString()));
        for (Path notebook : notebooks) {
            Path run = fresh.resolve(notebook.getFileName());
            NotebookFile.read(run).write(notebook);
            export.add(notebook.toAbsolutePath().toString());
        }
        NotebookKernel.convert(aside, aside.resolve("log"), MINUTES, export);
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("run_id", publication.runId());
        manifest.put("logical_date", publication.date().toString());
        ObjectNode versions = manifest.putObject("delta_versions");
        publication.parts().forEach(p -> versions.put(p.table().fullName(), p.version()));
        ObjectNode sums = manifest.putObject("sha256");
        for (Path notebook : notebooks) {
            String name = notebook.getFileName().toString().replaceFirst("\\.ipynb$", ".html");
            String body = Files.readString(aside.resolve("html").resolve(name));
            Path page = folder.resolve(name);
            Files.writeString(page, NotebookPage.of(NotebookFile.read(notebook).title(), body));
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
