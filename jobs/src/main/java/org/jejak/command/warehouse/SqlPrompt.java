package org.jejak.command.warehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.ResultOutput;
import org.jejak.pipeline.SafeMessages;
import org.jejak.warehouse.SqlStatements;
import org.jejak.warehouse.delta.ReadOnlySql;

/**
 * SQL typed on a terminal: a statement goes over as many lines as it needs and ends with a semicolon. An error is shown, and
 * the next statement is asked for.
 */
final class SqlPrompt {
    private final SparkSession spark;
    private final ResultOutput output;
    private final BufferedReader lines;

    SqlPrompt(SparkSession spark, ResultOutput output, BufferedReader lines) {
        this.spark = spark;
        this.output = output;
        this.lines = lines;
    }

    /** Asks and answers until the input ends, or a line is quit, exit or \q. */
    void run() throws IOException {
        System.out.println(
                "Spark SQL; a semicolon ends a statement, quit ends the prompt. `jejak tables` describes the tables.");
        String open = "";
        for (String line = ask("sql> "); line != null; line = ask(open.isEmpty() ? "sql> " : "  -> ")) {
            if (open.isEmpty() && line.strip().matches("(?i)(quit|exit|\\\\q)\\s*;?")) return;
            SqlStatements typed = SqlStatements.of(open + line + "\n");
            typed.complete().forEach(this::answer);
            open = typed.isOpen() ? typed.rest() : "";
        }
    }

    /** The next line; null at the end of the input. */
    private String ask(String prompt) throws IOException {
        System.out.print(prompt);
        System.out.flush();
        return lines.readLine();
    }

    private void answer(String statement) {
        long start = System.nanoTime();
        try {
            output.show(new ReadOnlySql(spark).query(statement));
            System.out.printf(Locale.ROOT, "(%.1f s)%n", (System.nanoTime() - start) / 1e9);
        } catch (Exception e) { // Scala throws checked exceptions without declaring them
            System.out.println("error: " + SafeMessages.message(e));
        }
    }
}
