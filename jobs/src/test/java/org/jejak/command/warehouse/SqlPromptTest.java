package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.jejak.TestSpark;
import org.jejak.command.ResultOutput;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SqlPromptTest {
    /** What a person sees who types these lines. */
    private String typed(String... lines) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            ResultOutput output = new ResultOutput();
            new CommandLine(output).parseArgs("--format", "CSV");
            new SqlPrompt(
                            TestSpark.session(),
                            output,
                            new BufferedReader(new StringReader(String.join("\n", lines) + "\n")))
                    .run();
        } finally {
            System.setOut(before);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStatementMayGoOverSeveralLines() throws IOException {
        String seen = typed("select 40 +", "  2 as answer", "; select 43 as another;");
        assertTrue(seen.contains("answer\n42\n"), seen);
        assertTrue(seen.contains("another\n43\n"), seen);
    }

    @Test
    void anErrorDoesNotEndThePrompt() throws IOException {
        String seen = typed("select nothing;", "selec 1;", "select raise_error('x');", "select 'still here' as t;");
        assertTrue(seen.contains("nothing"), seen);
        assertEquals(3, seen.split("error: ", -1).length - 1, seen);
        assertTrue(seen.contains("t\nstill here\n"), seen);
    }

    @Test
    void quitEndsThePrompt() throws IOException {
        String seen = typed("select 1", "as quit;", "quit", "select 'after the end';");
        assertTrue(seen.contains("quit\n1\n"), seen);
        assertFalse(seen.contains("after the end"), seen);
    }
}
