package org.jejak.command.warehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code sql}: queries over the tables of the warehouse. */
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
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        boolean isTyped = query == null && System.console() != null;
        List<String> statements = isTyped ? List.of() : statements();
        try (SparkSession spark = SparkSessions.start("sql")) {
            SqlCatalog.register(spark, Warehouse.of(spark, settings));
            if (isTyped)
                new SqlPrompt(spark, output, new BufferedReader(System.console().reader())).run();
            for (String statement : statements) output.show(new ReadOnlySql(spark).query(statement));
            return 0;
        }
    }

    private List<String> statements() throws IOException {
        String text = query != null ? query : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        List<String> statements = SqlStatements.of(text).all();
        if (statements.isEmpty()) throw new UsageException("there is no query; `jejak sql --help` has an example");
        return statements;
    }
}
