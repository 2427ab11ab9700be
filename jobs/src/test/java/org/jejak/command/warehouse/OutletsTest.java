package org.jejak.command.warehouse;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import org.jejak.command.file.Answers;
import org.jejak.pipeline.PublicationFinder;
import org.jejak.pipeline.SimulatedWorld;
import org.jejak.publish.DuckDbFile;
import org.jejak.publish.PostgresSchema;
import org.jejak.publish.PostgresServer;
import org.jejak.publish.Publication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real publication in both outlets: every gold table gives the answers that Spark gives over Delta. */
class OutletsTest {
    @TempDir
    Path folder;

    private static Publication publication() {
        return PublicationFinder.last(SimulatedWorld.warehouse(), Optional.empty());
    }

    @Test
    void theDuckDbFileSaysWhatSparkSays() throws Exception {
        Publication publication = publication();
        DuckDbFile.write(publication, folder.resolve("mart.duckdb"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("mart.duckdb"))) {
            for (Publication.Part part : publication.parts()) {
                Answers.assertSame(
                        part.table(),
                        Answers.ofSpark(part.table(), publication.rows(part)),
                        Answers.ofDuckDb(connection, part.table(), part.table().fullName()));
            }
        }
    }

    @Test
    void theDatabaseSaysWhatSparkSays() throws Exception {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed: jobs/bin/install-tools postgres");
        Publication publication = publication();
        try (PostgresServer server = PostgresServer.start(programs.get())) {
            PostgresSchema.write(publication, server.url(), server.login());
            try (Connection connection = server.connect()) {
                for (Publication.Part part : publication.parts()) {
                    Answers.assertSame(
                            part.table(),
                            Answers.ofSpark(part.table(), publication.rows(part)),
                            Answers.ofPostgres(
                                    connection, part.table(), part.table().fullName()));
                }
            }
        }
    }
}
