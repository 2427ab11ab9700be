package org.jejak.command.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.ResultOutput;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.warehouse.SqlCatalog;
import org.jejak.warehouse.SqlStatements;
import org.jejak.warehouse.Warehouse;
import org.jejak.warehouse.delta.ReadOnlySql;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Spark SQL over the warehouse. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Runs a query over the tables silver.*, gold.* and ops.*, for example: "
                + "jejak sql \"select channel, sum(session_count) from gold.agg_channel_daily group by 1\". Without a query "
                + "it asks for them on a terminal, and elsewhere reads them from standard input. It only reads.")
public final class SqlCommand implements Callable<Integer> {
    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @Parameters(
            paramLabel = "QUERY",
            arity = "0..1",
            description = "Queries, with semicolons between them. Default: ask, or read standard input.")
    private String query;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Override
    public Integer call() {
        Settings settings = installation.settings();
        boolean asks = query == null && System.console() != null;
        List<String> statements = asks ? List.of() : statements();
        SparkSession spark = SparkSessions.start("sql");
        try {
            Warehouse warehouse = Warehouse.of(spark, settings);
            SqlCatalog.register(spark, warehouse);
            if (asks) ask(spark, warehouse);
            else for (String statement : statements) output.show(new ReadOnlySql(spark).query(statement));
            return 0;
        } finally {
            spark.stop();
        }
    }

    private List<String> statements() {
        try {
            String text = query != null ? query : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> statements = SqlStatements.of(text).all();
            if (statements.isEmpty()) throw new UsageException("there is no query; `jejak sql --help` has an example");
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read queries from standard input", e);
        }
    }

    private void ask(SparkSession spark, Warehouse warehouse) {
        Path history = Path.of(System.getProperty("user.home"), ".jejak_sql_history");
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            new SqlPrompt(spark, warehouse, output, terminal, history).run();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used; give the query as an argument", e);
        }
    }
}
