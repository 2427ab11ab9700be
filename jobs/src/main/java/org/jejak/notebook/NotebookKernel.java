package org.jejak.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jejak.config.UsageException;

/** Jupyter with a Java kernel that has jejak on its class path; jobs/bin/install-tools notebooks installs both. */
public final class NotebookKernel {
    /** Name of the kernel, as notebooks give it. */
    public static final String NAME = "jejak-java";

    /** A machine may be too crowded for a kernel to answer in time; see {@link NotebookKernelMain} for what else went wrong. */
    private static final int ATTEMPTS = 2;

    private static final String HOW = "; install it: jobs/bin/install-tools notebooks";

    /** Java packages that Spark needs open come from the JVM that runs now; these it need not hand on. */
    private static final List<String> NOT_HANDED_ON =
            List.of("-Djava.class.path", "-javaagent", "-agentlib", "-Xmx", "-Dsurefire");

    private NotebookKernel() {}

    /** @throws UsageException if Jupyter or the kernel is not installed */
    public static void check() {
        jupyter();
        kernel();
    }

    private static Path jupyter() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "jupyter-nbconvert"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new UsageException("jupyter-nbconvert is not on the PATH" + HOW));
    }

    /** The classes or the jar of jejak. */
    private static Path code() {
        try {
            return Path.of(NotebookKernel.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kernel's jar, beside the code. */
    private static Path kernel() {
        Path tools = code().resolveSibling("tools");
        if (!Files.isDirectory(tools)) throw new UsageException("the Java kernel is not in " + tools + HOW);
        try (Stream<Path> files = Files.list(tools)) {
            return files.filter(f -> f.getFileName().toString().startsWith("rapaio-jupyter-kernel-"))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("the Java kernel is not in " + tools + HOW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes the kernel to Jupyter in a folder that JUPYTER_PATH may name. */
    public static void describe(Path folder, String warehouse) throws IOException {
        ObjectNode about = new ObjectMapper().createObjectNode();
        ArrayNode command = about.putArray("argv");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> NOT_HANDED_ON.stream().noneMatch(a::startsWith))
                .forEach(command::add);
        List.of("-Xmx2g", "-Djava.awt.headless=true", "-cp").forEach(command::add);
        command.add(String.join(
                File.pathSeparator,
                code().toString(),
                absolute(System.getProperty("java.class.path")),
                kernel().toString()));
        command.add(NotebookKernelMain.class.getName());
        command.add("{connection_file}");
        about.put("display_name", "Java (jejak)");
        about.put("language", "java");
        about.put("interrupt_mode", "message");
        about.putObject("env").put(Notebook.WAREHOUSE_VARIABLE, warehouse);
        Path home = folder.resolve("kernels").resolve(NAME);
        Files.createDirectories(home);
        Files.writeString(home.resolve("kernel.json"), about.toPrettyString() + "\n");
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator))
            parts.add(Path.of(part).toAbsolutePath().normalize().toString());
        return String.join(File.pathSeparator, parts);
    }

    /**
     * Runs nbconvert.
     *
     * @param jupyterPath where {@link #describe} wrote
     * @throws IllegalStateException with the end of what it said, if it fails
     */
    public static void convert(Path jupyterPath, Path log, long minutes, List<String> arguments) throws IOException {
        for (int i = 1; !attempt(jupyterPath, log, minutes, arguments, i == ATTEMPTS); i++) {
            System.err.println("  the kernel did not answer; once more");
        }
    }

    /** Whether it went well; a kernel that does not answer is no failure yet, unless this is the last attempt. */
    private static boolean attempt(Path jupyterPath, Path log, long minutes, List<String> arguments, boolean isLast)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(jupyter().toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_PATH", jupyterPath.toString());
        builder.environment()
                .put("JUPYTER_RUNTIME_DIR", jupyterPath.resolve("runtime").toString());
        builder.environment()
                .put("JUPYTER_CONFIG_DIR", jupyterPath.resolve("config").toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            if (ended && process.exitValue() == 0) return true;
            List<String> said = Files.readAllLines(log).stream()
                    .filter(l -> !l.isBlank() && !l.matches("\\[.*\\] \\[INFO .*|\\s+File \".*|    .*"))
                    .toList();
            boolean isSilent = said.stream().anyMatch(l -> l.contains("Kernel didn't respond"));
            if (isSilent && !isLast) return false;
            throw new IllegalStateException("jupyter-nbconvert "
                    + (ended ? "failed" : "took more than " + minutes + " minutes") + ":\n"
                    + String.join("\n", said.subList(Math.max(0, said.size() - 15), said.size())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
