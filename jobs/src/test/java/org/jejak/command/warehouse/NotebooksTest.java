package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jejak.attribution.AttributionModels;
import org.jejak.notebook.NotebookFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks that are kept in the repository. */
class NotebooksTest {
    private static final Path FOLDER = Files.isDirectory(Path.of("../notebooks-exports"))
            ? Path.of("../notebooks-exports")
            : Path.of("notebooks-exports");

    private static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @Test
    void thereAreSixAndTheyAreSmall() throws IOException {
        assertEquals(6, notebooks().size());
        long bytes = 0;
        int pictures = 0;
        for (Path notebook : notebooks()) {
            bytes += Files.size(notebook);
            pictures += Files.readString(notebook).split("\"image/png\"", -1).length - 1;
        }
        assertTrue(bytes < 2_500_000, bytes + " bytes");
        assertTrue(pictures >= 15, pictures + " pictures");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyCellRanWithoutFault(Path notebook) throws IOException {
        NotebookFile file = NotebookFile.read(notebook);
        assertEquals(List.of(), file.faults());
        assertFalse(file.title().isEmpty());
        Set<String> ids = new HashSet<>();
        int shown = 0;
        for (JsonNode cell : file.cells()) {
            assertTrue(ids.add(cell.path("id").asText()), "ids are unique");
            if (!cell.path("cell_type").asText().equals("code")) continue;
            assertTrue(cell.path("execution_count").isInt(), cell.path("id") + " ran");
            for (JsonNode output : cell.path("outputs")) {
                if (output.path("data").has("image/png") || output.path("data").has("text/html")) shown++;
            }
        }
        assertTrue(shown >= 5, shown + " outputs");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyQueryFoundSomething(Path notebook) throws IOException {
        assertFalse(Files.readString(notebook).contains("No rows: there is nothing to show"));
    }

    /** A model that is misspelt would be a series without a dot. */
    @Test
    void attributionModelsAreThoseThereAre() throws IOException {
        Matcher model = Pattern.compile("model = '(\\w+)'")
                .matcher(Files.readString(notebooks().get(0)));
        Set<String> asked = new TreeSet<>();
        while (model.find()) asked.add(model.group(1));
        assertEquals(6, asked.size(), asked.toString());
        assertTrue(AttributionModels.names().containsAll(asked), asked.toString());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void theExportOpensWithoutANetwork(Path notebook) throws IOException {
        String page = Files.readString(Path.of(notebook.toString().replaceFirst("\\.ipynb$", ".html")));
        for (String reference : List.of("http:", "https:", "file:", "<script", "<link", "url("))
            assertFalse(page.contains(reference), reference);
    }

    @Test
    void theManifestIsOfTheseFiles() throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(FOLDER.resolve("manifest.json").toFile());
        assertFalse(manifest.path("run_id").asText().isEmpty());
        assertTrue(manifest.path("delta_versions").has("gold.fact_sessions"));
        assertEquals(2 * notebooks().size(), manifest.path("sha256").size());
        for (Path notebook : notebooks()) {
            String name = notebook.getFileName().toString();
            assertEquals(
                    NotebooksCommand.sha256(notebook),
                    manifest.path("sha256").path(name).asText(),
                    name);
        }
    }
}
