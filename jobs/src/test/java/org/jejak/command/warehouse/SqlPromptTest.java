package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jejak.TestSpark;
import org.jejak.command.ResultOutput;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.delta.ReadOnlySql;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlPromptTest {
    @TempDir
    Path folder;

    /** What a person sees who types these lines. */
    private String typed(String... lines) throws IOException {
        byte[] keys = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try (Terminal terminal = TerminalBuilder.builder()
                .streams(new ByteArrayInputStream(keys), new ByteArrayOutputStream())
                .system(false)
                .dumb(true)
                .build()) {
            Warehouse warehouse = new Warehouse(TestSpark.session(), folder.toString());
            ResultOutput output = new ResultOutput();
            output.format("csv");
            new SqlPrompt(TestSpark.session(), warehouse, output, terminal, folder.resolve("history")).run();
        } finally {
            System.setOut(before);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStatementMayGoOverSeveralLines() throws IOException {
        String seen = typed("select 40 +", "  2 as answer", ";");
        assertTrue(seen.contains("answer\n42\n"), seen);
    }

    @Test
    void anErrorDoesNotEndThePrompt() throws IOException {
        String seen = typed("select nothing;", "selec 1;", "select raise_error('x');", "select 'still here' as t;");
        assertTrue(seen.contains("nothing"), seen);
        assertEquals(3, seen.split("error: ", -1).length - 1, seen);
        assertTrue(seen.contains("t\nstill here\n"), seen);
    }

    @Test
    void tablesAndColumnsAreExplained() throws IOException {
        String seen = typed("\\d fact_sessions", "\\d nothing", "\\?", "\\q", "select 'after the end';");
        assertTrue(seen.contains("gold.fact_sessions: One row per session"), seen);
        assertTrue(seen.contains("made by build-journeys from silver.sessions"), seen);
        assertTrue(seen.contains("no table is named nothing"), seen);
        assertTrue(seen.contains("\\format NAME"), seen);
        assertFalse(seen.contains("after the end"), seen);
    }

    @Test
    void theFormatCanBeChanged() throws IOException {
        String seen = typed("\\format json", "select 1 as n;", "\\format xml", "select 2 as n;");
        assertTrue(seen.contains("{\"n\":1}"), seen);
        assertTrue(seen.contains("error: rows are shown as table, csv or json"), seen);
        assertTrue(seen.contains("{\"n\":2}"), seen);
    }

    @Test
    void anArrowBringsBackAnEarlierStatement() throws IOException {
        String seen = typed("select 40 + 2 as answer;", "\033[A", "\\q");
        assertEquals(2, seen.split("answer\n42\n", -1).length - 1, seen);
    }

    @Test
    void historyIsKept() throws IOException {
        typed("select 1", "as first;", "\\q");
        assertTrue(Files.readString(folder.resolve("history")).contains("as first;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table gold.fact_sessions",
                "delete from gold.fact_sessions",
                "insert into t values (1)",
                "with x as (select 1) insert into t select * from x",
                "from t insert into u select *",
                "insert overwrite directory '/tmp/x' using csv select 1",
                "merge into t using u on t.a = u.a when matched then delete",
                "create table t as select 1",
                "vacuum gold.fact_sessions",
                "optimize gold.fact_sessions",
                "execute immediate 'drop table t'",
                "begin drop table t; end",
                "add jar 'x.jar'"
            })
    void nothingIsWritten(String statement) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new ReadOnlySql(TestSpark.session()).query(statement))
                .getMessage();
        assertTrue(message.startsWith("jejak sql only reads"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "with x as (select 1 as a) select * from x",
                "values (1)",
                "show schemas",
                "explain select 1",
                "describe query select 1",
                "create or replace temporary view v as select 1",
                "set spark.sql.shuffle.partitions"
            })
    void readingIsAllowed(String statement) {
        assertTrue(new ReadOnlySql(TestSpark.session()).query(statement).columns().length >= 0);
    }
}
