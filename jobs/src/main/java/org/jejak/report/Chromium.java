package org.jejak.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns a local page into PDF and PNG with a headless Chromium. The browser resolves no host names, so a page cannot
 * reach anything.
 */
public final class Chromium {
    /** Environment variable with the path of the browser, for where it is not on the PATH. */
    public static final String VARIABLE = "JEJAK_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int SECONDS = 60;
    private static final int LINES_OF_LOG = 5;

    /** Added to a copy of the page, which then says how high it is. */
    private static final String MEASURE =
            "<script>document.body.dataset.height = document.documentElement.scrollHeight</script>";

    private static final Pattern POLICY = Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>");
    private static final Pattern HEIGHT = Pattern.compile("data-height=\"(\\d+)\"");

    private Chromium() {}

    /** The browser of this machine, if there is one. */
    public static Optional<Path> find() {
        String given = System.getenv(VARIABLE);
        if (given != null && !given.isBlank())
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(folders.split(File.pathSeparator))
                .filter(f -> !f.isBlank())
                .flatMap(f -> NAMES.stream().map(n -> Path.of(f, n)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Prints a page as its style sheet says: on A4, without headers. */
    public static void pdf(Path browser, Path page, Path pdf) throws IOException {
        run(browser, page, List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf.toAbsolutePath()));
        if (!Files.exists(pdf)) throw new IOException("Chromium wrote no " + pdf);
    }

    /** Makes a picture of a whole page in a window of a given size in pixels. */
    public static void png(Path browser, Path page, Path png, int width) throws IOException {
        int height = height(browser, page, width);
        String size = "--window-size=" + width + "," + height;
        run(browser, page, List.of("--hide-scrollbars", size, "--screenshot=" + png.toAbsolutePath()));
        if (!Files.exists(png)) throw new IOException("Chromium wrote no " + png);
    }

    private static int height(Path browser, Path page, int width) throws IOException {
        Path copy = Files.createTempFile("jejak-page", ".html");
        try {
            // the policy of the page forbids scripts, this one too
            String measured = POLICY.matcher(Files.readString(page)).replaceFirst("");
            Files.writeString(copy, measured.replace("</body>", MEASURE + "</body>"));
            String dom =
                    run(browser, copy, List.of("--hide-scrollbars", "--window-size=" + width + ",900", "--dump-dom"));
            Matcher height = HEIGHT.matcher(dom);
            if (!height.find()) throw new IOException("Chromium did not say how high " + page + " is");
            return Integer.parseInt(height.group(1));
        } finally {
            Files.delete(copy);
        }
    }

    /** Runs the browser over a page until it ends; gives what it printed. */
    private static String run(Path browser, Path page, List<String> options) throws IOException {
        Path profile = Files.createTempDirectory("jejak-chromium");
        Path out = profile.resolve("out.txt");
        Path errors = profile.resolve("errors.log");
        List<String> command = command(browser, profile);
        command.addAll(options);
        command.add(page.toAbsolutePath().toUri().toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            boolean hasEnded = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (hasEnded && process.exitValue() == 0) return Files.readString(out);
            String said = String.join(
                    "; ",
                    Files.readAllLines(errors).stream().limit(LINES_OF_LOG).toList());
            throw new IOException(
                    (hasEnded ? "Chromium failed: " : "Chromium took more than " + SECONDS + " s: ") + said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Chromium was running", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            remove(profile);
        }
    }

    /** How to start the browser without a window; options and a page are added. */
    static List<String> command(Path browser, Path profile) {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless=new",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + profile));
        // Chromium's sandbox does not start for root, as in containers
        if ("root".equals(System.getProperty("user.name"))) command.add("--no-sandbox");
        return command;
    }

    /** Removes a profile. */
    static void remove(Path profile) {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // a file of the dying browser came and went; the system clears its temporary folder
            return;
        }
    }
}
