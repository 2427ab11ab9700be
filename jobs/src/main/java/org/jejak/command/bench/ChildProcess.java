package org.jejak.command.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.TimeUnit;

/** Runs a command of jejak in a process of its own and measures its time, and its peak memory where the system has /proc. */
final class ChildProcess {
    /** A name, not a class: Main depends on this package, not the other way round. */
    private static final String MAIN = "org.jejak.Main";

    private ChildProcess() {}

    /**
     * Runs a command. Its output is discarded, its errors go to {@code log}.
     *
     * @param heap as after -Xmx, such as 1g
     * @return time, exit code and peak memory in words
     */
    static String run(String heap, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-Xm"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        long peak = 0;
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) peak = Math.max(peak, peakKilobytes(process.pid()));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        return String.format(
                Locale.ROOT,
                "%.1f s, exit code %d, peak memory %s",
                (System.nanoTime() - start) / 1e9,
                process.exitValue(),
                peak == 0 ? "unknown" : peak / 1024 + " MB");
    }

    private static long peakKilobytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) return 0;
        try {
            for (String line : Files.readAllLines(status))
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            return 0; // it has just ended
        }
        return 0;
    }
}
