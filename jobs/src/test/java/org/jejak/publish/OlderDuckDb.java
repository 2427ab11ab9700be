package org.jejak.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The DuckDB of the release before, in a process of its own: two of them in one process would share native code. */
public final class OlderDuckDb {
    private static final Path DRIVER =
            Path.of("target/older-duckdb/duckdb_jdbc.jar").toAbsolutePath();

    private OlderDuckDb() {}

    /** The rows that it reads from a file, one text each, cells parted by a bar; its own version first. */
    public static List<String> query(Path file, String sql) throws IOException, InterruptedException {
        assertTrue(Files.exists(DRIVER), DRIVER + " is missing; mvn process-test-resources copies it");
        Path query = Files.createTempFile("query", ".sql");
        Path answer = Files.createTempFile("answer", ".txt");
        try {
            Files.writeString(query, sql);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            Path.of("target/test-classes").toAbsolutePath() + ":" + DRIVER,
                            OlderDuckDb.class.getName(),
                            file.toString(),
                            query.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            int code = process.waitFor();
            String text = Files.readString(answer);
            assertEquals(0, code, text);
            return text.lines().toList();
        } finally {
            Files.delete(query);
            Files.delete(answer);
        }
    }

    /** Prints the rows. Uses nothing but the driver, as nothing else is on its class path. */
    public static void main(String[] args) throws SQLException, IOException {
        System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0], readOnly);
                Statement sql = connection.createStatement()) {
            System.out.println(connection.getMetaData().getDatabaseProductVersion());
            try (ResultSet rows = sql.executeQuery(Files.readString(Path.of(args[1])))) {
                while (rows.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) cells.add(rows.getString(i));
                    System.out.println(String.join("|", cells));
                }
            }
        }
    }
}
