package org.jejak.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;

/**
 * Runs the cells of a notebook in this process with the JDK's JShell: cells see the classes of jejak and share its Spark
 * session. As in Jupyter, what the last line of a cell gives is shown: {@link HtmlTable} as HTML, an image as PNG, all
 * else as text; what a cell prints stands before it. A cell with an error is the last one that runs.
 */
public final class NotebookRunner implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMPORTS = "import java.math.*; import java.util.*; import java.util.stream.*;";

    /** What a line gave; JShell itself hands out only its text. */
    private static final AtomicReference<Object> KEPT = new AtomicReference<>();

    private final JShell shell;

    private NotebookRunner() {
        shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        evaluate(IMPORTS);
    }

    /**
     * Runs all code cells, from the first to the last or to the first with an error.
     *
     * @return the same notebook with the new outputs
     */
    public static NotebookFile run(NotebookFile notebook) {
        NotebookFile run = notebook.withoutOutputs();
        int number = 0;
        try (NotebookRunner runner = new NotebookRunner()) {
            for (JsonNode cell : run.cells()) {
                if (!cell.path("cell_type").asText().equals("code")) continue;
                ((ObjectNode) cell).put("execution_count", ++number);
                boolean isFine =
                        runner.run(NotebookFile.text(cell.path("source")), number, (ArrayNode) cell.path("outputs"));
                if (!isFine) break;
            }
        }
        return run;
    }

    /** Called by the cells' code with what their last line gave. */
    public static void keep(Object value) {
        KEPT.set(value);
    }

    /** Runs one cell; whether it had no error. */
    private boolean run(String source, int number, ArrayNode outputs) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Optional<ObjectNode> error;
        try {
            KEPT.set(null);
            error = evaluate(source);
        } finally {
            System.setOut(before);
        }
        if (printed.size() > 0) {
            ObjectNode stream = output(outputs, "stream").put("name", "stdout");
            lines(stream.putArray("text"), printed.toString(StandardCharsets.UTF_8));
        }
        Object value = KEPT.get();
        if (error.isPresent()) outputs.add(error.get());
        else if (value != null) show(value, number, outputs);
        return error.isEmpty();
    }

    /** Runs the lines of a cell one after the other and keeps what the last one gave; an output if one has an error. */
    private Optional<ObjectNode> evaluate(String source) {
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String line = next.source() == null ? rest : next.source();
            rest = next.source() == null ? "" : next.remaining();
            KEPT.set(null);
            for (SnippetEvent event : shell.eval(line)) {
                if (event.causeSnippet() != null) continue;
                Optional<ObjectNode> error = error(event);
                if (error.isPresent()) return error;
                shownName(event.snippet())
                        .ifPresent(name -> shell.eval(getClass().getName() + ".keep(" + name + ");"));
            }
        }
        return Optional.empty();
    }

    /** The variable that holds what a line gave; empty for declarations and statements. */
    private static Optional<String> shownName(Snippet snippet) {
        if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) return Optional.of(((VarSnippet) snippet).name());
        if (snippet.subKind() == SubKind.VAR_VALUE_SUBKIND) return Optional.of(((ExpressionSnippet) snippet).name());
        return Optional.empty();
    }

    private Optional<ObjectNode> error(SnippetEvent event) {
        JShellException thrown = event.exception();
        if (thrown != null) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            return Optional.of(error(cause.getClass().getSimpleName(), String.valueOf(cause.getMessage())));
        }
        if (event.status() != Snippet.Status.REJECTED) return Optional.empty();
        return Optional.of(error(
                "CompileException",
                shell.diagnostics(event.snippet())
                        .map(d -> d.getMessage(Locale.ROOT))
                        .collect(Collectors.joining("\n"))));
    }

    private static ObjectNode error(String name, String message) {
        ObjectNode error = JSON.createObjectNode().put("output_type", "error");
        error.put("ename", name).put("evalue", message).putArray("traceback");
        return error;
    }

    private static void show(Object value, int number, ArrayNode outputs) {
        ObjectNode result = output(outputs, "execute_result").put("execution_count", number);
        result.putObject("metadata");
        ObjectNode data = result.putObject("data");
        if (value instanceof BufferedImage image) data.put("image/png", png(image));
        else if (value instanceof HtmlTable table) lines(data.putArray("text/html"), table.html());
        else lines(data.putArray("text/plain"), String.valueOf(value));
    }

    private static ObjectNode output(ArrayNode outputs, String type) {
        return outputs.addObject().put("output_type", type);
    }

    /** Texts are kept line by line, as Jupyter does. */
    private static void lines(ArrayNode array, String text) {
        for (String line : text.split("(?<=\n)")) array.add(line);
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @Override
    public void close() {
        shell.close();
    }
}
