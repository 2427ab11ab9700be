package org.jejak.command.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.*;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jejak.command.InstallationOptions;
import org.jejak.command.SparkSessions;
import org.jejak.config.Settings;
import org.jejak.config.UsageException;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.publish.DuckDbFile;
import org.jejak.publish.PostgresSchema;
import org.jejak.publish.Publication;
import org.jejak.table.*;
import org.jejak.warehouse.Warehouse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code publish}: copies gold tables for BI tools that do not read Delta. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description =
                "Copies the gold tables of one publication, with comments and keys, to a DuckDB file or into the schema "
                        + "gold of a PostgreSQL database. All tables or none: readers never see a half-written one.")
public final class PublishCommand implements Callable<Integer> {
    /** Environment variables with user and password of the database, unless its address has them. */
    static final String USER_VARIABLE = "JEJAK_SECRET_JDBC_USER";

    static final String PASSWORD_VARIABLE = "JEJAK_SECRET_JDBC_PASSWORD";

    @Mixin
    private InstallationOptions installation = new InstallationOptions();

    @ArgGroup(multiplicity = "1", exclusive = false)
    private Outlets outlets;

    /** Targets; at least one. */
    static final class Outlets {
        @Option(
                names = "--duckdb",
                paramLabel = "FILE",
                description = "One DuckDB file, for example mart.duckdb, for DuckDB 1.0 and later.")
        private Path duckdb;

        @Option(
                names = "--jdbc",
                paramLabel = "URL",
                description = "A PostgreSQL database, for example jdbc:postgresql://localhost/mart. User and password: "
                        + "environment variables " + USER_VARIABLE + " and " + PASSWORD_VARIABLE
                        + ", or PostgreSQL's own password file.")
        private String jdbc;
    }

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The last publication for this logical date. Default: the last of all.")
    private LocalDate date;

    @Override
    public Integer call() throws IOException {
        Settings settings = installation.settings();
        if (outlets.jdbc != null && !outlets.jdbc.startsWith("jdbc:postgresql:")) {
            throw new UsageException("--jdbc takes a PostgreSQL address such as jdbc:postgresql://localhost/mart; "
                    + "this one starts with "
                    + outlets.jdbc.replaceFirst("(?s)^((?:[a-z0-9]+:){0,2}).*", "$1"));
        }
        if (outlets.duckdb != null && Files.isDirectory(outlets.duckdb)) {
            throw new UsageException("--duckdb " + outlets.duckdb + " is a folder; name a file in it");
        }
        if (outlets.duckdb != null) {
            DuckDbFile.hiddenSchema(outlets.duckdb).ifPresent(schema -> {
                throw new UsageException("--duckdb " + outlets.duckdb
                        + ": DuckDB calls a file by its name, and in this one the schema " + schema
                        + " would be ambiguous; name it otherwise, for example mart.duckdb");
            });
        }
        try (SparkSession spark = SparkSessions.start("publish")) {
            Publication publication = PublicationFinder.last(Warehouse.of(spark, settings), Optional.ofNullable(date));
            System.out.printf(
                    "Publication of run %s for %s, %d tables%n",
                    publication.runId(), publication.date(), publication.parts().size());
            Tables.of("gold").stream()
                    .filter(t -> publication.parts().stream()
                            .noneMatch(p -> p.table().equals(t)))
                    .forEach(t -> System.err.println("  left out: " + t.fullName()
                            + " is newer than this publication; the next `jejak nightly` publishes it"));
            if (outlets.duckdb != null) duckDb(publication);
            if (outlets.jdbc != null) postgres(publication);
            return 0;
        }
    }

    private void duckDb(Publication publication) {
        long start = System.nanoTime();
        Map<Table, Long> counts = DuckDbFile.write(publication, outlets.duckdb);
        counts.forEach((table, rows) -> System.out.printf(Locale.ROOT, "  %-34s %,12d rows%n", table.fullName(), rows));
        System.out.printf(
                Locale.ROOT,
                "Written to %s (%,.1f MB) in %.1f s%n",
                outlets.duckdb,
                outlets.duckdb.toFile().length() / 1e6,
                (System.nanoTime() - start) / 1e9);
    }

    private void postgres(Publication publication) {
        long start = System.nanoTime();
        Properties login = new Properties();
        put(login, "user", System.getenv(USER_VARIABLE));
        put(login, "password", System.getenv(PASSWORD_VARIABLE));
        Map<Table, PostgresSchema.Change> changes = PostgresSchema.write(publication, outlets.jdbc, login);
        changes.forEach((table, change) -> System.out.printf(
                Locale.ROOT,
                "  %-34s %,12d rows, %,d new or changed, %,d deleted%n",
                table.fullName(),
                change.rows(),
                change.changed(),
                change.deleted()));
        System.out.printf(
                Locale.ROOT, "Committed to schema gold of the database in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void put(Properties login, String name, String value) {
        if (value != null && !value.isEmpty()) login.setProperty(name, value);
    }
}
