package org.jejak.notebook;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import javax.imageio.ImageIO;

/** A Jupyter notebook on disk: what a run of it left, and whether another run came to the same. */
public final class NotebookFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Pixels that may differ, where fonts are painted a little otherwise on another machine. */
    private static final double TOLERATED = 0.02;

    private final ObjectNode notebook;

    private NotebookFile(ObjectNode notebook) {
        this.notebook = notebook;
    }

    /** Reads a notebook. */
    public static NotebookFile read(Path file) throws IOException {
        return new NotebookFile((ObjectNode) JSON.readTree(file.toFile()));
    }

    /** A copy in which no cell has run. */
    NotebookFile withoutOutputs() {
        NotebookFile copy = new NotebookFile(notebook.deepCopy());
        for (JsonNode cell : copy.cells()) {
            if (!cell.path("cell_type").asText().equals("code")) continue;
            ((ObjectNode) cell).putNull("execution_count").putArray("outputs");
        }
        return copy;
    }

    /** Its title: the first heading. */
    public String title() {
        for (JsonNode cell : cells()) {
            if (!cell.path("cell_type").asText().equals("markdown")) continue;
            for (String line : text(cell.path("source")).split("\n")) {
                if (line.startsWith("# ")) return line.substring(2).strip();
            }
        }
        return "";
    }

    /** The cells. */
    public ArrayNode cells() {
        return (ArrayNode) notebook.get("cells");
    }

    /** Outputs that are errors or were written to standard error, as texts; cells are named by their ids. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (JsonNode cell : cells()) {
            for (JsonNode output : cell.path("outputs")) {
                String type = output.path("output_type").asText();
                if (type.equals("error"))
                    faults.add(cell.path("id").asText() + ": "
                            + output.path("evalue").asText());
                if (type.equals("stream") && output.path("name").asText().equals("stderr"))
                    faults.add(cell.path("id").asText() + ": " + text(output.path("text")));
            }
        }
        return faults;
    }

    /** Writes it the way Jupyter does, keys in order, without what differs from run to run. */
    public void write(Path file) throws IOException {
        for (JsonNode cell : cells()) ((ObjectNode) cell.path("metadata")).remove("execution");
        ((ObjectNode) notebook.path("metadata")).remove("language_info");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(new DefaultIndenter(" ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter(" ", "\n"));
        Object sorted = JSON.treeToValue(notebook, Map.class);
        Files.writeString(file, JSON.writer(printer).writeValueAsString(sorted) + "\n");
    }

    /** Where the outputs of another run of the same notebook differ; empty if nowhere. Timings are no output. */
    public List<String> differences(NotebookFile other) throws IOException {
        List<String> differences = new ArrayList<>();
        if (cells().size() != other.cells().size()) {
            return List.of(
                    "it has " + cells().size() + " cells, and " + other.cells().size() + " when run again");
        }
        for (int i = 0; i < cells().size(); i++) {
            JsonNode before = cells().get(i).path("outputs");
            JsonNode after = other.cells().get(i).path("outputs");
            String difference = before.size() == after.size() ? difference(before, after) : "another number of outputs";
            if (!difference.isEmpty())
                differences.add("cell " + cells().get(i).path("id").asText() + ": " + difference);
        }
        return differences;
    }

    private static String difference(JsonNode before, JsonNode after) throws IOException {
        for (int i = 0; i < before.size(); i++) {
            JsonNode was = before.get(i);
            JsonNode is = after.get(i);
            if (was.path("data").has("image/png") && is.path("data").has("image/png")) {
                double share = pixels(image(was), image(is));
                if (share > TOLERATED) return String.format("%.1f %% of the picture differ", 100 * share);
            } else if (!shown(was).equals(shown(is))) {
                return firstDifference(shown(was), shown(is));
            }
        }
        return "";
    }

    private static String shown(JsonNode output) {
        JsonNode data = output.path("data").path("text/html");
        return data.isMissingNode() ? text(output.path("text")) : text(data);
    }

    private static String firstDifference(String was, String is) {
        String[] before = was.split("\n");
        String[] after = is.split("\n");
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) return "was " + plain(before[i]) + ", is " + plain(after[i]);
        }
        return "it has " + before.length + " lines, and " + after.length + " when run again";
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip();
    }

    private static BufferedImage image(JsonNode output) throws IOException {
        byte[] png = Base64.getMimeDecoder().decode(text(output.path("data").path("image/png")));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** Share of pixels that a person could tell apart; 1 if the pictures have other sizes. */
    private static double pixels(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) return 1;
        long different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                int distance = Math.abs((a >> 16 & 255) - (b >> 16 & 255))
                        + Math.abs((a >> 8 & 255) - (b >> 8 & 255))
                        + Math.abs((a & 255) - (b & 255));
                if (distance > 96) different++;
            }
        }
        return different / ((double) one.getWidth() * one.getHeight());
    }

    /** A text that Jupyter may have split into lines; empty if it is missing. */
    static String text(JsonNode value) {
        if (!value.isArray()) return value.asText();
        StringBuilder all = new StringBuilder();
        value.forEach(line -> all.append(line.asText()));
        return all.toString();
    }
}
