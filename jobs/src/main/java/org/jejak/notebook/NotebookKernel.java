package org.jejak.notebook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jejak.config.UsageException;

/**
 * Makes a Java kernel with jejak on its class path known to Jupyter, for people who work in notebooks there. Running
 * and exporting notebooks needs neither; see {@link NotebookRunner}.
 */
public final class NotebookKernel {
    /** Name of the kernel, as notebooks give it. */
    public static final String NAME = "jejak-java";

    private static final String KERNEL = "rapaio-jupyter-kernel-";
    private static final String MAIN = "org.rapaio.jupyter.kernel.MainApp";

    /** Java packages that Spark needs open come from the JVM that runs now; these options are for that one alone. */
    private static final List<String> NOT_HANDED_ON =
            List.of("-Djava.class.path", "-javaagent", "-agentlib", "-Xmx", "-Dsurefire", "-XX:SharedArchiveFile");

    private NotebookKernel() {}

    /**
     * Writes the description of the kernel.
     *
     * @param jupyter the folder of the user's Jupyter data
     * @param warehouse folder or address of the tables that notebooks read
     * @throws UsageException if the kernel's jar is not there
     */
    public static void install(Path jupyter, String warehouse) throws IOException {
        Path home = jupyter.resolve("kernels").resolve(NAME);
        Files.createDirectories(home);
        Files.writeString(
                home.resolve("kernel.json"), description(jar(), warehouse).toPrettyString() + "\n");
    }

    /** Jupyter's description of the kernel. */
    static ObjectNode description(Path jar, String warehouse) {
        ObjectNode about = new ObjectMapper().createObjectNode();
        ArrayNode command = about.putArray("argv");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> NOT_HANDED_ON.stream().noneMatch(a::startsWith))
                .forEach(command::add);
        List.of("-Xmx2g", "-Djava.awt.headless=true", "-cp").forEach(command::add);
        command.add(Stream.concat(
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of),
                        Stream.of(jar))
                .map(p -> p.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        command.add("{connection_file}");
        about.put("display_name", "Java (jejak)");
        about.put("language", "java");
        about.put("interrupt_mode", "message");
        about.putObject("env").put(Notebook.WAREHOUSE_VARIABLE, warehouse);
        return about;
    }

    /** The kernel's jar lies in the folder {@code tools} beside the classes or the jar of jejak. */
    private static Path jar() throws IOException {
        Path tools;
        try {
            tools = Path.of(NotebookKernel.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("tools");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (Files.isDirectory(tools)) {
            try (Stream<Path> files = Files.list(tools)) {
                Path[] jars = files.filter(f -> f.getFileName().toString().startsWith(KERNEL))
                        .toArray(Path[]::new);
                if (jars.length > 0) return jars[0];
            }
        }
        throw new UsageException(
                "the Java kernel is not in " + tools + "; install it: jobs/bin/install-tools notebooks");
    }
}
