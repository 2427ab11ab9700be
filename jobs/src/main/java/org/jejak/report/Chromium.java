package org.jejak.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium that opens local pages and turns them into PDF and PNG, spoken to by its DevTools protocol. It
 * resolves no host names, so a page cannot reach anything.
 */
public final class Chromium implements AutoCloseable {
    /** Environment variable with the path of the browser, for where it is not on the PATH. */
    public static final String VARIABLE = "JEJAK_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String ERRORS = "errors.log";
    private static final int SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private String session;
    private int number;

    private Chromium(Path binary) throws IOException {
        profile = Files.createTempDirectory("jejak-chromium");
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--headless=new",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        // Chromium's sandbox does not start for root, as in containers
        if ("root".equals(System.getProperty("user.name"))) command.add("--no-sandbox");
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve(ERRORS).toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Listener())
                .join();
    }

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

    /** Starts a browser with one empty page. */
    public static Chromium start(Path binary) {
        try {
            Chromium browser = new Chromium(binary);
            String target = browser.ask("Target.createTarget", Map.of("url", "about:blank"))
                    .get("targetId")
                    .asText();
            browser.session = browser.ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                    .get("sessionId")
                    .asText();
            for (String domain : List.of("Page", "Runtime", "Log", "Network"))
                browser.ask(domain + ".enable", Map.of());
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file in a window of so many pixels and waits until it is loaded. */
    public void open(Path file, int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        events.clear();
        ask("Page.navigate", Map.of("url", file.toAbsolutePath().toUri().toString()));
        for (int i = 0; i < SECONDS * 20; i++) {
            if ("complete".equals(evaluate("document.readyState").asText())
                    && !"about:blank".equals(evaluate("location.href").asText())) return;
            pause();
        }
        throw new IllegalStateException("Chromium did not load " + file + " within " + SECONDS + " s");
    }

    /** What an expression gives in the page, as JSON. */
    public JsonNode evaluate(String expression) {
        JsonNode answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** What the browser has told since the page was opened, of a kind such as {@code Network.requestWillBeSent}. */
    public List<JsonNode> events(String method) {
        return events.stream()
                .filter(e -> method.equals(e.path("method").asText()))
                .map(e -> e.get("params"))
                .toList();
    }

    /** The page printed, as its style sheet says, on A4 without headers. */
    public byte[] pdf() {
        return bytes(ask("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true)));
    }

    /** A picture of the whole page at the width it was opened with. */
    public byte[] png() {
        JsonNode size = ask("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        return bytes(
                ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip)));
    }

    private static byte[] bytes(JsonNode answer) {
        return Base64.getDecoder().decode(answer.get("data").asText());
    }

    private JsonNode ask(String method, Map<String, Object> params) {
        int id = ++number;
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(params));
        if (session != null) message.put("sessionId", session);
        socket.sendText(message.toString(), true).join();
        try {
            for (JsonNode answer = answers.poll(SECONDS, TimeUnit.SECONDS);
                    answer != null;
                    answer = answers.poll(SECONDS, TimeUnit.SECONDS)) {
                if (!answer.has("id")) events.add(answer);
                else if (answer.get("id").asInt() == id) {
                    if (answer.has("error")) throw new IllegalStateException(method + ": " + answer.get("error"));
                    return answer.get("result");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("Chromium did not answer to " + method + " within " + SECONDS + " s");
    }

    /** The browser writes where it listens into its profile. */
    private String address() throws IOException {
        Path port = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < SECONDS * 20 && process.isAlive(); i++) {
            List<String> lines = Files.exists(port) ? Files.readAllLines(port) : List.of();
            if (lines.size() >= 2) return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
            pause();
        }
        throw new IOException("Chromium did not start: "
                + String.join(
                        "; ",
                        Files.readAllLines(profile.resolve(ERRORS)).stream()
                                .limit(5)
                                .toList()));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // a file of the dying browser came and went; the system clears its temporary folder
            return;
        }
    }

    /** Puts messages together again. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    answers.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
