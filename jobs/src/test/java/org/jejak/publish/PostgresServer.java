package org.jejak.publish;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jejak.command.OutputFiles;

/** Debian's PostgreSQL server in a temporary folder, on a free port of the loopback address, for as long as a test runs. */
public final class PostgresServer implements AutoCloseable {
    private static final String PASSWORD = "only for this test";

    private final Path folder;
    private final Path programs;
    private final int port;

    private PostgresServer(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** Where the programs are; empty if the server is not installed (jobs/bin/install-tools postgres). */
    public static Optional<Path> installed() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) return Optional.empty();
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(v -> v.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public static PostgresServer start(Path programs) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jejak-postgres");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(folder, programs, port);
        server.run(
                "initdb",
                "-D",
                folder + "/data",
                "-U",
                "analyst",
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.toString(),
                "-E",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync");
        server.run(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                folder + "/data",
                "-l",
                folder + "/data/log",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off");
        return server;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public Properties login() {
        Properties login = new Properties();
        login.setProperty("user", "analyst");
        login.setProperty("password", PASSWORD);
        return login;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), login());
    }

    /** PostgreSQL refuses to run as root, so root lends it the account that Debian made for it. */
    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) command.addAll(List.of("runuser", "-u", "postgres", "--"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            try (InputStream text = Files.newInputStream(output)) {
                throw new IOException(program + " failed: " + new String(text.readAllBytes()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder + "/data");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopping PostgreSQL was interrupted", e);
        }
        OutputFiles.remove(folder);
    }
}
