package org.jejak.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.*;
import java.util.stream.Stream;
import org.apache.spark.sql.*;

/** Writes results for people: one file, as a whole or not at all. */
public final class OutputFiles {
    private OutputFiles() {}

    /** Writes rows, in their order, as one CSV (RFC 4180, header), JSON lines or Parquet file, by the name's ending. */
    public static void write(Dataset<Row> rows, Path file) {
        write(rows, file, formatOf(file));
    }

    /** The format that a file's name ends in; csv if that tells nothing. */
    static String formatOf(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".parquet")) return "parquet";
        return name.endsWith(".json") || name.endsWith(".jsonl") ? "json" : "csv";
    }

    /** Writes rows, in their order, as one file in a format: csv, json or parquet. */
    public static void write(Dataset<Row> rows, Path file, String format) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempDirectory(folder, ".jejak");
            try {
                Path parts = aside.resolve("parts");
                rows.coalesce(1)
                        .write()
                        .format(format)
                        .options(Map.of(
                                "header", "true", "escape", "\"", "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"))
                        .save(parts.toString());
                try (Stream<Path> found = Files.list(parts)) {
                    Path part = found.filter(p -> p.getFileName().toString().startsWith("part-"))
                            .findFirst()
                            .orElseThrow();
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                remove(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Copies a folder with all it holds to a place where there is none yet. */
    public static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList())
                Files.copy(path, to.resolve(from.relativize(path).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
        }
    }

    /** Removes a folder with all it holds. */
    public static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
