package org.jejak.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a simulation wrote, read back with plain Java. */
record WrittenLogs(Path root) {

    /** Every file below the folder with its bytes, decompressed, by path. */
    Map<String, byte[]> files(String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root.resolve(folder))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), bytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The lines of all files with that name below the folder, headers included, redelivered copies not. */
    List<String> lines(String folder, String name) {
        List<String> lines = new ArrayList<>();
        files(folder).forEach((path, bytes) -> {
            if (path.endsWith("/" + name)) {
                lines.addAll(new String(bytes, StandardCharsets.UTF_8).lines().toList());
            }
        });
        return lines;
    }

    /** Rows of a truth table by column name. Truth tables quote nothing but the words of stories. */
    List<Map<String, String>> truth(String name) {
        List<String> lines = new String(bytes(root.resolve("truth").resolve(name)), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String[] columns = lines.get(0).split(",");
        return lines.stream().skip(1).map(line -> row(columns, line)).toList();
    }

    /** The count of a kind of dirt that truth states. */
    long dirt(DirtKind kind) {
        return truth("dirt.csv").stream()
                .filter(row -> row.get("kind").equals(kind.label()))
                .mapToLong(row -> Long.parseLong(row.get("count")))
                .sum();
    }

    private static Map<String, String> row(String[] columns, String line) {
        String[] fields = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            row.put(columns[i], fields[i]);
        }
        return row;
    }

    private static byte[] bytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return path.toString().endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
