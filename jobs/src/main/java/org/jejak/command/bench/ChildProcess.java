package org.jejak.command.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.TimeUnit;
import org.jejak.pipeline.HashKeyCheck;

/**
 * Runs a command of jejak in a process of its own, as {@code jobs/bin/jejak} would, and measures its time, and its peak
 * memory where the system has /proc.
 */
final class ChildProcess {
    /**
     * How it went.
     *
     * @param seconds from start to end of the process
     * @param exitCode of the command
     * @param peakMegabytes most memory that it held at a time; 0 if unknown
     */
    record Result(double seconds, int exitCode, long peakMegabytes) {
        /** In words. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%.1f s, exit code %d, peak memory %s",
                    seconds,
                    exitCode,
                    peakMegabytes == 0 ? "unknown" : peakMegabytes + " MB");
        }
    }

    /** Commands that end before Java's second compiler pays off: those of jobs/bin/jejak, for which Java has the first one only. */
    static final Set<String> SHORT = new LinkedHashSet<>(List.of(
            "nightly",
            "demo",
            "status",
            "sql",
            "publish",
            "notebooks",
            "report",
            "tables",
            "sessions",
            "funnel",
            "channels",
            "retention",
            "value",
            "check-config"));

    static final List<String> SHORT_COMPILING = List.of("-XX:TieredStopAtLevel=1");

    static final List<String> LONG_COMPILING = List.of(
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=12000",
            "-XX:Tier4CompileThreshold=300000",
            "-XX:Tier4BackEdgeThreshold=800000");

    /** For invented people; commands refuse that of the demo. */
    private static final String HASH_KEY = "a-key-for-jejak-bench-known-to-everybody-not-for-real-people";

    /** A name, not a class: Main depends on this package, not the other way round. */
    private static final String MAIN = "org.jejak.Main";

    private ChildProcess() {}

    /**
     * Runs a command.
     *
     * @param heap as after -Xmx, such as 1g
     * @param log gets what it prints, errors included
     */
    static Result run(String heap, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(ManagementFactory.getRuntimeMXBean().getInputArguments(), heap, arguments.get(0)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        ProcessBuilder child =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        child.environment().put(HashKeyCheck.KEY_VARIABLE, HASH_KEY);
        long start = System.nanoTime();
        Process process = child.start();
        Thread endsWithThis = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(endsWithThis);
        long peak = 0;
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) peak = Math.max(peak, peakKilobytes(process.pid()));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + arguments.get(0) + " was running", e);
        }
        Runtime.getRuntime().removeShutdownHook(endsWithThis);
        return new Result((System.nanoTime() - start) / 1e9, process.exitValue(), peak / 1024);
    }

    /** The options of this process for another command: its own heap, and compilers as for that command. */
    static List<String> options(List<String> own, String heap, String command) {
        List<String> options = new ArrayList<>(own);
        options.removeIf(option -> option.startsWith("-Xm") || option.startsWith("-XX:Tier"));
        options.addAll(SHORT.contains(command) ? SHORT_COMPILING : LONG_COMPILING);
        options.add("-Xmx" + heap);
        return options;
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
