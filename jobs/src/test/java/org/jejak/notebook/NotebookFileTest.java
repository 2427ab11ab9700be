package org.jejak.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.jejak.report.chart.Axis;
import org.jejak.report.chart.Gallery;
import org.jejak.report.chart.LineChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookFileTest {
    @TempDir
    Path folder;

    private NotebookFile notebook(String outputs) throws IOException {
        Path file = folder.resolve("n.ipynb");
        Files.writeString(file, """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"version": "17.0.15"}}, "cells": [
                 {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["Words\\n", "# The title\\n"]},
                 {"cell_type": "code", "id": "c", "metadata": {"execution": {"shell.execute_reply": "2026"}}, "execution_count": 1,
                  "source": ["1 + 1"], "outputs": [%s]}]}
                """.formatted(outputs));
        return NotebookFile.read(file);
    }

    private static String html(String text) {
        return "{\"output_type\": \"execute_result\", \"execution_count\": 1, \"metadata\": {}, \"data\": {\"text/html\": [\""
                + text + "\"]}}";
    }

    private static String picture(int shade, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, 100, BufferedImage.TYPE_INT_RGB);
        Graphics graphics = image.getGraphics();
        graphics.setColor(new Color(shade, shade, shade));
        graphics.fillRect(0, 0, 10, 100);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"image/png\": \""
                + Base64.getEncoder().encodeToString(png.toByteArray()) + "\"}}";
    }

    @Test
    void theTitleIsTheFirstHeading() throws IOException {
        assertEquals("The title", notebook("").title());
    }

    @Test
    void outputsThatDifferAreFound() throws IOException {
        NotebookFile kept = notebook(html("<td>Rows</td>\\n<td>41</td>"));
        assertEquals(List.of(), kept.differences(notebook(html("<td>Rows</td>\\n<td>41</td>"))));
        assertEquals(List.of("cell c: was 41, is 42"), kept.differences(notebook(html("<td>Rows</td>\\n<td>42</td>"))));
        assertEquals(List.of("cell c: another number of outputs"), kept.differences(notebook("")));
    }

    @Test
    void picturesMayDifferInWhatNobodySees() throws IOException {
        NotebookFile kept = notebook(picture(100, 200));
        assertEquals(List.of(), kept.differences(notebook(picture(110, 200))), "a slightly other shade");
        assertEquals(List.of("cell c: 5.0 % of the picture differ"), kept.differences(notebook(picture(250, 200))));
        assertEquals(List.of("cell c: 100.0 % of the picture differ"), kept.differences(notebook(picture(100, 201))));
    }

    @Test
    void errorsAreFaults() throws IOException {
        assertEquals(List.of(), notebook(html("fine")).faults());
        assertEquals(
                List.of("c: division by zero"),
                notebook(
                                "{\"output_type\": \"error\", \"ename\": \"E\", \"evalue\": \"division by zero\", \"traceback\": []}")
                        .faults());
    }

    @Test
    void whatDiffersFromRunToRunIsNotKept() throws IOException {
        Path file = folder.resolve("written.ipynb");
        notebook(html("x")).write(file);
        String text = Files.readString(file);
        assertFalse(text.contains("17.0.15") || text.contains("shell.execute_reply"), text);
        NotebookFile.read(file).write(folder.resolve("again.ipynb"));
        assertEquals(text, Files.readString(folder.resolve("again.ipynb")));
    }

    @Test
    void numbersAreWrittenForPeople() {
        assertEquals("1,234,567", Numbers.cell("n", 1_234_567L));
        assertEquals("12.5 %", Numbers.cell("conversion_rate", 0.125));
        assertEquals("0.125", Numbers.cell("effect", 0.125));
        assertEquals("1.5 M", Numbers.format("revenue").apply(1_500_000));
        assertEquals("40 %", Numbers.format("retention_rate").apply(0.4));
    }

    /** Also with what is drawn only for browsers. */
    @Test
    void everyKindOfChartBecomesAPictureWithoutComplaint() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            Gallery.charts().forEach((name, chart) -> Picture.of(chart, 400, 300, name));
        } finally {
            System.setErr(before);
        }
        assertEquals("", said.toString(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aChartBecomesAPictureWithSomethingOnIt() {
        LineChart chart = new LineChart(
                List.of("a", "b"),
                List.of(LineChart.Line.of("line", List.of(1.0, 2.0))),
                Axis.of("Count", v -> "" + v),
                "");
        BufferedImage image = Picture.of(chart, 400, 200, "a line");
        long inked = 0;
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++) if ((image.getRGB(x, y) & 0xffffff) != 0xffffff) inked++;
        assertTrue(inked > 500 && inked < image.getWidth() * image.getHeight() / 4, inked + " pixels");
        assertEquals(-1, image.getRGB(0, 0), "white ground");
    }
}
