package org.jejak.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jejak.TestSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookRunnerTest {
    private static final String RESULT =
            "new org.jejak.notebook.Result(org.apache.spark.sql.SparkSession.active().sql(\"SELECT 'a<b' AS name, 1 AS n\"))";

    @TempDir
    Path folder;

    @BeforeAll
    static void spark() {
        TestSpark.session();
    }

    private NotebookFile run(String... cells) throws IOException {
        ObjectNode notebook = new ObjectMapper().createObjectNode().put("nbformat", 4);
        notebook.putObject("metadata");
        ArrayNode all = notebook.putArray("cells");
        all.addObject().put("cell_type", "markdown").put("id", "title").put("source", "# A *title*\n\nMarkup: <b>");
        for (int i = 0; i < cells.length; i++) {
            ObjectNode cell =
                    all.addObject().put("cell_type", "code").put("id", "c" + i).put("source", cells[i]);
            cell.putObject("metadata");
        }
        Path file = folder.resolve("try.ipynb");
        Files.writeString(file, notebook.toString());
        return NotebookRunner.run(NotebookFile.read(file));
    }

    /** The only output of a cell. */
    private static JsonNode output(NotebookFile run, int cell) {
        JsonNode outputs = run.cells().get(cell + 1).path("outputs");
        assertEquals(1, outputs.size(), outputs.toString());
        return outputs.get(0);
    }

    @Test
    void theLastLineIsShownAndCellsShareTheirVariables() throws IOException {
        NotebookFile run =
                run("int a = 20;\nint twice(int n) {\n  return 2 * n;\n}", "a + 1;\ntwice(a) + 2", "var b = a;");
        assertTrue(run.cells().get(1).path("outputs").isEmpty(), "a declaration shows nothing");
        assertEquals("42", output(run, 1).at("/data/text~1plain/0").asText());
        assertEquals(2, run.cells().get(2).path("execution_count").asInt());
        assertTrue(run.cells().get(3).path("outputs").isEmpty());
    }

    @Test
    void rowsAreATableAndFiguresAPicture() throws IOException {
        NotebookFile run = run("var result = " + RESULT + ";\nresult.table()", "result.bars(\"Number\")");
        String table = NotebookFile.text(output(run, 0).at("/data/text~1html"));
        assertTrue(table.contains("<td align=\"left\">a&lt;b</td><td align=\"right\">1</td>"), table);
        String png = output(run, 1).at("/data/image~1png").asText();
        assertNotNull(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png))));
    }

    @Test
    void aSentenceIsAParagraphAndNoRowsSayNothing() throws IOException {
        String query = RESULT.replace("'a<b' AS name, 1 AS n", "'a<b' AS name WHERE %s");
        NotebookFile run = run(query.formatted("true") + ".sentence()", query.formatted("false") + ".sentence()");
        assertEquals(
                "<p><strong>a&lt;b</strong></p>",
                NotebookFile.text(output(run, 0).at("/data/text~1html")));
        assertTrue(NotebookFile.text(output(run, 1).at("/data/text~1html")).contains("No rows"));
    }

    @Test
    void whatACellPrintsIsKept() throws IOException {
        JsonNode printed = output(run("System.out.println(\"one\");\nSystem.out.println(\"two\");"), 0);
        assertEquals("stream", printed.path("output_type").asText());
        assertEquals("one\ntwo\n", NotebookFile.text(printed.path("text")));
    }

    @Test
    void theFirstErrorEndsTheRun() throws IOException {
        NotebookFile thrown = run("Integer.parseInt(\"x\")", "1");
        assertEquals("[c0: For input string: \"x\"]", thrown.faults().toString());
        assertTrue(thrown.cells().get(2).path("execution_count").isNull());
        NotebookFile wrong = run("int a = \"text\";");
        assertTrue(
                wrong.faults().get(0).startsWith("c0: incompatible types"),
                wrong.faults().toString());
        assertFalse(run("int a = ;").faults().isEmpty());
    }

    @Test
    void thePageHasTextsSourcesAndOutputs() throws IOException {
        String page = NotebookPage.of(run("System.out.println(1 < 2);", RESULT + ".table()", RESULT + ".bars(\"N\")"));
        assertTrue(page.contains("<h1>A <em>title</em></h1>\n<p>Markup: &lt;b&gt;</p>"), page);
        assertTrue(page.contains("<pre class=\"source\">System.out.println(1 &lt; 2);</pre>"), page);
        assertTrue(page.contains("<div class=\"output\"><pre>true\n</pre></div>"), page);
        assertTrue(page.contains("<div class=\"output\"><table>"), page);
        assertTrue(page.contains("src=\"data:image/png;base64,iVBOR"), page);
    }

    @Test
    void theKernelOfJupyterHasTheClassPathAndTheWarehouse() {
        ObjectNode about = NotebookKernel.description(Path.of("/tools/kernel.jar"), "/data/warehouse");
        JsonNode command = about.path("argv");
        String classPath = command.get(command.size() - 3).asText();
        assertTrue(classPath.endsWith(File.pathSeparator + "/tools/kernel.jar"), classPath);
        assertTrue(classPath.contains("spark-sql"), classPath);
        assertEquals("/data/warehouse", about.at("/env/JEJAK_WAREHOUSE").asText());
    }
}
