package org.jejak.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A headless Chromium that opens local pages and can be asked about them, by its DevTools protocol. */
final class DevTools implements AutoCloseable {
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

    private DevTools(Path binary) throws IOException {
        profile = Files.createTempDirectory("jejak-chromium");
        List<String> command = Chromium.command(binary, profile);
        command.addAll(List.of("--hide-scrollbars", "--remote-debugging-port=0", "about:blank"));
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(profile.resolve(ERRORS).toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Listener())
                .join();
    }

    /** Starts a browser with one empty page. */
    static DevTools start(Path binary) {
        try {
            DevTools browser = new DevTools(binary);
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
    void open(Path file, int width, int height) {
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

    /** Shows the page as it is printed, or as on a screen again. */
    void print(boolean isPrinted) {
        ask("Emulation.setEmulatedMedia", Map.of("media", isPrinted ? "print" : ""));
    }

    /** What an expression gives in the page, as JSON. */
    JsonNode evaluate(String expression) {
        JsonNode answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** What the browser has told since the page was opened, of a kind such as {@code Network.requestWillBeSent}. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(e -> method.equals(e.path("method").asText()))
                .map(e -> e.get("params"))
                .toList();
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
        Chromium.remove(profile);
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
