package org.jejak.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jejak.command.warehouse.NotebooksCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Jupyter and the kernel as they are installed here. */
@Tag("slow")
class NotebookKernelTest {
    @TempDir
    Path folder;

    @BeforeEach
    void installed() throws IOException {
        boolean there = true;
        try {
            NotebookKernel.check();
        } catch (IllegalArgumentException e) {
            there = false;
        }
        assumeTrue(there, "Jupyter or its Java kernel is not installed: jobs/bin/install-tools notebooks");
        NotebookKernel.describe(folder, folder.toString());
    }

    private NotebookFile run(String cell) throws IOException {
        Path file = folder.resolve("try.ipynb");
        Files.writeString(file, """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                 {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [], "source": ["%s"]}]}
                """.formatted(cell.replace("\"", "\\\"")));
        List<String> arguments = new ArrayList<>(NotebooksCommand.EXECUTE);
        arguments.addAll(List.of("--output-dir", folder.resolve("out").toString(), file.toString()));
        NotebookKernel.convert(folder, folder.resolve("log"), 10, arguments);
        return NotebookFile.read(folder.resolve("out").resolve("try.ipynb"));
    }

    @Test
    void aCellSeesTheClassesOfJejak() throws IOException {
        NotebookFile run = run("new org.jejak.notebook.HtmlTable(\"<p>seen</p>\")");
        assertEquals(List.of(), run.faults());
        assertTrue(run.cells().toString().contains("<p>seen</p>"), run.cells().toString());
    }
}
